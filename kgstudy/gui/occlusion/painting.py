"""Shapes as they look while they are drawn: seen through, numbered, on light and dark pictures."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from kgstudy.domain.card_types.occlusion import Shape
from kgstudy.domain.masks import Drawing, Mask
from kgstudy.gui.occlusion.grips import grips
from kgstudy.gui.occlusion_shape import outline, point
from kgstudy.gui.theme import Look

GRIP = 9
"""The side of a grip, in pixels at 100 %."""
_THROUGH = 0.5
_LIT = 0.28
_LABEL = 13
_LOWEST = 8


class Painting:
    """Paints on a picture that fills `place`; every line has a lighter or darker one beside it."""

    def __init__(self, look: Look, painter: QPainter, place: QRectF) -> None:
        self._look = look
        self._painter = painter
        self._place = place
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def small(self, drawing: Drawing) -> None:
        """Where numbers would cover too much."""
        for mask in drawing.masks:
            self._mask(mask, chosen=False)

    def drawing(
        self, drawing: Drawing, chosen: AbstractSet[int], corner: int | None = None
    ) -> None:
        """The numbers of the cards in hand are lit; `corner` is the grip that keys hold."""
        lit = {number for at in chosen for number in drawing.masks[at].numbers}
        for at, mask in enumerate(drawing.masks):
            self._mask(mask, chosen=at in chosen, lit=not lit.isdisjoint(mask.numbers))
        if len(chosen) == 1:
            for n, grip in enumerate(grips(drawing.masks[min(chosen)].shape, self._place)):
                self._grip(grip, held=n == corner)

    def sketch(self, shape: Shape, corners: Iterable[tuple[float, float]]) -> None:
        """A shape that is being drawn, with the corners that are set."""
        path = outline(shape, self._place)
        self._painter.fillPath(path, self._color("accent", _LIT))
        self._line(path, 1.5)
        for x, y in corners:
            self._grip(point(self._place, x, y))

    def cross(self, at: tuple[float, float]) -> None:
        """Where the keys hold the pen."""
        middle, arm = point(self._place, *at), self._look.px(14)
        path = QPainterPath()
        for x, y in ((arm, 0), (0, arm)):
            path.moveTo(middle - QPointF(x, y))
            path.lineTo(middle + QPointF(x, y))
        self._line(path, 1.5)

    def frame(self, box: QRectF) -> None:
        """What is framed to be chosen."""
        path = QPainterPath()
        path.addRect(box)
        self._painter.fillPath(path, self._color("accent", 0.12))
        self._line(path, 1, dashed=True)

    def _mask(self, mask: Mask, *, chosen: bool, lit: bool | None = None) -> None:
        if mask.is_label:
            self._words(mask.shape, chosen=chosen)
            return
        path = outline(mask.shape, self._place)
        self._painter.fillPath(path, self._color("accent", _LIT if chosen else _THROUGH))
        self._line(path, 2.5 if chosen else 1)
        if lit is not None:
            self._number(", ".join(map(str, mask.numbers)), path.boundingRect(), lit=lit)

    def _words(self, shape: Shape, *, chosen: bool) -> None:
        height = min(max(shape.size * self._place.height(), _LOWEST), self._place.height())
        font = self._look.font(height / self._look.scale)
        corner = point(self._place, shape.left, shape.top)
        room = QFontMetricsF(font).boundingRect(shape.text or " ")
        box = QRectF(corner, room.size()).adjusted(-3, -1, 3, 1)
        self._painter.fillRect(box, self._color("surface", 0.85))
        self._painter.setFont(font)
        self._painter.setPen(self._color("ink"))
        self._painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shape.text)
        path = QPainterPath()
        path.addRect(box)
        self._line(path, 2 if chosen else 1, dashed=True)

    def _number(self, words: str, box: QRectF, *, lit: bool) -> None:
        """Above the shape, whose words it would cover, unless there is no room."""
        font = self._look.font(_LABEL, 600)
        metrics = QFontMetricsF(font)
        height = metrics.height() + self._look.px(2)
        width = max(metrics.horizontalAdvance(words) + self._look.px(10), height)
        gap = self._look.px(GRIP)
        above = box.top() - gap - height
        pill = QRectF(box.left(), above if above > 0 else box.top() + gap, width, height)
        self._painter.setPen(QPen(self._color("accent"), self._look.px(1)))
        self._painter.setBrush(self._color("accent" if lit else "surface"))
        self._painter.drawRoundedRect(pill, height / 2, height / 2)
        self._painter.setFont(font)
        self._painter.setPen(self._color("on-accent" if lit else "ink"))
        self._painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)

    def _grip(self, at: QPointF, *, held: bool = False) -> None:
        side = self._look.px(GRIP)
        box = QRectF(0, 0, side, side)
        box.moveCenter(at)
        self._painter.setPen(QPen(self._color("accent"), self._look.px(2)))
        self._painter.setBrush(self._color("accent" if held else "surface"))
        self._painter.drawRect(box)

    def _line(self, path: QPainterPath, width: float, *, dashed: bool = False) -> None:
        px = self._look.px
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(QPen(self._color("surface", 0.9), px(width + 2)))
        self._painter.drawPath(path)
        pen = QPen(self._color("accent"), px(width))
        if dashed:
            pen.setStyle(Qt.PenStyle.DashLine)
        self._painter.setPen(pen)
        self._painter.drawPath(path)

    def _color(self, role: str, share: float = 1.0) -> QColor:
        color = self._look.color(role)
        color.setAlphaF(share)
        return color
