"""A card as it is shown: its face, what each answer would lead to, and where it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass

from kgstudy.domain import practice
from kgstudy.domain.card import Card
from kgstudy.domain.card_types.base import Face
from kgstudy.domain.ids import CardId, LessonId
from kgstudy.domain.lesson import Span, sentence_around
from kgstudy.domain.note import Note
from kgstudy.domain.review import Interval, Rating
from kgstudy.domain.scheduling import Outcome
from kgstudy.store import lessons
from kgstudy.store.collection import Collection


@dataclass(frozen=True, slots=True)
class Source:
    """The words of a lesson that a card comes from, in the sentence they stand in.

    `span` is their place in the lesson's text; `quote_at` their offset in `sentence`.
    """

    lesson_id: LessonId
    lesson_title: str
    span: Span
    sentence: str
    quote: str
    quote_at: int


@dataclass(frozen=True, slots=True)
class Shown:
    """The card on the table, and what each answer would lead to."""

    card: Card
    note: Note
    face: Face
    deck: str
    outcomes: Mapping[Rating, Outcome]
    """Empty where the answer is practice."""
    source: Source | None

    @property
    def intervals(self) -> Mapping[Rating, Interval | None]:
        """After which time each answer brings the card again; None: as it is due already."""
        if not self.outcomes:
            return practice.RETURNS
        return {rating: outcome.interval for rating, outcome in self.outcomes.items()}


def source_of(collection: Collection, card: CardId) -> Source | None:
    """The words that the card comes from, if it comes from a lesson."""
    anchor = lessons.first_anchors(collection, [card]).get(card)
    if anchor is None:
        return None
    lesson = lessons.get(collection, anchor.lesson_id)
    sentence = sentence_around(lesson.text, lesson.language, anchor.span)
    return Source(
        lesson.id,
        lesson.title,
        anchor.span,
        lesson.text[sentence.start : sentence.end],
        lesson.text[anchor.span.start : anchor.span.end],
        anchor.span.start - sentence.start,
    )
