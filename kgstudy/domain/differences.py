"""Which words of two versions of a sentence differ."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand together; `differs` says that the other version has them not."""

    text: str
    differs: bool


def differences(before: str, after: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Both versions as runs, word by word; their texts joined are the versions."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    blocks = matcher.get_matching_blocks()
    return (
        _runs(old, [(block.a, block.a + block.size) for block in blocks]),
        _runs(new, [(block.b, block.b + block.size) for block in blocks]),
    )


def _runs(tokens: Sequence[str], common: Iterable[tuple[int, int]]) -> tuple[Run, ...]:
    def cut() -> Iterator[Run]:
        at = 0
        for start, end in common:
            yield Run("".join(tokens[at:start]), differs=True)
            yield Run("".join(tokens[start:end]), differs=False)
            at = end

    return tuple(run for run in cut() if run.text)
