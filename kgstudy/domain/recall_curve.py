"""How well a card was recalled all its life: what was predicted between one answer and the next."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kgstudy.domain import fsrs
from kgstudy.domain.card import Learning, New, Relearning, Reviewing
from kgstudy.domain.fsrs import Parameters
from kgstudy.domain.replay import Replayed, following
from kgstudy.domain.review import Review

_STUDIED = (Learning, Reviewing, Relearning)
_MS_A_DAY = 86_400_000
_STEPS = 24
"""Points of a stretch; they stand closer where it falls fastest, at its beginning."""


class Answered(NamedTuple):
    """A review with what it made of the card; `recall` was predicted just before it.

    `recall` is None where nothing was known of the card yet.
    """

    review: Review
    recall: float | None
    after: Replayed


class Point(NamedTuple):
    """At the instant `at` (UTC milliseconds) recall was this likely, from 1 down to 0."""

    at: int
    recall: float


Stretch = tuple[Point, ...]
"""From one review to the next."""


def answered(
    reviews: Iterable[Review], parameters: Parameters, position: int
) -> tuple[Answered, ...]:
    """What each review made of the card, in the order in which they are replayed."""
    return tuple(_answered(reviews, parameters, position))


def curve(answers: Iterable[Answered], parameters: Parameters, until: int) -> tuple[Stretch, ...]:
    """The stretches after each of the answers; the last one goes on to the instant `until`.

    Time is counted in fractions of days here, as an eye follows it; schedules count whole ones.
    """
    every = [answer for answer in answers if not answer.review.practice]
    ends = [*(answer.review.at for answer in every[1:]), until]
    return tuple(
        tuple(_falling(answer, end, parameters))
        for answer, end in zip(every, ends, strict=False)
        if isinstance(answer.after.state, _STUDIED) and end > answer.review.at
    )


def _answered(
    reviews: Iterable[Review], parameters: Parameters, position: int
) -> Iterator[Answered]:
    known = Replayed(New(position), 0, 0)
    for review in reviews:
        recall = _recall(known, review.at, parameters)
        known = following(known, review, parameters, position)
        yield Answered(review, recall, known)


def _falling(answer: Answered, end: int, parameters: Parameters) -> Iterator[Point]:
    start = answer.review.at
    for step in range(_STEPS + 1):
        at = start + round((end - start) * (step / _STEPS) ** 2)
        recall = _recall(answer.after, at, parameters)
        assert recall is not None
        yield Point(at, recall)


def _recall(known: Replayed, at: int, parameters: Parameters) -> float | None:
    """Predicted at the instant `at`, from the time since the last true answer."""
    if not isinstance(known.state, _STUDIED):
        return None
    days = max(0, at - known.state.at) / _MS_A_DAY
    return fsrs.retrievability(days, known.state.memory.stability, parameters)
