"""How a card arrives from another program: its answers are replayed, and the rest taken on trust.

The memory is what follows from a whole log, from the first answer on.  Where the program had
computed another one, it knew more: its parameters, which a file need not hold, and where a day
turned for the learner.  Without either, it is the one that the interval and the ease speak of.
"""

from collections.abc import Iterable, Sequence
from math import ceil, isclose

from kgstudy.domain import credence, fsrs
from kgstudy.domain.card import New, phase_of
from kgstudy.domain.clock import Calendar, StudyDay
from kgstudy.domain.fsrs import Parameters
from kgstudy.domain.ids import CardId, ReviewId
from kgstudy.domain.memory import Memory
from kgstudy.domain.parcel import ParcelReview, Standing
from kgstudy.domain.replay import Place, Replayed, StudiedState, studied
from kgstudy.domain.review import Days, Interval, Phase, Review, Seconds, Told

_UNNUMBERED = ReviewId(0)
_USUAL_EASE = 2.5
_DAY_MS = 86_400_000
_QUARTER_MS = 900_000
_ROUNDED = 0.01


class _Quarters(dict[int, StudyDay]):
    """The day of each quarter of an hour: no zone's clock and no rollover turns within one."""

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self._calendar = calendar

    def __missing__(self, quarter: int) -> StudyDay:
        day = self[quarter] = self._calendar.day_of(quarter * _QUARTER_MS)
        return day


class StudyDays:
    """Study days of many instants, each quarter of an hour looked up once."""

    def __init__(self, calendar: Calendar) -> None:
        self.by_quarter = _Quarters(calendar)

    def of(self, ms: int) -> StudyDay:
        return self.by_quarter[ms // _QUARTER_MS]


def answers(
    card: CardId,
    arriving: Iterable[ParcelReview],
    ids: Iterable[ReviewId],
    days: StudyDays,
) -> list[Review]:
    """The reviews that another program kept, each with its id out of `ids`."""
    day_of = days.by_quarter
    return [
        Review(
            number,
            card,
            at,
            day_of[at // _QUARTER_MS],
            rating,
            phase,
            then,
            step,
            interval,
            taken,
            practice,
        )
        for number, (at, rating, phase, then, interval, taken, step, practice) in zip(
            ids, map(credence.answer, arriving), strict=True
        )
    ]


def last_told(standing: Standing | None, log: Sequence[ParcelReview]) -> int:
    """The instant (UTC milliseconds) up to which the other program knows of the card."""
    return max(_last(standing) if standing else 0, log[-1].at if log else 0)


def untold(
    card: CardId,
    standing: Standing | None,
    log: Sequence[ParcelReview],
    replayed: Replayed,
    parameters: Parameters,
    days: StudyDays,
) -> Review | None:
    """What is missing for `replayed`, which follows from the `log`, to be where the card stands.

    None where nothing is missing.  It gets an id later than those of all answers in its instant.
    """
    if standing is None:
        return None if isinstance(replayed.state, New) else _forgotten(card, log, replayed.state)
    state = _stands(standing, log, replayed, parameters, days)
    if state == replayed.state:
        return None
    told = Told(state.memory, standing.reps, standing.lapses)
    before = phase_of(replayed.state)
    last = log[-1].at if log else state.at
    return Review(
        _UNNUMBERED,
        card,
        max(last, state.at),
        state.day,
        None,
        before,
        standing.phase,
        standing.step,
        state.interval,
        taken=0,
        told=told,
    )


def _forgotten(card: CardId, log: Sequence[ParcelReview], state: StudiedState) -> Review:
    at, before = max(log[-1].at if log else 0, state.at), phase_of(state)
    return Review(_UNNUMBERED, card, at, state.day, None, before, Phase.NEW, 0, Days(0), 0)


def _stands(
    standing: Standing,
    log: Sequence[ParcelReview],
    replayed: Replayed,
    parameters: Parameters,
    days: StudyDays,
) -> StudiedState:
    if isinstance(replayed.state, New):
        last = _last(standing)
        day = days.of(last)
    else:
        last, day = replayed.state.at, replayed.state.day
        told = standing.last or (0 if log else _last(standing))
        if told > last:
            last, day = told, max(day, days.of(told))
    memory = _memory(standing, log, replayed, parameters)
    place = Place(standing.phase, standing.step, _interval(standing, last, day, days))
    return studied(place, memory, last, day)


def _last(standing: Standing) -> int:
    if standing.last is not None:
        return standing.last
    match standing.interval:
        case Days(count):
            return max(0, standing.due - count * _DAY_MS)
        case Seconds(count):
            return max(0, standing.due - count * 1000)


def _interval(standing: Standing, last: int, day: StudyDay, days: StudyDays) -> Interval:
    match standing.interval:
        case Days():
            return Days(max(0, days.of(standing.due) - day))
        case Seconds():
            return Seconds(max(1, ceil((standing.due - last) / 1000)))


def _memory(
    standing: Standing, log: Sequence[ParcelReview], replayed: Replayed, parameters: Parameters
) -> Memory:
    told = standing.memory
    if not isinstance(replayed.state, New) and log and log[0].phase is Phase.NEW:
        memory = replayed.state.memory
        return memory if told is None or _is_rounded(told, memory) else told
    if told is not None:
        return told
    interval = standing.interval
    days = interval.count if isinstance(interval, Days) else interval.count * 1000 / _DAY_MS
    return fsrs.from_sm2(days, standing.ease or _USUAL_EASE, parameters=parameters)


def _is_rounded(told: Memory, memory: Memory) -> bool:
    """Whether the first is the second as other programs round it."""
    return isclose(
        told.stability, memory.stability, rel_tol=_ROUNDED, abs_tol=_ROUNDED / 10
    ) and isclose(told.difficulty, memory.difficulty, abs_tol=_ROUNDED)
