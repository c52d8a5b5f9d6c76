"""Files of this computer that somebody drags or has copied."""

from pathlib import Path

from PySide6.QtCore import QMimeData


def local_files(mime: QMimeData) -> list[Path]:
    """Addresses elsewhere are left out."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
