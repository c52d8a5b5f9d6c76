"""What draws: the tool in hand, led by the mouse or by keys."""

from collections.abc import Mapping
from typing import Literal

from PySide6.QtCore import QObject, QPointF, QRectF, QSizeF, Qt, Signal

from kgstudy.domain import masks
from kgstudy.domain.card_types.occlusion import Kind
from kgstudy.gui.occlusion.drags import Drag, Framing, Moving, Panning, Pulling, Stroke, mask_at
from kgstudy.gui.occlusion.grips import grips, grown
from kgstudy.gui.occlusion.painting import GRIP
from kgstudy.gui.occlusion.pen import Pen
from kgstudy.gui.occlusion.sheet import Sheet
from kgstudy.gui.occlusion.sight import Sight
from kgstudy.gui.occlusion_shape import outline, point
from kgstudy.gui.theme import Look

Tool = Literal["select", "rect", "ellipse", "polygon", "text"]

_KINDS: Mapping[Tool, Kind] = {
    "rect": "rect",
    "ellipse": "ellipse",
    "polygon": "polygon",
    "text": "text",
}
_SLOW, _FAST = 2, 8
"""How much further an arrow key leads the pen than it moves a shape."""
_PAN = 40


class Hand(QObject):
    """Its points are those of the widget, in pixels."""

    changed = Signal()
    """Something is seen otherwise."""
    tool_chosen = Signal(str)
    words_wanted = Signal(object, object)
    """Where on the picture, and for which label, if for one that is there."""

    def __init__(self, look: Look, sheet: Sheet, sight: Sight, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._sheet = sheet
        self._sight = sight
        self.tool: Tool = "select"
        self.pen: Pen | None = None
        self.by_keys = False
        """Whether the pen is led by keys."""
        self.drag: Drag | None = None
        self._held: tuple[int, int] | None = None
        """A shape, and that of its corners which keys move."""

    @property
    def corner(self) -> int | None:
        """That of the chosen polygon which keys move, if one is held."""
        if self._held is None or self._sheet.chosen != {self._held[0]}:
            return None
        shape = self._sheet.drawing.masks[self._held[0]].shape
        return self._held[1] if self._held[1] < len(shape.points) else None

    def take(self, tool: Tool) -> None:
        self.tool = tool
        self.pen = Pen(_KINDS[tool]) if tool in _KINDS else None
        self.by_keys = False
        self.tool_chosen.emit(tool)
        self.changed.emit()

    def press(self, at: QPointF, *, more: bool = False, pan: bool = False) -> None:
        """`more` adds to what is chosen, `pan` moves the picture."""
        self.by_keys = False
        if pan:
            self.drag = Panning(self._sheet, self._sight, at)
        else:
            self.drag = self._begun(at, more=more)
        self.changed.emit()

    def move(self, at: QPointF) -> None:
        if self.drag is not None:
            self.drag.to(at)
        elif self.pen is not None:
            self.by_keys = False
            self.pen.at = self._sight.share(at)
        self.changed.emit()

    def let_go(self) -> None:
        if self.drag is not None:
            self.drag.end()
            self.drag = None
            self.changed.emit()

    def cursor_at(self, at: QPointF) -> Qt.CursorShape:
        """Tells what pressing would do."""
        if isinstance(self.drag, Panning):
            return Qt.CursorShape.ClosedHandCursor
        if self._grip_at(at) is not None:
            return Qt.CursorShape.PointingHandCursor
        if self.pen is not None:
            return Qt.CursorShape.CrossCursor
        below = mask_at(self._sheet.drawing, self._sight.place, at)
        return Qt.CursorShape.ArrowCursor if below is None else Qt.CursorShape.SizeAllCursor

    def lead(self, way: QPointF, step: float, *, shift: bool) -> None:
        """Leads the pen, or what is chosen; with Shift faster, or its far side; else the picture.

        `step` is in shares of the picture's width.
        """
        place = self._sight.place
        right = way.x() * step
        down = way.y() * step * place.width() / (place.height() or 1)
        drawing, chosen = self._sheet.drawing, self._sheet.chosen
        if self.pen is not None:
            speed = _FAST if shift else _SLOW
            self._lead_pen(self.pen, right * speed, down * speed)
        elif not chosen:
            self._sight.pan(way * -self._look.px(_PAN))
        elif self.corner is not None:
            self._move_corner(min(chosen), self.corner, right, down)
        elif shift:
            shapes = {at: grown(drawing.masks[at].shape, right, down) for at in chosen}
            self._sheet.put(masks.reshaped(drawing, shapes), step="grow")
        else:
            self._sheet.put(masks.shifted(drawing, chosen, right, down), step="nudge")

    def set_corner(self) -> None:
        """Where the pen is; it begins in the middle of what is seen."""
        if self.pen is None:
            return
        if self.pen.kind == "text":
            self.words_wanted.emit(self.pen.at, None)
            return
        if not self.by_keys and not self.pen.is_down:
            self._lead_pen(self.pen, 0, 0)
        if shape := self.pen.set_corner():
            self._sheet.add(shape)
        self.changed.emit()

    def hold_corner(self) -> None:
        """The next one of the chosen polygon; after the last one, the polygon itself."""
        if len(self._sheet.chosen) != 1:
            return
        at = min(self._sheet.chosen)
        if self._reword(at):
            return
        corner = -1 if self.corner is None else self.corner
        count = len(self._sheet.drawing.masks[at].shape.points)
        self._held = (at, corner + 1) if corner + 1 < count else None
        self.changed.emit()

    def double(self, at: QPointF) -> bool:
        """A polygon ends with its last corner, and a label is written anew; False for neither."""
        if self.pen and self.pen.is_down:
            self.finish()
            return True
        below = mask_at(self._sheet.drawing, self._sight.place, at)
        return below is not None and self._reword(below)

    def _reword(self, at: int) -> bool:
        shape = self._sheet.drawing.masks[at].shape
        if shape.kind == "text":
            self.words_wanted.emit((shape.left, shape.top), at)
        return shape.kind == "text"

    def _move_corner(self, at: int, corner: int, right: float, down: float) -> None:
        shape = self._sheet.drawing.masks[at].shape
        x, y = shape.points[corner]
        moved = masks.cornered(
            shape, corner, min(max(x + right, 0.0), 1.0), min(max(y + down, 0.0), 1.0)
        )
        self._sheet.put(masks.reshaped(self._sheet.drawing, {at: moved}), step=f"corner {corner}")

    def finish(self) -> None:
        """Ends a polygon with its last corner."""
        if self.pen and (shape := self.pen.close()):
            self._sheet.add(shape)
        self.changed.emit()

    def take_away(self) -> None:
        """The last corner, or what is chosen."""
        if self.pen and self.pen.is_down:
            self.pen.take_back()
            self.changed.emit()
        else:
            self._sheet.remove()

    def put_down(self) -> bool:
        """Lets go of what was begun, of the tool, or of what is chosen: whichever comes first."""
        if self.pen and self.pen.is_down:
            self.pen.lift()
            self.changed.emit()
        elif self.pen:
            self.take("select")
        elif self.corner is not None:
            self._held = None
            self.changed.emit()
        elif self._sheet.chosen:
            self._sheet.choose(())
        else:
            return False
        return True

    def step(self, *, forth: bool) -> bool:
        """Chooses the next shape, or the one before; False after the last."""
        count = len(self._sheet.drawing.masks)
        at = min(self._sheet.chosen, default=-1 if forth else count) + (1 if forth else -1)
        if not 0 <= at < count:
            self._sheet.choose(())
            return False
        self._sheet.choose({at})
        path = outline(self._sheet.drawing.masks[at].shape, self._sight.place)
        self._sight.reveal(path.boundingRect())
        return True

    def _begun(self, at: QPointF, *, more: bool) -> Drag | None:
        sheet, sight, pen = self._sheet, self._sight, self.pen
        pulled = self._grip_at(at)
        if pulled is not None:
            return Pulling(sheet, sight, at, *pulled)
        if pen is not None:
            return self._drawn(pen, at)
        found = mask_at(sheet.drawing, sight.place, at)
        if found is None:
            if not more:
                sheet.choose(())
            return Framing(sheet, sight, at, more=more)
        if more:
            sheet.choose(sheet.chosen ^ {found})
            return None
        if found not in sheet.chosen:
            sheet.choose({found})
        return Moving(sheet, sight, at)

    def _drawn(self, pen: Pen, at: QPointF) -> Drag | None:
        match pen.kind:
            case "text":
                self._write_at(pen, at)
            case "polygon":
                self._set_by_mouse(pen, at)
            case _:
                return Stroke(self._sheet, self._sight, at, pen)
        return None

    def _write_at(self, pen: Pen, at: QPointF) -> None:
        """A label that is there is written anew."""
        pen.at = self._sight.share(at)
        below = mask_at(self._sheet.drawing, self._sight.place, at)
        if below is None or not self._reword(below):
            self.words_wanted.emit(pen.at, None)

    def _set_by_mouse(self, pen: Pen, at: QPointF) -> None:
        """Near its first corner a polygon is closed."""
        pen.at = self._sight.share(at)
        if pen.is_down and self._is_near(at, point(self._sight.place, *pen.corners[0])):
            pen.at = pen.corners[0]
        if shape := pen.set_corner():
            self._sheet.add(shape)

    def _grip_at(self, at: QPointF) -> tuple[int, int] | None:
        """The chosen shape and its point that can be pulled here."""
        if len(self._sheet.chosen) != 1 or (self.pen and self.pen.is_down):
            return None
        chosen = next(iter(self._sheet.chosen))
        every = grips(self._sheet.drawing.masks[chosen].shape, self._sight.place)
        grip = next((n for n, grip in enumerate(every) if self._is_near(at, grip)), None)
        return None if grip is None else (chosen, grip)

    def _is_near(self, at: QPointF, other: QPointF) -> bool:
        return (at - other).manhattanLength() <= self._look.px(GRIP)

    def _lead_pen(self, pen: Pen, right: float, down: float) -> None:
        if not self.by_keys:
            self.by_keys = True
            if not pen.is_down:
                pen.at = self._sight.middle
        pen.at = (min(max(pen.at[0] + right, 0.0), 1.0), min(max(pen.at[1] + down, 0.0), 1.0))
        self._sight.reveal(QRectF(point(self._sight.place, *pen.at), QSizeF(1, 1)))
        self.changed.emit()
