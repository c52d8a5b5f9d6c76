"""What waits to be studied: the rows a study day's queue is built from, and what comes later."""

from collections.abc import Collection as Group
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kgstudy.domain.clock import StudyDay
from kgstudy.domain.deck import NewOrder, ReviewOrder
from kgstudy.domain.gathering import Due, Fresh
from kgstudy.domain.ids import CardId, DeckId, NoteId
from kgstudy.domain.review import Phase
from kgstudy.store.collection import Collection

_OPEN = "suspended = 0 AND buried_on IS NOT :today"

# A card answered later than tomorrow was answered by a wrong clock, and waits now; see
# `domain.gathering`.
_DUE = "(due_at IS NOT NULL OR due_day <= :today OR day > :today + 1 AND at > :now)"

_SHUFFLED = "draw(:today, id)"

_NEW_ORDERS = {NewOrder.POSITION: "position, id", NewOrder.RANDOM: _SHUFFLED}

_REVIEW_ORDERS = {
    ReviewOrder.DUE: "iif(day > :today + 1 AND at > :now, :today, due_day)",
    ReviewOrder.INTERVAL_SHORTEST: "interval",
    ReviewOrder.INTERVAL_LONGEST: "interval DESC",
    ReviewOrder.EASIEST: "difficulty",
    ReviewOrder.HARDEST: "difficulty DESC",
    ReviewOrder.RANDOM: _SHUFFLED,
    ReviewOrder.ADDED: "id",
    ReviewOrder.ADDED_LAST: "id DESC",
}
"""The orders in which the first rows are the first cards; for the others every row is needed."""


def fresh(
    collection: Collection, decks: Iterable[DeckId], today: StudyDay, order: NewOrder, most: int
) -> Iterator[Fresh]:
    """The cards of each deck that were never answered, at most `most` a deck, the first first."""
    for deck in decks:
        rows = collection.connection.execute(
            f"""
            SELECT id, note_id, deck_id, position FROM card
            WHERE deck_id = :deck AND phase = 0 AND {_OPEN}
            ORDER BY {_NEW_ORDERS[order]} LIMIT :most
            """,
            {"deck": deck, "today": today, "most": most},
        )
        yield from map(Fresh._make, rows)


def due(
    collection: Collection,
    decks: Iterable[DeckId],
    today: StudyDay,
    order: ReviewOrder,
    most: int,
) -> Iterator[Due]:
    """Cards on their steps and reviews due, of these at most `most` a deck where order allows."""
    ordered = f"ORDER BY {_REVIEW_ORDERS[order]} LIMIT :most" if order in _REVIEW_ORDERS else ""
    for deck in decks:
        values = {"deck": deck, "today": today, "now": collection.clock.now_ms()}
        yield from _due(
            collection, f"deck_id = :deck AND phase IN (1, 3) AND {_OPEN} AND {_DUE}", values
        )
        yield from _due(
            collection,
            f"deck_id = :deck AND phase = 2 AND {_OPEN} AND {_DUE} {ordered}",
            values | ({"most": most} if ordered else {}),
        )


def fresh_among(collection: Collection, cards: Group[CardId], today: StudyDay) -> tuple[Fresh, ...]:
    rows = collection.connection.execute(
        f"SELECT id, note_id, deck_id, position FROM card"
        f" WHERE id IN ({_list(cards)}) AND phase = 0 AND {_OPEN}",
        {"today": today},
    )
    return tuple(map(Fresh._make, rows))


def due_among(collection: Collection, cards: Group[CardId], today: StudyDay) -> tuple[Due, ...]:
    where = f"id IN ({_list(cards)}) AND phase != 0 AND {_OPEN} AND {_DUE}"
    now = collection.clock.now_ms()
    return tuple(_due(collection, where, {"today": today, "now": now}))


def answered_today(collection: Collection, today: StudyDay) -> Iterator[tuple[NoteId, CardId]]:
    """The notes, each with its card, that were answered on the study day."""
    rows = collection.connection.execute(
        "SELECT DISTINCT note_id, card_id FROM review JOIN card ON card.id = card_id"
        " WHERE review.day = ? AND rating IS NOT NULL AND NOT practice",
        (today,),
    )
    return ((NoteId(note), CardId(card)) for note, card in rows)


