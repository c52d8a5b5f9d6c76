"""Cards on paper: sheets to cut out, or a list, as a PDF or on any other pages.

Lengths are in pixels of 1/96 inch; pages are drawn scaled up, so that letters stay outlines.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from kgstudy import __version__
from kgstudy.domain.errors import Place, UserError
from kgstudy.domain.parcel import Parcel
from kgstudy.domain.progress import Progress
from kgstudy.gui.printing.cards import CardPaper, printed_cards
from kgstudy.gui.printing.grid import print_grid
from kgstudy.gui.printing.pages import DPI, PAPERS, Pages, PaperName, Sheets
from kgstudy.gui.printing.rows import print_rows

__all__ = ["PAPERS", "Print", "print_cards", "print_pdf"]

SUFFIX = ".pdf"
RESOLUTION = 600

Arrangement = Literal["grid", "list"]


@dataclass(frozen=True, slots=True)
class Print:
    """How cards are printed; `family` is the font, `title` stands at the head of each page."""

    title: str
    family: str
    paper: PaperName = "A4"
    arrangement: Arrangement = "grid"


def print_pdf(parcel: Parcel, path: Path, wanted: Print, progress: Progress) -> int:
    """Writes a PDF with all its fonts in it, or nothing; the number of its pages.

    May be called in any thread.
    """
    part = path.with_name(path.name + ".part")
    try:
        part.touch()  # which says why it cannot be written, as Qt does not
        pages = print_cards(parcel, _Pdf(part, wanted), wanted, progress)
        part.replace(path)
    except OSError as error:
        raise UserError(
            "The file could not be written ({reason}); choose another place.",
            place=Place(str(path)),
            reason=error.strerror,
        ) from error
    finally:
        part.unlink(missing_ok=True)
    return pages


def print_cards(parcel: Parcel, pages: Pages, wanted: Print, progress: Progress) -> int:
    """Prints the parcel's cards on these pages; the number of those it took."""
    paper = PAPERS[wanted.paper]
    sheets = Sheets(pages, paper, wanted.title, wanted.family)
    cards = list(printed_cards(parcel))
    with_media = CardPaper(parcel, wanted.family)
    try:
        if wanted.arrangement == "grid":
            long = print_grid(cards, with_media, sheets, lambda part: progress(part * 0.9))
            print_rows(long, with_media, sheets, lambda part: progress(0.9 + part * 0.1))
        else:
            print_rows(cards, with_media, sheets, progress)
    finally:
        pages.end()
    return sheets.count


class _Pdf:
    """Pages of a PDF file."""

    def __init__(self, path: Path, wanted: Print) -> None:
        self._path = path
        self._writer = QPdfWriter(str(path))
        self._writer.setResolution(RESOLUTION)
        self._writer.setTitle(wanted.title)
        self._writer.setCreator(f"kgstudy {__version__}")
        size = QPageSize(PAPERS[wanted.paper].id)
        upright = QPageLayout.Orientation.Portrait
        self._writer.setPageLayout(QPageLayout(size, upright, QMarginsF()))
        self._painter = QPainter()

    def next(self) -> QPainter:
        if self._painter.isActive():
            self._painter.restore()
            self._writer.newPage()
        elif not self._painter.begin(self._writer):
            raise UserError(
                "The file could not be written; choose another place.", place=Place(str(self._path))
            )
        self._painter.save()
        self._painter.scale(RESOLUTION / DPI, RESOLUTION / DPI)
        return self._painter

    def end(self) -> None:
        if self._painter.isActive():
            self._painter.restore()
            self._painter.end()
