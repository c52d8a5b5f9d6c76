"""What the cards of a lesson answer, and where: the facts that are taken care of."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kgstudy.domain.card_types import card_type
from kgstudy.domain.drafting import Fact
from kgstudy.domain.drafting.holding import covers, holds, words
from kgstudy.domain.ids import CardId, LessonId, NoteId
from kgstudy.domain.lesson import Anchor, Span
from kgstudy.domain.note import Note
from kgstudy.store import cards, lessons, notes
from kgstudy.store.collection import Collection


class Asked(NamedTuple):
    """A card tied to a lesson: its words there, and what it asks and answers in plain text."""

    anchor: Anchor
    note_id: NoteId
    question: str
    answer: str


def tied(collection: Collection, lesson: LessonId) -> tuple[Asked, ...]:
    """The cards tied to the lesson, in the order of the text, wherever they were made."""
    anchors = lessons.anchors_in(collection, lesson)
    present = cards.several(collection, [anchor.card_id for anchor in anchors])
    known = notes.several(collection, {card.note_id for card in present.values()})
    every = ((anchor, present[anchor.card_id]) for anchor in anchors)
    return tuple(
        Asked(anchor, card.note_id, *_texts(known[card.note_id], card.slot))
        for anchor, card in every
    )


def texts_of(collection: Collection, asked: Sequence[CardId]) -> dict[CardId, tuple[str, str]]:
    """By card, its question and its answer."""
    present = cards.several(collection, asked)
    known = notes.several(collection, {card.note_id for card in present.values()})
    return {card.id: _texts(known[card.note_id], card.slot) for card in present.values()}


def _texts(note: Note, slot: int) -> tuple[str, str]:
    made_by = card_type(note)
    return made_by.question_text(note.fields, slot), made_by.answer_text(note.fields, slot)


class Facts:
    """Facts in the order of the text, to be told by what is asked; a long text has thousands."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._facts = facts
        self._starts = [fact.span.start for fact in facts]
        self._sentences = [fact.sentence.start for fact in facts]
        self._ends = [fact.sentence.end for fact in facts]

    def asked(self, asks: Iterable[Span]) -> set[int]:
        """The numbers of those that are asked for at one of the places."""
        return {at for ask in asks for at in self._beside(ask) if covers(ask, self._facts[at].span)}

    def answered(self, tied: Iterable[Asked]) -> dict[int, Asked]:
        """By number of a fact, a card that answers it in the sentences to which it is tied."""
        return {at: each for each in tied for at in self._answered(each)}

    def _beside(self, ask: Span) -> range:
        """Those that begin in it or, since it may miss a fifth of a fact, shortly before."""
        early = ask.start - (ask.end - ask.start + 3) // 4
        return range(bisect_left(self._starts, early), bisect_left(self._starts, ask.end))

    def _answered(self, tied: Asked) -> Iterator[int]:
        span, answer = tied.anchor.span, words(tied.answer)
        first = bisect_right(self._ends, span.start)
        for at in range(first, bisect_left(self._sentences, span.end)):
            fact = self._facts[at]
            same = covers(span, fact.span) and covers(fact.span, span)
            if same or holds(answer, fact):
                yield at
