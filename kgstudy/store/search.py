"""Finds cards: a query becomes a condition in SQL, its values bound."""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass

from kgstudy.domain.ids import CardId
from kgstudy.domain.query.tree import And, Not, Or, Query, Term, WholeWords, Words
from kgstudy.store import lessons, search_functions, search_terms, search_words
from kgstudy.store.collection import Collection
from kgstudy.store.search_asking import Asking


@dataclass(frozen=True, slots=True)
class Condition:
    """On the row `card` of somebody's statement; the names of its values begin with `sought`."""

    sql: str
    values: dict[str, str | int | float]


@dataclass(frozen=True, slots=True)
class Quoted:
    """The lesson's title, and its words that a card comes from."""

    lesson: str
    quote: str


def condition(collection: Collection, query: Query, until: int) -> Condition:
    """What holds of the cards that the query finds; one on its steps is due by the instant `until`.

    Brings the text index up to date where it is asked, unless this is a reader.
    """
    search_functions.begin(collection.connection)
    ask = Asking(collection, until)
    return Condition(_written(ask, query), ask.values)


def cards(collection: Collection, query: Query, until: int) -> tuple[CardId, ...]:
    """The cards that the query finds, by id."""
    with collection.reading() if collection.read_only else nullcontext():  # who writes may index
        found = condition(collection, query, until)
        ids = collection.connection.execute(
            f"SELECT id FROM card WHERE {found.sql}", found.values
        ).get  # a list in half the time of rows; without a row None, and with one its id
    if isinstance(ids, list):
        return tuple(sorted(ids))  # faster than SQL: they are nearly in order
    return () if ids is None else (CardId(ids),)


def quoted(collection: Collection, cards: Sequence[CardId]) -> dict[CardId, Quoted]:
    """By card, for those of `cards` that come from a lesson; see `lessons.first_anchors`."""
    anchors = lessons.first_anchors(collection, cards)
    titles = lessons.titles(collection)
    return {card: Quoted(titles[each.lesson_id], each.quote) for card, each in anchors.items()}


def _written(ask: Asking, query: Query) -> str:
    match query:
        case And(()):
            return "TRUE"
        case And(parts):
            words = [part for part in parts if isinstance(part, Words | WholeWords)]
            each = [_written(ask, part) for part in parts if part not in words]
            together = [search_words.words(ask, words)] if words else []
            return f"({' AND '.join([*together, *each])})"
        case Or(parts):
            return f"({' OR '.join(_written(ask, part) for part in parts)})"
        case Not(part):
            return f"NOT {_written(ask, part)}"
        case Term():
            return search_terms.condition(ask, query)
