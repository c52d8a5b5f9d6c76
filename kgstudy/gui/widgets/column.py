"""A page's content as one column: never wider than reads well, scrolled where it is too tall."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.in_sight import InSight

ROOMY = 760
"""From this width on (in pixels at 100 % text size) the margins are wide."""


class Column(QScrollArea):
    """Rows below one another in the middle of the page, `width` wide at most (at 100 %)."""

    def __init__(self, look: Look, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._width = width
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inner = _Scrolled()
        self.rows = QVBoxLayout(self._inner)
        outer = _Scrolled()
        around = QHBoxLayout(outer)
        around.setContentsMargins(0, 0, 0, 0)
        around.addStretch(1)
        around.addWidget(self._inner, 1000)
        around.addStretch(1)
        self.setWidget(outer)
        self._arrange()
        look.changed.connect(self._arrange)
        InSight(self)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        px = self._look.px
        side = px(56) if self.width() >= px(ROOMY) else px(24)
        top = px(40) if self.width() >= px(ROOMY) else px(24)
        self.rows.setContentsMargins(side, top, side, top)
        self.rows.setSpacing(px(20))
        self._inner.setMaximumWidth(px(self._width) + 2 * side)


class _Scrolled(QWidget):
    """As tall as its words are at its width; its hint would be of words broken too early."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "scrolled")

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)
