"""A deck, its lesson and its notes as text."""

from collections.abc import Iterator, Sequence

from kgstudy.domain.card_types import CARD_TYPES
from kgstudy.domain.errors import UserError
from kgstudy.domain.lesson import Span, locate
from kgstudy.domain.parcel import ParcelDeck, ParcelLesson, ParcelNote, Source
from kgstudy.formats.kgdeck import cards, front_matter, prose, sources
from kgstudy.formats.kgdeck.front_matter import FrontMatter
from kgstudy.formats.kgdeck.prose import Prose
from kgstudy.formats.kgdeck.syntax import mark


def text(deck: ParcelDeck, lesson: ParcelLesson | None, notes: Sequence[ParcelNote]) -> str:
    """The deck, its cards in their order and each as near as can be below what it comes from."""
    matter = FrontMatter(
        name=deck.name,
        id=deck.guid,
        language=lesson.language if lesson else "",
        description=deck.description,
        title=lesson.title if lesson else front_matter.leaf(deck.name),
        lesson=lesson.guid if lesson else deck.guid,
    )
    return "\n\n".join((front_matter.written(matter), *_Page(lesson, notes).blocks())) + "\n"


class _Page:
    """The body of a deck while it is being written; `above` is the paragraph just written."""

    def __init__(self, lesson: ParcelLesson | None, notes: Sequence[ParcelNote]) -> None:
        settled = Prose()
        if lesson:
            settled.add_plain(lesson.text)
        self._lesson = settled.text
        self._guid = lesson.guid if lesson else ""
        self._moved = sources.Moved(lesson.text if lesson else "", self._lesson)
        self._notes = notes
        self._left = list(prose.outline(self._lesson))[::-1]
        self._above: Span | None = None

    def blocks(self) -> Iterator[str]:
        for note in self._notes:
            span = self._place(note.source)
            yield from self._prose_up_to(span.end if span else 0)
            yield self._card(note, span)
        yield from self._prose_up_to(len(self._lesson))

    def _place(self, source: Source | None) -> Span | None:
        """Where the note's words stand in the lesson as it is written here."""
        if source is None or source.lesson != self._guid:
            return None
        span = self._moved(source.start, source.end)
        if span and _same(self._lesson[span.start : span.end], source.quote):
            return span
        return locate(self._lesson, source.quote)

    def _prose_up_to(self, end: int) -> Iterator[str]:
        while self._left and self._left[-1].span.start < end:
            block = self._left.pop()
            self._above = None if block.is_heading else block.span
            yield prose.written(block)

    def _card(self, note: ParcelNote, span: Span | None) -> str:
        if note.kind not in CARD_TYPES:
            raise UserError(
                "The card {guid} is of a kind that a deck has no form for ({kind}): leave it out.",
                guid=note.guid,
                kind=note.kind,
            )
        told = None
        if span != self._above:
            told = sources.told(self._lesson, span, self._above) if span else ""
        return cards.written(note, told, mark(note.guid, note.deck, note.tags))


def _same(one: str, other: str) -> bool:
    return one.split() == other.split()
