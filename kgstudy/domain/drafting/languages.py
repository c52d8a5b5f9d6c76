"""The grammars, and which language a text is in."""

from kgstudy.domain.drafting.grammar import Grammar

GRAMMARS: tuple[Grammar, ...] = ()
"""One a language, English first."""


def language_of(text: str) -> str:
    """ "en", "ru" or "ky", by the letters and the commonest words; "en" where nothing tells."""
    return "en"
