"""What Mnemosyne remembers of a card, as a standing; its grades go from 0 to 5.

Grades 0 and 1 are of cards that are not known yet; 2 came with effort, 3 and 4 as they should, and
5 too easily.  The day on which a card is due is written as its midnight in UTC.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kgstudy.domain.parcel import ParcelReview, Standing
from kgstudy.domain.review import Days, Interval, Phase, Rating, Seconds
from kgstudy.formats.instants import day_of, days_between, instant, noon, number

_RATINGS = {
    0: Rating.AGAIN,
    1: Rating.AGAIN,
    2: Rating.HARD,
    3: Rating.GOOD,
    4: Rating.GOOD,
    5: Rating.EASY,
}
_SOON = 600
"""Seconds until a card that is not known is asked again."""
_KNOWN = 2
"""The lowest grade of a card that is known."""
_AGAIN_SOON: Interval = Seconds(_SOON)
_MOST_DAYS = 36_500
_LONGEST_THOUGHT = 3_600


@dataclass(frozen=True, slots=True)
class Learning:
    """The learning data of a card; `last` and `due` in epoch seconds."""

    grade: int
    ease: float
    acquisitions: int
    retentions: int
    lapses: int
    last: float
    due: float


class Absurd(Exception):  # noqa: N818 - becomes a problem of the parcel, and is no error
    """The learning data cannot be true; the card comes in as a new one."""


def learning(values: Mapping[str, object]) -> Learning:
    """Learning data by Mnemosyne's short names; raises Absurd where they are none."""
    count = 1e6
    numbers = (
        number(values.get("gr", -1), -1, 5),
        number(values.get("e", 2.5), 0, 100),
        *(number(values.get(key, 0), 0, count) for key in ("ac_rp", "rt_rp", "lps")),
        *(number(values.get(key, -1), -1, 1e11) for key in ("l_rp", "n_rp")),
    )
    told = [value for value in numbers if value is not None]
    if len(told) < len(numbers):
        raise Absurd
    grade, ease, acquisitions, retentions, lapses, last, due = told
    counts = int(acquisitions), int(retentions), int(lapses)
    return Learning(int(grade), ease, *counts, last, due)


def standing(told: Learning) -> Standing | None:
    """None where the card was never asked; raises Absurd where its days cannot be true."""
    if told.grade < 0 or told.last < 0:
        return None
    last, answered = instant(told.last), day_of(told.last)
    if last is None or answered is None:
        raise Absurd
    due, interval = last + _SOON * 1000, _AGAIN_SOON
    phase = Phase.RELEARNING if told.lapses else Phase.LEARNING
    if told.grade >= _KNOWN:
        due, interval, phase = *_days(day_of(told.due), answered), Phase.REVIEWING
    return Standing(
        phase=phase,
        due=due,
        interval=interval,
        ease=max(1.3, min(told.ease, 5.0)),
        reps=max(1, told.acquisitions + told.retentions),
        lapses=told.lapses,
        last=last,
    )


def _days(due: date | None, answered: date) -> tuple[int, Interval]:
    """The instant and the interval of a card that is due on a day."""
    when = noon(due) if due else None
    if due is None or when is None:
        raise Absurd
    return when, Days(max(1, min(days_between(answered, due), _MOST_DAYS)))


@dataclass(frozen=True, slots=True)
class Answer:
    """A line of the review log, all times in seconds."""

    at: float
    grade: int
    due: float
    taken: float


def log(answers: Iterable[Answer]) -> tuple[ParcelReview, ...]:
    """The answers of one card in the order of time, each with where the one before led to."""
    reviews: list[ParcelReview] = []
    before = Phase.NEW
    for answer in sorted(answers, key=lambda answer: answer.at):
        at, day = instant(answer.at), day_of(answer.at)
        if at is None or day is None or answer.grade not in _RATINGS:
            continue
        then = _after(before, answer.grade)
        due = day_of(answer.due)
        days = max(1, min(days_between(day, due), _MOST_DAYS)) if due else 1
        reviews.append(
            ParcelReview(
                at=max(at, reviews[-1].at + 1) if reviews else at,
                rating=_RATINGS[answer.grade],
                phase=before,
                then=then,
                interval=Days(days) if then is Phase.REVIEWING else _AGAIN_SOON,
                taken=round(max(0.0, min(answer.taken, _LONGEST_THOUGHT)) * 1000),
            )
        )
        before = then
    return tuple(reviews)


def _after(before: Phase, grade: int) -> Phase:
    if grade >= _KNOWN:
        return Phase.REVIEWING
    return Phase.LEARNING if before in (Phase.NEW, Phase.LEARNING) else Phase.RELEARNING
