"""How well a lesson is known, as one thin bar in five bands from sure to not begun."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from kgstudy.gui.theme import Look

ROLES = ("recall-none", "recall-1", "recall-2", "recall-3", "recall-4")
"""The colour of each band of `domain.lesson.band`."""


class RecallBar(QWidget):
    """Colour never speaks alone: the sentence given with the bands is its accessible text."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._bands: tuple[int, ...] = ()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._on_look)

    def show_bands(self, bands: Sequence[int], told: str) -> None:
        """`bands` counts the cards of each band, the cards not begun first."""
        self._bands = tuple(bands)
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
        painter.fillRect(self.rect(), self._look.color(ROLES[0]))
        left = 0.0
        for role, share in zip(reversed(ROLES), self._shares(), strict=False):
            width = self.width() * share
            painter.fillRect(QRectF(left, 0, width, self.height()), self._look.color(role))
            left += width

    def _shares(self) -> tuple[float, ...]:
        total = sum(self._bands)
        return tuple(count / total for count in reversed(self._bands)) if total else ()

    def _on_look(self) -> None:
        self.updateGeometry()
        self.update()
