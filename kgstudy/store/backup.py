"""Copies of an open collection, made page by page by SQLite itself, never by copying the file."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import apsw

from kgstudy.domain.errors import Place, UserError

APPLICATION_ID = 0x4B475354
"""`KGST`: marks the file as a kgstudy collection for `file` and for us."""

_READ_URI = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI


def copy(source: apsw.Connection, target: Path) -> None:
    """Writes a whole and consistent copy to `target`, which appears only when it is complete."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    try:
        _copy_pages(source, part)
    except (apsw.FullError, apsw.IOError, apsw.CantOpenError, OSError) as error:
        part.unlink(missing_ok=True)
        raise UserError(
            "The backup could not be written ({reason}); free some space or choose another folder.",
            place=Place(str(target)),
            reason=error,
        ) from error
    part.replace(target)


def _copy_pages(source: apsw.Connection, part: Path) -> None:
    target = apsw.Connection(str(part))
    try:
        with target.backup("main", source, "main") as work:
            while not work.done:
                work.step(1000)
        target.execute("PRAGMA journal_mode = DELETE")
    finally:
        target.close()


def restore(backup: Path, target: Path) -> None:
    """Puts the backup in place of the collection file `target`; the caller holds the writer's lock.

    Whatever stops it midway, either the old or the restored collection is there whole.
    """
    part = target.with_name(target.name + ".restored")
    source = _open_backup(backup)
    try:
        copy(source, part)
    finally:
        source.close()
    if target.exists():
        _settle(target)
    part.replace(target)


def _open_backup(path: Path) -> apsw.Connection:
    place = Place(str(path))
    if not path.is_file():
        raise UserError("There is no such file.", place=place)
    connection = apsw.Connection(f"{path.absolute().as_uri()}?immutable=1", flags=_READ_URI)
    try:
        sound = connection.execute("PRAGMA integrity_check(1)").get == "ok"
        ours = connection.pragma("application_id") == APPLICATION_ID
    except (apsw.NotADBError, apsw.CorruptError):
        sound = ours = False
    if sound and ours:
        return connection
    connection.close()
    raise UserError(
        "This backup is damaged; choose another." if ours else "This is not a kgstudy backup.",
        place=place,
    )


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
    """Copies a collection that nobody has open; a damaged one is copied as the bytes that it is."""
    source = apsw.Connection(str(collection))
    try:
        copy(source, to)
    except (apsw.NotADBError, apsw.CorruptError):
        to.write_bytes(collection.read_bytes())
    finally:
        source.close()
