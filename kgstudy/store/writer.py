"""One collection has one writer, on every system, and a killed one holds nothing.

The lock is SQLite's own on a small database beside the collection: the system lets go of it when
the process ends, in whatever way.  A note beside it says who holds it.
"""

import json
import os
from contextlib import suppress
from pathlib import Path

import apsw

from kgstudy.domain.errors import Place, UserError
from kgstudy.store.trouble import told


class WriterLock:
    """Held from construction until `release`; raises UserError, naming the holder, when taken."""

    def __init__(self, folder: Path, program: str) -> None:
        self._note = folder / "writer.json"
        with told(folder):
            self._connection = apsw.Connection(str(folder / "writer.lock"))
            self._take(folder)
        note = json.dumps({"program": program, "process": os.getpid()})
        with suppress(OSError):  # only so that others can be told who it is
            self._note.write_text(note, encoding="utf-8")

    def _take(self, folder: Path) -> None:
        try:
            self._connection.execute("BEGIN EXCLUSIVE")
        except apsw.BusyError:
            self._connection.close()
            raise UserError(
                "This collection is open in {holder}; close it there first.",
                place=Place(str(folder)),
                holder=holder(folder) or "another program",
            ) from None

    def release(self) -> None:
        with suppress(OSError):
            self._note.unlink(missing_ok=True)
        self._connection.close()


def holder(folder: Path) -> str | None:
    """Who holds the collection, in words: `the window (process 4711)`."""
    try:
        note = json.loads((folder / "writer.json").read_text(encoding="utf-8"))
        return f"{note['program']} (process {note['process']})"
    except (OSError, ValueError, KeyError, TypeError):
        return None
