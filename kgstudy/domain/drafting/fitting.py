"""Which grammar reads a text: that of its language, or else the one that comes nearest."""

from collections.abc import Callable, Mapping

from kgstudy.domain.drafting.grammar import Grammar

_SAMPLE = 2_000


def _english() -> Grammar:
    from kgstudy.domain.drafting.english import ENGLISH  # noqa: PLC0415

    return ENGLISH


def _russian() -> Grammar:
    from kgstudy.domain.drafting.russian import RUSSIAN  # noqa: PLC0415

    return RUSSIAN


def _kyrgyz() -> Grammar:
    from kgstudy.domain.drafting.kyrgyz import KYRGYZ  # noqa: PLC0415

    return KYRGYZ


_GRAMMARS: Mapping[str, Callable[[], Grammar]] = {"en": _english, "ru": _russian, "ky": _kyrgyz}
"""Each is loaded with the first text that wants it; together they take a tenth of a second."""


def grammar_for(language: str, text: str) -> Grammar:
    """A language without a grammar is read by that of its script, so that its dates are found."""
    code = language[:2].lower()
    if code not in _GRAMMARS:
        sample = text[:_SAMPLE]
        cyrillic = sum("а" <= letter <= "я" for letter in sample)
        latin = sum("a" <= letter <= "z" for letter in sample)
        code = "ru" if cyrillic > latin else "en"
    return _GRAMMARS[code]()
