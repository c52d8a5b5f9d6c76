"""Finds cards: each term of a query becomes a condition in SQL, its values bound."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kgstudy.domain.clock import StudyDay
from kgstudy.domain.deck import is_within
from kgstudy.domain.ids import CardId
from kgstudy.domain.markup import fold
from kgstudy.domain.query.terms import InDeck, Query, Standing, Stands, Tagged, Term, Word
from kgstudy.domain.review import Phase
from kgstudy.store import decks, lessons, notes
from kgstudy.store.collection import Collection

_DUE = f"""
    suspended = 0 AND buried_on IS NOT :today AND CASE phase
        WHEN {Phase.NEW} THEN 0
        WHEN {Phase.REVIEWING} THEN due_day <= :today
        ELSE CASE WHEN due_at IS NULL THEN due_day <= :today ELSE due_at <= :until END
    END
"""
_STANDINGS = {
    Standing.NEW: f"phase = {Phase.NEW}",
    Standing.LEARNING: f"phase IN ({Phase.LEARNING}, {Phase.RELEARNING})",
    Standing.REVIEW: f"phase = {Phase.REVIEWING}",
    Standing.DUE: _DUE,
    Standing.SUSPENDED: "suspended = 1",
    Standing.BURIED: "buried_on = :today",
}


@dataclass(frozen=True, slots=True)
class Quoted:
    """The lesson's title, and its words that a card comes from."""

    lesson: str
    quote: str


def cards(collection: Collection, query: Query, today: StudyDay, until: int) -> tuple[CardId, ...]:
    """The cards for which all terms hold, by id; one on its steps is due by the instant `until`."""
    conditions, values = ["TRUE"], dict[str, object](today=today, until=until)
    for number, term in enumerate(query):
        condition, value = _condition(collection, term, f"v{number}")
        conditions.append(f"({condition})")
        if value is not None:
            values[f"v{number}"] = value
    rows = collection.connection.execute(
        f"SELECT id FROM card WHERE {' AND '.join(conditions)} ORDER BY id", values
    )
    return tuple(CardId(row[0]) for row in rows)


def quoted(collection: Collection, cards: Sequence[CardId]) -> dict[CardId, Quoted]:
    """By card, for those of `cards` that come from a lesson; see `lessons.first_anchors`."""
    anchors = lessons.first_anchors(collection, cards)
    titles = lessons.titles(collection)
    return {card: Quoted(titles[each.lesson_id], each.quote) for card, each in anchors.items()}


def _condition(collection: Collection, term: Term, name: str) -> tuple[str, str | None]:
    """The condition, and the value for its gap `name` where it has one."""
    match term:
        case Word(text):
            return _one_of("note_id", name), _array(notes.search(collection, [text]))
        case InDeck(wanted):
            named = ((deck.id, deck.name) for deck in decks.every(collection))
            return _one_of("deck_id", name), _array(_at_or_below(named, wanted))
        case Tagged(wanted):
            tagged = _one_of("tag_id", name)
            condition = f"note_id IN (SELECT note_id FROM note_tag WHERE {tagged})"
            return condition, _array(_at_or_below(_tags(collection), wanted))
        case Stands(standing):
            return _STANDINGS[standing], None


def _one_of(column: str, name: str) -> str:
    return f"{column} IN (SELECT value FROM json_each(:{name}))"


def _array(ids: Iterable[int]) -> str:
    return json.dumps(list(ids))


def _at_or_below(named: Iterable[tuple[int, str]], wanted: str) -> Iterator[int]:
    """The ids of those with the name `wanted` or one nested below it."""
    return (id_ for id_, name in named if is_within(fold(name), fold(wanted)))


def _tags(collection: Collection) -> Iterator[tuple[int, str]]:
    return iter(collection.connection.execute("SELECT id, name FROM tag"))
