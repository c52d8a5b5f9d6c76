"""What the cards of a lesson answer, and where: the facts that are taken care of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kgstudy.domain.card_types import card_type
from kgstudy.domain.drafting import Fact
from kgstudy.domain.drafting.holding import covers, holds, words
from kgstudy.domain.ids import CardId, LessonId
from kgstudy.domain.lesson import Anchor, Span
from kgstudy.domain.note import Note
from kgstudy.store import cards, lessons, notes
from kgstudy.store.collection import Collection


@dataclass(frozen=True, slots=True)
class Answer:
    """The words of the lesson that a card comes from, and those that it answers."""

    span: Span
    words: frozenset[str]

    def takes_care_of(self, fact: Fact) -> bool:
        if not self.span.touches(fact.sentence):
            return False
        same = covers(self.span, fact.span) and covers(fact.span, self.span)
        return same or holds(self.words, fact)


class Asked(NamedTuple):
    """A card tied to a lesson: its words there, and what it asks and answers in plain text."""

    anchor: Anchor
    question: str
    answer: str


def tied(collection: Collection, lesson: LessonId) -> tuple[Asked, ...]:
    """The cards tied to the lesson, in the order of the text, wherever they were made."""
    anchors = lessons.anchors_in(collection, lesson)
    texts = texts_of(collection, [anchor.card_id for anchor in anchors])
    return tuple(Asked(anchor, *texts[anchor.card_id]) for anchor in anchors)


def texts_of(collection: Collection, asked: Sequence[CardId]) -> dict[CardId, tuple[str, str]]:
    """By card, its question and its answer."""
    present = cards.several(collection, asked)
    known = notes.several(collection, {card.note_id for card in present.values()})
    return {card.id: _texts(known[card.note_id], card.slot) for card in present.values()}


def _texts(note: Note, slot: int) -> tuple[str, str]:
    made_by = card_type(note)
    return made_by.question_text(note.fields, slot), made_by.answer_text(note.fields, slot)


def answers(every: Iterable[Asked]) -> tuple[Answer, ...]:
    """What the cards answer."""
    return tuple(Answer(each.anchor.span, words(each.answer)) for each in every)
