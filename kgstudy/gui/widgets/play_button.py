"""A small round button in the words of a card, which plays a sound."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from kgstudy.gui.icons import pixmap
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.painted_button import PaintedButton

SIZE = 34
"""Pixels a side, at 100 %."""
_ICON = 18


class PlayButton(PaintedButton):
    """Clicked by mouse, or by Space or Enter once Tab has led to it; the other keys pass."""

    def __init__(self, look: Look, name: str, parent: QWidget, *, foreign: bool = False) -> None:
        """A `foreign` sound is played by another program, and never by R."""
        super().__init__(parent)
        self._look = look
        self.setAccessibleName(name)
        self.setToolTip(
            name if foreign else self.tr("{name} (R plays them all again)").format(name=name)
        )
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.resize(self.sizeHint())

    @override
    def sizeHint(self) -> QSize:
        side = self._look.px(SIZE)
        return QSize(side, side)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
        else:
            event.ignore()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = 2 if self.hasFocus() else 1.2
        painter.setPen(QPen(self._look.color("focus" if self.hasFocus() else "edge"), wide))
        painter.setBrush(self._look.color(self.ground))
        painter.drawEllipse(QRectF(self.rect()).adjusted(wide, wide, -wide, -wide))
        side = self._look.px(_ICON)
        drawn = pixmap("study", self._look.color("accent"), side, self.devicePixelRatioF())
        corner = QRectF(self.rect()).center() - QPointF(side, side) / 2
        painter.drawPixmap(corner, drawn)
