"""A lesson in a new version: each card's words are found again, or it is flagged for a look."""

from dataclasses import dataclass
from enum import StrEnum

from kgstudy.domain.changes import Change
from kgstudy.domain.ids import CardId, LessonId
from kgstudy.domain.lesson import Anchor, Span
from kgstudy.domain.lesson_text import LessonText
from kgstudy.store.collection import Collection


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


@dataclass(frozen=True, slots=True)
class Refound:
    """A card's words in the old text and in the new one; `now` is None where they are gone.

    `old_sentence` and `new_sentence` are the words around them, to be shown side by side.
    """

    anchor: Anchor
    question: str
    answer: str
    fate: Fate
    now: Span | None
    old_sentence: str
    new_sentence: str


@dataclass(frozen=True, slots=True)
class Revision:
    lesson_id: LessonId
    text: LessonText
    found: tuple[Refound, ...]


@dataclass(frozen=True, slots=True)
class Wanting:
    """A card that wants a look: the words it was made from, and those that stand there now."""

    card_id: CardId
    question: str
    answer: str
    fate: Fate
    quote: str
    now: str
    span: Span


def compare(collection: Collection, lesson: LessonId, text: LessonText) -> Revision:
    """What a new text would mean for the lesson's cards; changes nothing."""
    raise NotImplementedError


def take(collection: Collection, revision: Revision) -> Change:
    """Puts the new text in the old one's place; schedules stay, changed cards want a look."""
    raise NotImplementedError


def wanting(collection: Collection, lesson: LessonId) -> tuple[Wanting, ...]:
    """The lesson's cards that want a look, in the order of the text."""
    raise NotImplementedError


def looked_at(collection: Collection, lesson: LessonId, *cards: CardId) -> Change:
    """The cards are right as they are: what stands there now is what they come from."""
    raise NotImplementedError
