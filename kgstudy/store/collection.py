"""An open collection: a database with its clock, where every act is one transaction."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from threading import local
from types import TracebackType
from typing import Any, Self

import apsw
from peewee import BaseQuery
from playhouse.apsw_ext import APSWDatabase
from typing_extensions import override

from kgstudy.domain.changes import Change, Touched
from kgstudy.domain.clock import Calendar, Clock
from kgstudy.domain.errors import Place, UserError
from kgstudy.domain.fuzz import draw
from kgstudy.domain.ids import ActId, IdMaker
from kgstudy.domain.markup import sorted_as
from kgstudy.store import journal, schema
from kgstudy.store.folding import folded
from kgstudy.store.trouble import told
from kgstudy.store.writer import WriterLock

Row = tuple[Any, ...]
"""A row as SQLite gives it; the column's affinity says what is in it."""

FILE = "collection.db"
MEDIA = "media"
BACKUPS = "backups"

_PRAGMAS = {
    "synchronous": "normal",
    "foreign_keys": 1,
    "temp_store": "memory",
    "cache_size": -16000,
    "trusted_schema": 0,
}
_BUSY_SECONDS = 10


_HEEDED_STEPS = 1000
"""Of SQLite's machine, some ten microseconds where they call nothing of ours."""

_NOT_YET = ActId(0)


@dataclass(slots=True)
class Act:
    """An act under way; `touched` may grow while it runs, and `id` is given at its end."""

    name: str
    touched: set[Touched] = field(default_factory=set)
    id: ActId = _NOT_YET
    made: set[tuple[int, int]] = field(default_factory=set)
    """The first and last ids of notes that were added `unrecorded`."""
    files: list[Path] = field(default_factory=list)
    """Written beside the database; they go where the act fails."""

    @property
    def change(self) -> Change:
        return Change(self.name, frozenset(self.touched))


class _UnderWay(local):
    act: Act | None = None
    session: apsw.Session | None = None


