"""The header of the browser's table."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QWidget
from typing_extensions import override

from kgstudy.domain.columns import Sorting
from kgstudy.gui.icons import pixmap
from kgstudy.gui.models.card_columns import AT_RIGHT
from kgstudy.gui.models.card_table import CardTable
from kgstudy.gui.theme import Look

_HEIGHT = 32
_PAD = 9
_ARROW = 14


class CardHeader(QHeaderView):
    """The column by which the rows are in order has an arrow, down where the order is turned."""

    def __init__(self, look: Look, cards: CardTable, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self._cards = cards
        self._sorting = Sorting()
        self.setAccessibleName(self.tr("Columns"))
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setStretchLastSection(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMouseTracking(True)

    @property
    def sorting(self) -> Sorting:
        """The order that is marked."""
        return self._sorting

    def show_sorting(self, sorting: Sorting) -> None:
        self._sorting = sorting
        self.viewport().update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._look.px(_HEIGHT))

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        column = self._cards.columns[logicalIndex]
        px = self._look.px
        painter.save()
        painter.fillRect(rect, self._look.color("window"))
        painter.setPen(QPen(self._look.color("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if self.visualIndex(logicalIndex) > 0:
            inset = px(8)
            painter.drawLine(rect.left(), rect.top() + inset, rect.left(), rect.bottom() - inset)
        room = rect.adjusted(px(_PAD), 0, -px(_PAD), 0)
        sorted_by = column is self._sorting.column
        if sorted_by:
            self._paint_arrow(painter, room)
        side = Qt.AlignmentFlag.AlignRight if column in AT_RIGHT else Qt.AlignmentFlag.AlignLeft
        painter.setFont(self._look.font(13, 600 if sorted_by else 400))
        painter.setPen(self._look.color("ink" if sorted_by else "soft"))
        words = str(self._cards.headerData(logicalIndex, Qt.Orientation.Horizontal))
        end = Qt.TextElideMode.ElideRight
        shown = painter.fontMetrics().elidedText(words, end, room.width())
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()

    def _paint_arrow(self, painter: QPainter, room: QRect) -> None:
        size, ratio = self._look.px(_ARROW), self.devicePixelRatioF()
        name = "chevron-down" if self._sorting.descending else "chevron-up"
        drawn = pixmap(name, self._look.color("ink"), size, ratio)
        painter.drawPixmap(room.right() - size, room.center().y() - size // 2 + 1, drawn)
        room.setRight(room.right() - size - self._look.px(4))
