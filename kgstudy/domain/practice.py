"""Practice: cards asked out of their turn, whose schedules stay as they are."""

from collections.abc import Mapping

from kgstudy.domain.card import Card, New, Reviewing, phase_of
from kgstudy.domain.ids import ReviewId
from kgstudy.domain.review import Rating, Review, Seconds
from kgstudy.domain.scheduling import Now

RETURNS: Mapping[Rating, Seconds | None] = {
    Rating.AGAIN: Seconds(60),
    Rating.HARD: Seconds(600),
    Rating.GOOD: None,
    Rating.EASY: None,
}
"""After which time a card is asked again in the same sitting; None for one that is done with."""


def review_of(card: Card, rating: Rating, now: Now, *, taken: int, review_id: ReviewId) -> Review:
    """The answer as it is written down: it leaves the card where it stands."""
    state, phase = card.state, phase_of(card.state)
    interval = Seconds(0) if isinstance(state, New) else state.interval
    step = 0 if isinstance(state, New | Reviewing) else state.step
    return Review(
        review_id, card.id, now.ms, now.day, rating, phase, phase, step, interval, taken, True
    )
