"""The words and signs of a query, each with its place.

A term goes as far as the next blank or bracket that is neither in quotation marks nor behind a
backslash.  A regular expression may have brackets of its own without any of that, where they are
balanced.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from kgstudy.domain.query.errors import QueryError
from kgstudy.domain.query.tree import Span

_RAW = re.compile(r"(?:[^\s\"()\\:]*:){0,2}re:", re.IGNORECASE)
"""What stands before a regular expression."""


class Sign(Enum):
    OPEN = "("
    CLOSE = ")"
    NOT = "-"
    AND = "and"
    OR = "or"
    TERM = "term"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """`text` is what stands in the query, without the quotation marks; `value_quoted` that only
    what follows its colon stood in them.  `at` is where `text` begins.
    """

    sign: Sign
    span: Span
    text: str = ""
    quoted: bool = False
    value_quoted: bool = False
    at: int = 0


def tokens(text: str) -> Iterator[Token]:
    """Raises QueryError where a quotation mark is never closed."""
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        token = _next(text, at)
        yield token
        at = token.span.end
    yield Token(Sign.END, Span(len(text), len(text)))


def _next(text: str, at: int) -> Token:
    sign = text[at]
    if sign in "()":
        return Token(Sign(sign), Span(at, at + 1))
    if sign == "-" and at + 1 < len(text) and not (text[at + 1].isspace() or text[at + 1] == ")"):
        return Token(Sign.NOT, Span(at, at + 1))
    if sign == '"':
        end = _closing(text, at)
        return Token(Sign.TERM, Span(at, end + 1), text[at + 1 : end], quoted=True, at=at + 1)
    return _bare(text, at)


def _bare(text: str, at: int) -> Token:
    end, depth = at, 0
    begun = _RAW.match(text, at)
    while end < len(text) and not text[end].isspace():
        sign = text[end]
        if sign == '"':
            return _up_to_quote(text, at, end)
        raw = depth > 0 or (begun is not None and begun.end() <= end)
        if sign == "(" and raw:
            depth += 1
        elif sign == ")" and depth:
            depth -= 1
        elif sign in "()":
            break
        end += 2 if sign == "\\" else 1
    end = min(end, len(text))
    word = text[at:end]
    joins = {"and": Sign.AND, "or": Sign.OR}
    return Token(joins.get(word.lower(), Sign.TERM), Span(at, end), word, at=at)


def _up_to_quote(text: str, at: int, quote: int) -> Token:
    """A bare word before a quotation mark; behind a colon the quoted belongs to it."""
    before = text[at:quote]
    if not before.endswith(":") or before.endswith("\\:"):
        return Token(Sign.TERM, Span(at, quote), before, at=at)
    end = _closing(text, quote)
    value = before + text[quote + 1 : end]
    return Token(Sign.TERM, Span(at, end + 1), value, value_quoted=True, at=at)


def _closing(text: str, quote: int) -> int:
    end = quote + 1
    while end < len(text) and text[end] != '"':
        end += 2 if text[end] == "\\" else 1
    if end >= len(text):
        raise QueryError(
            "A quotation mark in the query is never closed; add the second one.",
            Span(quote, len(text)),
        )
    return end
