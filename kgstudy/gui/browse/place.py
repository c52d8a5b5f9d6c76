"""Where the eye was in a table, and what was chosen there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """What was chosen, and where the eye was: at a card or note, so far from the top."""

    chosen: frozenset[int]
    current: int | None
    anchor: int | None
    offset: int
    row: int
    """Where the keyboard was, for when its card is gone."""


def runs(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last of each row of numbers that follow one another."""
    first = last = None
    for row in rows:
        if last is None or first is None:
            first = row
        elif row != last + 1:
            yield first, last
            first = row
        last = row
    if first is not None and last is not None:
        yield first, last
