"""Whether the decks and fields that a query names are there; finding nothing would not say so."""

from collections.abc import Iterable, Iterator

from kgstudy.domain.card_types import CARD_TYPES
from kgstudy.domain.deck import SEPARATOR
from kgstudy.domain.markup import fold
from kgstudy.domain.query import globs
from kgstudy.domain.query.errors import QueryError
from kgstudy.domain.query.globs import Glob
from kgstudy.domain.query.tree import And, InDeck, InField, Not, Or, Query, Term
from kgstudy.store import decks, note_types
from kgstudy.store.collection import Collection


def check(collection: Collection, query: Query) -> None:
    """Raises QueryError with the place of a name that nothing has."""
    for term in _terms(query):
        match term:
            case InDeck(name):
                _check(name, (deck.name for deck in decks.every(collection)), term, _NO_DECK)
            case InField(name):
                _check(name, fields(collection), term, _NO_FIELD)


_NO_DECK = "There is no deck called “{name}”; `kgstudy decks` lists them."
_NO_FIELD = (
    "There is no key or field called “{name}”; where the colon is meant itself, put a backslash "
    "before it."
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


def _check(name: Glob, known: Iterable[str], term: Term, sentence: str) -> None:
    below = SEPARATOR if isinstance(term, InDeck) else ""
    called = globs.whole(name, below).fullmatch
    if not any(called(fold(each)) for each in known):
        raise QueryError(sentence, term.span, name=globs.letters(name))
