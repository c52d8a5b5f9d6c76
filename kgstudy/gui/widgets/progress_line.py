"""How far a session has come, as a thin line along the top of the window."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QWidget
from typing_extensions import override

from kgstudy.gui.theme import Look

_PARTS = 1000
_THICK = 4


class ProgressLine(QProgressBar):
    """From nothing done to all done; grows from the side where reading begins."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setRange(0, _PARTS)
        self.setTextVisible(False)
        self.setAccessibleName(self.tr("Done of this session"))
        self._on_look()
        look.changed.connect(self._on_look)

    def show_share(self, share: float) -> None:
        """`share` is the part that is done, from 0 to 1."""
        self.setValue(round(share * _PARTS))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("recall-none"))
        done = self.width() * self.value() / _PARTS
        left = self.width() - done if self.isRightToLeft() else 0.0
        painter.fillRect(QRectF(left, 0, done, self.height()), self._look.color("accent"))

    def _on_look(self) -> None:
        self.setFixedHeight(self._look.px(_THICK))
        self.update()
