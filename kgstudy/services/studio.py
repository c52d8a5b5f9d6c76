"""The studio: a lesson comes in, its drafts are looked at one by one, and become cards."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kgstudy.domain.changes import Change
from kgstudy.domain.drafting import Draft, Drafting, Fact, Progress, Proposal
from kgstudy.domain.ids import LessonId, NoteId
from kgstudy.domain.lesson import Lesson, Section
from kgstudy.domain.lesson_text import LessonText
from kgstudy.store.collection import Collection


class State(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Coverage(StrEnum):
    """How far a fact of the text is taken care of."""

    CARD = "card"
    DRAFT = "draft"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Item:
    """A proposal as the person left it.

    `draft` is what is shown of it: the best one, another that was chosen, one that was edited, or
    the card that it became, whose note is `note_id`.
    """

    proposal: Proposal
    state: State
    draft: Draft
    note_id: NoteId | None = None


@dataclass(frozen=True, slots=True)
class Studio:
    """A lesson on the desk; facts and items stand in the order of the text."""

    lesson: Lesson
    sections: tuple[Section, ...]
    facts: tuple[tuple[Fact, Coverage], ...]
    items: tuple[Item, ...]

    def count(self, coverage: Coverage) -> int:
        return sum(each is coverage for _, each in self.facts)


def bring(collection: Collection, text: LessonText) -> tuple[LessonId, Change]:
    """Puts a lesson into the collection, with an empty deck of its own, as one act."""
    raise NotImplementedError


def drafting_of(lesson: Lesson, progress: Progress | None = None) -> Drafting:
    """All proposals for the lesson; takes up to a second, and needs no collection.

    `progress` is told the share that is done; what it raises ends the work.
    """
    raise NotImplementedError


def studio(collection: Collection, lesson: LessonId, drafting: Drafting) -> Studio:
    """The lesson as it stands; quick, so that it can be asked after every act."""
    raise NotImplementedError


def accept(
    collection: Collection, lesson: LessonId, chosen: Sequence[tuple[Proposal, Draft]]
) -> Change:
    """Makes notes of these drafts in the lesson's deck, tied to their words, as one act."""
    raise NotImplementedError


def reject(collection: Collection, lesson: LessonId, proposal: Proposal) -> Change:
    raise NotImplementedError


def reopen(collection: Collection, lesson: LessonId, proposal: Proposal) -> Change:
    """Takes a decision back; raises UserError where its card has answers already."""
    raise NotImplementedError


def revise(collection: Collection, lesson: LessonId, proposal: Proposal, draft: Draft) -> Change:
    """Shows this draft in the proposal's place; where it has become a card, changes the card.

    Raises UserError where the fields make no card.
    """
    raise NotImplementedError


def discard(collection: Collection, lesson: LessonId) -> Change:
    """Takes the lesson out of the collection, with its deck where that has no cards."""
    raise NotImplementedError
