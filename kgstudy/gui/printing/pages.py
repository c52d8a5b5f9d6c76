"""Pages of paper one after the other, each with its head and its number."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, Protocol

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPageSize, QPainter

from kgstudy.gui.theme import read_theme
from kgstudy.host.assets import resource

DPI = 96
MARGIN = 42.0
HEAD = 26.0
FOOT = 24.0

PaperName = Literal["A4", "Letter"]


@dataclass(frozen=True, slots=True)
class Paper:
    id: QPageSize.PageSizeId
    width: float
    height: float

    @property
    def room(self) -> QRectF:
        """Where cards may stand."""
        return QRectF(
            MARGIN, MARGIN + HEAD, self.width - 2 * MARGIN, self.height - 2 * MARGIN - HEAD - FOOT
        )


PAPERS: Final[Mapping[PaperName, Paper]] = {
    "A4": Paper(QPageSize.PageSizeId.A4, 210 / 25.4 * DPI, 297 / 25.4 * DPI),
    "Letter": Paper(QPageSize.PageSizeId.Letter, 8.5 * DPI, 11.0 * DPI),
}


class Pages(Protocol):
    """What is printed on; a page's painter has 96 units an inch."""

    def next(self) -> QPainter:
        """Begins another page."""
        ...

    def end(self) -> None: ...


class Sheets:
    """Gives page after page, with the title and the number on it."""

    def __init__(self, pages: Pages, paper: Paper, title: str, family: str) -> None:
        self.room = paper.room
        self.count = 0
        self._pages = pages
        self._paper = paper
        self._title = title
        self._family = family
        self._roles = read_theme(resource("themes/light.toml")).roles

    def next(self, remark: str = "") -> QPainter:
        """Begins another page; `remark` stands beside its number."""
        painter = self._pages.next()
        self.count += 1
        painter.setFont(font(self._family, 11))
        painter.setPen(self.color("soft"))
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        width = self._paper.width - 2 * MARGIN
        words = painter.fontMetrics().elidedText(
            self._title, Qt.TextElideMode.ElideRight, int(width)
        )
        painter.drawText(QRectF(MARGIN, MARGIN - 6, width, HEAD), side, words)
        foot = QRectF(MARGIN, self._paper.height - MARGIN - FOOT + 8, width, FOOT)
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, remark)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(foot, right, str(self.count))
        return painter

    def color(self, role: str) -> QColor:
        """Of the light theme: paper is light."""
        return QColor(self._roles[role])


def font(family: str, size: float, weight: int = 400) -> QFont:
    """Laid out as its outlines are, without regard to a screen's dots."""
    made = QFont(family)
    made.setPixelSize(round(size))
    made.setWeight(QFont.Weight(weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made
