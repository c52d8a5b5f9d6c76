"""One of several answers: a wide row with a sign at its end once it is known right or wrong."""

from enum import Enum

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QWidget,
)
from typing_extensions import override

from kgstudy.gui.icons import pixmap
from kgstudy.gui.media.pictures import Media
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.card_view import CardView
from kgstudy.gui.widgets.lettering import ROW
from kgstudy.gui.widgets.painted_button import PaintedButton

_RADIUS = 10
_SIGN = 20
_ROOMY = 360
"""In a narrower row the sign alone tells what became of it."""


def keep_in_sight(widget: QWidget) -> None:
    """Scrolls whatever it lies in as far as needed."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if above is not None:
        above.ensureWidgetVisible(widget, 0, widget.height() // 2)


class Verdict(Enum):
    """What became of a row; the value names a colour and an icon of the theme."""

    OPEN = ("", "")
    RIGHT = ("right", "check")
    WRONG = ("wrong", "cross")


class AnswerRow(PaintedButton):
    """Clicked by mouse, Space or Enter until it is settled."""

    def __init__(
        self,
        look: Look,
        media: Media,
        html: str,
        lead: QLabel,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._verdict = Verdict.OPEN
        self.lead = lead
        self.face = CardView(look, media, ROW)
        self.face.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.face.show_face(html)
        self.face.setAccessibleName(self.face.words)
        self._remark = QLabel()
        self._remark.setProperty("role", "small")
        self._sign = QLabel()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._row = QHBoxLayout(self)
        self._row.addWidget(lead, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self.face, 1, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._remark, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        self._on_look()
        look.changed.connect(self._on_look)

    @property
    def words(self) -> str:
        return self.face.words

    @property
    def verdict(self) -> Verdict:
        return self._verdict

    def settle(self, verdict: Verdict, remark: str = "") -> None:
        """Marks the row for good; it can no longer be chosen."""
        self._verdict = verdict
        self._remark.setText(remark)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clearFocus()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.unsetCursor()
        self._on_look()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in keys and not event.isAutoRepeat():
            self.click()
        else:
            event.ignore()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        keep_in_sight(self)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role, thick = self._outline()
        half = thick / 2
        painter.setPen(QPen(self._look.color(role), thick))
        painter.setBrush(self._look.color(self._ground()))
        radius = self._look.px(_RADIUS)
        outline = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(outline, radius, radius)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        is_roomy = self.width() >= self._look.px(_ROOMY)
        self._remark.setVisible(is_roomy and bool(self._remark.text()))

    def _outline(self) -> tuple[str, int]:
        if self._verdict is not Verdict.OPEN:
            return self._verdict.value[0], 2
        return ("focus", 2) if self.hasFocus() else ("line", 1)

    def _ground(self) -> str:
        if self._verdict is not Verdict.OPEN:
            return "surface"
        return self.ground

    def _on_look(self) -> None:
        px = self._look.px
        self._row.setContentsMargins(px(16), px(12), px(16), px(12))
        self._row.setSpacing(px(14))
        role, icon = self._verdict.value
        if icon:
            color = self._look.color(role)
            self._sign.setPixmap(pixmap(icon, color, px(_SIGN), self.devicePixelRatioF()))
        self._sign.setVisible(bool(icon))
        self._arrange()
        self.updateGeometry()
        self.update()
