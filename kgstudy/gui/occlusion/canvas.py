"""A picture on which shapes are drawn, by mouse and by keys."""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from kgstudy.domain.card_types.occlusion import Point
from kgstudy.gui.media.mounts import backdrop
from kgstudy.gui.occlusion.drags import Framing
from kgstudy.gui.occlusion.hand import Hand
from kgstudy.gui.occlusion.layers import Layers
from kgstudy.gui.occlusion.painting import Painting
from kgstudy.gui.occlusion.sheet import Sheet
from kgstudy.gui.occlusion.sight import STEP, Sight
from kgstudy.gui.occlusion.telling import told
from kgstudy.gui.occlusion.words import Words
from kgstudy.gui.occlusion_shape import point
from kgstudy.gui.theme import Look

_NOTCH = 120
"""What a wheel tells of one step."""
_STEP, _FINE = 0.005, 0.001
"""How far an arrow key moves a shape, in shares of the picture's width."""
_ARROWS: Mapping[int, QPointF] = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Canvas(QWidget):
    """Tab goes from shape to shape; with a pen in hand, arrows lead it and Enter sets corners."""

    def __init__(self, look: Look, sheet: Sheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._sheet = sheet
        self.sight = Sight(self)
        self.hand = Hand(look, sheet, self.sight, self)
        self._spaced = False
        self._layers: Layers | None = None
        self._ground = "surface"
        self._backdrop = QPixmap()
        self.words = Words(look, self)
        self._asked: tuple[Point, int | None] = ((0.0, 0.0), None)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(QSize(look.px(240), look.px(200)))
        sheet.changed.connect(self._on_sheet)
        self.sight.changed.connect(self._on_sight)
        self.hand.changed.connect(self.update)
        self.hand.tool_chosen.connect(self._point_out)
        self.hand.words_wanted.connect(self._ask_words)
        self.words.written.connect(self._on_words)
        self.words.left.connect(self.setFocus)
        look.changed.connect(self._on_look)
        self._describe()

    def show_picture(self, layers: Layers) -> None:
        self._layers = layers
        self._on_look()
        self.sight.take(layers.size)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.px(720), self._look.px(520))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        middle = event.button() is Qt.MouseButton.MiddleButton
        if self._layers is not None and (middle or event.button() is Qt.MouseButton.LeftButton):
            more = bool(event.modifiers() & (_SHIFT | _CONTROL))
            self.hand.press(event.position(), more=more, pan=middle or self._spaced)
            self._point_out()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.hand.move(event.position())
        self._point_out()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.hand.let_go()
        self._point_out()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The first click has set the last corner of a polygon, or chosen a label."""
        if not self.hand.double(event.position()):
            self.mousePressEvent(event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta()
        if event.modifiers() & _CONTROL:
            self.sight.zoom(STEP ** (turned.y() / _NOTCH), event.position())
        elif event.modifiers() & _SHIFT:
            self.sight.pan(QPointF(turned.y() or turned.x(), 0))
        else:
            self.sight.pan(QPointF(turned))
        event.accept()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        if key in _ARROWS:
            step = _FINE if modifiers & _CONTROL else _STEP
            self.hand.lead(_ARROWS[key], step, shift=bool(modifiers & _SHIFT))
        elif key == Qt.Key.Key_Space:
            self._spaced = True
            self._point_out()
        elif key in _ENTER and not modifiers & _CONTROL:
            self.hand.set_corner() if self.hand.pen else self.hand.hold_corner()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.hand.take_away()
        elif key != Qt.Key.Key_Escape or not self.hand.put_down():
            super().keyPressEvent(event)

    @override
    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._spaced = False
            self._point_out()
        super().keyReleaseEvent(event)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        """From shape to shape, and from the last one on to what follows."""
        return self.hand.step(forth=next) or super().focusNextPrevChild(next)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._spaced = False

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sight.resize(self.size())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._painted())
        painting = Painting(self._look, painter, self.sight.place)
        if self._layers is not None:
            painting.drawing(self._sheet.drawing, self._sheet.chosen, self.hand.corner)
        if self.hand.pen is not None:
            if (shape := self.hand.pen.shape) is not None:
                painting.sketch(shape, self.hand.pen.corners)
            if self.hand.by_keys:
                painting.cross(self.hand.pen.at)
        if isinstance(self.hand.drag, Framing):
            painting.frame(self.hand.drag.box)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._look.color("focus"), 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def _painted(self) -> QPixmap:
        """The picture as it lies now, kept until it lies otherwise."""
        ratio = self.devicePixelRatioF()
        if self._backdrop.size() == self.size() * ratio:
            return self._backdrop
        self._backdrop = made = QPixmap(self.size() * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(self._look.color("track"))
        if self._layers is not None:
            painter = QPainter(made)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.fillRect(self.sight.place, self._look.color(self._ground))
            self._layers.paint(painter, self.sight.place, QRectF(self.rect()))
            painter.end()
        return made

    def _point_out(self) -> None:
        """The pointer tells what pressing would do."""
        at = QPointF(self.mapFromGlobal(self.cursor().pos()))
        held = self._spaced and self.hand.drag is None
        self.setCursor(Qt.CursorShape.OpenHandCursor if held else self.hand.cursor_at(at))

    def _ask_words(self, at: Point, label: int | None) -> None:
        self._asked = (at, label)
        before = "" if label is None else self._sheet.drawing.masks[label].shape.text
        self.words.ask(point(self.sight.place, *at).toPoint(), before)

    def _on_words(self, words: str) -> None:
        at, label = self._asked
        if label is None:
            self._sheet.label(at, words)
        elif label < len(self._sheet.drawing.masks):
            self._sheet.reword(label, words)

    def _on_sight(self) -> None:
        self._backdrop = QPixmap()
        self.update()

    def _on_look(self) -> None:
        if self._layers is not None:
            self._ground = backdrop(self._layers.images[-1], self._look)
        self._on_sight()

    def _on_sheet(self) -> None:
        self._describe()
        self.update()

    def _describe(self) -> None:
        words = told(self._sheet.drawing, self._sheet.chosen)
        if words != self.accessibleName():
            self.setAccessibleName(words)
            if self.hasFocus():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
