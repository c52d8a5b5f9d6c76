"""How a card's state follows from its reviews: computed anew, it is the state that was reached."""

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from kgstudy.domain import fsrs
from kgstudy.domain.card import CardState, Learning, New, Relearning, Reviewing
from kgstudy.domain.clock import StudyDay
from kgstudy.domain.fsrs import Parameters
from kgstudy.domain.memory import Memory
from kgstudy.domain.review import Days, Interval, Phase, Rating, Review, Seconds

StudiedState = Learning | Reviewing | Relearning

_USUAL_EASE = 2.5
_SECONDS_A_DAY = 86_400


class Replayed(NamedTuple):
    """What follows from a card's reviews."""

    state: CardState
    reps: int
    lapses: int


class Place(NamedTuple):
    """Where an answer takes a card, and for how long."""

    phase: Phase
    step: int
    interval: Interval


def replay(
    reviews: Iterable[Review],
    parameters: Parameters,
    position: int,
    before: Replayed | None = None,
) -> Replayed:
    """The state that follows from a card's reviews, which come in the order of their ids.

    Whatever the options were at the time, each review tells where it took the card; only the
    memory is computed.  `position` is the card's place among the new ones, for a card that has no
    review or was made to forget them; `before` is what followed from its earlier ones.
    """
    replayed = before or Replayed(New(position), 0, 0)
    for answered, group in groupby(reviews, _is_answer):
        if answered:
            replayed = _answered(replayed, group, parameters)
        else:
            for review in group:
                replayed = following(replayed, review, parameters, position)
    return replayed


def _is_answer(review: Review) -> bool:
    """Whether it is an answer as nearly all are: given in its turn, and leading on."""
    return not (review.rating is None or review.practice or review.told or review.then is Phase.NEW)


def _answered(before: Replayed, reviews: Iterable[Review], parameters: Parameters) -> Replayed:
    """What `following` makes of such answers, without making each state between them."""
    state, reps, lapses = before
    memory = None if isinstance(state, New) else (state.memory.stability, state.memory.difficulty)
    counted = StudyDay(0) if isinstance(state, New) else state.day
    answered, again = fsrs.transition(parameters), Rating.AGAIN
    for review in reviews:
        rating, day = review.rating, review.day
        assert rating is not None
        if memory is None:
            first = fsrs.first_memory(rating, parameters)
            memory, counted = (first.stability, first.difficulty), day
        elif day > counted:
            memory, counted = answered(*memory, rating, day - counted), day
        else:
            memory = answered(*memory, rating, 0)
        reps += 1
        if rating is again and review.phase is Phase.REVIEWING:
            lapses += 1
    assert memory is not None
    place = Place(review.then, review.step, review.interval)
    return Replayed(studied(place, Memory(*memory), review.at, counted), reps, lapses)


def following(before: Replayed, review: Review, parameters: Parameters, position: int) -> Replayed:
    """What one more review makes of a card.

    Where it was put somewhere by hand (`rating` is None), new forgets everything; any other phase
    keeps the memory, or makes a first one from the interval, and sets when the card is due.  What
    another program told of the card is taken as it is, and practice changes nothing.
    """
    if review.practice:
        return before
    if review.then is Phase.NEW:
        return Replayed(New(position), 0, 0)
    place = Place(review.then, review.step, review.interval)
    if review.told is not None:
        memory, reps, lapses = review.told.memory, review.told.reps, review.told.lapses
        day = counted_day(before.state, review.day)
        return Replayed(studied(place, memory, review.at, day), reps, lapses)
    if review.rating is None:
        return before._replace(state=_put_by_hand(before.state, place, review, parameters))
    memory = memory_after(before.state, review.rating, review.day, parameters)
    lapsed = review.rating is Rating.AGAIN and review.phase is Phase.REVIEWING
    state = studied(place, memory, review.at, counted_day(before.state, review.day))
    return Replayed(state, before.reps + 1, before.lapses + lapsed)


def counted_day(before: CardState, day: StudyDay) -> StudyDay:
    """The day an answer counts as given on: never one before the last, so that a clock that was
    behind for a while adds no time when it is right again.
    """
    return day if isinstance(before, New) else max(day, before.day)


def memory_after(state: CardState, rating: Rating, day: StudyDay, parameters: Parameters) -> Memory:
    """The memory after an answer on `day`; a clock gone backwards counts as the same day."""
    if isinstance(state, New):
        return fsrs.first_memory(rating, parameters)
    elapsed = max(0, day - state.day)
    return fsrs.next_memory(state.memory, rating, elapsed, parameters)


def studied(place: Place, memory: Memory, at: int, day: StudyDay) -> StudiedState:
    """The state of a card that was taken to `place` by an answer at the instant `at`."""
    match place.phase:
        case Phase.LEARNING:
            return Learning(memory, at, day, place.interval, place.step)
        case Phase.RELEARNING:
            return Relearning(memory, at, day, place.interval, place.step)
        case _:
            return Reviewing(memory, at, day, place.interval)


def _put_by_hand(
    state: CardState, place: Place, review: Review, parameters: Parameters
) -> StudiedState:
    """Nothing was recalled, so the time since the last true answer goes on."""
    if isinstance(state, New):
        days = _in_days(place.interval)
        memory = fsrs.from_sm2(days, _USUAL_EASE, parameters=parameters)
        return studied(place, memory, review.at, review.day)
    match place.interval:
        case Days(count):
            waited: Interval = Days(max(0, review.day - state.day + count))
        case Seconds(count):
            waited = Seconds(max(0, (review.at - state.at) // 1000 + count))
    return studied(place._replace(interval=waited), state.memory, state.at, state.day)


def _in_days(interval: Interval) -> float:
    return interval.count if isinstance(interval, Days) else interval.count / _SECONDS_A_DAY
