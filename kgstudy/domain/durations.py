"""How long something takes, in the unit people would choose."""

from typing import Literal

from kgstudy.domain.review import Days, Interval, Seconds

MINUTE, HOUR, DAY = 60, 3600, 86400
DAYS_A_MONTH, DAYS_A_YEAR = 30.4375, 365.25

Unit = Literal["s", "min", "h", "d", "mo", "y"]

_SPOKEN: dict[Unit, str] = {
    "s": "second",
    "min": "minute",
    "h": "hour",
    "d": "day",
    "mo": "month",
    "y": "year",
}


def measured(interval: Interval) -> tuple[float, Unit]:
    """Such as (10, "min"), (3.2, "y"); one decimal at most, and none that hides a day."""
    match interval:
        case Seconds(count):
            return _within_a_day(count)
        case Days(count):
            return _whole_days(count)


def short(interval: Interval) -> str:
    """For a button: `<1 min`, `10 min`, `2 d`, `1.4 mo`."""
    count, unit = measured(interval)
    return "<1 min" if unit == "s" else f"{_number(count)} {unit}"


def spoken(seconds: int) -> str:
    """For a sentence: `40 seconds`, `1 minute`, `2.5 hours`."""
    count, unit = measured(Seconds(seconds))
    return f"{_number(count)} {_SPOKEN[unit]}{'' if count == 1 else 's'}"


def _within_a_day(seconds: int) -> tuple[float, Unit]:
    if seconds < MINUTE:
        return seconds, "s"
    if round(seconds / MINUTE) < 60:
        return round(seconds / MINUTE), "min"
    if seconds < DAY:
        return round(seconds / HOUR, 1), "h"
    return _whole_days(round(seconds / DAY))


def _whole_days(days: int) -> tuple[float, Unit]:
    if days < 30:
        return days, "d"
    if days < 365:
        return round(days / DAYS_A_MONTH, 1), "mo"
    return round(days / DAYS_A_YEAR, 1), "y"


def _number(count: float) -> str:
    return f"{count:g}" if count < 10 else f"{count:.0f}"
