"""Brings a database to the schema of today, or says plainly why it cannot."""

from pathlib import Path

import apsw

from kgstudy.domain.errors import Place, UserError
from kgstudy.store import backup
from kgstudy.store.backup import APPLICATION_ID
from kgstudy.store.migrations import STEPS


def prepare(connection: apsw.Connection, path: Path | None) -> None:
    """Creates or migrates the schema; an older collection is backed up beside itself first."""
    version = _version(connection)
    _refuse_strangers(connection, version, path)
    connection.pragma("journal_mode", "wal")
    if version == len(STEPS):
        return
    if version and path:
        backup.copy(connection, path.with_name(f"{path.stem}-before-version-{len(STEPS)}.db"))
    for number in range(version, len(STEPS)):
        _step(connection, number)


def check_readable(connection: apsw.Connection, path: Path | None) -> None:
    """Raises unless the collection has the schema of today; for those who only read."""
    version = _version(connection)
    _refuse_strangers(connection, version, path)
    if version < len(STEPS):
        raise UserError(
            "This collection was written by an older kgstudy; open the window once to bring it up "
            "to date.",
            place=Place(str(path)),
        )


def _step(connection: apsw.Connection, number: int) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute(STEPS[number])
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {number + 1}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _version(connection: apsw.Connection) -> int:
    version = connection.pragma("user_version")
    assert isinstance(version, int)
    return version


def _refuse_strangers(connection: apsw.Connection, version: int, path: Path | None) -> None:
    place = Place(str(path))
    if version > len(STEPS):
        raise UserError(
            "This collection was written by a newer kgstudy (its version is {found}, this program "
            "knows {known}); please update kgstudy.",
            place=place,
            found=version,
            known=len(STEPS),
        )
    foreign = connection.pragma("application_id") != APPLICATION_ID
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").get
    if foreign and tables:
        raise UserError(
            "This is not a kgstudy collection; choose another folder with --data.", place=place
        )
