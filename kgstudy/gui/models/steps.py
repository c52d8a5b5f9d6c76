"""Learning steps as people write them: `1m 10m`."""

import re
from collections.abc import Sequence

from kgstudy.domain.errors import UserError

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_STEP = re.compile(r"(\d{1,7})([smhd]?)", re.IGNORECASE)

LONGEST = 86400
"""Seconds; what is to come back after a day or more is for the schedule to say."""


def read_steps(text: str) -> tuple[int, ...]:
    """The steps in seconds; a number alone counts minutes, and no step at all is allowed.

    Raises UserError with a sentence that names the word that is no step.
    """
    return tuple(_read_step(word) for word in text.replace(",", " ").split())


def write_steps(steps: Sequence[int]) -> str:
    return " ".join(_write_step(step) for step in steps)


def _read_step(word: str) -> int:
    found = _STEP.fullmatch(word)
    if found is None:
        raise UserError(
            "“{word}” is no step: write a number with s, m or h, such as 30s, 10m or 1h.",
            word=word,
        )
    seconds = int(found[1]) * _UNITS[found[2].lower() or "m"]
    if not 0 < seconds <= LONGEST:
        raise UserError("“{word}” is no step: a step takes from 1s to 1d.", word=word)
    return seconds


def _write_step(seconds: int) -> str:
    """In the largest unit that gives a whole number."""
    unit = next(u for u in ("d", "h", "m", "s") if seconds % _UNITS[u] == 0)
    return f"{seconds // _UNITS[unit]}{unit}"
