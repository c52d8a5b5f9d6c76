"""Decks."""

import json
from collections.abc import Sequence

from kgstudy.domain.deck import SEPARATOR, Deck
from kgstudy.domain.ids import CardId, DeckId, NoteId, PresetId
from kgstudy.domain.spelling import alike
from kgstudy.store.collection import Collection, Row
from kgstudy.store.tables import Deck as Table


def get(collection: Collection, deck: DeckId) -> Deck:
    row: Row | None = collection.connection.execute(
        "SELECT id, guid, name, preset_id, description FROM deck WHERE id = ?", (deck,)
    ).fetchone()
    assert row is not None
    return _value(*row)


def find(collection: Collection, *, guid: str) -> Deck | None:
    row = collection.row(Table.select().where(Table.guid == guid))
    return None if row is None else _value(*row)


def named(collection: Collection, name: str) -> Deck | None:
    """The deck of that name, whatever its case; asked for with every note that is added."""
    found = collection.connection.execute("SELECT id FROM deck WHERE name = ?", (name,)).get
    if found is None:
        rows: list[Row] = collection.connection.execute("SELECT id, name FROM deck").fetchall()
        found = next((deck for deck, each in sorted(rows) if alike(each) == alike(name)), None)
    return None if found is None else get(collection, found)


def every(collection: Collection) -> tuple[Deck, ...]:
    """All decks by name, a nested deck after the one it lies in."""
    decks = [_value(*row) for row in collection.rows(Table.select())]
    return tuple(sorted(decks, key=lambda deck: deck.name.casefold().split("::")))


def add(collection: Collection, deck: Deck) -> None:
    query = Table.insert(
        id=deck.id,
        guid=deck.guid,
        name=deck.name,
        preset_id=deck.preset_id,
        description=deck.description,
    )
    collection.run(query)


def save(collection: Collection, deck: Deck) -> None:
    query = Table.update(
        name=deck.name, preset_id=deck.preset_id, description=deck.description
    ).where(Table.id == deck.id)
    collection.run(query)


def is_empty(collection: Collection, deck: DeckId) -> bool:
    """Whether it has no card and no lesson, and no deck lies in it."""
    within = f"{get(collection, deck).name}{SEPARATOR}"
    found = collection.connection.execute(
        "SELECT EXISTS (SELECT 1 FROM card WHERE deck_id = ?1)"
        " OR EXISTS (SELECT 1 FROM lesson WHERE deck_id = ?1)"
        " OR EXISTS (SELECT 1 FROM deck WHERE substr(name, 1, length(?2)) = ?2)",
        (deck, within),
    ).get
    return not found


def cards_in(collection: Collection, decks: Sequence[DeckId]) -> tuple[CardId, ...]:
    rows = collection.connection.execute(
        "SELECT id FROM card WHERE deck_id IN (SELECT value FROM json_each(?))",
        (json.dumps(decks),),
    )
    return tuple(CardId(card) for (card,) in rows)


def notes_only_in(collection: Collection, decks: Sequence[DeckId]) -> tuple[NoteId, ...]:
    """The notes all of whose cards lie in these decks."""
    rows = collection.connection.execute(
        """
        WITH here AS (SELECT value AS id FROM json_each(?))
        SELECT DISTINCT note_id FROM card WHERE deck_id IN (SELECT id FROM here)
            AND NOT EXISTS (SELECT 1 FROM card AS other WHERE other.note_id = card.note_id
                AND other.deck_id NOT IN (SELECT id FROM here))
        """,
        (json.dumps(decks),),
    )
    return tuple(NoteId(note) for (note,) in rows)


def held(collection: Collection, decks: Sequence[DeckId]) -> tuple[int, int, int]:
    """Notes, cards, and those of the cards whose notes have cards in other decks too."""
    rows = collection.connection.execute(
        """
        WITH here AS (SELECT value AS id FROM json_each(?)),
            held AS (SELECT note_id, count(*) AS cards FROM card
                WHERE deck_id IN (SELECT id FROM here) GROUP BY note_id)
        SELECT count(*), coalesce(sum(cards), 0), coalesce(sum(CASE WHEN EXISTS (
            SELECT 1 FROM card WHERE card.note_id = held.note_id
                AND deck_id NOT IN (SELECT id FROM here)) THEN cards ELSE 0 END), 0)
        FROM held
        """,
        (json.dumps(decks),),
    )
    notes, cards, shared = next(rows)
    return notes, cards, shared


def empty_into(collection: Collection, deck: DeckId, into: DeckId) -> None:
    """Moves the deck's cards and lessons, and deletes it."""
    for table in ("card", "lesson"):
        collection.connection.execute(
            f"UPDATE {table} SET deck_id = ? WHERE deck_id = ?", (into, deck)
        )
    collection.run(Table.delete().where(Table.id == deck))


def delete(collection: Collection, deck: DeckId) -> None:
    """Deletes the deck with its cards and lessons, and the notes that have no card left."""
    notes = collection.connection.execute(
        "SELECT DISTINCT note_id FROM card WHERE deck_id = ?", (deck,)
    ).fetchall()
    collection.run(Table.delete().where(Table.id == deck))
    collection.connection.executemany(
        "DELETE FROM note WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM card WHERE note_id = ?1)",
        notes,
    )


def _value(identifier: int, guid: str, name: str, preset: int, description: str) -> Deck:
    return Deck(DeckId(identifier), guid, name, PresetId(preset), description)
