"""What each act changed, so that it can be taken back: an answer or an import, and next month too.

An act is recorded by SQLite's session extension, which notes every row the user's tables had before
and have after it.  To undo is to apply that changeset inverted, to redo to apply it again; both are
written down as acts of their own.  A new act makes those taken back before it final.

Notes that come in by the thousand are not recorded: the act knows their ids, and only an undo
writes them down.
"""

import json
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from enum import IntEnum
from io import BytesIO
from typing import Any

import apsw

from kgstudy.domain.changes import Change, Touched
from kgstudy.domain.ids import ActId
from kgstudy.store.tables import USER_TABLES

KEEP_MS = 90 * 24 * 3600 * 1000
KEEP_BYTES = 256 * 1024 * 1024
KEEP_ACTS = 20
"""Acts older than 90 days, or beyond 256 MiB of changes, are forgotten; the last 20 never are."""

_APPLY = apsw.SQLITE_CHANGESETAPPLY_FKNOACTION | apsw.SQLITE_CHANGESETAPPLY_NOSAVEPOINT
"""Our transaction is savepoint enough; a second one makes large acts take quadratic time."""


_PIECE = 1 << 14
"""Packed bytes that are unpacked at once."""

_NOTE_BYTES = 100
"""What a note with its card takes in a packed changeset."""


class Kind(IntEnum):
    DONE = 0
    UNDO = 1
    REDO = 2


class Undone(IntEnum):
    STANDS = 0
    TAKEN_BACK = 1
    FOR_GOOD = 2


@contextmanager
def recording(connection: apsw.Connection) -> Iterator[apsw.Session]:
    """Notes what changes in the user's tables until the block ends."""
    with closing(apsw.Session(connection, "main")) as session:
        for table in USER_TABLES:
            session.attach(table)
        yield session


def write(
    connection: apsw.Connection,
    act_id: int,
    at: int,
    change: Change,
    session: apsw.Session,
    made: Collection[tuple[int, int]] = (),
) -> bool:
    """Enters the act that `session` recorded, within its transaction; False if nothing changed.

    `made` are the first and last ids of notes that it added besides.
    """
    # Rows that were changed and changed back make a session that is not empty, and no changeset.
    packed, size = (b"", 0) if session.is_empty else _recorded(session)
    if not (size or made):
        return False
    connection.execute(
        "UPDATE act SET undone = ? WHERE undone = ?", (Undone.FOR_GOOD, Undone.TAKEN_BACK)
    )
    _enter(connection, act_id, at, change, Kind.DONE, None, packed or zlib.compress(b""))
    if made:
        ranges = json.dumps(sorted(made))
        connection.execute("UPDATE act SET made = ? WHERE id = ?", (ranges, act_id))
    return True


def undo(connection: apsw.Connection, act_id: int, at: int) -> Change | None:
    """Takes back the last act that stands; None when there is none."""
    found = last(connection)
    if found is None:
        return None
    return _replay(connection, act_id, at, found, Kind.UNDO)


def redo(connection: apsw.Connection, act_id: int, at: int) -> Change | None:
    """Does again what was last taken back; None when there is nothing."""
    found = _next(connection)
    return None if found is None else _replay(connection, act_id, at, found, Kind.REDO)


def last(connection: apsw.Connection) -> int | None:
    """The id of the act that undo would take back."""
    found = connection.execute(
        "SELECT id FROM act WHERE kind = ? AND undone = ? AND changeset IS NOT NULL"
        " ORDER BY id DESC LIMIT 1",
        (Kind.DONE, Undone.STANDS),
    ).get
    assert found is None or isinstance(found, int)
    return found


def latest(connection: apsw.Connection) -> int | None:
    """When the last act was done, in UTC milliseconds."""
    found = connection.execute("SELECT at FROM act ORDER BY id DESC LIMIT 1").get
    assert found is None or isinstance(found, int)
    return found


def weight(connection: apsw.Connection, *, forth: bool) -> int:
    """The bytes of changes that undo (or redo) would carry out; notes unrecorded count alike."""
    act = _next(connection) if forth else last(connection)
    rows: list[tuple[Any, ...]] = connection.execute(
        "SELECT length(changeset), made FROM act WHERE id = ?", (act,)
    ).fetchall()
    return sum(size + _in_bytes(made) for size, made in rows)


def standing(connection: apsw.Connection, acts: Iterable[ActId]) -> set[ActId]:
    """Those of the acts that are not taken back."""
    ids = ", ".join(str(int(act)) for act in acts)
    rows = connection.execute(
        f"SELECT id FROM act WHERE id IN ({ids}) AND undone = ?", (Undone.STANDS,)
    )
    return {ActId(row[0]) for row in rows}


def change_of(connection: apsw.Connection, act_id: int) -> Change:
    name, touched = next(
        connection.execute("SELECT name, touched FROM act WHERE id = ?", (act_id,))
    )
    return Change(name, frozenset(Touched(kind) for kind in touched.split()))


