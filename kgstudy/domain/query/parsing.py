"""Reads a query: `turkey deck:"My lesson" tag:date is:due`.

query = term*
term  = [key ":"] (words without blanks or quotes | '"' words '"')
key   = "deck" | "tag" | "is"
"""

import re
from collections.abc import Callable, Mapping

from kgstudy.domain.errors import UserError
from kgstudy.domain.markup import fold
from kgstudy.domain.query.terms import InDeck, Query, Standing, Stands, Tagged, Term, Word

_TERM = re.compile(
    r'(?P<key>[^\W\d_]+):(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s"]*))'
    r'|"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+)|(?P<open>")'
)


def parse(text: str) -> Query:
    """The terms of `text`; raises UserError with a sentence where it cannot be read."""
    terms = map(_term, _TERM.finditer(text))
    return tuple(term for term in terms if term is not None)


def _term(found: re.Match[str]) -> Term | None:
    """The term; None where there is nothing to look for, as in a lone dash."""
    if found["open"]:
        raise UserError("A quotation mark in the query is never closed; add the second one.")
    if found["key"]:
        return _keyed(found["key"].lower(), found["quoted"] or found["bare"] or "")
    words = found["phrase"] or found["word"] or ""
    return Word(fold(words)) if any(map(str.isalnum, words)) else None


def _keyed(key: str, value: str) -> Term:
    if key not in _KEYS:
        raise UserError(
            "The query knows no “{key}:”, only {known}; to look for these very words, put them in "
            "quotation marks.",
            key=key,
            known=_listed([f"{name}:" for name in _KEYS]),
        )
    if not value.strip():
        raise UserError("In the query, “{key}:” needs a word right after it.", key=key)
    return _KEYS[key](value.strip())


def _standing(value: str) -> Stands:
    try:
        return Stands(Standing(value.lower()))
    except ValueError:
        raise UserError(
            "The query knows no “is:{value}”, only {known}.",
            value=value,
            known=_listed([f"is:{standing}" for standing in Standing]),
        ) from None


_KEYS: Mapping[str, Callable[[str], Term]] = {"deck": InDeck, "tag": Tagged, "is": _standing}


def _listed(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}"
