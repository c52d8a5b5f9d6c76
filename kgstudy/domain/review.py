"""An answer, and what came of it: a fact that is never changed afterwards."""

from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from kgstudy.domain.clock import StudyDay
from kgstudy.domain.ids import CardId, ReviewId
from kgstudy.domain.memory import Memory


class Rating(IntEnum):
    """How well the answer came, in the learner's own judgement."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class Phase(IntEnum):
    """Where a card stands on its way into memory."""

    NEW = 0
    LEARNING = 1
    REVIEWING = 2
    RELEARNING = 3


@dataclass(frozen=True, slots=True)
class Seconds:
    """An interval within a study day."""

    count: int


@dataclass(frozen=True, slots=True)
class Days:
    """An interval of whole study days."""

    count: int


Interval = Seconds | Days


@dataclass(frozen=True, slots=True)
class Told:
    """What another program knew of a card that its answers here do not show."""

    memory: Memory
    reps: int
    lapses: int


class Review(NamedTuple):
    """One answer to one card.

    `phase` is where the card stood when it was asked; `then` and `step` are where the answer took
    it, and `interval` after which time it is due again.  With them a card's whole state follows
    from its reviews, whatever the options were on that day.  `rating` is None where nothing was
    answered and the card was put into `then` by hand; with `told` it is where another program had
    it, and `at` and `day` are those of its last answer there.
    """

    id: ReviewId
    card_id: CardId
    at: int
    """UTC milliseconds."""
    day: StudyDay
    rating: Rating | None
    phase: Phase
    then: Phase
    step: int
    interval: Interval
    taken: int
    """Milliseconds from question to answer."""
    practice: bool = False
    """Whether it was asked out of its turn, and the answer changed nothing."""
    told: Told | None = None
