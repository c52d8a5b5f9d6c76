"""The decks that came with the program."""

from collections.abc import Callable
from dataclasses import dataclass

from kgstudy.domain.changes import Change


@dataclass(frozen=True, slots=True)
class Shipped:
    """Which of them are gone, and how to have them back."""

    missing: Callable[[], tuple[str, ...]]
    bring_back: Callable[[], Change | None]
