"""Cards on paper where no window is: as the command line prints them."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication

from kgstudy.domain.parcel import Parcel
from kgstudy.domain.progress import Progress
from kgstudy.gui.printing import Print, print_pdf
from kgstudy.gui.theme import family


def print_alone(parcel: Parcel, path: Path, wanted: Print, progress: Progress) -> int:
    """As `print_pdf`, with a Qt that asks for no display, and in the window's font."""
    _app = QApplication.instance() or QApplication(["kgstudy", "-platform", "offscreen"])
    return print_pdf(parcel, path, replace(wanted, family=wanted.family or family()), progress)
