"""What the colours of recall mean."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.recall_bar import ROLES

_GAP = 5


class RecallLegend(QWidget):
    """Five swatches from `not begun` to `sure`, with the shares of recall they stand for."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = (
            self.tr("none"),
            self.tr("< 50 %"),
            self.tr("< 70 %"),
            self.tr("< 90 %"),
            self.tr("sure"),
        )
        self.setAccessibleName(self.tr("Colours of recall"))
        self.setAccessibleDescription(
            self.tr("Grey: no card begun. Then, growing surer: below 50, 70 and 90 percent, sure.")
        )
        self.setToolTip(self.accessibleDescription())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._on_look)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.px(220), self._look.px(34))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._look.font(12))
        width = (self.width() - _GAP * (len(ROLES) - 1)) / len(ROLES)
        height = self._look.px(12)
        for number, (role, words) in enumerate(zip(ROLES, self._words, strict=True)):
            left = number * (width + _GAP)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.color(role))
            painter.drawRoundedRect(QRectF(left, 0, width, height), 3, 3)
            painter.setPen(self._look.color("soft"))
            below = QRectF(left - _GAP, height, width + 2 * _GAP, self.height() - height)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, words)

    def _on_look(self) -> None:
        self.updateGeometry()
        self.update()
