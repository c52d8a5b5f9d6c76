"""Cards and the state they are in."""

import dataclasses
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kgstudy.domain.card import (
    Card,
    CardState,
    Learning,
    New,
    Relearning,
    Reviewing,
    phase_of,
)
from kgstudy.domain.clock import StudyDay
from kgstudy.domain.fsrs import Parameters
from kgstudy.domain.ids import CardId, DeckId, NoteId, PresetId
from kgstudy.domain.memory import Memory
from kgstudy.domain.replay import replay
from kgstudy.domain.review import Phase
from kgstudy.store import bulk, reviews
from kgstudy.store.collection import Collection, Row
from kgstudy.store.reviews import interval, stored
from kgstudy.store.tables import Card as Table

_COLUMNS = (
    "id, note_id, deck_id, slot, position, phase, step, stability, difficulty, at, day, interval,"
    " due_day, due_at, reps, lapses, suspended, buried_on, flag"
)
_ASIDE = 2
"""In the column `suspended`: not by hand, but as long as its note does not ask for it."""


def get(collection: Collection, card: CardId) -> Card:
    row = collection.row(Table.select().where(Table.id == card))
    assert row is not None
    return _value(*row)


def of_note(collection: Collection, note: NoteId) -> tuple[Card, ...]:
    query = Table.select().where(Table.note_id == note).order_by(Table.slot)
    return tuple(_value(*row) for row in collection.rows(query))


def note_of(collection: Collection, card: CardId) -> NoteId | None:
    """The note of the card; None where it is gone."""
    found = collection.connection.execute("SELECT note_id FROM card WHERE id = ?", (card,)).get
    return None if found is None else NoteId(found)


def of_notes(collection: Collection, notes: Sequence[NoteId]) -> Iterator[Card]:
    """The cards of all these notes."""
    rows = collection.connection.execute(
        f"SELECT {_COLUMNS} FROM card WHERE note_id IN (SELECT value FROM json_each(?))",
        (json.dumps(notes),),
    )
    return (_value(*row) for row in rows)


def in_slots(collection: Collection, notes: Sequence[NoteId]) -> dict[NoteId, dict[int, CardId]]:
    """By note, for all of these notes that have cards, the card in each slot."""
    found: dict[NoteId, dict[int, CardId]] = {}
    for note, slot, card in collection.connection.execute(
        "SELECT note_id, slot, id FROM card WHERE note_id IN (SELECT value FROM json_each(?))",
        (json.dumps(notes),),
    ):
        found.setdefault(note, {})[slot] = card
    return found


def several(collection: Collection, cards: Sequence[CardId]) -> dict[CardId, Card]:
    """Those of `cards` that exist, by id."""
    rows = collection.connection.execute(
        f"SELECT {_COLUMNS} FROM card WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(list(cards)),),
    )
    return {card.id: card for card in (_value(*row) for row in rows)}


def placed(collection: Collection, cards: Sequence[CardId]) -> list[tuple[Card, int]]:
    """Those of `cards` that exist, by id, each with its place among the new ones."""
    rows: list[Row] = collection.connection.execute(
        f"SELECT {_COLUMNS} FROM card WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(cards),),
    ).fetchall()
    return [(_value(*row), row[4]) for row in rows]


def places(
    collection: Collection, cards: Sequence[CardId]
) -> Iterator[tuple[CardId, NoteId, DeckId, int, int]]:
    """Those of `cards` that exist, by id: note, deck, slot, and place among the new ones."""
    rows: Iterator[Row] = collection.connection.execute(
        "SELECT id, note_id, deck_id, slot, position FROM card"
        " WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(cards),),
    )
    return rows


def every(collection: Collection) -> Iterator[tuple[Card, int]]:
    """All cards, each with its place among the new ones."""
    for row in collection.connection.execute(f"SELECT {_COLUMNS} FROM card ORDER BY id"):
        yield _value(*row), row[4]


def add(collection: Collection, cards: Iterable[Card], first_position: int) -> None:
    """Adds cards; the new ones stand in the queue from `first_position` on, in this order."""
    marks = ", ".join("?" * 19)
    collection.connection.executemany(
        f"INSERT INTO card ({_COLUMNS}) VALUES ({marks})",
        (_row(card, position) for position, card in enumerate(cards, first_position)),
    )


def add_placed(collection: Collection, cards: Iterable[tuple[Card, int]]) -> None:
    """Adds cards, each with its place among the new ones, also where it is known already."""
    marks = ", ".join("?" * 19)
    rows = (_row(card, place) for card, place in cards)
    bulk.append(collection, f"card ({_COLUMNS})", f"({marks})", rows)


def add_new(
    collection: Collection, cards: Iterable[tuple[CardId, NoteId, DeckId, int, int]]
) -> None:
    """Adds cards that are new and nothing else: note, deck, slot, and place among the new ones."""
    bulk.append(
        collection,
        "card (id, note_id, deck_id, slot, position, phase, step, reps, lapses, suspended, flag)",
        f"(?, ?, ?, ?, ?, {Phase.NEW:d}, 0, 0, 0, 0, 0)",
        cards,
    )


