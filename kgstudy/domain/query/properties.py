"""What a card has that can be compared with a number, and the words for it."""

from collections.abc import Mapping
from enum import StrEnum


class Property(StrEnum):
    """The first word for each, by which it is printed."""

    INTERVAL = "ivl"
    DUE = "due"
    REPS = "reps"
    LAPSES = "lapses"
    STABILITY = "stability"
    DIFFICULTY = "difficulty"
    SHARE_OF_DIFFICULTY = "d"
    RECALL = "recall"
    POSITION = "position"
    RATED = "rated"
    RESCHEDULED = "resched"


class Comparison(StrEnum):
    """Those of two signs come first, as they have to be looked for first."""

    AT_MOST = "<="
    AT_LEAST = ">="
    UNEQUAL = "!="
    BELOW = "<"
    ABOVE = ">"
    EQUAL = "="


OTHER_WORDS: Mapping[str, Property] = {
    "interval": Property.INTERVAL,
    "s": Property.STABILITY,
    "r": Property.RECALL,
    "retrievability": Property.RECALL,
    "pos": Property.POSITION,
    "reviews": Property.REPS,
}
"""What people of other programs call them."""

BY_WORD: Mapping[str, Property] = {**{each.value: each for each in Property}, **OTHER_WORDS}

STANDING_ALONE: Mapping[str, Property] = {
    word: each
    for word, each in BY_WORD.items()
    if len(word) > 1 and each not in (Property.RATED, Property.RESCHEDULED)
}
"""Those that need no `prop:` before them."""
