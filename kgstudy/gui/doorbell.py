"""How a second start calls the first window: it writes into a file that the first one watches."""

import json
import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal

_FILE = "raise"
_LONGEST = 1 << 20
"""Bytes of one call; files whose names take more are not handed over."""


class Doorbell(QObject):
    """Hangs in the data folder while the window is open.

    `rung` when somebody is at the door, with the paths of the files that are to be opened.
    """

    rung = Signal(list)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = folder / _FILE
        self._file.write_bytes(b"")
        self._heard = 0
        self._watcher = QFileSystemWatcher([str(self._file)], self)
        self._watcher.fileChanged.connect(self._on_file_changed)

    def take_down(self) -> None:
        self._watcher.removePath(str(self._file))
        self._file.unlink(missing_ok=True)

    def _on_file_changed(self) -> None:
        if self._file.exists():
            self.rung.emit([path for call in self._calls() for path in _files(call)])

    def _calls(self) -> list[bytes]:
        """What was written since; a line that is not finished yet is heard with its end."""
        with self._file.open("rb") as bell:
            bell.seek(self._heard)
            written = bell.read(_LONGEST)
        end = written.rfind(b"\n") + 1
        self._heard += end
        return written[:end].splitlines()


def ring(folder: Path, files: Sequence[Path] = ()) -> bool:
    """Asks the window that has the collection in `folder` to come forward and open the files.

    False if no window has it.
    """
    file = folder / _FILE
    if not file.exists():
        return False
    call = {"pid": os.getpid(), "files": [str(each.absolute()) for each in files]}
    with file.open("ab") as bell:
        bell.write(json.dumps(call).encode() + b"\n")
    return True


def _files(call: bytes) -> list[Path]:
    """What a call brings along; anything else written there is a ring and no more."""
    try:
        said = json.loads(call)
    except ValueError:
        return []
    files = said.get("files") if isinstance(said, dict) else None
    return [Path(name) for name in files if isinstance(name, str)] if files else []
