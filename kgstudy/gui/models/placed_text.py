"""A lesson that is written in a document: its sentences and facts by their places there.

The lesson counts in letters (offsets), the document in units of UTF-16 (positions).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from kgstudy.domain.lesson import Span
from kgstudy.gui.models.words import words_between


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands in the document, and where in the lesson."""

    start: int
    end: int
    span: Span


class PlacedText:
    """Its `places` follow one another; what stands between two belongs to the first of them."""

    def __init__(self, text: str = "", places: Sequence[Place] = ()) -> None:
        self.text = text
        self.places = places
        self._starts = [place.start for place in places]
        self._offsets = [place.span.start for place in places]

    def number_of(self, offset: int) -> int | None:
        """The sentence at that letter of the lesson; the first is also what stands before it."""
        number = bisect_right(self._offsets, offset) - 1
        return max(0, number) if self.places else None

    def number_at(self, position: int) -> int | None:
        """The sentence at that position of the document."""
        number = bisect_right(self._starts, position) - 1
        return None if number < 0 else number

    def position(self, offset: int) -> int | None:
        """Where that letter of the lesson stands in the document."""
        number = self.number_of(offset)
        if number is None:
            return None
        place = self.places[number]
        reach = min(offset, place.span.end)
        return min(place.start + _units(self.text[place.span.start : reach]), place.end)

    def offset(self, position: int) -> int:
        """The letter of the lesson that stands there; there must be a sentence."""
        place = self.places[self.number_at(position) or 0]
        words = self.text[place.span.start : place.span.end]
        into = max(0, min(position, place.end) - place.start)
        if len(words) == place.end - place.start:
            return place.span.start + min(into, len(words))
        return place.span.start + len(words.encode("utf-16-le")[: 2 * into].decode("utf-16-le"))

    def stretch(self, span: Span) -> tuple[int, int] | None:
        """From where to where these words stand in the document."""
        start, end = self.position(span.start), self.position(span.end)
        return None if start is None or end is None else (start, end)

    def word_beside(self, offset: int, by: int) -> Span:
        """The word after the place, or before it; at the ends of the lesson the last one."""
        number = self.number_of(offset) or 0
        reach = self.places[max(0, number - 2) : number + 3]
        words = [word for place in reach for word in words_between(self.text, place.span)]
        if by > 0:
            return next((word for word in words if word.start >= offset), words[-1])
        return next((word for word in reversed(words) if word.end < offset), words[0])


class PlacedFacts:
    """Found by their positions in the document, among however many there are."""

    def __init__(self, text: PlacedText, spans: Sequence[Span] = ()) -> None:
        self._text = text
        found = [(text.stretch(span), number) for number, span in enumerate(spans)]
        some = [(*place, number) for place, number in found if place and place[0] < place[1]]
        self._facts = sorted(some, key=lambda fact: (fact[0], -fact[1]))
        self._starts = [start for start, _, _ in self._facts]
        self._longest = max((end - start for start, end, _ in self._facts), default=0)
        self.outer = _outer(self._facts)
        """The numbers of those that reach over the beginning of another one."""

    def between(self, first: int, last: int) -> Sequence[tuple[int, int, int]]:
        """Where each begins and ends, and its number; of some the end lies before `first`."""
        begin = bisect_left(self._starts, first - self._longest)
        return self._facts[begin : bisect_right(self._starts, last)]

    def at(self, position: int) -> Span | None:
        """The shortest one there, as words of the lesson."""
        here = [fact for fact in self.between(position, position) if position <= fact[1]]
        if not here:
            return None
        start, end, _ = min(here, key=lambda fact: fact[1] - fact[0])
        return Span(self._text.offset(start), self._text.offset(end))


def _outer(facts: Sequence[tuple[int, int, int]]) -> set[int]:
    """Of facts sorted by their beginnings."""
    found: set[int] = set()
    around: list[tuple[int, int, int]] = []
    for fact in facts:
        around = [other for other in around if other[1] > fact[0]]
        found.update(number for _, _, number in around)
        around.append(fact)
    return found


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
