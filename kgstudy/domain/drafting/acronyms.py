"""Acronyms beside their long forms, for the languages that decline both."""

from dataclasses import dataclass

from kgstudy.domain.lesson import Span


@dataclass(frozen=True, slots=True)
class Acronym:
    """An acronym and the long form it stands beside, `full` in the nominative."""

    short: Span
    long: Span
    acronym: str
    full: str