def save(collection: Collection, card: Card) -> None:
    """Writes the card as it is now; its place among the new ones is kept even when it is learnt."""
    position = card.state.position if isinstance(card.state, New) else None
    collection.connection.execute(
        """
        UPDATE card SET deck_id = ?3, position = coalesce(?5, position), phase = ?6, step = ?7,
            stability = ?8, difficulty = ?9, at = ?10, day = ?11, interval = ?12, due_day = ?13,
            due_at = ?14, reps = ?15, lapses = ?16, suspended = ?17, buried_on = ?18, flag = ?19
        WHERE id = ?1 AND note_id = ?2 AND slot = ?4
        """,
        _row(card, position),
    )


def set_aside(collection: Collection, notes: Sequence[NoteId]) -> list[Card]:
    """The cards of these notes that were put aside because nothing asked for them."""
    rows: list[Row] = collection.connection.execute(
        f"SELECT {_COLUMNS} FROM card WHERE suspended = {_ASIDE}"
        " AND note_id IN (SELECT value FROM json_each(?))",
        (json.dumps(notes),),
    ).fetchall()
    return [_value(*row) for row in rows]


def place(collection: Collection, places: Iterable[tuple[CardId, int]]) -> None:
    """Gives each card its place among the new ones."""
    collection.connection.executemany(
        "UPDATE card SET position = ?2 WHERE id = ?1 AND position != ?2", places
    )


def ask_anew(collection: Collection, card: CardId, slot: int) -> None:
    """Makes the card ask for another slot of its note, with its schedule kept."""
    collection.connection.execute("UPDATE card SET slot = ? WHERE id = ?", (slot, card))


def delete(collection: Collection, cards: Iterable[CardId]) -> None:
    collection.connection.executemany("DELETE FROM card WHERE id = ?", ((id_,) for id_ in cards))


def by_deck(collection: Collection) -> Iterator[tuple[DeckId, int]]:
    """How many cards lie in each deck that has any."""
    rows = collection.connection.execute("SELECT deck_id, count(*) FROM card GROUP BY deck_id")
    return ((DeckId(deck), count) for deck, count in rows)


def position(collection: Collection, card: CardId) -> int:
    """Its place among the new cards, kept while it is learnt."""
    found = collection.connection.execute("SELECT position FROM card WHERE id = ?", (card,)).get
    assert isinstance(found, int)
    return found


def next_position(collection: Collection) -> int:
    """The place after the last card in the queue of new ones."""
    # Deck by deck, since the index is: looking at every card takes milliseconds for each new note.
    found = collection.connection.execute(
        f"""
        SELECT coalesce(max(last) + 1, 0) FROM (
            SELECT (
                SELECT max(position) FROM card WHERE deck_id = deck.id AND phase = {Phase.NEW:d}
            ) AS last FROM deck
        )
        """
    ).get
    assert isinstance(found, int)
    return found


def remember_anew(collection: Collection, preset: PresetId, parameters: Parameters) -> None:
    """Recomputes the memory of every card whose deck chose the preset; due days stay."""
    rows = collection.connection.execute(
        "SELECT card.id FROM card JOIN deck ON deck.id = deck_id"
        " WHERE preset_id = ? AND phase != ?",
        (preset, Phase.NEW),
    )
    remember(collection, [CardId(row[0]) for row in rows], parameters)


def remember(collection: Collection, cards: Sequence[CardId], parameters: Parameters) -> None:
    """Recomputes the memory of these cards, those that have answers; due days stay."""
    for card_id, answers in reviews.of_cards(collection, cards):
        state, _reps, _lapses = replay(answers, parameters, position(collection, card_id))
        save(collection, dataclasses.replace(get(collection, card_id), state=state))


def _row(card: Card, position: int | None) -> tuple[Any, ...]:
    head = (card.id, card.note_id, card.deck_id, card.slot, position, phase_of(card.state))
    suspended = _ASIDE if card.suspended and card.aside else int(card.suspended)
    tail = (card.reps, card.lapses, suspended, card.buried_on, card.flag)
    match card.state:
        case New():
            return (*head, 0, None, None, None, None, None, None, None, *tail)
        case Learning(step=step) | Relearning(step=step):
            pass
        case Reviewing():
            step = 0
    state = card.state
    memory = (step, state.memory.stability, state.memory.difficulty)
    times = (state.at, state.day, stored(state.interval), state.due_day, state.due_at)
    return (*head, *memory, *times, *tail)


def _value(
    identifier: int,
    note: int,
    deck: int,
    slot: int,
    position: int,
    phase: int,
    step: int,
    stability: float | None,
    difficulty: float | None,
    at: int | None,
    day: int | None,
    stored_interval: int | None,
    _due_day: int | None,
    _due_at: int | None,
    reps: int,
    lapses: int,
    suspended: int,
    buried_on: int | None,
    flag: int,
) -> Card:
    studied = (stability, difficulty, at, day, stored_interval)
    return Card(
        CardId(identifier),
        NoteId(note),
        DeckId(deck),
        slot,
        _state(Phase(phase), position, step, studied),
        reps,
        lapses,
        bool(suspended),
        None if buried_on is None else StudyDay(buried_on),
        flag,
        suspended == _ASIDE,
    )


def _state(phase: Phase, position: int, step: int, studied: tuple[Any, ...]) -> CardState:
    if phase is Phase.NEW:
        return New(position)
    stability, difficulty, at, day, stored_interval = studied
    common = (Memory(stability, difficulty), at, StudyDay(day), interval(stored_interval))
    match phase:
        case Phase.LEARNING:
            return Learning(*common, step)
        case Phase.RELEARNING:
            return Relearning(*common, step)
        case _:
            return Reviewing(*common)
