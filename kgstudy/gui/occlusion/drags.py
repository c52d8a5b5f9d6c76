"""What the mouse does to a drawing between being pressed and let go."""

from abc import ABC, abstractmethod
from dataclasses import replace
from itertools import count

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath
from typing_extensions import override

from kgstudy.domain import masks
from kgstudy.domain.masks import Drawing
from kgstudy.gui.occlusion.grips import pulled
from kgstudy.gui.occlusion.pen import Pen
from kgstudy.gui.occlusion.sheet import Sheet
from kgstudy.gui.occlusion.sight import Sight
from kgstudy.gui.occlusion_shape import outline

CLICK = 4
"""Pixels below which the mouse was not moved."""
_LEAST = 0.02
_NARROW = 0.5
"""How wide a letter is for its height, on the whole."""
_numbers = count()


class Drag(ABC):
    """Begins where the mouse was pressed."""

    def __init__(self, sheet: Sheet, sight: Sight, start: QPointF) -> None:
        self._sheet = sheet
        self._sight = sight
        self._start = start
        self._step = f"drag {next(_numbers)}"

    @abstractmethod
    def to(self, at: QPointF) -> None:
        """The mouse is here now."""

    def end(self) -> None:  # noqa: B027 - most drags have done all by then
        """The mouse was let go."""


class Panning(Drag):
    @override
    def to(self, at: QPointF) -> None:
        self._sight.pan(at - self._start)
        self._start = at


class Moving(Drag):
    """Moves what is chosen."""

    def __init__(self, sheet: Sheet, sight: Sight, start: QPointF) -> None:
        super().__init__(sheet, sight, start)
        self._before = sheet.drawing

    @override
    def to(self, at: QPointF) -> None:
        place, way = self._sight.place, at - self._start
        right, down = way.x() / place.width(), way.y() / place.height()
        moved = masks.shifted(self._before, self._sheet.chosen, right, down)
        self._sheet.put(moved, step=self._step)


class Pulling(Drag):
    """Pulls a shape by one of its grips."""

    def __init__(self, sheet: Sheet, sight: Sight, start: QPointF, at: int, grip: int) -> None:
        super().__init__(sheet, sight, start)
        self._before = sheet.drawing
        self._at, self._grip = at, grip

    @override
    def to(self, at: QPointF) -> None:
        place = self._sight.place
        within = QPointF(
            min(max(at.x(), place.left()), place.right()),
            min(max(at.y(), place.top()), place.bottom()),
        )
        shape = pulled(self._before.masks[self._at].shape, place, self._grip, within)
        self._sheet.put(masks.reshaped(self._before, {self._at: shape}), step=self._step)


class Framing(Drag):
    """Chooses what is touched by a frame, besides what was chosen."""

    def __init__(self, sheet: Sheet, sight: Sight, start: QPointF, *, more: bool) -> None:
        super().__init__(sheet, sight, start)
        self._kept = sheet.chosen if more else frozenset[int]()
        self.box = QRectF(start, start)

    @override
    def to(self, at: QPointF) -> None:
        self.box = QRectF(self._start, at).normalized()
        found = _touched(self._sheet.drawing, self._sight.place, self.box)
        self._sheet.choose(self._kept | found)


class Stroke(Drag):
    """Draws a box from corner to corner; a mere click chooses what lies below."""

    def __init__(self, sheet: Sheet, sight: Sight, start: QPointF, pen: Pen) -> None:
        super().__init__(sheet, sight, start)
        self._pen = pen
        self._last = start
        pen.lift()
        pen.at = sight.share(start)
        pen.set_corner()

    @override
    def to(self, at: QPointF) -> None:
        self._last = at
        self._pen.at = self._sight.share(at)

    @override
    def end(self) -> None:
        way = self._last - self._start
        if min(abs(way.x()), abs(way.y())) < CLICK:
            self._pen.lift()
            below = mask_at(self._sheet.drawing, self._sight.place, self._start)
            self._sheet.choose(() if below is None else (below,))
        elif shape := self._pen.set_corner():
            self._sheet.add(shape)


def mask_at(drawing: Drawing, place: QRectF, at: QPointF) -> int | None:
    """The uppermost shape there."""
    every = reversed(range(len(drawing.masks)))
    return next((n for n in every if _area(drawing, place, n).contains(at)), None)


def _touched(drawing: Drawing, place: QRectF, box: QRectF) -> frozenset[int]:
    every = range(len(drawing.masks))
    return frozenset(n for n in every if _area(drawing, place, n).intersects(box))


def _area(drawing: Drawing, place: QRectF, at: int) -> QPainterPath:
    """What of the widget belongs to a shape; a label's words take some room, whatever its font."""
    shape = drawing.masks[at].shape
    if shape.kind == "text":
        high = max(shape.size, _LEAST)
        wide = high * max(len(shape.text), 1) * _NARROW * place.height() / place.width()
        shape = replace(shape, kind="rect", width=wide, height=high)
    return outline(shape, place)
