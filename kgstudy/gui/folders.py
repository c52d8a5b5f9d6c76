"""Shows a file to the person in the system's own program for folders."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from kgstudy.domain.errors import Place, UserError


def show_in_folder(file: Path) -> None:
    """Opens the folder in which the file lies; raises UserError where nothing here can."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.parent))):
        raise UserError("No program here opens folders; it is there.", place=Place(str(file)))
