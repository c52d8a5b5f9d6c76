"""How long something takes or lasts, in words as short as the place allows."""

from PySide6.QtCore import QCoreApplication

from kgstudy.domain.durations import HOUR, MINUTE, Unit, measured
from kgstudy.domain.review import Interval, Seconds

_ONE: dict[Unit, str] = {
    "s": "less than a minute",
    "min": "{n} minute",
    "h": "{n} hour",
    "d": "{n} day",
    "mo": "{n} month",
    "y": "{n} year",
}
_MANY: dict[Unit, str] = {
    "s": "less than a minute",
    "min": "{n} minutes",
    "h": "{n} hours",
    "d": "{n} days",
    "mo": "{n} months",
    "y": "{n} years",
}
_SHORT: dict[Unit, str] = {
    "s": "<1 min",
    "min": "{n} min",
    "h": "{n} h",
    "d": "{n} d",
    "mo": "{n} mo",
    "y": "{n} y",
}


def short(interval: Interval) -> str:
    """For a button: `<1 min`, `10 min`, `2 d`, `1.4 mo`."""
    count, unit = measured(interval)
    return _say(_SHORT[unit], _number(count))


def in_words(interval: Interval) -> str:
    """For a voice: `10 minutes`, `1 day`, `1.4 months`."""
    count, unit = measured(interval)
    return _say((_ONE if count == 1 else _MANY)[unit], _number(count))


def about(seconds: float) -> str:
    """A forecast: `about 7 minutes`."""
    if seconds < MINUTE / 2:
        return _say("less than a minute")
    rough = max(MINUTE, seconds) if seconds < HOUR else round(seconds / HOUR * 2) / 2 * HOUR
    return _say("about {n}", in_words(Seconds(round(rough))))


def spent(seconds: float) -> str:
    """Time that was used: `42 s`, `7 min`, `1 h 5 min`."""
    if seconds < MINUTE:
        return _say("{n} s", f"{seconds:.0f}")
    hours, minutes = divmod(round(seconds / MINUTE), 60)
    if not hours:
        return _say("{n} min", str(minutes))
    said = _say("{n} h", str(hours))
    return f"{said} {_say('{n} min', str(minutes))}" if minutes else said


def ticking(seconds: float) -> str:
    """A running clock: `0:07`, `3:12`, `1:02:03`."""
    minutes, rest = divmod(max(0, int(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _number(count: float) -> str:
    return f"{count:g}" if count < 10 else f"{count:.0f}"


def _say(words: str, n: str = "") -> str:
    return QCoreApplication.translate("durations", words).format(n=n)
