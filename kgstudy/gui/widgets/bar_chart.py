"""A small bar chart: one bar a day, its number above it and its name below."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from kgstudy.gui.theme import Look


@dataclass(frozen=True, slots=True)
class Bar:
    """`told` is the bar in a sentence, for the pointer and for screen readers."""

    name: str
    value: int
    told: str


class BarChart(QWidget):
    """The first bar is in the accent: it is today's."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._bars: tuple[Bar, ...] = ()
        self._hovered = -1
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        look.changed.connect(self._on_look)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        self._bars = tuple(bars)
        self.setAccessibleDescription("; ".join(bar.told for bar in bars))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.px(380), self._look.px(150))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(38) * len(self._bars), self._look.px(130))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._look.font(13))
        for place, bar in enumerate(self._bars):
            self._paint_bar(painter, place, bar)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._place_at(event.position()))

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self._place_at(QPointF(event.pos()))
            if place >= 0:
                QToolTip.showText(event.globalPos(), self._bars[place].told, self)
                return True
        return super().event(event)

    def _paint_bar(self, painter: QPainter, place: int, bar: Bar) -> None:
        slot, body = self._slot(place), self._body(place)
        line = painter.fontMetrics().height()
        hovered = place == self._hovered
        today = "accent-hover" if hovered else "accent"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.color("line" if hovered else "recall-none"))
        if place == 0:
            painter.setBrush(self._look.color(today))
        painter.drawRoundedRect(body, self._look.px(4), self._look.px(4))
        painter.setPen(self._look.color("ink" if hovered else "soft"))
        top = body.top() - line - self._look.px(4)
        self._paint_words(painter, str(bar.value), slot.center().x(), top)
        self._paint_words(painter, bar.name, slot.center().x(), slot.bottom() - line)

    def _paint_words(self, painter: QPainter, words: str, middle: float, top: float) -> None:
        """Under or over the middle of a bar, but never beyond the chart's sides."""
        metrics = painter.fontMetrics()
        width = metrics.horizontalAdvance(words)
        left = min(max(0.0, middle - width / 2), self.width() - width)
        painter.drawText(QPointF(left, top + metrics.ascent()), words)

    def _slot(self, place: int) -> QRectF:
        """The column of a day, from its number down to its name."""
        count = max(1, len(self._bars))
        gap = min(self._look.px(16), self.width() / count * 0.25)
        width = (self.width() + gap) / count
        return QRectF(width * place, 0, width - gap, self.height())

    def _body(self, place: int) -> QRectF:
        """The bar itself; a day without cards still has a line to stand on."""
        slot = self._slot(place)
        line = self.fontMetrics().height()
        foot = slot.bottom() - line - self._look.px(8)
        room = foot - line - self._look.px(6)
        most = max((bar.value for bar in self._bars), default=0)
        tall = room * self._bars[place].value / most if most else 0
        height = max(float(self._look.px(2)), tall)
        return QRectF(slot.left(), foot - height, slot.width(), height)

    def _place_at(self, point: QPointF) -> int:
        inside = (n for n in range(len(self._bars)) if self._slot(n).contains(point))
        return next(inside, -1)

    def _hover(self, place: int) -> None:
        if place != self._hovered:
            self._hovered = place
            self.update()

    def _on_look(self) -> None:
        self.updateGeometry()
        self.update()
