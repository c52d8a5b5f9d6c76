"""The flag a card carries: its colour and, for eyes that see none, its number."""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from kgstudy.gui.icons import pixmap
from kgstudy.gui.theme import Look

FLAGS = range(1, 8)

_ICON, _NUMBER, _GAP = 18, 13, 3


def flag_role(flag: int) -> str:
    """The colour of that flag in the theme."""
    return f"flag-{flag}"


class FlagMark(QWidget):
    """Hidden while the card carries none."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.flag = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("No flag"))
        self.hide()
        look.changed.connect(self._on_look)

    def show_flag(self, flag: int) -> None:
        """`flag` is 1 to 7, or 0 for none."""
        self.flag = flag
        named = self.tr("Flag {number}").format(number=flag) if flag else self.tr("No flag")
        self.setAccessibleName(named)
        self.setToolTip(named)
        self.setVisible(bool(flag))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        px = self._look.px
        number = QFontMetricsF(self._look.font(_NUMBER)).horizontalAdvance("8")
        return QSize(px(_ICON) + px(_GAP) + round(number) + 1, px(_ICON + 4))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        px = self._look.px
        painter = QPainter(self)
        color = self._look.color(flag_role(self.flag or 1))
        top = (self.height() - px(_ICON)) // 2
        painter.drawPixmap(0, top, pixmap("flag", color, px(_ICON), self.devicePixelRatioF()))
        painter.setFont(self._look.font(_NUMBER))
        painter.setPen(self._look.color("soft"))
        metrics = QFontMetricsF(painter.font())
        base = (self.height() + metrics.ascent() - metrics.descent()) / 2
        painter.drawText(QPointF(px(_ICON) + px(_GAP), base), str(self.flag))

    def _on_look(self) -> None:
        self.updateGeometry()
        self.update()
