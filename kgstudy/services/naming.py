"""Whether the decks and fields that a query names are there; finding nothing would not say so."""

import difflib
from collections.abc import Iterator, Sequence

from kgstudy.domain.card_types import CARD_TYPES
from kgstudy.domain.deck import SEPARATOR
from kgstudy.domain.markup import fold
from kgstudy.domain.query import globs
from kgstudy.domain.query.errors import QueryError
from kgstudy.domain.query.globs import Glob
from kgstudy.domain.query.keys import KEYS
from kgstudy.domain.query.tree import And, InDeck, InField, Not, Or, Query, Term
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


_NO_DECK = "There is no deck called “{name}”{like}."
_NO_FIELD = (
    "There is no key or field called “{name}”{like}; where the colon is meant itself, put a "
    "backslash before it."
)


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
    called = globs.whole(name, below).fullmatch
    if not any(called(fold(each)) for each in known):
        wanted = globs.letters(name)
        raise QueryError(sentence, term.span, name=wanted, like=_meant(wanted, like))


def _meant(wanted: str, known: Sequence[str]) -> str:
    """Names that are written much like it, as the end of a sentence."""
    folded = {fold(each): each for each in known}
    close = difflib.get_close_matches(fold(wanted), folded, n=3, cutoff=0.6)
    names = [f"“{folded[each]}”" for each in close]
    return f", but {' and '.join(names)}" if names else ""
