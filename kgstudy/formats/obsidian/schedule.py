"""The comments in which the plugin keeps where the cards of a note stand.

`<!--SR:!2024-08-16,51,230!…-->`: the day on which each card is due, its interval in days and its
ease in per cent; or, where FSRS schedules, `!fsrs,due,interval,S,D,state,reps,lapses,step,last`.
"""

from collections.abc import Sequence

from kgstudy.domain.memory import Memory
from kgstudy.domain.parcel import Standing
from kgstudy.domain.review import Days, Interval, Phase, Seconds
from kgstudy.formats.instants import day_before, iso_day, iso_instant, noon, number

_BEGINS, _ENDS = "<!--SR:", "-->"
_LONGEST = 100_000
"""Characters of a comment; the plugin writes some thirty a card."""
_UNASKED = "2000-01-01"
"""The day that stands for a card whose siblings alone were asked."""
_MOST_DAYS = 36_500
_PHASES = {1: Phase.LEARNING, 2: Phase.REVIEWING, 3: Phase.RELEARNING}


class Absurd(Exception):  # noqa: N818 - becomes a problem of the parcel, and is no error
    """The comment tells what cannot be; the card comes in as a new one."""


def split(line: str) -> tuple[str, tuple[str, ...]]:
    """The line without its comment, and what that tells of each card, in their order."""
    start = line.find(_BEGINS)
    end = line.find(_ENDS, start) if start >= 0 else -1
    if end < 0 or end - start > _LONGEST:
        return line, ()
    told = line[start + len(_BEGINS) : end].split("!")
    rest = line[:start] + line[end + len(_ENDS) :]
    return rest, tuple(part.strip() for part in told if part.strip())


def standing(entry: str) -> Standing | None:
    """None for a card that was not asked yet; raises Absurd where it tells what cannot be."""
    parts = [part.strip() for part in entry.split(",")]
    if parts[0].lower() == "fsrs":
        return _of_fsrs(parts[1:])
    return None if parts[0] == _UNASKED else _of_days(parts)


def _of_days(parts: Sequence[str]) -> Standing:
    """Due, interval and ease, as the plugin's own algorithm has them."""
    day = iso_day(parts[0])
    due = noon(day) if day else None
    interval = number(parts[1], 0, 1e6) if len(parts) > 1 else None
    ease = number(parts[2], 1, 10_000) if len(parts) > 2 else None
    if day is None or due is None or interval is None:
        raise Absurd
    days = _days(interval)
    before = day_before(day, days.count)
    return Standing(
        phase=Phase.REVIEWING,
        due=due,
        interval=days,
        ease=None if ease is None else max(1.3, min(ease / 100, 5.0)),
        reps=1,
        last=noon(before) if before else None,
    )


def _days(interval: float) -> Days:
    return Days(max(1, min(round(interval), _MOST_DAYS)))


def _of_fsrs(parts: Sequence[str]) -> Standing | None:
    if len(parts) < 8:
        raise Absurd
    due, last = iso_instant(parts[0]), iso_instant(parts[8]) if len(parts) > 8 else None
    limits = ((0, 1e6), (0, 1e6), (0, 10), (0, 3), (0, 1e6), (0, 1e6), (0, 1000))
    told = [number(part, *limit) for part, limit in zip(parts[1:8], limits, strict=True)]
    numbers = [value for value in told if value is not None]
    if due is None or len(numbers) < len(told):
        raise Absurd
    interval, stability, difficulty, state, reps, lapses, step = numbers
    if int(state) not in _PHASES:
        return None
    phase = _PHASES[int(state)]
    when, length = _until(due, last, interval, phase, parts[0])
    known = stability > 0 and difficulty >= 1
    return Standing(
        phase=phase,
        due=when,
        interval=length,
        step=0 if phase is Phase.REVIEWING else int(step),
        memory=Memory(max(0.001, min(stability, _MOST_DAYS)), difficulty) if known else None,
        reps=max(1, int(reps)),
        lapses=int(lapses),
        last=last,
    )


def _until(
    due: int, last: int | None, interval: float, phase: Phase, told: str
) -> tuple[int, Interval]:
    """When it is due and how long that is: days for what is known, seconds for what is learned."""
    if phase is not Phase.REVIEWING:
        return due, Seconds(max(0, (due - last) // 1000) if last is not None else 600)
    day = iso_day(told)
    return (noon(day) if day else None) or due, _days(interval)
