"""A button that Enter presses as well as Space."""

from typing import Literal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QPushButton, QWidget
from typing_extensions import override

from kgstudy.gui.theme import restyle

_PRIMARY_PX = 18
"""The words of a primary button at 100 % text size, as the style sheet has them."""

Kind = Literal["primary", "plain", "quiet", "danger", "link"]


class Button(QPushButton):
    """Looks as its kind says in the style sheet; its words are its accessible name."""

    def __init__(self, text: str, kind: Kind = "plain", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self.setProperty("kind", kind)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.say(text)

    def say(self, text: str) -> None:
        """Changes its words, for eyes and ears alike; an ampersand in them is one."""
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)

    def dress(self, kind: Kind) -> None:
        """Makes it look as another kind."""
        if kind != self._kind:
            self._kind = kind
            self.setProperty("kind", kind)
            restyle(self)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._kind == "primary" and self.hasFocus():
            self._paint_ring()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def _paint_ring(self) -> None:
        """The accent cannot be seen on itself: here the keyboard's ring is drawn inside."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = self.fontInfo().pixelSize() / _PRIMARY_PX
        inset, radius = 4 * scale, 6 * scale
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.HighlightedText), 1.5 * scale))
        ring = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(ring, radius, radius)
