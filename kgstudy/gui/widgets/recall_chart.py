"""The life of a card in memory: predicted recall, falling from one answer to the next."""

from collections.abc import Sequence
from datetime import datetime
from itertools import chain

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from kgstudy.domain.clock import Calendar
from kgstudy.domain.recall_curve import Answered, Point, Stretch
from kgstudy.domain.review import Rating
from kgstudy.gui.theme import Look
from kgstudy.gui.wording import percent, say, several, short_date

ROLES = {Rating.AGAIN: "again", Rating.HARD: "hard", Rating.GOOD: "good", Rating.EASY: "easy"}


class RecallChart(QWidget):
    """Each review is a mark at the recall it was met with: a cross where it was forgotten.

    What is still to come is dashed, from the line of today on.
    """

    def __init__(self, look: Look, calendar: Calendar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._calendar = calendar
        self._stretches: tuple[Stretch, ...] = ()
        self._answers: tuple[Answered, ...] = ()
        self._retention = 0.9
        self._now = 0
        self.setAccessibleName(self.tr("Predicted recall"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        look.changed.connect(self._on_look)

    def show_curve(
        self, stretches: Sequence[Stretch], answers: Sequence[Answered], retention: float, now: int
    ) -> None:
        """`retention` is what is wanted, a line across; `now` is UTC milliseconds."""
        self._stretches, self._answers = tuple(stretches), tuple(answers)
        self._retention, self._now = retention, now
        self.setAccessibleDescription(self._told())
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.px(480), self._look.px(190))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(240), self._look.px(100))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._look.font(12))
        self._paint_scale(painter)
        if self._stretches:
            self._paint_today(painter)
            for stretch in self._stretches:
                self._paint_stretch(painter, stretch)
            for answer in self._answers:
                self._paint_answer(painter, answer)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            words = self._words_at(event.pos().x())
            if words:
                QToolTip.showText(event.globalPos(), words, self)
                return True
        return super().event(event)

    def _paint_scale(self, painter: QPainter) -> None:
        area = self._area()
        for share in (0.0, 0.5, 1.0):
            self._paint_level(painter, area, share, "line", Qt.PenStyle.SolidLine)
        self._paint_level(painter, area, self._retention, "good", Qt.PenStyle.DotLine)
        if self._stretches:
            painter.setPen(self._look.color("soft"))
            first, last = self._span()
            foot = QRectF(area.left(), area.bottom(), area.width(), self.height() - area.bottom())
            low = Qt.AlignmentFlag.AlignBottom
            painter.drawText(foot, low | Qt.AlignmentFlag.AlignLeft, self._date(first))
            painter.drawText(foot, low | Qt.AlignmentFlag.AlignRight, self._date(last))

    def _paint_level(
        self, painter: QPainter, area: QRectF, share: float, role: str, style: Qt.PenStyle
    ) -> None:
        height = area.bottom() - share * area.height()
        painter.setPen(QPen(self._look.color(role), 1, style))
        painter.drawLine(QLineF(area.left(), height, area.right(), height))
        if role == "line":
            painter.setPen(self._look.color("soft"))
            beside = QRectF(0, height - 10, area.left() - self._look.px(8), 20)
            sides = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(beside, sides, percent(share))

    def _paint_today(self, painter: QPainter) -> None:
        area, x = self._area(), self._x(self._now)
        painter.setPen(QPen(self._look.color("soft"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QLineF(x, area.top(), x, area.bottom()))
        painter.setPen(self._look.color("soft"))
        words = say("Today")
        width = painter.fontMetrics().horizontalAdvance(words)
        left = min(x + self._look.px(4), area.right() - width)
        painter.drawText(QPointF(left, area.bottom() - self._look.px(5)), words)

    def _paint_stretch(self, painter: QPainter, stretch: Stretch) -> None:
        past = [point for point in stretch if point.at <= self._now]
        coming = [*past[-1:], *(point for point in stretch if point.at > self._now)]
        accent = self._look.color("accent")
        for points, style in ((past, Qt.PenStyle.SolidLine), (coming, Qt.PenStyle.DashLine)):
            painter.setPen(QPen(accent, self._look.px(2), style))
            painter.drawPath(self._path(points))

    def _path(self, points: Sequence[Point]) -> QPainterPath:
        path = QPainterPath()
        for number, point in enumerate(points):
            place = QPointF(self._x(point.at), self._y(point.recall))
            if number:
                path.lineTo(place)
            else:
                path.moveTo(place)
        return path

    def _paint_answer(self, painter: QPainter, answer: Answered) -> None:
        """A ring in the colour of the answer, a cross where it was Again, a bar where by hand."""
        rating = answer.review.rating
        place = QPointF(self._x(answer.review.at), self._y(answer.recall or 1.0))
        radius = float(self._look.px(4))
        color = self._look.color(ROLES[rating] if rating else "soft")
        painter.setPen(QPen(color, self._look.px(2)))
        painter.setBrush(self._look.color("surface"))
        if rating is Rating.AGAIN:
            across = QPointF(radius, radius)
            painter.drawLine(QLineF(place - across, place + across))
            painter.drawLine(place + QPointF(-radius, radius), place + QPointF(radius, -radius))
        elif rating is None:
            painter.drawLine(place - QPointF(0, radius), place + QPointF(0, radius))
        else:
            painter.drawEllipse(place, radius, radius)

    def _words_at(self, x: float) -> str:
        points = list(chain.from_iterable(self._stretches))
        if not points:
            return ""
        nearest = min(points, key=lambda point: abs(self._x(point.at) - x))
        return f"{self._date(nearest.at)}: {percent(nearest.recall)}"

    def _told(self) -> str:
        if not self._stretches:
            return say("It has not been answered yet.")
        last = self._stretches[-1]
        now = min(last, key=lambda point: abs(point.at - self._now))
        count = several(len(self._answers), "1 review", "%n reviews")
        return say("{count} since {first}; predicted recall today {now}.").format(
            count=count, first=self._date(self._span()[0]), now=percent(now.recall)
        )

    def _span(self) -> tuple[int, int]:
        """Of all that is drawn; after a clock went backwards the first is not the earliest."""
        ends = [stretch[end].at for stretch in self._stretches for end in (0, -1)]
        return min(ends), max(ends)

    def _date(self, at: int) -> str:
        wall = self._calendar.clock.wall(at)
        today: datetime = self._calendar.clock.wall(self._now)
        words = short_date(wall.date())
        return words if wall.year == today.year else f"{words} {wall.year}"

    def _area(self) -> QRectF:
        px = self._look.px
        return QRectF(self.rect()).adjusted(px(54), px(10), -px(10), -px(28))

    def _x(self, at: int) -> float:
        first, last = self._span()
        area = self._area()
        return area.left() + (at - first) / max(1, last - first) * area.width()

    def _y(self, recall: float) -> float:
        area = self._area()
        return area.bottom() - recall * area.height()

    def _on_look(self) -> None:
        self.updateGeometry()
        self.update()
