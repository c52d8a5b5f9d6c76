"""The line under a fact: thick and whole with a card, dashed with a draft, dotted with neither."""

from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen

from kgstudy.gui.theme import Look
from kgstudy.services.studio import Coverage

ROLES: Final = {Coverage.CARD: "good", Coverage.DRAFT: "hard", Coverage.NONE: "again"}
_STYLES: Final = {
    Coverage.CARD: Qt.PenStyle.SolidLine,
    Coverage.DRAFT: Qt.PenStyle.CustomDashLine,
    Coverage.NONE: Qt.PenStyle.DotLine,
}
_THICK: Final = {Coverage.CARD: 3, Coverage.DRAFT: 2, Coverage.NONE: 3}


def draw_mark(
    painter: QPainter, look: Look, coverage: Coverage, left: float, right: float, y: float
) -> None:
    """The line from `left` to `right` at the height `y`."""
    pen = QPen(look.color(ROLES[coverage]), max(1, look.px(_THICK[coverage])), _STYLES[coverage])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if coverage is Coverage.DRAFT:
        pen.setDashPattern([4.0, 1.5])
    if coverage is Coverage.NONE:
        pen.setDashPattern([1.0, 1.0])
    painter.setPen(pen)
    painter.drawLine(QPointF(round(left), round(y)), QPointF(round(right), round(y)))
