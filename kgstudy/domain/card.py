"""A card and its state; what cannot be is not representable: a new card has no memory."""

from dataclasses import dataclass

from kgstudy.domain.clock import StudyDay
from kgstudy.domain.ids import CardId, DeckId, NoteId
from kgstudy.domain.memory import Memory
from kgstudy.domain.review import Days, Interval, Phase, Seconds

FLAGS = range(8)
"""The marks that a card can carry, from 1 to 7; 0 is none."""


@dataclass(frozen=True, slots=True)
class New:
    """Never answered; `position` is its place in the queue of new cards."""

    position: int


@dataclass(frozen=True, slots=True)
class Studied:
    """What every card that was answered has."""

    memory: Memory
    at: int
    """The last answer, UTC milliseconds."""
    day: StudyDay
    """The study day of the last answer."""
    interval: Interval

    @property
    def due_at(self) -> int | None:
        """The instant (UTC milliseconds) at which it is due, where that is within the day."""
        match self.interval:
            case Seconds(count):
                return self.at + count * 1000
            case Days():
                return None

    @property
    def due_day(self) -> StudyDay:
        """The study day on which it is due."""
        match self.interval:
            case Seconds():
                return self.day
            case Days(count):
                return StudyDay(self.day + count)


@dataclass(frozen=True, slots=True)
class Learning(Studied):
    """On its first steps; `step` counts from 0 into the learning steps."""

    step: int


@dataclass(frozen=True, slots=True)
class Reviewing(Studied):
    """Known; asked again when it is about to be forgotten."""


@dataclass(frozen=True, slots=True)
class Relearning(Studied):
    """Known once and forgotten; `step` counts from 0 into the relearning steps."""

    step: int


CardState = New | Learning | Reviewing | Relearning


def phase_of(state: CardState) -> Phase:
    match state:
        case New():
            return Phase.NEW
        case Learning():
            return Phase.LEARNING
        case Reviewing():
            return Phase.REVIEWING
        case Relearning():
            return Phase.RELEARNING


@dataclass(frozen=True, slots=True)
class Card:
    """One question of a note.

    `slot` says which one: 0 for the only one, 0 and 1 for both ways, the number of the gap for a
    cloze.  It is buried on the study day `buried_on` and on no other, so a wrong clock hides
    nothing for long.
    """

    id: CardId
    note_id: NoteId
    deck_id: DeckId
    slot: int
    state: CardState
    reps: int = 0
    lapses: int = 0
    suspended: bool = False
    buried_on: StudyDay | None = None
    flag: int = 0
    aside: bool = False
    """Suspended by nobody's hand, and only until its note asks for it again."""
