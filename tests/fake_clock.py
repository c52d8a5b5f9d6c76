"""A clock that the test owns."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from typing_extensions import override

from kgstudy.domain.clock import Clock

_MILLISECOND = timedelta(milliseconds=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_A_MONDAY = datetime.fromisoformat("2026-03-02T09:00")


class FakeClock(Clock):
    """Stands still at `wall` in the time zone `zone` until it is told otherwise."""

    def __init__(self, wall: datetime = _A_MONDAY, zone: str = "Asia/Bishkek") -> None:
        self.zone = ZoneInfo(zone)
        self.set(wall)

    @override
    def now_ms(self) -> int:
        return self._ms

    @override
    def wall(self, ms: int) -> datetime:
        return (_EPOCH + ms * _MILLISECOND).astimezone(self.zone).replace(tzinfo=None)

    @override
    def instant(self, wall: datetime) -> int:
        return (wall.replace(tzinfo=self.zone) - _EPOCH) // _MILLISECOND

    def set(self, moment: datetime) -> None:
        """Goes to `moment`: a wall time here, or an instant where it has a zone."""
        aware = moment if moment.tzinfo else moment.replace(tzinfo=self.zone)
        self._ms = (aware - _EPOCH) // _MILLISECOND

    def advance(self, by: timedelta) -> None:
        """Lets `by` of true time pass (back where it is negative), whatever the wall shows."""
        self._ms += by // _MILLISECOND

    def travel(self, zone: str) -> None:
        """Moves to another time zone; the instant stays the same."""
        self.zone = ZoneInfo(zone)
