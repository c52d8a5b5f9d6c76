"""The command line as a person and a script use it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kgstudy import cli
from kgstudy.domain.review import Rating
from kgstudy.services.study import Study
from kgstudy.store.collection import Collection
from tests.builders import collection
from tests.fake_clock import FakeClock


@dataclass(frozen=True, slots=True)
class Outcome:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - whatever was printed
        return json.loads(self.out)

    @property
    def rows(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


class CommandLine:
    """Runs `kgstudy` on the collection in `folder`, by a clock that the test owns."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.clock = FakeClock()
        self._capsys = capsys

    def __call__(self, *argv: str | Path) -> Outcome:
        status = cli.main(["--data", str(self.folder), *map(str, argv)], self.clock)
        captured = self._capsys.readouterr()
        return Outcome(status, captured.out, captured.err)

    def collection(self) -> Collection:
        return collection(self.clock, self.folder)

    def answer(self, *ratings: Rating) -> None:
        """Answers the cards as they come."""
        with self.collection() as opened:
            study = Study(opened)
            for rating in ratings:
                study.answer(rating, 5000)


def columns(out: str) -> Sequence[Sequence[str]]:
    """The words of each line."""
    return [line.split() for line in out.splitlines()]
