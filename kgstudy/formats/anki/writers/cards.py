"""Cards and answers as rows of a collection."""

import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kgstudy.domain import fsrs
from kgstudy.domain.deck import Options
from kgstudy.domain.parcel import ParcelCard, ParcelReview, Standing
from kgstudy.domain.review import Days, Interval, Phase, Rating

DAY = 86_400
_USUAL_EASE = 2.5
_EASES = 1.3, 9.99
_SUSPENDED, _BURIED = -1, -3
_LEARNING_TODAY, _REVIEWING, _LEARNING_LATER = 1, 2, 3
"""The numbers of the queues; a card's type is the number of its phase."""
_PRACTISED, _BY_HAND = 3, 4
_ANSWERED = {Phase.NEW: 0, Phase.LEARNING: 0, Phase.REVIEWING: 1, Phase.RELEARNING: 2}
_LARGEST = (1 << 31) - 1


class State(NamedTuple):
    """The columns of a card that say where it stands, in the order of the table."""

    type: int
    queue: int
    due: int
    interval: int = 0
    factor: int = 0
    reps: int = 0
    lapses: int = 0
    left: int = 0
    data: str = ""


def beginning(cards: Iterable[ParcelCard]) -> int | None:
    """The second from which days are counted: 04:00 of a day (UTC) before all that is known.

    Anki takes the date of that instant for day 0 and compares it with the date at home, so that
    a day number means the same date wherever the package is opened.
    """
    first = min((at for card in cards for at in _instants(card)), default=None)
    if first is None:
        return None
    return day_of(first)


def day_of(at: int) -> int:
    """The second at which the day before the instant `at` begins."""
    return max(at // 1000 // DAY - 1, 0) * DAY + 4 * 3600


def _instants(card: ParcelCard) -> Iterator[int]:
    if card.log:
        yield card.log[0].at
    if card.standing:
        yield card.standing.due
        if card.standing.last is not None:
            yield card.standing.last


def state(card: ParcelCard, created: int, options: Options) -> State:
    """The columns of the card, its days counted from `created` (seconds)."""
    standing = card.standing
    if standing is None or standing.phase is Phase.NEW:
        return State(0, _aside(card, 0), _within(card.position))
    # What is due on a day is so about noon at home, which is of that date in UTC too.
    day = _within(standing.due // 1000 // DAY - created // DAY)
    match standing.phase, standing.interval:
        case Phase.REVIEWING, _:
            queue, due, left = _REVIEWING, day, 0
        case _, Days():
            queue, due, left = _LEARNING_LATER, day, _steps_left(standing, options)
        case _:
            queue, due = _LEARNING_TODAY, _within(standing.due // 1000)
            left = _steps_left(standing, options)
    return State(
        int(standing.phase),
        _aside(card, queue),
        due,
        _days(standing, options),
        _factor(standing),
        _count(standing.reps),
        _count(standing.lapses),
        left,
        _data(card, standing, options),
    )


def _aside(card: ParcelCard, queue: int) -> int:
    if card.suspended:
        return _SUSPENDED
    return _BURIED if card.buried else queue


def _within(number: int) -> int:
    return min(max(number, -_LARGEST), _LARGEST)


def _count(number: int) -> int:
    return min(max(number, 0), _LARGEST)


def _steps_left(standing: Standing, options: Options) -> int:
    again = standing.phase is Phase.RELEARNING
    steps = options.relearning_steps if again else options.learning_steps
    return min(max(len(steps) - standing.step, 1), len(steps) or 1)


def _days(standing: Standing, options: Options) -> int:
    """Days of the interval; while a card is relearned, of the one that it goes back to."""
    match standing.phase, standing.interval:
        case Phase.REVIEWING, Days(count):
            return _count(count)
        case Phase.LEARNING, _:
            return 0
    if standing.memory is None:
        return 1
    stability = standing.memory.stability
    days = fsrs.interval(stability, options.retention, options.parameters)
    return max(1, min(round(days), options.max_interval))


def _factor(standing: Standing) -> int:
    if standing.phase is Phase.LEARNING and standing.ease is None:
        return 0
    return _permille(standing.ease)


def _permille(ease: float | None) -> int:
    return round(1000 * min(max(ease or _USUAL_EASE, _EASES[0]), _EASES[1]))


def _data(card: ParcelCard, standing: Standing, options: Options) -> str:
    data: dict[str, float] = {"pos": card.position} if card.position else {}
    if standing.memory:
        data["s"] = round(standing.memory.stability, 4)
        data["d"] = round(standing.memory.difficulty, 3)
        data["dr"] = round(options.retention, 2)
        data["decay"] = round(options.parameters[20], 3)
    if standing.last is not None:
        data["lrt"] = standing.last // 1000
    return json.dumps(data, separators=(",", ":"))


def answers(card: ParcelCard, options: Options) -> Iterator[tuple[int, ...]]:
    """For each answer: at, ease, interval, the interval before it, factor, time taken, kind."""
    standing = card.standing
    factors = _difficulties(card, options) if standing and standing.memory else _eases(card)
    before = 0
    following = [*(review.at for review in card.log[1:]), None]
    for review, factor, after in zip(card.log, factors, following, strict=True):
        if _is_concluded(review, after):
            continue
        days = _signed(review.interval)
        yield (
            review.at,
            review.rating or 0,
            days,
            before,
            factor,
            _count(review.taken),
            _kind(review),
        )
        before = days


def _kind(review: ParcelReview) -> int:
    if review.practice:
        return _PRACTISED
    return _BY_HAND if review.rating is None else _ANSWERED[review.phase]


def _is_concluded(review: ParcelReview, after: int | None) -> bool:
    """Whether Anki's own log says nothing of it: that a card was made to forget was concluded.

    The reader puts it a millisecond before the answer that begins anew, and will do so again.
    """
    return review.rating is None and review.then is Phase.NEW and review.at + 1 == after


def _signed(interval: Interval) -> int:
    count = _count(interval.count)
    return count if isinstance(interval, Days) else -count


def _eases(card: ParcelCard) -> Iterator[int]:
    """SM-2's factor after each answer; of those before the last one nobody knows it any more."""
    ease = _permille(card.standing.ease if card.standing else None)
    for review in card.log:
        learning = review.rating is not None and review.then is Phase.LEARNING
        yield 0 if learning or review.practice or review.then is Phase.NEW else ease


def _difficulties(card: ParcelCard, options: Options) -> Iterator[int]:
    """FSRS's difficulty after each answer, from 100 to 1100 as Anki has it.

    A card that was made to forget has 0 there, and practice too: by that alone Anki knows them.
    """
    difficulty: float | None = None
    for review in card.log:
        if review.practice:
            yield 0
            continue
        if review.rating is None and review.then is Phase.NEW:
            difficulty = None
            yield 0
            continue
        if review.rating is not None:
            difficulty = _difficulty(difficulty, review.rating, options.parameters)
        yield round(1000 * ((difficulty - 1) / 9 + 0.1)) if difficulty else _permille(None)


def _difficulty(before: float | None, rating: Rating, parameters: fsrs.Parameters) -> float:
    if before is None:
        return fsrs.first_memory(rating, parameters).difficulty
    return fsrs.next_difficulty(before, rating, parameters)


def is_scheduled(card: ParcelCard) -> bool:
    return card.standing is not None or bool(card.log)
