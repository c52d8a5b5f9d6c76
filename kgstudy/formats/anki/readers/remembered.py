"""What Anki writes beside a card, as JSON: the memory that FSRS knows, and the like."""

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeGuard

from kgstudy.domain import fsrs
from kgstudy.domain.memory import Memory

FIRST, LAST = 315_532_800_000, 7_258_118_400_000
"""1980 and 2200 in milliseconds: no schedule means an instant before or after."""
_MOST = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Remembered:
    """`last` is the last answer (UTC milliseconds), `position` the place it had as a new card."""

    memory: Memory | None = None
    last: int | None = None
    position: int = 0


_NOTHING = Remembered()


@lru_cache(maxsize=1)  # asked for the same card several times
def remembered(data: bytes | None) -> Remembered:
    """What the JSON says; nothing, where it says nothing that makes sense."""
    if data is None:
        return _NOTHING
    try:
        told = json.loads(data.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return _NOTHING
    if not isinstance(told, dict):
        return _NOTHING
    place = told.get("pos")
    return Remembered(
        _memory(told.get("s"), told.get("d")),
        _instant(told.get("lrt")),
        min(max(int(place), 0), _MOST) if _is_number(place) else 0,
    )


def _memory(stability: object, difficulty: object) -> Memory | None:
    if not _is_number(stability) or not _is_number(difficulty) or stability <= 0:
        return None
    return Memory(
        min(max(float(stability), fsrs.MIN_STABILITY), fsrs.MAX_STABILITY),
        min(max(float(difficulty), fsrs.MIN_DIFFICULTY), fsrs.MAX_DIFFICULTY),
    )


def _instant(seconds: object) -> int | None:
    if not _is_number(seconds) or not FIRST <= seconds * 1000 < LAST:
        return None
    return int(seconds * 1000)


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, (int, float)) and abs(value) < 1e15
