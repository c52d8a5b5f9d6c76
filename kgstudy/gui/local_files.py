"""Files of this computer that somebody drags or has copied."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDropEvent


def local_files(mime: QMimeData) -> list[Path]:
    """Addresses elsewhere are left out."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


def accept_copy(event: QDropEvent) -> None:
    """Takes what is dragged as a copy: whoever offers to move a file would remove it afterwards."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
