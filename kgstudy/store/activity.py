"""The journal as it is read: every act that was done, and which rows it changed."""

import json
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import apsw

from kgstudy.domain.changes import Touched
from kgstudy.domain.ids import ActId, NoteId
from kgstudy.store.collection import Collection, Row
from kgstudy.store.journal import Kind, Undone


@dataclass(frozen=True, slots=True)
class Entry:
    """An act; `at` is UTC milliseconds, `undone` whether it stands."""

    id: ActId
    at: int
    name: str
    touched: frozenset[Touched]
    undone: Undone


class RowChange(NamedTuple):
    """A row that an act added, changed or deleted: `op` is INSERT, UPDATE or DELETE.

    `before` and `after` are its columns; of one that was changed only the key and what differs is
    there, the rest None.
    """

    table: str
    op: str
    before: Row | None
    after: Row | None

    @property
    def key(self) -> object:
        """The first column, which is the key of all tables but those that join two others."""
        return (self.before or self.after or (None,))[0]


def entries(collection: Collection, before: ActId | None, most: int) -> tuple[Entry, ...]:
    """The acts that were done (before another one), the last first; undo and redo are none."""
    rows = collection.connection.execute(
        "SELECT id, at, name, touched, undone FROM act WHERE kind = ? AND id < ?"
        " ORDER BY id DESC LIMIT ?",
        (Kind.DONE, before if before is not None else (1 << 63) - 1, most),
    )
    return tuple(
        Entry(ActId(id_), at, name, frozenset(map(Touched, touched.split())), Undone(undone))
        for id_, at, name, touched, undone in rows
    )


class Record:
    """The rows that an act changed, but for notes that came in by the thousand, see `made`."""

    def __init__(self, collection: Collection, act: ActId) -> None:
        self.act = act
        found = collection.connection.execute("SELECT changeset FROM act WHERE id = ?", (act,)).get
        self._changeset = zlib.decompress(found) if isinstance(found, bytes) else b""

    def changes(self, *tables: str) -> Iterator[RowChange]:
        """Those of these tables; what nobody asks for any more costs nothing."""
        for change in self._every():
            if change.name in tables:
                yield RowChange(change.name, change.op, _row(change.old), _row(change.new))

    def tally(self) -> Counter[tuple[str, str]]:
        """How many rows of each table were added, changed or deleted."""
        return Counter((change.name, change.op) for change in self._every())

    def _every(self) -> Iterator[apsw.TableChange]:
        return apsw.Changeset.iter(self._changeset) if self._changeset else iter(())


def made(collection: Collection, act: ActId) -> tuple[tuple[int, int], ...]:
    """The first and last ids of the notes that it added without recording them."""
    ranges = collection.connection.execute("SELECT made FROM act WHERE id = ?", (act,)).get
    return tuple((first, last) for first, last in json.loads(ranges or "[]"))


def made_between(collection: Collection, first: int, last: int) -> Iterator[tuple[str, int]]:
    """How many notes and cards are there of the notes with these ids, by the table."""
    for table, column in (("note", "id"), ("card", "note_id")):
        count = collection.connection.execute(
            f"SELECT count(*) FROM {table} WHERE {column} BETWEEN ? AND ?", (first, last)
        ).get
        assert isinstance(count, int)
        yield table, count


def notes_between(collection: Collection, first: int, last: int, most: int) -> Iterator[NoteId]:
    """The first of the notes that have these ids."""
    rows = collection.connection.execute(
        "SELECT id FROM note WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ?", (first, last, most)
    )
    return (NoteId(row[0]) for row in rows)


def name_of(collection: Collection, table: str, key: object) -> str:
    """What a deck, a lesson or a preset is called now; empty where it is gone."""
    column = "title" if table == "lesson" else "name"
    found = collection.connection.execute(f"SELECT {column} FROM {table} WHERE id = ?", (key,)).get
    return str(found or "")


def state(collection: Collection, act: ActId) -> Undone | None:
    """Whether the act stands; None where it is forgotten."""
    found = collection.connection.execute("SELECT undone FROM act WHERE id = ?", (act,)).get
    return None if found is None else Undone(found)


def _row(values: tuple[Any, ...] | None) -> Row | None:
    if values is None:
        return None
    return tuple(None if value is apsw.no_change else value for value in values)
