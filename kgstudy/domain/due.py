"""When cards are to come, as a person writes it: `0`, `3`, `3-7`, `7!` with the interval too."""

import re
from dataclasses import dataclass

from kgstudy.domain import fsrs
from kgstudy.domain.card import Card, New, phase_of
from kgstudy.domain.deck import Options
from kgstudy.domain.errors import UserError
from kgstudy.domain.ids import ReviewId
from kgstudy.domain.memory import Memory
from kgstudy.domain.review import Days, Phase, Review, Told
from kgstudy.domain.scheduling import Now

FURTHEST = 36_500
"""Days."""

_WRITTEN = re.compile(
    r"(?P<first>\d{1,6})(?:\s*[-–]\s*(?P<last>\d{1,6}))?\s*(?P<mark>!)?", re.ASCII
)
_USUAL_EASE = 2.5


@dataclass(frozen=True, slots=True)
class Due:
    """Within so many days from today, both included.

    `as_interval` says that the card is to be remembered as one with such an interval is; without
    it, its memory stays as it is.
    """

    first: int
    last: int
    as_interval: bool = False

    def day(self, chance: float) -> int:
        """The day that `chance`, in [0, 1), picks."""
        return self.first + int(chance * (self.last - self.first + 1))


def parse(text: str) -> Due:
    """Raises UserError where it is not written so."""
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        raise UserError("“{text}” is no number of days: write 0 for today, 3, or 3-7.", text=text)
    first = int(found["first"])
    last = int(found["last"] or first)
    if max(first, last) > FURTHEST:
        raise UserError("A card can be due in {most} days at the latest.", most=FURTHEST)
    return Due(min(first, last), max(first, last), found["mark"] is not None)


def by_hand(
    card: Card, days: int, options: Options, now: Now, review_id: ReviewId, *, as_interval: bool
) -> Review:
    """The review without a rating that makes the card due in so many days."""
    return Review(
        review_id,
        card.id,
        now.ms,
        now.day,
        None,
        phase_of(card.state),
        Phase.REVIEWING,
        0,
        Days(days),
        0,
        told=_as_remembered(card, days, options) if as_interval else None,
    )


def forgotten(card: Card, now: Now, review_id: ReviewId) -> Review:
    """The review without a rating that makes the card new again."""
    before = phase_of(card.state)
    return Review(review_id, card.id, now.ms, now.day, None, before, Phase.NEW, 0, Days(0), 0)


def _as_remembered(card: Card, days: int, options: Options) -> Told:
    """The memory that the deck's options would give such an interval; its difficulty is kept."""
    memory = fsrs.from_sm2(days, _USUAL_EASE, options.retention, options.parameters)
    if not isinstance(card.state, New):
        memory = Memory(memory.stability, card.state.memory.difficulty)
    return Told(memory, card.reps, card.lapses)
