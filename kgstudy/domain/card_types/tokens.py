"""What an answer consists of, however it is written: words, numbers and dates."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum


@dataclass(frozen=True, slots=True)
class Token:
    """Stands at `folded[start:end]` of its text; two tokens are compared by what they mean."""

    start: int = field(compare=False)
    end: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Word(Token):
    text: str


class Rank(Enum):
    """How a number is written."""

    FIGURES = "46"
    CARDINAL = "forty-six"
    ORDINAL = "46th, forty-sixth"
    OPEN = "XLVI, 46-сессия: as one likes to read it"


@dataclass(frozen=True, slots=True)
class Number(Token):
    value: Decimal
    rank: Rank


@dataclass(frozen=True, slots=True)
class Part:
    """One of the `day`, `month` and `year` of a date, and where it is written."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Date(Token):
    """At least two of day, month and year."""

    day: int | None
    month: int
    year: int | None
    parts: tuple[Part, ...] = field(compare=False)
