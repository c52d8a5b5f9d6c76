"""Days and instants as other programs write them, and the instants a parcel is told by."""

import math
from datetime import UTC, date, datetime, timedelta

DAY = 86_400
"""Seconds."""

_EPOCH = date(1970, 1, 1)
_EARLIEST, _LATEST = date(1980, 1, 1), date(2200, 1, 1)
"""Nobody answered a card before, or will be asked one after."""


def noon(day: date) -> int | None:
    """The middle of the day in UTC milliseconds; None where no schedule can mean it."""
    if not _EARLIEST <= day < _LATEST:
        return None
    return ((day - _EPOCH).days * DAY + DAY // 2) * 1000


def day_of(seconds: float) -> date | None:
    """The day (UTC) of an instant in epoch seconds, if a schedule can mean it."""
    if not math.isfinite(seconds) or abs(seconds) > 1e11:
        return None
    day = _EPOCH + timedelta(days=math.floor(seconds / DAY))
    return day if _EARLIEST <= day < _LATEST else None


def instant(seconds: float) -> int | None:
    """Epoch seconds as UTC milliseconds, if a schedule can mean them."""
    return None if day_of(seconds) is None else round(seconds * 1000)


def days_between(one: date, other: date) -> int:
    return (other - one).days


def day_before(day: date, days: int) -> date | None:
    try:
        return day - timedelta(days=days)
    except OverflowError:
        return None


def iso_day(text: str) -> date | None:
    """The day that begins a text such as 2024-08-16 or 2024-08-16T10:00:00Z."""
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None


def iso_instant(text: str) -> int | None:
    """UTC milliseconds of a text such as 2024-08-16T10:00:00.000Z; a mere day is its noon."""
    try:
        when = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    if len(text.strip()) <= 10:
        return noon(when.date())
    try:
        return instant((when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp())
    except (OverflowError, ValueError):
        return None


def number(text: object, low: float, high: float) -> float | None:
    """The number that the text is, if it lies between these."""
    if not isinstance(text, (str, int, float)) or len(str(text)) > 40:
        return None
    try:
        value = float(text)
    except (ValueError, OverflowError):
        return None
    return value if low <= value <= high else None
