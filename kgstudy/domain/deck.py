"""A deck, and the options by which its cards are studied."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from kgstudy.domain import fsrs
from kgstudy.domain.ids import DeckId, PresetId

SEPARATOR = "::"
"""Stands between the parts of a nested deck's name."""


class NewOrder(StrEnum):
    """In which order new cards are shown."""

    POSITION = "position"
    RANDOM = "random"


class ReviewOrder(StrEnum):
    """In which order due cards are shown; ties are broken by a draw that lasts the day."""

    DUE = "due"
    DUE_THEN_DECK = "due-then-deck"
    DECK_THEN_DUE = "deck-then-due"
    INTERVAL_SHORTEST = "interval-shortest"
    INTERVAL_LONGEST = "interval-longest"
    EASIEST = "easiest"
    HARDEST = "hardest"
    RECALL_LOWEST = "recall-lowest"
    RECALL_HIGHEST = "recall-highest"
    OVERDUE = "overdue"
    RANDOM = "random"
    ADDED = "added"
    ADDED_LAST = "added-last"


class Mix(StrEnum):
    """Where new cards stand among the reviews."""

    MIXED = "mixed"
    BEFORE = "before"
    AFTER = "after"


class LeechAction(StrEnum):
    """What happens to a card that is forgotten again and again."""

    TAG = "tag"
    SUSPEND = "suspend"


@dataclass(frozen=True, slots=True)
class Options:
    """How cards are scheduled; steps are in seconds, limits in cards, defaults the field's."""

    learning_steps: tuple[int, ...] = (60, 600)
    relearning_steps: tuple[int, ...] = (600,)
    new_per_day: int = 20
    reviews_per_day: int = 200
    retention: float = 0.90
    max_interval: int = 36500
    new_order: NewOrder = NewOrder.POSITION
    review_order: ReviewOrder = ReviewOrder.DUE
    mix: Mix = Mix.MIXED
    bury_new: bool = True
    bury_reviews: bool = True
    bury_learning: bool = False
    leech_lapses: int = 8
    leech_action: LeechAction = LeechAction.TAG
    algorithm: str = fsrs.ALGORITHM
    parameters: fsrs.Parameters = fsrs.DEFAULT_PARAMETERS


@dataclass(frozen=True, slots=True)
class Preset:
    """Options under a name, shared by the decks that choose it."""

    id: PresetId
    name: str
    options: Options = field(default_factory=Options)


@dataclass(frozen=True, slots=True)
class Deck:
    """`name` is the whole path, its parts joined by `::`; `guid` survives export and import."""

    id: DeckId
    guid: str
    name: str
    preset_id: PresetId
    description: str = ""

    @property
    def leaf(self) -> str:
        return self.name.rpartition(SEPARATOR)[2]

    @property
    def depth(self) -> int:
        return self.name.count(SEPARATOR)


def is_within(name: str, parent: str) -> bool:
    """Whether the deck called `name` is `parent` or lies somewhere below it."""
    return name == parent or name.startswith(parent + SEPARATOR)


def enclosing(name: str) -> Iterator[str]:
    """The paths that a deck called `name` lies in, from the inside out."""
    while SEPARATOR in name:
        name = name.rpartition(SEPARATOR)[0]
        yield name
