"""Lists whose rows are painted: in two lines, on a ground that shows pointer and keyboard."""

from PySide6.QtCore import QAbstractItemModel, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyledItemDelegate
from typing_extensions import override

from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.bare_lists import pass_by_while_bare


class RowList(QListView):
    """Scrolls by pixels, downwards alone; nothing of it can be selected unless it says so."""

    def __init__(self, look: Look, hint: str = "") -> None:
        """The `hint` is seen while there is no row."""
        super().__init__()
        self._look = look
        self._hint = hint
        self.setAccessibleDescription(hint)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        look.changed.connect(self.scheduleDelayedItemsLayout)

    @override
    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        pass_by_while_bare(self)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._hint or self.model().rowCount():
            return
        painter = QPainter(self.viewport())
        painter.setFont(self._look.font(14))
        painter.setPen(self._look.color("soft"))
        edge = self._look.px(24)
        room = self.viewport().rect().adjusted(edge, edge, -edge, -edge)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._hint)


class PaintedRow(QStyledItemDelegate):
    """What rows are painted with."""

    def __init__(self, look: Look, view: QListView) -> None:
        super().__init__(view)
        self._look = look

    def _paint_ground(
        self, painter: QPainter, rect: QRect, role: str = "hover", *, ringed: bool
    ) -> None:
        ring = QPen(self._look.color("focus"), 2) if ringed else QPen(Qt.PenStyle.NoPen)
        painter.setPen(ring)
        painter.setBrush(self._look.color(role))
        painter.drawRoundedRect(rect.adjusted(1, 1, -2, -2), self._look.px(8), self._look.px(8))

    def _write(
        self,
        painter: QPainter,
        rect: QRect,
        words: str,
        px: int,
        role: str,
        weight: int = 400,
        *,
        struck: bool = False,
    ) -> None:
        """In one line, which ends with three dots where it does not fit."""
        font = self._look.font(px, weight)
        font.setStrikeOut(struck)
        painter.setFont(font)
        painter.setPen(self._look.color(role))
        fitting = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
        sides = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(rect, sides, fitting)


def halves(rect: QRect) -> tuple[QRect, QRect]:
    """The upper line of a row, and the lower one."""
    top, foot = QRect(rect), QRect(rect)
    top.setHeight(rect.height() // 2)
    foot.setTop(top.bottom())
    return top, foot