class Collection:
    """The user's decks, notes, cards and reviews; one connection a thread, one writer a folder."""

    def __init__(
        self,
        database: APSWDatabase,
        folder: Path | None,
        clock: Clock,
        rng: Random,
        lock: WriterLock | None,
        *,
        read_only: bool = False,
    ) -> None:
        self.database = database
        self.folder = folder
        self.clock = clock
        self._rng = rng
        self._lock = lock
        self.read_only = read_only
        self._ids = IdMaker(rng)
        self._calendar: Calendar | None = None
        self._under_way = _UnderWay()

    @classmethod
    def open(
        cls,
        folder: Path | None,
        clock: Clock,
        rng: Random,
        *,
        program: str = "kgstudy",
        read_only: bool = False,
    ) -> Self:
        """Opens the collection in `folder`, made if need be; in memory where that is None.

        A writer holds the folder until `close`; `program` tells others who that is.  A reader
        sees what the writer commits and changes nothing.
        """
        if folder is None:
            return cls._open(":memory:", None, clock, rng, None, read_only=False)
        if read_only:
            return cls._open(str(folder / FILE), folder, clock, rng, None, read_only=True)
        _make(folder)
        lock = WriterLock(folder, program)
        try:
            return cls._open(str(folder / FILE), folder, clock, rng, lock, read_only=False)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def _open(
        cls,
        path: str,
        folder: Path | None,
        clock: Clock,
        rng: Random,
        lock: WriterLock | None,
        *,
        read_only: bool,
    ) -> Self:
        collection = cls(
            _database(path, read_only=read_only), folder, clock, rng, lock, read_only=read_only
        )
        try:
            with told(path):
                collection._prepare(read_only=read_only)
        except BaseException:
            collection.database.close()
            raise
        return collection

    def _prepare(self, *, read_only: bool) -> None:
        file = self.folder / FILE if self.folder else None
        if read_only:
            schema.check_readable(self.connection, file)
            return
        schema.prepare(self.connection, file)
        journal.prune(self.connection, self.clock.now_ms())
        self._ids = IdMaker(self._rng, after=self._last_id())

    @property
    def connection(self) -> apsw.Connection:
        """This thread's connection, for lists, imports and statistics in SQL."""
        connection = self.database.connection()
        assert isinstance(connection, apsw.Connection)
        return connection

    def rows(self, query: BaseQuery) -> Iterator[Row]:
        """What a peewee query finds, as plain rows in the order of the table's columns."""
        return iter(query.bind(self.database).tuples())

    def row(self, query: BaseQuery) -> Row | None:
        """The first row a peewee query finds."""
        return next(self.rows(query), None)

    def run(self, query: BaseQuery) -> None:
        """Carries out a peewee query that changes something."""
        query.bind(self.database).execute()

    @property
    def calendar(self) -> Calendar:
        """Study days by the rollover hour that the settings name."""
        if self._calendar is None:
            hour = self.connection.execute(
                "SELECT value FROM setting WHERE name = 'rollover_hour'"
            ).get
            self._calendar = Calendar(self.clock, int(hour)) if hour else Calendar(self.clock)
        return self._calendar

    @property
    def media_folder(self) -> Path | None:
        return self.folder / MEDIA if self.folder else None

    def new_id(self) -> int:
        """A 63-bit id, larger than any given before in this collection."""
        return self._ids.next(self.clock.now_ms())

    def new_ids(self, count: int) -> range:
        """So many ids at once, as `new_id` gives them."""
        first = self.new_id()
        self._ids = IdMaker(self._rng, after=first + count)
        return range(first, first + count)

    @contextmanager
    def heeding(self, heed: Callable[[], None]) -> Iterator[None]:
        """Reading within it is stopped by what `heed` raises, which is asked often."""
        connection = self.connection

        def ask() -> bool:
            if connection.txn_state() != apsw.SQLITE_TXN_WRITE:
                heed()
            return False

        connection.set_progress_handler(ask, _HEEDED_STEPS)
        try:
            yield
        finally:
            connection.set_progress_handler(None)

    @contextmanager
    def act(self, name: str, *touched: Touched) -> Iterator[Act]:
        """One transaction, one entry to undo; an act within an act becomes a part of it."""
        outer = self._under_way.act
        if outer is not None:
            outer.touched.update(touched)
            yield outer
            return
        act = Act(name, set(touched))
        self._under_way.act = act
        try:
            with self._transaction(), journal.recording(self.connection) as session:
                self._under_way.session = session
                yield act
                act.id = ActId(self.new_id())
                now = self.clock.now_ms()
                journal.write(self.connection, act.id, now, act.change, session, act.made)
        except BaseException:
            for file in act.files:
                file.unlink(missing_ok=True)
            raise
        finally:
            self._under_way.act = self._under_way.session = None
            self._calendar = None

    def wrote(self, file: Path) -> None:
        """Tells that the act under way wrote a new file beside the database."""
        if self._under_way.act is not None:
            self._under_way.act.files.append(file)

    @contextmanager
    def unrecorded(self, notes: range) -> Iterator[None]:
        """Within an act: what is added here are notes with ids out of `notes`, which nobody else
        has, and what belongs to them; undo takes these away by their ids, which costs less.
        """
        act, session = self._under_way.act, self._under_way.session
        assert act is not None
        assert session is not None
        act.made.add((notes.start, notes.stop - 1))
        session.enabled = False
        try:
            yield
        finally:
            session.enabled = True

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Everything read within is of one instant, whatever others commit meanwhile."""
        with told(self.folder):
            if self.database.in_transaction():
                yield
                return
            with self.database.atomic("DEFERRED"):
                yield

    def undo(self) -> Change | None:
        """Takes back the last act; None when there is none."""
        with self._transaction():
            change = journal.undo(self.connection, self.new_id(), self.clock.now_ms())
        self._calendar = None
        return change

    def redo(self) -> Change | None:
        """Does again what undo took back last; None when there is nothing."""
        with self._transaction():
            change = journal.redo(self.connection, self.new_id(), self.clock.now_ms())
        self._calendar = None
        return change

    def standing(self, acts: Iterable[ActId]) -> set[ActId]:
        """Those of the acts that are not taken back."""
        return journal.standing(self.connection, acts)

    def forget_history(self) -> None:
        """What was done so far can no longer be undone."""
        with self._transaction():
            self.connection.execute("DELETE FROM act")

    def close(self) -> None:
        self.database.close()
        if self._lock:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with told(self.folder), self.database.atomic("IMMEDIATE"):
            yield

    def _last_id(self) -> int:
        """The largest id in use, so that ids grow even when the clock goes backwards."""
        tables = ("deck", "note", "card", "review", "lesson", "act")
        union = " UNION ALL ".join(f"SELECT max(id) AS id FROM {table}" for table in tables)
        return int(self.connection.execute(f"SELECT coalesce(max(id), 0) FROM ({union})").get)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            "The data folder cannot be made ({reason}); choose another with --data.",
            place=Place(str(folder)),
            reason=error.strerror,
        ) from error


def _database(path: str, *, read_only: bool) -> APSWDatabase:
    options = {"flags": apsw.SQLITE_OPEN_READONLY} if read_only else {}
    return _Database(path, pragmas=_PRAGMAS, timeout=_BUSY_SECONDS, **options)


def _folded(*values: object) -> str:
    (fields,) = values
    assert isinstance(fields, str)
    return folded(fields)


def _sorted_as(*values: object) -> str | None:
    (text,) = values
    return sorted_as(text) if isinstance(text, str) else None


def _draw(*values: object) -> float:
    day, card = values
    assert isinstance(day, int)
    assert isinstance(card, int)
    return draw(day, card)


class _Database(APSWDatabase):
    """Gives each connection `folded`, for the triggers, `sorted_as` and `draw`, for the orders by
    name and by chance, and what searches ask of Python.
    """

    @override
    def _add_conn_hooks(self, conn: apsw.Connection) -> None:
        super()._add_conn_hooks(conn)
        conn.create_scalar_function(
            "folded", _folded, 1, deterministic=True, flags=apsw.SQLITE_INNOCUOUS
        )
        conn.create_scalar_function("sorted_as", _sorted_as, 1, deterministic=True)
        conn.create_scalar_function("draw", _draw, 2, deterministic=True)
