"""The answers that Anki has kept, card by card."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from kgstudy.domain.parcel import ParcelReview
from kgstudy.domain.review import Days, Interval, Phase, Rating, Seconds
from kgstudy.formats.database import Tables

Row = tuple[int, int, int, int, int, int, int]

_LEARNING, _REVIEW, _RELEARNING, _FILTERED = 0, 1, 2, 3
_PHASES = {_LEARNING: Phase.LEARNING, _RELEARNING: Phase.RELEARNING}
_NONE = -1
_FIRST, _LAST = 946_684_800_000, 7_258_118_400_000
"""2000 and 2200: nobody answered before or after."""
_RATINGS = {int(rating): rating for rating in Rating}
_LONGEST = 36_500
_LONGEST_SECONDS = 365 * 86_400
_LONGEST_ANSWER = 86_400_000
_AT_ONCE = Days(0)


NUMBERS = ("cid", "id", "ease", "ivl", "factor", "time", "type")
_NUMBERS = " AND ".join(f"typeof({name}) = 'integer'" for name in NUMBERS)
_DATED = f"id >= {_FIRST} AND id < {_LAST}"
_SOUND = f"{_NUMBERS} AND {_DATED} AND ease BETWEEN 0 AND 4"
_ROWS = f"SELECT {', '.join(NUMBERS)} FROM revlog WHERE {{}} ORDER BY cid, id"
_FAULTS = f"""
SELECT count(CASE WHEN {_NUMBERS} AND NOT ({_DATED}) THEN 1 END),
  count(CASE WHEN NOT ({_SOUND}) THEN 1 END)
FROM revlog
"""


class Log:
    """Answers by the id of the card; what was left out is counted."""

    def __init__(self, tables: Tables) -> None:
        self._intervals: dict[int, Interval] = {}
        self._of: dict[int, tuple[ParcelReview, ...]] = {}
        [(self.undated, every)] = tables.rows(_FAULTS)
        self.broken = every - self.undated
        rows = tables.rows(_ROWS.format(_SOUND if every else "TRUE"))
        for card, its in groupby(rows, itemgetter(0)):
            self._of[card] = tuple(self._reviews(list(its)))

    def take(self, card: int) -> tuple[ParcelReview, ...]:
        """The card's answers, in the order of time; they are not given again."""
        return self._of.pop(card, ())

    @property
    def left(self) -> int:
        """How many answers nobody has taken."""
        return sum(map(len, self._of.values()))

    def _reviews(self, rows: Sequence[Row]) -> Iterator[ParcelReview]:
        before, step, last = Phase.NEW, 0, 0
        intervals = self._intervals
        for (_, at, ease, days, factor, taken, kind), following in zip(
            rows, _following(rows), strict=True
        ):
            spent = taken if 0 <= taken <= _LONGEST_ANSWER else 0
            interval = intervals.get(days)
            if interval is None:
                interval = intervals[days] = _interval(days)
            if not ease:
                then = _by_hand(before, days, factor)
                yield ParcelReview(at, None, before, then, interval)
                before, step, last = then, 0, at
                continue
            if _is_practice(kind, factor):
                yield ParcelReview(at, _RATINGS[ease], before, before, interval, spent, step, True)
                continue
            phase, then, step = _way(before, step, kind, ease, _sign(days), following)
            if phase is Phase.NEW and before is not Phase.NEW and at - 1 > last:
                # It was made to forget, which older versions of Anki wrote nowhere.
                yield ParcelReview(at - 1, None, before, Phase.NEW, _AT_ONCE)
            yield ParcelReview(at, _RATINGS[ease], phase, then, interval, spent, step)
            before, last = then, at


def _is_practice(kind: int, factor: int) -> bool:
    return kind == _FILTERED and not factor


def _following(rows: Sequence[Row]) -> list[int]:
    """For each answer the kind of the one after it; none counts after the last, or by hand."""
    kinds = []
    coming = _NONE
    for row in reversed(rows):
        kinds.append(coming)
        if not row[2]:
            coming = _NONE
        elif not _is_practice(row[6], row[4]):
            coming = row[6]
    kinds.reverse()
    return kinds


@lru_cache(maxsize=4096)
def _way(
    before: Phase, step: int, kind: int, ease: int, sign: int, following: int
) -> tuple[Phase, Phase, int]:
    """Where the card stood when it was asked, and where the answer took it and to which step."""
    phase = _phase(kind, before)
    then = _then(phase, ease, sign, following)
    return phase, then, _step(phase, then, ease, step)


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _interval(days: int) -> Interval:
    """Days, or below zero seconds."""
    return Days(min(days, _LONGEST)) if days >= 0 else Seconds(min(-days, _LONGEST_SECONDS))


def _by_hand(before: Phase, days: int, factor: int) -> Phase:
    """Made to forget, or due on a chosen day: then there is a factor."""
    if not days and not factor:
        return Phase.NEW
    return Phase.REVIEWING if days >= 0 or before is Phase.NEW else before


def _phase(kind: int, before: Phase) -> Phase:
    """Where the card stood when it was asked; a log that begins later begins with no new card."""
    if kind == _LEARNING:
        return Phase.LEARNING if before is Phase.LEARNING else Phase.NEW
    if kind == _RELEARNING:
        return Phase.RELEARNING
    return Phase.REVIEWING


def _then(phase: Phase, ease: int, sign: int, following: int) -> Phase:
    """Where the answer took the card; `following` is the kind of the next answer.

    A step of a day or more is told in days too: then the card is asked as learning once more.
    """
    again = Phase.LEARNING if phase in (Phase.NEW, Phase.LEARNING) else Phase.RELEARNING
    if sign < 0 or (not sign and (ease == Rating.AGAIN or phase is not Phase.REVIEWING)):
        return again
    if _PHASES.get(following) is again and (phase is not Phase.REVIEWING or ease == Rating.AGAIN):
        return again
    return Phase.REVIEWING


def _step(phase: Phase, then: Phase, ease: int, step: int) -> int:
    if then is Phase.REVIEWING or ease == Rating.AGAIN:
        return 0
    if phase is not then:
        step = 0
    return step + 1 if ease == Rating.GOOD else step
