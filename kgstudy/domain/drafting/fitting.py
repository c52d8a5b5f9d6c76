"""Which grammar reads a text: that of its language, or else the one that comes nearest."""

from kgstudy.domain.drafting.english.grammar import ENGLISH
from kgstudy.domain.drafting.grammar import Grammar
from kgstudy.domain.drafting.kyrgyz.grammar import KYRGYZ
from kgstudy.domain.drafting.russian.grammar import RUSSIAN

GRAMMARS: tuple[Grammar, ...] = (ENGLISH, RUSSIAN, KYRGYZ)
"""One a language, English first."""

_SAMPLE = 2_000


def grammar_for(language: str, text: str) -> Grammar:
    """A language without a grammar is read by that of its script, so that its dates are found."""
    code = language[:2].lower()
    known = {grammar.language: grammar for grammar in GRAMMARS}
    if code in known:
        return known[code]
    sample = text[:_SAMPLE]
    cyrillic = sum("а" <= letter <= "я" for letter in sample)
    latin = sum("a" <= letter <= "z" for letter in sample)
    return RUSSIAN if cyrillic > latin else ENGLISH
