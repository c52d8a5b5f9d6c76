"""Two versions of a lesson's text, and where the words of the one stand in the other.

A sentence is the same while its words are: blanks, marks and its neighbours do not matter.
"""

from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise

from kgstudy.domain.lesson import Section, Span, locate, outline, sentence_at
from kgstudy.domain.sentence_pairs import Piece, pieces, same, similar

_STRAY = 200
"""Characters by which words over several sentences may grow before they count as torn apart."""


class Fate(StrEnum):
    """What became of a card's words."""

    EXACT = "exact"
    """They stand where they stood, in a sentence that is the same."""
    MOVED = "moved"
    """The same sentence stands elsewhere."""
    CHANGED = "changed"
    """Their sentence reads otherwise now; the card wants a look."""
    GONE = "gone"
    """No sentence is like theirs."""

    @property
    def wants_look(self) -> bool:
        return self in (Fate.CHANGED, Fate.GONE)


_WORST_FIRST = (Fate.CHANGED, Fate.MOVED, Fate.EXACT)


def together(fates: Container[Fate]) -> Fate:
    """What became of words of which parts went apart, none of them gone."""
    return next(fate for fate in _WORST_FIRST if fate in fates)


@dataclass(frozen=True, slots=True)
class Followed:
    """Where words went: `now` is their place in the new text, None where they are gone.

    The sentences are those that the words stood and stand in; `place` is about where the old one
    was, in the new text.
    """

    fate: Fate
    now: Span | None
    old_sentence: str
    new_sentence: str
    place: int


class Versions:
    """Follows words from the old text to the new one."""

    def __init__(self, old: str, new: str, language: str) -> None:
        self._old, self._new = old, new
        self._sections: Sequence[Section] = outline(new, language)
        self._before = pieces(old, outline(old, language))
        self._after = pieces(new, self._sections)
        self._starts = [piece.span.start for piece in self._before]
        self._images = same(self._before, self._after)
        self._in_order = _longest_row({i: image[0].start for i, image in self._images.items()})
        self._row = sorted(self._in_order)
        self._likes = similar(self._before, self._after, self._images)

    def follow(self, span: Span) -> Followed:
        touched = list(self._touched(span))
        if not touched:
            return self._outside(span)
        first, last = self._before[touched[0]].span, self._before[touched[-1]].span
        found = [
            (fate, now)
            for fate, now in (self._follow_in(at, span) for at in touched)
            if now is not None
        ]
        now = _together([now for _, now in found], span)
        return Followed(
            self._fate([fate for fate, _ in found], len(touched)),
            now,
            self._old[first.start : last.end],
            self._sentence(now),
            now.start if now else self._place(touched[0]),
        )

    def _touched(self, span: Span) -> Iterator[int]:
        words = Span(span.start, max(span.end, span.start + 1))
        at = max(0, bisect_left(self._starts, words.start + 1) - 1)
        while at < len(self._before) and self._before[at].span.start < words.end:
            if self._before[at].span.touches(words):
                yield at
            at += 1

    def _outside(self, span: Span) -> Followed:
        """Of words in no sentence, such as those of a heading."""
        quote = self._old[span.start : span.end]
        now = locate(self._new, quote, span)
        fate = Fate.GONE if now is None else Fate.EXACT
        place = min(span.start, len(self._new)) if now is None else now.start
        return Followed(fate, now, quote, "" if now is None else self._sentence(now), place)

    def _follow_in(self, at: int, span: Span) -> tuple[Fate, Span | None]:
        """What became of the part of `span` in the sentence `at`."""
        piece = self._before[at]
        part = Span(max(span.start, piece.span.start), min(span.end, piece.span.end))
        if image := self._images.get(at):
            fate = Fate.EXACT if at in self._in_order else Fate.MOVED
            return fate, self._carried(piece, part, image)
        if (like := self._likes.get(at)) is not None:
            return Fate.CHANGED, self._resembling(piece, part, self._after[like])
        return Fate.GONE, None

    def _carried(self, piece: Piece, part: Span, image: Sequence[Span]) -> Span:
        """The part's place in a sentence of the same words, with the marks that are still there."""
        first, last = _tokens_in(piece, part)
        inset = max(0, part.start - piece.tokens[first].start)
        outset = max(0, piece.tokens[last].end - part.end)
        start, end = image[first].start + inset, image[last].end - outset
        at = piece.tokens[first].start + inset
        while at > part.start and start > 0 and self._old[at - 1] == self._new[start - 1]:
            at, start = at - 1, start - 1
        at = piece.tokens[last].end - outset
        while at < part.end and end < len(self._new) and self._old[at] == self._new[end]:
            at, end = at + 1, end + 1
        return Span(start, end)

    def _resembling(self, piece: Piece, part: Span, other: Piece) -> Span:
        """What stands in the part's place in a sentence of other words; all of it if nothing."""
        if part == piece.span:
            return other.span
        first, last = _tokens_in(piece, part)
        reached = [
            place
            for place in _counterparts(piece.words, other.words, first, last)
            if place < len(other.tokens)
        ]
        if not reached:
            return other.span
        return Span(other.tokens[min(reached)].start, other.tokens[max(reached)].end)

    def _fate(self, fates: Sequence[Fate], of: int) -> Fate:
        if not fates:
            return Fate.GONE
        if len(fates) < of:
            return Fate.CHANGED
        return together(fates)

    def _sentence(self, now: Span | None) -> str:
        if now is None:
            return ""
        around = sentence_at(self._sections, now)
        return self._new[around.start : around.end]

    def _place(self, at: int) -> int:
        """About where the sentence `at` would stand in the new text: after the one before it."""
        before = bisect_left(self._row, at)
        return self._images[self._row[before - 1]][-1].end if before else 0


def _tokens_in(piece: Piece, part: Span) -> tuple[int, int]:
    """The first and the last word of the sentence that the part reaches into, or those beside."""
    inside = [at for at, token in enumerate(piece.tokens) if token.touches(part)]
    if inside:
        return inside[0], inside[-1]
    after = next((at for at, t in enumerate(piece.tokens) if t.start >= part.end), None)
    beside = len(piece.tokens) - 1 if after is None else after
    return beside, beside


def _counterparts(old: Sequence[str], new: Sequence[str], first: int, last: int) -> Iterator[int]:
    """The places of what stands in `new` for the words `first` to `last` of `old`."""
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        shared = range(max(i1, first), min(i2, last + 1))
        if tag == "equal" or (tag == "replace" and i2 - i1 == j2 - j1):
            yield from (j1 + at - i1 for at in shared)
        elif tag == "replace" and shared:
            yield from range(j1, j2)


def _together(found: Sequence[Span], before: Span) -> Span | None:
    """One span for the words of several sentences; the longest of them where they went apart."""
    if not found:
        return None
    whole = Span(min(span.start for span in found), max(span.end for span in found))
    ordered = all(one.end <= other.start for one, other in pairwise(found))
    if ordered and whole.end - whole.start <= 2 * (before.end - before.start) + _STRAY:
        return whole
    return max(found, key=lambda span: span.end - span.start)


def _longest_row(places: dict[int, int]) -> frozenset[int]:
    """The most of the sentences that stand in one order before and after: these did not move."""
    ends: list[int] = []
    last: list[int] = []
    before: dict[int, int | None] = {}
    for at in sorted(places):
        length = bisect_left(ends, places[at])
        before[at] = last[length - 1] if length else None
        ends[length : length + 1] = [places[at]]
        last[length : length + 1] = [at]
    row, step = set(), last[-1] if last else None
    while step is not None:
        row.add(step)
        step = before[step]
    return frozenset(row)
