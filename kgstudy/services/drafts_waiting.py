"""How many drafts of a lesson wait for a decision, for where the lesson itself is not shown."""

from kgstudy.domain.drafting import Drafting
from kgstudy.domain.ids import LessonId
from kgstudy.services import studio
from kgstudy.services.groundwork import State
from kgstudy.store import drafts, lessons
from kgstudy.store.collection import Collection


def is_in_the_making(collection: Collection, lesson: LessonId) -> bool:
    """Whether its cards are made here: drafts were decided upon, or it has no card yet."""
    return drafts.any_of(collection, lesson) or not lessons.cards_in(collection, lesson)


def waiting(collection: Collection, lesson: LessonId, drafting: Drafting) -> int:
    """The good drafts that are neither accepted nor rejected."""
    items = studio.studio(collection, lesson, drafting).items
    return sum(item.state is State.OPEN and item.draft.is_good for item in items)
