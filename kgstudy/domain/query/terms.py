"""The terms of a query; a card is found when all of them hold."""

from dataclasses import dataclass
from enum import StrEnum


class Standing(StrEnum):
    """Where a card stands today; a relearning card counts as learning."""

    NEW = "new"
    LEARNING = "learning"
    REVIEW = "review"
    DUE = "due"
    SUSPENDED = "suspended"
    BURIED = "buried"


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or several in a row, as the note's text has them; `text` is folded.

    The last one may go on: `turk` finds Turkey.
    """

    text: str


@dataclass(frozen=True, slots=True)
class InDeck:
    """In the deck of that name or below it, whatever the case."""

    name: str


@dataclass(frozen=True, slots=True)
class Tagged:
    """With that tag or one below it, whatever the case."""

    name: str


@dataclass(frozen=True, slots=True)
class Stands:
    standing: Standing


Term = Word | InDeck | Tagged | Stands

Query = tuple[Term, ...]
"""None at all finds every card."""
