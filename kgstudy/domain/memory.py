"""What FSRS remembers of a card."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Memory:
    """`stability`: days until recall has fallen to 90 %; `difficulty`: from 1 to 10."""

    stability: float
    difficulty: float
