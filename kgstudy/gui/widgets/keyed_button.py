"""A quiet button with the key that does the same."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.painted_button import PaintedButton

_WORDS, _KEY = 14, 12
_SIDE, _GAP, _CAP = 4, 6, 20


class KeyedButton(PaintedButton):
    """Its words, and beside them the cap of the key; Enter and Space press it too."""

    def __init__(self, look: Look, words: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.key = key
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.say(words)
        look.changed.connect(self._on_look)

    def say(self, words: str) -> None:
        self.setText(words)
        self.setAccessibleName(words)
        self.setAccessibleDescription(self.tr("Key {key}").format(key=self.key))
        self._on_look()

    @override
    def sizeHint(self) -> QSize:
        px = self._look.px
        width = 2 * px(_SIDE) + self._words_width() + px(_GAP) + self._cap_width()
        return QSize(round(width) + 1, px(_CAP) + px(8))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        px = self._look.px
        words = QRectF(px(_SIDE), 0, self._words_width() + 1, self.height())
        painter.setFont(self._look.font(_WORDS))
        role = "ink" if self.underMouse() or self.hasFocus() else "soft"
        painter.setPen(self._look.color(role))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        self._paint_cap(painter, words.right() + px(_GAP))

    def _paint_ground(self, painter: QPainter) -> None:
        ring = QPen(self._look.color("focus"), 2) if self.hasFocus() else Qt.PenStyle.NoPen
        painter.setPen(ring)
        lit = self.underMouse() or self.isDown()
        painter.setBrush(self._look.color(self.ground) if lit else Qt.BrushStyle.NoBrush)
        radius = self._look.px(6)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)

    def _paint_cap(self, painter: QPainter, left: float) -> None:
        height = self._look.px(_CAP)
        top = round((self.height() - height) / 2)
        cap = QRectF(round(left) + 0.5, top + 0.5, self._cap_width(), height)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(self._look.color("line"))
        painter.drawRoundedRect(cap, self._look.px(4), self._look.px(4))
        painter.setPen(self._look.color("soft"))
        painter.setFont(self._look.font(_KEY))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self.key)

    def _words_width(self) -> float:
        return QFontMetricsF(self._look.font(_WORDS)).horizontalAdvance(self.text())

    def _cap_width(self) -> float:
        words = QFontMetricsF(self._look.font(_KEY)).horizontalAdvance(self.key)
        return round(words) + self._look.px(12)

    def _on_look(self) -> None:
        self.updateGeometry()
        self.update()
