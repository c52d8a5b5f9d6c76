"""English: its dates, numbers and names, and how questions are put in it."""

from kgstudy.domain.drafting.english.grammar import English

__all__ = ["ENGLISH"]

ENGLISH = English()
