"""What was done in a session, and what it came to."""

from collections.abc import Sequence
from dataclasses import dataclass

from kgstudy.domain.clock import StudyDay
from kgstudy.domain.ids import ActId, CardId
from kgstudy.domain.review import Rating
from kgstudy.services import decks
from kgstudy.services.decks import NextDue
from kgstudy.store.collection import Collection


@dataclass(frozen=True, slots=True)
class Summary:
    """What a session came to; `first_tries` are the cards seen for the first time in it."""

    answered: int
    cards: int
    right_first: int
    first_tries: int
    seconds: int
    tomorrow: int
    next_due: NextDue | None


@dataclass(frozen=True, slots=True)
class Done:
    """One act of the session, so that undo can bring its card back to the table."""

    act: ActId
    card_id: CardId
    rating: Rating | None = None
    taken: int = 0
    at: int = 0
    """UTC milliseconds, for an answer."""


class Record:
    """The acts of a session, those that stand apart from those that were taken back."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._done: list[Done] = []
        self._undone: list[Done] = []

    @property
    def standing(self) -> Sequence[Done]:
        return self._done

    @property
    def answered(self) -> int:
        return sum(done.rating is not None for done in self._done)

    def note(self, done: Done) -> None:
        self._done.append(done)
        self._undone.clear()

    def recount(self) -> CardId | None:
        """Tells acts that stand from those taken back, here or elsewhere; the card of the last."""
        before = set(self._done)
        acts = sorted({*self._done, *self._undone}, key=lambda done: done.act)
        standing = self._collection.standing(done.act for done in acts)
        self._done = [done for done in acts if done.act in standing]
        self._undone = [done for done in acts if done.act not in standing]
        moved = sorted(before ^ set(self._done), key=lambda done: done.act)
        return moved[-1].card_id if moved else None

    def summary(self) -> Summary:
        answers = [done for done in self._done if done.rating is not None]
        first: dict[CardId, Rating | None] = {}
        for done in answers:
            first.setdefault(done.card_id, done.rating)
        tomorrow = StudyDay(self._collection.calendar.today() + 1)
        return Summary(
            len(answers),
            len(first),
            sum(rating is not Rating.AGAIN for rating in first.values()),
            len(first),
            sum(done.taken for done in answers) // 1000,
            decks.due_on(self._collection, tomorrow),
            decks.next_due(self._collection),
        )
