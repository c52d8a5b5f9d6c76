"""SQLite files that are not our collection: strangers' to be read, and new ones to be sent away.

Of a stranger's file nothing is run: no trigger, no view, no function of its own, no extension; its
tables are read as they lie there, and a file that takes too long is given up.
"""

import errno
import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import apsw

from kgstudy.domain.composing import composed
from kgstudy.domain.errors import Place, UserError

MAGIC = b"SQLite format 3\x00"
"""The bytes that every SQLite file begins with."""

Database = apsw.Connection

_LARGEST = 2 << 30
_LONGEST_VALUE = 64 << 20
"""Bytes; a longer value cannot be read at all."""
_LONGEST_SQL = 1 << 16
_MOST_TABLES = 1_000
_LOOK = 1 << 20
"""Steps of SQLite between two looks at how many there were."""
_MOST_LOOKS = 2_000
_ALLOWED = frozenset({apsw.SQLITE_SELECT, apsw.SQLITE_READ})
_FUNCTIONS = frozenset({"typeof", "octet_length", "count"})
_SWITCHES = {
    apsw.SQLITE_DBCONFIG_DEFENSIVE: 1,
    apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA: 0,
    apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER: 0,
    apsw.SQLITE_DBCONFIG_ENABLE_VIEW: 0,
    apsw.SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION: 0,
    apsw.SQLITE_DBCONFIG_WRITABLE_SCHEMA: 0,
}
_LIMITS = {
    apsw.SQLITE_LIMIT_LENGTH: _LONGEST_VALUE,
    apsw.SQLITE_LIMIT_SQL_LENGTH: _LONGEST_SQL,
    apsw.SQLITE_LIMIT_ATTACHED: 0,
}

Row = tuple[Any, ...]
"""Any value may be of any type: SQLite asks nobody, whatever the column was declared to be."""


class Tables:
    """The tables that are really there, and the columns that they really have."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection
        self._columns = dict(_real_tables(connection))

    def __contains__(self, table: str) -> bool:
        return table in self._columns

    def columns(self, table: str) -> frozenset[str]:
        return self._columns.get(table, frozenset())

    def missing(self, wanted: Mapping[str, Collection[str]]) -> str | None:
        """The first of the wanted tables, or `table.column`, that is not there."""
        for table, columns in wanted.items():
            if table not in self._columns:
                return table
            for column in columns:
                if column not in self._columns[table]:
                    return f"{table}.{column}"
        return None

    def rows(self, sql: str) -> Iterator[Row]:
        """The rows that one SELECT of ours finds."""
        return self._connection.execute(sql)

    def check(self, path: Path, tables: Collection[str]) -> None:
        """Raises UserError where one of the tables is damaged."""
        for table in tables:
            found = self._connection.execute(f"PRAGMA quick_check({_quoted(table)})").get
            if found != "ok":
                raise _damaged(path, str(found).splitlines()[0][:200])


@contextmanager
def opened(
    path: Path, shown: Path | None = None, checked: Collection[str] = ()
) -> Iterator[Tables]:
    """The tables of a file that nobody else writes; `shown` is what people are told it is called.

    Of the tables in `checked` it is looked whether they are whole.  Raises UserError where the file
    is no database, is damaged, or takes too long.
    """
    shown = shown or path
    try:
        connection = _connection(path)
        try:
            tables = Tables(connection)
            tables.check(shown, [table for table in checked if table in tables])
            connection.authorizer = _allowed
            yield tables
        finally:
            connection.close()
    except apsw.InterruptError as error:
        why = "Reading its database takes too long: it was given up."
        raise UserError(why, place=Place(str(shown))) from error
    except (apsw.Error, UnicodeDecodeError) as error:
        raise _damaged(shown, str(error).split(": ", 1)[-1]) from error


@contextmanager
def copied(path: Path) -> Iterator[Path]:
    """A temporary copy, with what is still waiting to be written into the file."""
    if path.stat().st_size > _LARGEST:
        raise UserError("It is larger than 2 GiB: no deck is.", place=Place(str(path)))
    with TemporaryDirectory(prefix="kgstudy-") as folder:
        copy = Path(folder) / "database"
        shutil.copyfile(path, copy)
        waiting = path.with_name(f"{path.name}-wal")
        if waiting.is_file() and 0 < waiting.stat().st_size <= _LARGEST:
            shutil.copyfile(waiting, copy.with_name(f"{copy.name}-wal"))
            _settle(copy)
        yield copy


def _settle(copy: Path) -> None:
    """Writes into the copy what its log has; if that is damaged, the copy is as it is."""
    try:
        connection = apsw.Connection(str(copy))
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            connection.close()
    except apsw.Error:
        copy.with_name(f"{copy.name}-wal").unlink(missing_ok=True)


def _connection(path: Path) -> apsw.Connection:
    uri = f"{path.resolve().as_uri()}?immutable=1"
    flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
    connection = apsw.Connection(uri, flags=flags)
    for switch, setting in _SWITCHES.items():
        connection.config(switch, setting)
    for limit, most in _LIMITS.items():
        connection.limit(limit, most)
    connection.create_collation("unicase", _unicase)
    looks = iter(range(_MOST_LOOKS))
    connection.set_progress_handler(lambda: next(looks, None) is None, _LOOK)
    return connection


def _unicase(one: str, other: str) -> int:
    """The order of Anki's names, which takes no notice of case."""
    left, right = (composed(text).casefold() for text in (one, other))
    return (left > right) - (left < right)


def _real_tables(connection: apsw.Connection) -> Iterator[tuple[str, frozenset[str]]]:
    found = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 LIMIT ?",
        (_MOST_TABLES,),
    )
    for name, sql in found.fetchall():
        if (
            isinstance(name, str)
            and isinstance(sql, str)
            and sql.upper().startswith("CREATE TABLE")
        ):
            info = connection.execute(f"PRAGMA table_xinfo({_quoted(name)})")
            yield name, frozenset(str(column[1]) for column in info if not column[6])


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _allowed(action: int, one: str | None, two: str | None, *_: str | None) -> int:
    """Reading of columns, by these functions and no others."""
    harmless = action in _ALLOWED or (action == apsw.SQLITE_FUNCTION and two in _FUNCTIONS)
    return apsw.SQLITE_OK if harmless else apsw.SQLITE_DENY


def _damaged(path: Path, reason: str) -> UserError:
    why = "Its database is damaged ({reason}): restore it from a backup."
    return UserError(why, place=Place(str(path)), reason=reason)


@contextmanager
def new_database(path: Path) -> Iterator[apsw.Connection]:
    """A database to be filled in one transaction; where that fails, the file is to be thrown away.

    Raises OSError where the disk will not have it.
    """
    try:
        connection = apsw.Connection(str(path))
        try:
            connection.execute("PRAGMA journal_mode = MEMORY")  # nobody needs a broken one again
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN")
            yield connection
            connection.execute("COMMIT")
        finally:
            connection.close()
    except apsw.FullError as error:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
    except (apsw.IOError, apsw.CantOpenError, apsw.ReadOnlyError) as error:
        raise OSError(errno.EIO, str(error)) from error
