"""Cards of any deck are tied to the words of a lesson."""

from collections.abc import Sequence
from dataclasses import dataclass

from kgstudy.domain.changes import Change
from kgstudy.domain.ids import CardId, LessonId
from kgstudy.domain.lesson import Span
from kgstudy.store.collection import Collection


@dataclass(frozen=True, slots=True)
class Tieable:
    """A card that could be tied; `tied` says that it is tied to these words already."""

    card_id: CardId
    deck: str
    question: str
    answer: str
    tied: bool


def tieable(
    collection: Collection, lesson: LessonId, span: Span, query: str, limit: int = 100
) -> tuple[Tieable, ...]:
    """Cards that the query finds; without one, those that share the most with the words."""
    raise NotImplementedError


def tie(collection: Collection, lesson: LessonId, span: Span, cards: Sequence[CardId]) -> Change:
    """Ties the cards to the words, as one act."""
    raise NotImplementedError


def untie(collection: Collection, lesson: LessonId, cards: Sequence[CardId]) -> Change:
    raise NotImplementedError
