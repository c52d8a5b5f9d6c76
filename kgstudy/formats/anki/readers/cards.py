"""Where Anki's cards stand, as a parcel tells it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kgstudy.domain.deck import Options
from kgstudy.domain.parcel import ParcelReview, Standing
from kgstudy.domain.review import Days, Interval, Phase, Seconds
from kgstudy.formats.anki.readers.remembered import FIRST, LAST, remembered
from kgstudy.formats.database import Row, Tables

NUMBERS = (
    *("nid", "id", "did", "ord", "type", "queue", "due", "ivl", "factor", "reps", "lapses"),
    *("left", "odue", "odid", "flags"),
)
_SOUND = " AND ".join(f"typeof(\"{name}\") = 'integer'" for name in NUMBERS)
_ROWS = f"""
SELECT {", ".join(f'"{name}"' for name in NUMBERS)},
  CASE WHEN octet_length(data) BETWEEN 3 AND 10000 THEN CAST(data AS BLOB) END
FROM cards WHERE {{}} ORDER BY nid, ord, id
"""
_BROKEN = f"SELECT count(*) FROM cards WHERE NOT ({_SOUND})"


class CardRow(NamedTuple):
    """A row of the table: numbers, and at last bytes or None."""

    nid: int
    id: int
    did: int
    ord: int
    type: int
    queue: int
    due: int
    ivl: int
    factor: int
    reps: int
    lapses: int
    left: int
    odue: int
    odid: int
    flags: int
    data: bytes | None


SUSPENDED, BURIED = -1, (-2, -3)
_LEARN, _REVIEW, _DAY_LEARN = 1, 2, 3
_EPOCH_SECONDS = 1_000_000_000
"""A due date beyond this is an instant in seconds, not a day."""
_DAY_MS, _MIDDAY_MS = 86_400_000, 8 * 3_600_000
_LONGEST = 36_500
_EASE = (1.3, 9.99)
_MOST = 1_000_000_000


def rows(tables: Tables) -> tuple[Iterator[Row], int]:
    """The sound cards by their notes, and the number of others; if there are none, all are taken
    without looking at each again.
    """
    [(broken,)] = tables.rows(_BROKEN)
    return tables.rows(_ROWS.format(_SOUND if broken else "TRUE")), broken


def phase(row: CardRow) -> Phase:
    """Where the card stands; its type says it, and where that is broken or old, its queue."""
    match row.type, row.queue:
        case 1, _:
            return Phase.LEARNING
        case 2, queue:  # before 2018, what was relearned had the type of a review
            return Phase.RELEARNING if queue in (_LEARN, _DAY_LEARN) else Phase.REVIEWING
        case 3, _:
            return Phase.RELEARNING
        case _, queue if queue in (_LEARN, _DAY_LEARN):
            return Phase.LEARNING
        case _, queue if queue == _REVIEW and row.ivl > 0:
            return Phase.REVIEWING
    return Phase.NEW


def is_plain(raw: Row) -> bool:
    """Whether it is a new card at home, and nothing else is said of it."""
    return raw[4] == raw[5] == raw[13] == raw[14] == 0 <= raw[6] < _MOST and raw[15] is None


def position(row: CardRow, its: Phase) -> int:
    """The place among the new cards: the present one, or the one that a studied card once had."""
    if its is not Phase.NEW:
        return remembered(row.data).position
    place = row.odue if row.odid and row.odue else row.due
    return min(max(place, 0), _MOST)


def in_step(log: tuple[ParcelReview, ...], standing: Standing | None) -> tuple[ParcelReview, ...]:
    """The log, whose last answer has led to the step that the card is on."""
    if not log or standing is None or standing.phase is Phase.REVIEWING:
        return log
    last = log[-1]
    if last.rating is None or last.practice or last.then is not standing.phase:
        return log
    return (*log[:-1], last._replace(step=standing.step))


class Calendar:
    """The days of a collection, counted from the second in which it was made."""

    def __init__(self, created: int) -> None:
        self._created = created * 1000

    def midday(self, day: int) -> int | None:
        """The instant eight hours after the day begins, if a schedule can mean it."""
        at = self._created + day * _DAY_MS + _MIDDAY_MS
        return at if FIRST <= at < LAST else None


def standing(
    row: CardRow, its: Phase, log: Sequence[ParcelReview], options: Options, calendar: Calendar
) -> Standing | None:
    """Where a card that was asked stands; None where nothing that it says makes sense."""
    told = remembered(row.data)
    last = next(
        (answer.at for answer in reversed(log) if answer.rating and not answer.practice),
        told.last,
    )
    due, by_day = _due(row, its, calendar)
    if due is None and last is not None:
        due, by_day = _after(last, row), False
    if due is None:
        return None
    interval = _interval(row, its, due, last, log, by_day=by_day)
    return Standing(
        its,
        due,
        interval,
        _step(row, its, options),
        told.memory,
        min(max(row.factor / 1000, _EASE[0]), _EASE[1]) if row.factor > 0 else None,
        min(max(row.reps, 0), _MOST),
        min(max(row.lapses, 0), _MOST),
        last,
    )


def _due(row: CardRow, its: Phase, calendar: Calendar) -> tuple[int | None, bool]:
    """When it is due at home, and whether that is a day."""
    due = row.odue if row.odid and row.odue > 0 else row.due
    if its is not Phase.REVIEWING and due > _EPOCH_SECONDS:
        at = due * 1000
        return (at if at < LAST else None), False
    return calendar.midday(due), True


def _after(last: int, row: CardRow) -> int | None:
    """When it is due by its interval, where the day that it tells makes no sense."""
    at = last + min(max(row.ivl, 0), _LONGEST) * _DAY_MS
    return at if at < LAST else None


def _interval(
    row: CardRow,
    its: Phase,
    due: int,
    last: int | None,
    log: Sequence[ParcelReview],
    *,
    by_day: bool,
) -> Interval:
    if its is Phase.REVIEWING:
        return Days(min(max(row.ivl, 1), _LONGEST))
    if by_day:
        return Days(min(max(round((due - last) / _DAY_MS), 1), _LONGEST) if last else 1)
    if last is not None and due >= last:
        return Seconds(min((due - last) // 1000, _LONGEST * 86_400))
    answered = log[-1].interval if log else None
    return answered if isinstance(answered, Seconds) else Seconds(0)


def _step(row: CardRow, its: Phase, options: Options) -> int:
    if its is Phase.REVIEWING:
        return 0
    again = its is Phase.RELEARNING
    steps = options.relearning_steps if again else options.learning_steps
    return max(len(steps) - max(row.left, 0) % 1000, 0)
