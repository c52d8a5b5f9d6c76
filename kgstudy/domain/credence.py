"""How far another program's word of a card is believed: its numbers are brought to what can be."""

import math

from kgstudy.domain.card import FLAGS
from kgstudy.domain.memory import Memory
from kgstudy.domain.parcel import ParcelReview, Standing
from kgstudy.domain.review import Days, Interval, Phase, Seconds

MOST = 1_000_000_000
"""Repetitions, steps and the like."""
_LATEST = 7_258_118_400_000
"""The year 2200, in UTC milliseconds: nobody is asked a card after."""
_LONGEST_DAYS = 36_500
_EASES = (1.3, 9.99)
_STABILITIES = (0.001, 36_500.0)
_DIFFICULTIES = (1.0, 10.0)


def credible(standing: Standing | None) -> Standing | None:
    """The standing with numbers that can be; None where it is that of a new card."""
    if standing is None or standing.phase is Phase.NEW:
        return None
    if _is_credible(standing):
        return standing
    return Standing(
        standing.phase,
        _within(standing.due, 0, _LATEST),
        _lasting(standing.interval),
        _within(standing.step, 0, MOST),
        _memory(standing.memory),
        _finite(standing.ease, *_EASES),
        _within(standing.reps, 0, MOST),
        _within(standing.lapses, 0, MOST),
        standing.last if standing.last and 0 < standing.last < _LATEST else None,
    )


def _is_credible(told: Standing) -> bool:
    """Whether every number can be, as nearly always."""
    lasts, memory, ease = told.interval, told.memory, told.ease
    return (
        0 <= told.due <= _LATEST
        and isinstance(lasts, Days)
        and 0 <= lasts.count <= _LONGEST_DAYS
        and (memory is None or _can_be(memory))
        and (ease is None or _EASES[0] <= ease <= _EASES[1])
        and 0 <= told.step <= MOST
        and 0 <= told.reps <= MOST
        and 0 <= told.lapses <= MOST
        and (told.last is None or 0 < told.last < _LATEST)
    )


def _can_be(memory: Memory) -> bool:
    return (
        _STABILITIES[0] <= memory.stability <= _STABILITIES[1]
        and _DIFFICULTIES[0] <= memory.difficulty <= _DIFFICULTIES[1]
    )


def answer(told: ParcelReview) -> ParcelReview:
    """The answer with numbers that can be."""
    at, rating, phase, then, interval, taken, step, practice = told
    if 0 <= taken <= MOST and 0 <= step <= MOST and 0 <= interval.count <= MOST:
        return told
    lasting = type(interval)(_within(interval.count, 0, MOST))
    taken, step = _within(taken, 0, MOST), _within(step, 0, MOST)
    return ParcelReview(at, rating, phase, then, lasting, taken, step, practice)


def position(told: int) -> int:
    """A place among the new cards that can be."""
    return _within(told, -MOST, MOST)


def flag(told: int) -> int:
    """None where there is no such flag."""
    return told if told in FLAGS else 0


def _lasting(interval: Interval) -> Interval:
    match interval:
        case Days(count):
            return Days(_within(count, 0, _LONGEST_DAYS))
        case Seconds(count):
            return Seconds(_within(count, 1, _LONGEST_DAYS * 86_400))


def _memory(memory: Memory | None) -> Memory | None:
    if memory is None:
        return None
    stability = _finite(memory.stability, *_STABILITIES)
    difficulty = _finite(memory.difficulty, *_DIFFICULTIES)
    return None if stability is None or difficulty is None else Memory(stability, difficulty)


def _finite(value: float | None, low: float, high: float) -> float | None:
    if value is None or not math.isfinite(value) or value <= 0:
        return None
    return low if value < low else high if value > high else value


def _within(value: int, low: int, high: int) -> int:
    return low if value < low else high if value > high else value