@dataclass(frozen=True, slots=True)
class Load:
    """Cards that come due from the instant `at` (UTC milliseconds) on."""

    at: int
    count: int


def within_day(collection: Collection, after: int, today: StudyDay) -> Load | None:
    """The cards on their steps that come later than the instant `after` on this study day."""
    rows = collection.connection.execute(
        f"SELECT min(due_at), count(*) FROM card WHERE due_at > :after AND {_OPEN}",
        {"after": after, "today": today},
    )
    at, count = next(rows)
    return Load(at, count) if count else None


def next_day(collection: Collection, first: StudyDay) -> StudyDay | None:
    """The first day from `first` on that has a card due; anything overdue counts on `first`."""
    day = collection.connection.execute(
        "SELECT max(?, min(due_day)) FROM card WHERE phase != 0 AND suspended = 0", (first,)
    ).get
    return None if day is None else StudyDay(day)


def by_day(collection: Collection, first: StudyDay, last: StudyDay) -> dict[StudyDay, int]:
    """How many cards that are not suspended come due on each day from `first` to `last`."""
    rows = collection.connection.execute(
        "SELECT due_day, count(*) FROM card"
        " WHERE phase != 0 AND suspended = 0 AND due_day BETWEEN ? AND ? GROUP BY due_day",
        (first, last),
    )
    return {StudyDay(day): count for day, count in rows}


@dataclass(frozen=True, slots=True)
class Waiting:
    """What one deck (its subdecks not counted) holds and what waits in it today, before limits.

    `new_notes` and `review_notes` count the notes that no card gathered before asks for today.
    """

    notes: int = 0
    cards: int = 0
    suspended: int = 0
    new: int = 0
    new_notes: int = 0
    learning: int = 0
    review: int = 0
    review_notes: int = 0


def in_decks(collection: Collection, today: StudyDay, until: int) -> dict[DeckId, Waiting]:
    """By deck; cards on their steps count when due today or, within the day, by `until`."""
    rows = collection.connection.execute(
        f"""
        WITH seen AS (
            SELECT *, {_OPEN} AS open,
                phase IN (1, 3) AND (due_at IS NOT NULL OR due_day <= :today) AS on_steps,
                phase = 2 AND (due_day <= :today OR day > :today + 1 AND at > :now) AS review
            FROM card
        ), met AS (
            SELECT note_id FROM review JOIN card ON card.id = card_id
            WHERE review.day = :today AND rating IS NOT NULL AND NOT practice
            UNION SELECT note_id FROM seen WHERE on_steps AND open
        ), reviewed AS (
            SELECT note_id FROM met UNION SELECT note_id FROM seen WHERE review AND open
        )
        SELECT deck_id, count(DISTINCT note_id), count(*), sum(suspended),
            sum(phase = 0 AND open),
            count(DISTINCT CASE WHEN phase = 0 AND open
                AND note_id NOT IN (SELECT note_id FROM reviewed) THEN note_id END),
            sum(on_steps AND open AND coalesce(due_at <= :until OR at > :now, TRUE)),
            sum(review AND open),
            count(DISTINCT CASE WHEN review AND open
                AND note_id NOT IN (SELECT note_id FROM met) THEN note_id END)
        FROM seen GROUP BY deck_id
        """,
        {"today": today, "until": until, "now": collection.clock.now_ms()},
    )
    return {DeckId(deck): Waiting(*counts) for deck, *counts in rows}


def _due(collection: Collection, where: str, values: dict[str, int]) -> Iterator[Due]:
    rows = collection.connection.execute(
        "SELECT id, note_id, deck_id, phase, at, day, due_day, due_at, interval, stability,"
        f" difficulty FROM card WHERE {where}",
        values,
    )
    return (Due._make((*row[:3], Phase(row[3]), *row[4:])) for row in rows)


def _list(cards: Group[CardId]) -> str:
    return ", ".join(str(int(card)) for card in cards)
