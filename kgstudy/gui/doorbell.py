"""How a second start calls the first window: it writes into a file that the first one watches."""

import os
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal

_FILE = "raise"


class Doorbell(QObject):
    """Hangs in the data folder while the window is open; `rung` when somebody is at the door."""

    rung = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = folder / _FILE
        self._file.write_bytes(b"")
        self._watcher = QFileSystemWatcher([str(self._file)], self)
        self._watcher.fileChanged.connect(self._on_file_changed)

    def take_down(self) -> None:
        self._watcher.removePath(str(self._file))
        self._file.unlink(missing_ok=True)

    def _on_file_changed(self) -> None:
        if self._file.exists():
            self.rung.emit()


def ring(folder: Path) -> bool:
    """Asks the window that has the collection in `folder` to come forward; False if none does."""
    file = folder / _FILE
    if not file.exists():
        return False
    with file.open("ab") as bell:
        bell.write(f"{os.getpid()}\n".encode())
    return True
