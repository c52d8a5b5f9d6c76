"""What things are called: 63-bit ids that two computers never make alike."""

from random import Random
from typing import NewType

DeckId = NewType("DeckId", int)
PresetId = NewType("PresetId", int)
NoteId = NewType("NoteId", int)
CardId = NewType("CardId", int)
ReviewId = NewType("ReviewId", int)
LessonId = NewType("LessonId", int)
ActId = NewType("ActId", int)

RANDOM_BITS = 20


class IdMaker:
    """Makes ids of `milliseconds << 20 | random`, each larger than `after` and those before it."""

    def __init__(self, rng: Random, after: int = 0) -> None:
        self._rng = rng
        self._last = after

    def next(self, now_ms: int) -> int:
        """An id for a thing made at `now_ms` (UTC milliseconds)."""
        candidate = now_ms << RANDOM_BITS | self._rng.getrandbits(RANDOM_BITS)
        self._last = max(candidate, self._last + 1)
        return self._last
