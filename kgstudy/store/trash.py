"""Deleted notes with all that was theirs, as rows to be put back.

The content of a note is JSON: rows by table, each by column.  Its tags and its note type stand in
it by name and guid, and the decks of its cards as they were.  Versions of its fields stay where
they are.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from kgstudy.domain.ids import NoteId
from kgstudy.domain.note import headline
from kgstudy.store.collection import Collection, Row
from kgstudy.store.trouble import told

RowByColumn = dict[str, Any]
Content = Mapping[str, list[RowByColumn]]

_NOTE = ("id", "guid", "kind", "fields", "changed", "imported")
_CARD = (
    "id", "note_id", "deck_id", "slot", "position", "phase", "step", "stability", "difficulty",
    "at", "day", "interval", "due_day", "due_at", "reps", "lapses", "suspended", "buried_on",
    "flag",
)  # fmt: skip
_REVIEW = (
    "id", "card_id", "at", "day", "rating", "phase", "next_phase", "step", "interval", "taken",
    "practice", "stability", "difficulty", "reps", "lapses",
)  # fmt: skip
_ANCHOR = ("card_id", "lesson_id", "start", "stop", "quote", "text_before", "text_after")
_LOOK = ("card_id", "lesson_id", "sentence", "quote", "place")
_DECK = ("id", "guid", "name", "preset_id")

_LINE = 160
"""Characters of what stands for a note in a list."""


class Thrown(NamedTuple):
    """A note in the trash; `at` is when it came there, in UTC milliseconds."""

    note_id: NoteId
    at: int
    deck: str
    line: str


def _object(table: str, columns: Iterable[str], *more: str) -> str:
    pairs = [f"'{column}', {table}.{column}" for column in columns]
    return f"json_object({', '.join([*pairs, *more])})"


def _rows(table: str, columns: Iterable[str], order: str, within: str) -> str:
    """All rows of the table that belong to the note's cards, as an array."""
    array = f"json_group_array({_object(table, columns)} ORDER BY {order})"
    return f"'{table}', json((SELECT {array} FROM {table} {within}))"


_OF_CARDS = "JOIN card ON card.id = card_id WHERE card.note_id = note.id"
_TYPE = "'note_type', (SELECT guid FROM note_type WHERE note_type.id = note_type_id)"
_TAGS = """
'tag', json((SELECT json_group_array(json_object('name', name) ORDER BY name)
    FROM note_tag JOIN tag ON tag.id = tag_id WHERE note_id = note.id))
"""
_CONTENT = ", ".join(
    (
        f"'note', json_array({_object('note', _NOTE, _TYPE)})",
        _TAGS,
        _rows("card", _CARD, "card.slot", "WHERE card.note_id = note.id"),
        _rows("review", _REVIEW, "review.id", _OF_CARDS),
        _rows("anchor", _ANCHOR, "card_id, lesson_id", _OF_CARDS),
        _rows("look", _LOOK, "card_id, lesson_id", _OF_CARDS),
        _rows(
            "deck",
            _DECK,
            "deck.id",
            "WHERE deck.id IN (SELECT deck_id FROM card WHERE card.note_id = note.id)",
        ),
    )
)
_FIRST_DECK = """
(SELECT deck.name FROM card JOIN deck ON deck.id = deck_id
 WHERE card.note_id = note.id ORDER BY slot LIMIT 1)
"""


def put(collection: Collection, notes: Sequence[NoteId]) -> None:
    """Puts the notes into the trash, with their cards and what belongs to these."""
    connection, given = collection.connection, json.dumps(notes)
    rows: list[Row] = connection.execute(
        "SELECT id, fields FROM note WHERE id IN (SELECT value FROM json_each(?))", (given,)
    ).fetchall()
    lines = {note: headline(json.loads(fields))[:_LINE] for note, fields in rows}
    connection.execute(
        "INSERT OR REPLACE INTO trash (note_id, at, deck, line, content)"
        f" SELECT note.id, ?, coalesce({_FIRST_DECK}, ''), lines.value, json_object({_CONTENT})"
        " FROM json_each(?) AS lines JOIN note ON note.id = lines.key",
        (collection.clock.now_ms(), json.dumps(lines, ensure_ascii=False)),
    )
    connection.execute("DELETE FROM note WHERE id IN (SELECT value FROM json_each(?))", (given,))


def every(collection: Collection) -> tuple[Thrown, ...]:
    """What lies in the trash, the last first."""
    rows: Iterator[Row] = collection.connection.execute(
        "SELECT note_id, at, deck, line FROM trash ORDER BY at DESC, note_id"
    )
    return tuple(Thrown(NoteId(note), at, deck, line) for note, at, deck, line in rows)


def count(collection: Collection) -> int:
    found = collection.connection.execute("SELECT count(*) FROM trash").get
    assert isinstance(found, int)
    return found


def contents(collection: Collection, notes: Sequence[NoteId]) -> dict[NoteId, Content]:
    """What those of the notes were that lie in the trash, by id."""
    rows = collection.connection.execute(
        "SELECT note_id, content FROM trash"
        " WHERE note_id IN (SELECT value FROM json_each(?)) ORDER BY note_id",
        (json.dumps(notes),),
    )
    return {NoteId(note): json.loads(content) for note, content in rows}


def fields(collection: Collection) -> Iterator[tuple[str, str]]:
    """The fields of the notes in the trash, as they were and as they came in, as JSON."""
    rows: Iterator[Row] = collection.connection.execute(
        "SELECT content ->> '$.note[0].fields', coalesce(content ->> '$.note[0].imported', '')"
        " FROM trash"
    )
    return ((now, came) for now, came in rows)


def insert(collection: Collection, table: str, rows: Sequence[RowByColumn]) -> None:
    """Puts rows back; one whose key is there already is left out."""
    for columns in dict.fromkeys(tuple(row) for row in rows):
        marks = ", ".join(f":{column}" for column in columns)
        collection.connection.executemany(
            f"INSERT OR IGNORE INTO {table} ({', '.join(columns)}) VALUES ({marks})",
            (row for row in rows if tuple(row) == columns),
        )


def take(collection: Collection, notes: Sequence[NoteId]) -> None:
    """Takes the notes out of the trash."""
    collection.connection.execute(
        "DELETE FROM trash WHERE note_id IN (SELECT value FROM json_each(?))",
        (json.dumps(notes),),
    )


def purge(collection: Collection, notes: Sequence[NoteId]) -> None:
    """Takes them out for good: no act, and nothing that undo would bring back into the trash."""
    with told(collection.folder), collection.database.atomic("IMMEDIATE"):
        take(collection, notes)


def purge_before(collection: Collection, at: int) -> int:
    """Takes out for good what came before the instant `at`; how many notes it was."""
    with told(collection.folder), collection.database.atomic("IMMEDIATE"):
        collection.connection.execute("DELETE FROM trash WHERE at < ?", (at,))
        return collection.connection.changes()
