"""Russian: its dates, numbers and names by the forms of words, and how questions are put in it."""

from kgstudy.domain.drafting.russian.grammar import Russian

__all__ = ["RUSSIAN"]

RUSSIAN = Russian()
