"""Reads a query into a tree.

query    = [either]
either   = all {"or" all}
all      = one {["and"] one}
one      = "-" one | "(" either ")" | term
term     = [key ":"] (words without blanks or quotes | '"' words '"') | '"' key ":" words '"'
         | property ("=" | "!=" | "<" | ">" | "<=" | ">=") number
key      = one of `KEYS`, or the name of a field
"""

import re
from collections.abc import Callable

from kgstudy.domain.query import globs, keys
from kgstudy.domain.query.errors import QueryError
from kgstudy.domain.query.keys import KEYS, Value
from kgstudy.domain.query.properties import STANDING_ALONE
from kgstudy.domain.query.tokens import Sign, Token, tokens
from kgstudy.domain.query.tree import EVERYTHING, And, Not, Or, Query, Span, Words

MOST_TERMS = 500
DEEPEST = 50
"""Brackets and minus signs within one another."""

_COMPARISON = re.compile(r"([a-z]+)(<=|>=|!=|<|>|=)", re.IGNORECASE)
_COLON = re.compile(r"((?:[^\\:]|\\.)+?):", re.DOTALL)


def parse(text: str) -> Query:
    """Raises QueryError with the place where it cannot be read."""
    reader = _Reader(text)
    if reader.sign is Sign.END:
        return EVERYTHING
    query = reader.either()
    if reader.sign is Sign.CLOSE:
        raise QueryError("This bracket was never opened; take it away.", reader.token.span)
    return query


class _Reader:
    """The tokens of a query while they are being read."""

    def __init__(self, text: str) -> None:
        self._tokens = tokens(text)
        self._depth = 0
        self._terms = 0
        self.token = next(self._tokens)

    @property
    def sign(self) -> Sign:
        return self.token.sign

    def either(self) -> Query:
        parts = [self.all()]
        while self.sign is Sign.OR:
            self._step()
            parts.append(self.all())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def all(self) -> Query:
        parts = [self.one()]
        while self.sign not in (Sign.OR, Sign.CLOSE, Sign.END):
            if self.sign is Sign.AND:
                self._step()
            parts.append(self.one())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def one(self) -> Query:
        token = self.token
        match token.sign:
            case Sign.NOT:
                return Not(self._deeper(self.one))
            case Sign.OPEN:
                return self._bracket(token)
            case Sign.TERM:
                self._count(token)
                self._step()
                return _term(token)
            case _:
                raise QueryError("Here a word is missing, or something to look for.", token.span)

    def _bracket(self, opened: Token) -> Query:
        inner = self._deeper(self.either)
        if self.sign is not Sign.CLOSE:
            raise QueryError("This bracket is never closed; add the second one.", opened.span)
        self._step()
        return inner

    def _deeper(self, read: Callable[[], Query]) -> Query:
        if self._depth == DEEPEST:
            raise QueryError(
                "Here the query is nested too deeply; take away some brackets.", self.token.span
            )
        self._depth += 1
        self._step()
        inner = read()
        self._depth -= 1
        return inner

    def _count(self, token: Token) -> None:
        self._terms += 1
        if self._terms > MOST_TERMS:
            raise QueryError("Here the query becomes too long; look for less at once.", token.span)

    def _step(self) -> None:
        self.token = next(self._tokens)


def _term(token: Token) -> Query:
    found = _COLON.match(token.text)
    if found and _is_key(found[1], token):
        return _keyed(token, found[1])
    compared = None if token.quoted else _COMPARISON.match(token.text)
    if compared and compared[1].lower() in STANDING_ALONE:
        return keys.compared(Value("prop", token.text, token.span, token.span))
    glob = keys.pattern_of(token.text.strip(), token.span)
    return Words(glob, span=token.span) if glob else EVERYTHING


def _is_key(word: str, token: Token) -> bool:
    """Whether the colon behind `word` makes a key of it.

    `10:30` is a time, and `"note: this"` are words.
    """
    after = token.text[len(word) + 1 :]
    if token.quoted and after[:1].isspace():
        return False
    return any(sign.isalpha() or sign in "*_" for sign in word)


def _keyed(token: Token, key: str) -> Query:
    raw = token.text[len(key) + 1 :]
    start = token.at + len(key) + 1 + token.value_quoted
    value = Value(key.lower(), raw, Span(start, start + len(raw)), token.span)
    if key.lower() in KEYS:
        return KEYS[key.lower()](value)
    return keys.field(globs.read(key.strip()), value)
