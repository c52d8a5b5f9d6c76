"""Time as a learner counts it: a study day turns over at four in the morning, not at midnight."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NewType, Protocol

StudyDay = NewType("StudyDay", int)
"""Days since 1 January 1970, as the wall clock at home counts them, shifted by the rollover."""

_EPOCH = date(1970, 1, 1)


class Clock(Protocol):
    """The time, and the time zone's rules; handed in everywhere, so that tests own it."""

    def now_ms(self) -> int:
        """UTC milliseconds since 1970."""
        ...

    def wall(self, ms: int) -> datetime:
        """What the clock on the wall shows at the instant `ms`, without a zone."""
        ...

    def instant(self, wall: datetime) -> int:
        """The instant (UTC milliseconds) at which the clock on the wall shows `wall`."""
        ...


@dataclass(frozen=True, slots=True)
class Calendar:
    """Turns instants into study days by the wall clock, so that DST never splits a day in two."""

    clock: Clock
    rollover_hour: int = 4

    def day_of(self, ms: int) -> StudyDay:
        wall = self.clock.wall(ms)
        return StudyDay(wall.toordinal() - _EPOCH.toordinal() - (wall.hour < self.rollover_hour))

    def today(self) -> StudyDay:
        return self.day_of(self.clock.now_ms())

    def start_of(self, day: StudyDay) -> int:
        """The instant at which the study day begins."""
        midnight = datetime.combine(date_of(day), datetime.min.time())
        return self.clock.instant(midnight + timedelta(hours=self.rollover_hour))

    def seconds_left(self, ms: int) -> int:
        """Whole seconds from `ms` to the next rollover, at least one."""
        return max(1, (self.start_of(StudyDay(self.day_of(ms) + 1)) - ms) // 1000)


def date_of(day: StudyDay) -> date:
    """The calendar date on which the study day begins."""
    return _EPOCH + timedelta(days=day)
