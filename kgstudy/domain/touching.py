"""Things that have a place in a text, found by what they touch there without looking at all."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Generic, TypeVar

from kgstudy.domain.lesson import Span

T = TypeVar("T")


class Touching(Generic[T]):
    """Asked many times of one text, each time in the time of those that are found."""

    def __init__(self, placed: Iterable[tuple[Span, T]]) -> None:
        self._placed = sorted(placed, key=lambda pair: pair[0].start)
        self._starts = [span.start for span, _ in self._placed]
        self._reach = list(accumulate((span.end for span, _ in self._placed), max))
        """The furthest that each, or any before it, goes."""

    def at(self, place: Span) -> Iterator[T]:
        """Those that share a character with `place`, the last first."""
        number = bisect_left(self._starts, place.end) - 1
        while number >= 0 and self._reach[number] > place.start:
            span, thing = self._placed[number]
            if span.touches(place):
                yield thing
            number -= 1
