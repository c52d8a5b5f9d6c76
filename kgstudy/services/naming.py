"""Whether what a query names is there; finding nothing would not say so.

A deck or a field that is not there is a mistake; other names may come to be, and are told of.
"""

import difflib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import pairwise

from kgstudy.domain.card_types import CARD_TYPES
from kgstudy.domain.deck import SEPARATOR
from kgstudy.domain.markup import fold
from kgstudy.domain.query import globs
from kgstudy.domain.query.completing import Vocabulary
from kgstudy.domain.query.errors import QueryError
from kgstudy.domain.query.globs import Glob
from kgstudy.domain.query.keys import KEYS
from kgstudy.domain.query.tree import (
    And,
    FromLesson,
    InDeck,
    InField,
    InPreset,
    Not,
    OfNoteType,
    OfTemplate,
    Or,
    Query,
    Tagged,
    Term,
)
from kgstudy.store import decks, note_types
from kgstudy.store.collection import Collection


def check(collection: Collection, query: Query) -> None:
    """Raises QueryError with the place of a name that nothing has, and names like it."""
    for term in _terms(query):
        match term:
            case InDeck(name):
                known = [deck.name for deck in decks.every(collection)]
                _check(name, SEPARATOR, known, known, term, _NO_DECK)
            case InField(name):
                known = fields(collection)
                _check(name, "", known, [*known, *KEYS], term, _NO_FIELD)


_COMPARED, _CLOSELY = 5000, 50
"""Names that are looked at for likeness, and those of them whose likeness is measured: some 20 ms.
"""

_NO_DECK = "There is no deck called “{name}”{like}."
_NO_FIELD = (
    "There is no key or field called “{name}”{like}; where the colon is meant itself, put a "
    "backslash before it."
)


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name behind a key that nothing has, and names that are written much like it."""

    key: str
    name: str
    like: tuple[str, ...]


def unknown(query: Query, known: Callable[[], Vocabulary]) -> Iterator[Unknown]:
    """What it names and nothing has, without decks and fields, see `check`."""
    for term in _terms(query):
        match term:
            case Tagged(name):
                yield from _unknown("tag", name, SEPARATOR, known().tags)
            case FromLesson(name):
                yield from _unknown("lesson", name, "", known().lessons)
            case OfNoteType(name):
                ours = (name for kind in CARD_TYPES.values() for name in (kind.name, kind.kind))
                yield from _unknown("note", name, "", (*ours, *known().note_types))
            case OfTemplate(name):
                yield from _unknown("card", name, "", known().templates)
            case InPreset(name):
                yield from _unknown("preset", name, "", known().presets)


def fields(collection: Collection) -> list[str]:
    """The names that fields have, in notes of whatever type, each once."""
    ours = (field.name for kind in CARD_TYPES.values() for field in kind.fields)
    theirs = (name for kind in note_types.every(collection) for name in kind.fields)
    return list(dict.fromkeys((*ours, *theirs)))


def _terms(query: Query) -> Iterator[Term]:
    match query:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _terms(part)
        case Not(part):
            yield from _terms(part)
        case Term():
            yield query


def _check(
    name: Glob, below: str, known: Sequence[str], like: Sequence[str], term: Term, sentence: str
) -> None:
    if not _has(known, name, below):
        wanted = globs.letters(name)
        names = [f"“{each}”" for each in _alike(wanted, like)]
        meant = f", but {' and '.join(names)}" if names else ""
        raise QueryError(sentence, term.span, name=wanted, like=meant)


def _unknown(key: str, name: Glob, below: str, known: Sequence[str]) -> Iterator[Unknown]:
    if not _has(known, name, below):
        wanted = globs.letters(name)
        yield Unknown(key, wanted, _alike(wanted, known))


def _has(known: Sequence[str], name: Glob, below: str) -> bool:
    called = globs.whole(name, below).fullmatch
    return any(called(fold(each)) for each in known)


def _alike(wanted: str, known: Sequence[str]) -> tuple[str, ...]:
    """Names that are written much like it, where there are not too many to be compared."""
    folded = {fold(each): each for each in known[:_COMPARED]}
    pairs = _pairs(fold(wanted))

    def shared(name: str) -> float:
        own = _pairs(name)
        return len(own & pairs) / (len(own) + len(pairs) + 1)

    likely = nlargest(_CLOSELY, folded, shared)
    close = difflib.get_close_matches(fold(wanted), likely, n=3, cutoff=0.6)
    return tuple(folded[each] for each in close)


def _pairs(name: str) -> set[tuple[str, str]]:
    """The letters that stand side by side in it."""
    return set(pairwise(name))
