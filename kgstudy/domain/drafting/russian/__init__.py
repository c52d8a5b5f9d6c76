"""Russian: its dates, numbers and names by the forms of words, and how questions are put in it."""

from kgstudy.domain.drafting.russian.grammar import RUSSIAN

__all__ = ["RUSSIAN"]
