"""A whole as one thin bar, in the colours of its parts."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from kgstudy.gui.theme import Look

REST = "recall-none"
"""The colour of what is in no part."""


class ShareBar(QWidget):
    """Colour never speaks alone: what is told with the parts is its accessible text."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._parts: tuple[tuple[str, int], ...] = ()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._on_look)

    def show_parts(self, parts: Sequence[tuple[str, int]], told: str) -> None:
        """The role and the count of each part, from left to right."""
        self._parts = tuple(parts)
        self.setAccessibleDescription(told)
        self.setToolTip(told)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.px(200), self._look.px(8))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()), self.height() / 2, self.height() / 2)
        painter.setClipPath(outline)
        painter.fillRect(self.rect(), self._look.color(REST))
        left, whole = 0.0, sum(count for _, count in self._parts)
        for role, count in self._parts:
            width = self.width() * count / whole if whole else 0.0
            painter.fillRect(QRectF(left, 0, width, self.height()), self._look.color(role))
            left += width

    def _on_look(self) -> None:
        self.updateGeometry()
        self.update()
