"""What a list of cards can show and be sorted by."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Unit(StrEnum):
    """What one row stands for."""

    CARDS = "cards"
    NOTES = "notes"


class Column(StrEnum):
    """Said of a note, it is the least of its cards (due, state), their sum (answers) or mean."""

    QUESTION = "question"
    ANSWER = "answer"
    DECK = "deck"
    DUE = "due"
    STATE = "state"
    INTERVAL = "interval"
    RECALL = "recall"
    STABILITY = "stability"
    DIFFICULTY = "difficulty"
    REVIEWS = "reviews"
    LAPSES = "lapses"
    ANSWERED = "answered"
    TAGS = "tags"
    KIND = "kind"
    CARD = "card"
    LESSON = "lesson"
    FLAG = "flag"
    CREATED = "created"
    EDITED = "edited"


UNSORTED: Final = frozenset({Column.ANSWER})
"""Only made when it is shown, so that nothing can be sorted by it."""


@dataclass(frozen=True, slots=True)
class Sorting:
    """Where there is nothing to compare, as the interval of a new card, it stands last."""

    column: Column = Column.QUESTION
    descending: bool = False
