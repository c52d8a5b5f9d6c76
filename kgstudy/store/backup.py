"""Copies of an open collection, made page by page by SQLite itself, never by copying the file."""

from collections.abc import Iterable
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

import apsw

from kgstudy.domain.errors import Place, UserError
from kgstudy.store.migrations import STEPS

APPLICATION_ID = 0x4B475354
"""`KGST`: marks the file as a kgstudy collection for `file` and for us."""

_READ_URI = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI


def copy(source: apsw.Connection, target: Path) -> None:
    """Writes a whole and consistent copy to `target`, which appears only when it is complete."""
    part = target.with_name(target.name + ".part")
    try:
        part.unlink(missing_ok=True)
        _copy_pages(source, part)
        part.replace(target)
    except (apsw.FullError, apsw.IOError, apsw.CantOpenError, OSError) as error:
        raise UserError(
            "The backup could not be written ({reason}); free some space or choose a folder that "
            "is there and can be written to.",
            place=Place(str(target)),
            reason="the disk is full" if isinstance(error, apsw.FullError) else error,
        ) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _copy_pages(source: apsw.Connection, part: Path) -> None:
    target = apsw.Connection(str(part))
    try:
        with target.backup("main", source, "main") as work:
            while not work.done:
                work.step(1000)
        target.execute("PRAGMA journal_mode = DELETE")
    finally:
        target.close()


def check(backup: Path) -> None:
    """Raises UserError unless the file is a sound backup that this program can open."""
    _open_backup(backup).close()


def restore(backup: Path, target: Path) -> None:
    """Puts the backup in place of the collection file `target`; the caller holds the writer's lock.

    Whatever stops it midway, either the old or the restored collection is there whole.
    """
    part = target.with_name(target.name + ".restored")
    with closing(_open_backup(backup)) as source:
        copy(source, part)
    if target.exists():
        _settle(target)
    part.replace(target)


def _open_backup(path: Path) -> apsw.Connection:
    place = Place(str(path))
    if not path.is_file():
        raise UserError("There is no such file.", place=place)
    # Beside a log the file alone is not the whole; without one it may lie where nobody can write.
    mode = "mode=ro" if path.with_name(path.name + "-wal").exists() else "immutable=1"
    connection = apsw.Connection(f"{path.absolute().as_uri()}?{mode}", flags=_READ_URI)
    fault = _fault(connection)
    if fault is None:
        return connection
    connection.close()
    raise UserError(fault, place=place)


def _fault(connection: apsw.Connection) -> str | None:
    try:
        if connection.pragma("application_id") != APPLICATION_ID:
            return "This is not a kgstudy backup."
        if connection.execute("PRAGMA integrity_check(1)").get != "ok":
            return "This backup is damaged; choose another."
        version = connection.pragma("user_version")
    except apsw.NotADBError:
        return "This is not a kgstudy backup."
    except apsw.CorruptError:
        return "This backup is damaged; choose another."
    assert isinstance(version, int)
    if version > len(STEPS):
        return "This backup was made by a newer kgstudy; please update kgstudy first."
    return None


def _settle(path: Path) -> None:
    """Writes what the write-ahead log holds into the file, so that no log outlives it."""
    try:
        connection = apsw.Connection(str(path))
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.close()
    except (apsw.NotADBError, apsw.CorruptError):
        for log in ("-wal", "-shm"):
            path.with_name(path.name + log).unlink(missing_ok=True)


def thinned(days: Iterable[date], today: date) -> set[date]:
    """Days whose backups stay: the last 12, one a week for 10 weeks, one a month for 9 months."""
    kept: dict[tuple[str, int, int], date] = {}
    for day in sorted(days):
        age = (today - day).days
        year, week, _weekday = day.isocalendar()
        if age < 12:
            kept["day", day.toordinal(), 0] = day
        elif age < 12 + 70:
            kept.setdefault(("week", year, week), day)
        elif age < 12 + 70 + 275:
            kept.setdefault(("month", day.year, day.month), day)
    return set(kept.values())


def set_aside(collection: Path, to: Path) -> None:
    """Copies a collection that nobody has open; a damaged one as the bytes it is, with its log."""
    to.parent.mkdir(parents=True, exist_ok=True)
    try:
        with closing(apsw.Connection(str(collection))) as source:
            copy(source, to)
    except (apsw.NotADBError, apsw.CorruptError):
        for suffix in ("", "-wal"):
            file = collection.with_name(collection.name + suffix)
            if file.exists():
                to.with_name(to.name + suffix).write_bytes(file.read_bytes())
