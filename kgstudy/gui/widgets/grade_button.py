"""A button that says what an answer would lead to, and by which key."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.painted_button import PaintedButton

_TITLE, _KEY, _SUB = 17, 12, 13
_HEIGHT, _LOW, _WIDTH, _RADIUS, _EDGE = 72, 54, 150, 10, 3
_GAP = 8


class GradeButton(PaintedButton):
    """A title with its key, words below it, and an edge in the colour of `role`.

    Space and Enter are left to the page, which hears them on the way down and wherever the
    focus is.
    """

    def __init__(
        self,
        look: Look,
        role: str,
        key: str,
        *,
        width: int = _WIDTH,
        parent: QWidget | None = None,
    ) -> None:
        """`width` is in pixels at 100 %, where there is room for it."""
        super().__init__(parent)
        self._width = width
        self._look = look
        self._role = role
        self.key = key
        self._sub = ""
        self._low = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._on_look)

    def say(self, title: str, sub: str = "", spoken: str = "") -> None:
        """`sub` stands below the title; `spoken` is what a voice says of it."""
        self.setText(title)
        self._sub = sub
        self.setAccessibleName(f"{title}, {spoken}" if spoken else title)
        self._on_look()

    def make_low(self, *, low: bool) -> None:
        """A window that is not tall leaves the room to the card."""
        self._low = low
        self._on_look()

    @property
    def sub(self) -> str:
        return self._sub

    @override
    def sizeHint(self) -> QSize:
        px = self._look.px
        words = max(self._title_width() + self._room_for_cap(), self._sub_width())
        return QSize(
            max(round(words) + 2 * px(12), px(self._width)), px(_LOW if self._low else _HEIGHT)
        )

    @override
    def minimumSizeHint(self) -> QSize:
        words = max(self._title_width(), self._sub_width())
        return QSize(round(words) + 2 * self._look.px(6), self.sizeHint().height())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    @override
    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        middle = self.height() / 2
        if self._sub:
            self._paint_title(painter, middle - self._look.px(10))
            painter.setPen(self._look.color("soft"))
            painter.setFont(self._look.font(_SUB))
            height = self._look.px(20)
            place = QRectF(0, middle + self._look.px(2), self.width(), height)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._sub)
        else:
            self._paint_title(painter, middle - 1)

    def _paint_ground(self, painter: QPainter) -> None:
        whole = QRectF(self.rect())
        radius = self._look.px(_RADIUS)
        outline = _rounded(whole, radius)
        edge = QRectF(0, whole.height() - radius, whole.width(), radius)
        painter.fillPath(outline, self._look.color("line"))
        painter.save()
        painter.setClipRect(edge)
        painter.fillPath(outline, self._look.color(self._role))
        painter.restore()
        inside = whole.adjusted(1, 1, -1, -self._look.px(_EDGE))
        painter.fillPath(_rounded(inside, radius - 1), self._look.color(self.ground))
        if self.hasFocus():
            pen = painter.pen()
            pen.setColor(self._look.color("focus"))
            pen.setWidthF(2)
            ring = whole.adjusted(1, 1, -1, -self._look.px(_EDGE))
            painter.strokePath(_rounded(ring, radius - 1), pen)

    def _paint_title(self, painter: QPainter, middle: float) -> None:
        """The title and, where there is room for it, its key cap, around the centre."""
        font = self._look.font(_TITLE, 600)
        metrics = QFontMetricsF(font)
        title, cap = self._title_width(), self._room_for_cap()
        capped = title + cap + 2 * self._look.px(6) <= self.width()
        left = (self.width() - title - (cap if capped else 0)) / 2
        painter.setFont(font)
        painter.setPen(self._look.color(self._role))
        base = middle + (metrics.ascent() - metrics.descent()) / 2
        painter.drawText(QPointF(left, base), self.text())
        if capped:
            self._paint_cap(painter, left + title + self._look.px(_GAP), middle)

    def _paint_cap(self, painter: QPainter, left: float, middle: float) -> None:
        height = self._look.px(20)
        cap = QRectF(round(left) + 0.5, round(middle - height / 2) + 0.5, self._cap_width(), height)
        painter.setPen(self._look.color("line"))
        painter.drawRoundedRect(cap, self._look.px(4), self._look.px(4))
        painter.setPen(self._look.color("soft"))
        painter.setFont(self._look.font(_KEY))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self.key)

    def _title_width(self) -> float:
        return QFontMetricsF(self._look.font(_TITLE, 600)).horizontalAdvance(self.text())

    def _sub_width(self) -> float:
        return QFontMetricsF(self._look.font(_SUB)).horizontalAdvance(self._sub)

    def _room_for_cap(self) -> float:
        return self._look.px(_GAP) + self._cap_width()

    def _cap_width(self) -> float:
        words = QFontMetricsF(self._look.font(_KEY)).horizontalAdvance(self.key)
        return round(words) + self._look.px(13)

    def _on_look(self) -> None:
        self.updateGeometry()
        self.update()


def _rounded(rect: QRectF, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    return path
