"""The searches of `tests.bench.finding` in a process of its own; prints one line of JSON."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from kgstudy import formats
from kgstudy.domain.columns import Column, Sorting
from kgstudy.host.clock import SystemClock
from kgstudy.services import browsing, importing, indexing, listing
from kgstudy.store.collection import Collection
from tests.bench.finding_queries import QUERIES

_TIMES = 7
_SCREEN = 200
"""Rows, as in the browser."""


def main(files: Path) -> None:
    with (
        TemporaryDirectory() as folder,
        Collection.open(Path(folder) / "bench", SystemClock(), Random(1)) as opened,
    ):
        for file in (files / "known.apkg", files / "many.apkg"):
            importing.bring_in(opened, formats.recognise(file).read(file))
        while indexing.index_some(opened):
            pass
        print(json.dumps({name: _searched(opened, query) for name, query, _ in QUERIES}))


def _searched(opened: Collection, query: str) -> list[float]:
    count = len(listing.find_ids(opened, query))
    every = _least_ms(lambda: listing.find_ids(opened, query))
    return [every, _least_ms(lambda: _first_screen(opened, query)), count]


def _first_screen(opened: Collection, query: str) -> None:
    """What the browser does before it shows the first rows; the order of the rest follows later."""
    browsing.arranged(opened, browsing.find(opened, query), Sorting(Column.QUESTION), _SCREEN)


def _least_ms(search: Callable[[], object]) -> float:
    took = list[float]()
    for _ in range(_TIMES):
        begun = time.process_time()
        search()
        took.append(1000 * (time.process_time() - begun))
    return min(took)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