def prune(connection: apsw.Connection, now: int) -> None:
    """Forgets acts that are too old or too large to keep, and with each all before it."""
    connection.execute(
        """
        WITH kept AS (
            SELECT id, at, row_number() OVER newest AS place,
                sum(coalesce(length(changeset), 0)) OVER newest AS bytes
            FROM act WINDOW newest AS (ORDER BY id DESC)
        )
        DELETE FROM act WHERE id <= (
            SELECT max(id) FROM kept WHERE place > :acts AND (at < :oldest OR bytes > :bytes)
        )
        """,
        {"acts": KEEP_ACTS, "oldest": now - KEEP_MS, "bytes": KEEP_BYTES},
    )


def _next(connection: apsw.Connection) -> int | None:
    """The id of the act that redo would do again."""
    found = connection.execute(
        "SELECT id FROM act WHERE kind = ? AND undone = ? ORDER BY id LIMIT 1",
        (Kind.DONE, Undone.TAKEN_BACK),
    ).get
    assert found is None or isinstance(found, int)
    return found


def _in_bytes(made: str | None) -> int:
    """About the bytes that a record of these notes would have."""
    return sum(_NOTE_BYTES * (last - first + 1) for first, last in json.loads(made or "[]"))


def _replay(connection: apsw.Connection, act_id: int, at: int, target: int, kind: Kind) -> Change:
    change = change_of(connection, target)
    [(packed, made)] = connection.execute("SELECT changeset, made FROM act WHERE id = ?", (target,))
    assert isinstance(packed, bytes)
    if isinstance(made, str):
        _take_away(connection, target, json.loads(made), packed)
    else:
        _apply(connection, packed, backwards=kind is Kind.UNDO)
    undone = Undone.TAKEN_BACK if kind is Kind.UNDO else Undone.STANDS
    connection.execute("UPDATE act SET undone = ? WHERE id = ?", (undone, target))
    _enter(connection, act_id, at, change, kind, target, None)
    return change


def _apply(
    connection: apsw.Connection,
    packed: bytes,
    *,
    backwards: bool,
    conflict: Callable[[int, apsw.TableChange], int] | None = None,
) -> None:
    flags = _APPLY | (apsw.SQLITE_CHANGESETAPPLY_INVERT if backwards else 0)
    pieces = _in_pieces(packed)
    apsw.Changeset.apply(pieces, connection, flags=flags, conflict=conflict or _on_conflict)


def _in_pieces(packed: bytes) -> Callable[[int], bytes]:
    """The changeset, never unpacked as a whole.

    Whenever a piece is asked for, another thread of ours may go on: else the window stands still
    for as long as a large act takes.
    """
    unpacked, held = _unpacked(packed), BytesIO()

    def piece(size: int) -> bytes:
        nonlocal held
        read = held.read(size)
        if read:
            return read
        held = BytesIO(next(unpacked, b""))
        return held.read(size)

    return piece


def _unpacked(packed: bytes) -> Iterator[bytes]:
    unpacking = zlib.decompressobj()
    for start in range(0, len(packed), _PIECE):
        if unpacked := unpacking.decompress(packed[start : start + _PIECE]):
            yield unpacked
    yield unpacking.flush()


def _recorded(session: apsw.Session) -> tuple[bytes, int]:
    """The changeset, packed piece by piece for the same reasons, and its size."""
    packing, packed, size = zlib.compressobj(1), bytearray(), 0

    def take(piece: memoryview) -> None:
        nonlocal size
        size += len(piece)
        packed.extend(packing.compress(piece))

    session.changeset_stream(take)
    return bytes(packed + packing.flush()), size


def _on_conflict(reason: int, change: apsw.TableChange) -> int:
    """A note that was deleted for good meanwhile need not be taken out of the trash any more."""
    purged = reason == apsw.SQLITE_CHANGESET_NOTFOUND and change.name == "trash"
    return apsw.SQLITE_CHANGESET_OMIT if purged else apsw.SQLITE_CHANGESET_ABORT


def _on_conflict_of_made(reason: int, change: apsw.TableChange) -> int:
    """Decks and tags may go before the notes that use them, as these go next."""
    if reason == apsw.SQLITE_CHANGESET_FOREIGN_KEY:
        return apsw.SQLITE_CHANGESET_OMIT
    return _on_conflict(reason, change)


def _take_away(
    connection: apsw.Connection, target: int, made: Sequence[Sequence[int]], packed: bytes
) -> None:
    """Undoes an act that added notes unrecorded; from now on its changeset holds them too.

    What it changed of them later goes back first, while they are there to be changed.
    """
    with recording(connection) as session:
        _apply(connection, packed, backwards=True, conflict=_on_conflict_of_made)
        for first, last in made:
            connection.execute("DELETE FROM note WHERE id BETWEEN ? AND ?", (first, last))
        whole = apsw.Changeset.invert(session.changeset())
    connection.execute(
        "UPDATE act SET changeset = ?, made = NULL WHERE id = ?", (zlib.compress(whole, 1), target)
    )


def _enter(
    connection: apsw.Connection,
    act_id: int,
    at: int,
    change: Change,
    kind: Kind,
    target: int | None,
    changeset: bytes | None,
) -> None:
    touched = " ".join(sorted(change.touched))
    connection.execute(
        "INSERT INTO act (id, at, name, touched, kind, target, undone, changeset)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (act_id, at, change.act, touched, kind, target, Undone.STANDS, changeset),
    )
