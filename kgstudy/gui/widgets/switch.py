"""Something that is on or off."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox
from typing_extensions import override

from kgstudy.gui.theme import Look


class Switch(QCheckBox):
    """`clicked` carries the new state; Space and Enter turn it."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look.changed.connect(self.updateGeometry)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.px(50), self._look.px(30))

    @override
    def hitButton(self, pos: object) -> bool:
        return True

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        groove = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        round_ = groove.height() / 2
        on = self.isChecked()
        painter.setPen(QPen(self._look.color("accent" if on else "edge"), 1))
        painter.setBrush(self._look.color("accent" if on else "surface"))
        painter.drawRoundedRect(groove, round_, round_)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.color("on-accent" if on else "edge"))
        middle = groove.right() - round_ if on else groove.left() + round_
        painter.drawEllipse(QPointF(middle, groove.center().y()), round_ * 0.68, round_ * 0.68)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._look.color("focus"), 2))
            ring = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)
