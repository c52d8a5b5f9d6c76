"""Rows to be put in order, by keys and by dragging."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from kgstudy.gui.icons import pixmap
from kgstudy.gui.media.pictures import Media
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.answer_row import AnswerRow, Verdict, keep_in_sight

_STEPS: Mapping[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_MOVING = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier
_GRIP = 18


class OrderingRow(AnswerRow):
    """A row that can be dragged up and down; the list moves it."""

    taken = Signal(int)
    dragged = Signal(QPoint)

    def __init__(self, look: Look, media: Media, html: str, item: int) -> None:
        super().__init__(look, media, html, QLabel())
        self.item = item
        self.held = False
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self._draw_grip()
        look.changed.connect(self._draw_grip)

    def hold(self, *, held: bool) -> None:
        self.held = held
        self.setCursor(Qt.CursorShape.ClosedHandCursor if held else Qt.CursorShape.OpenHandCursor)
        self.update()

    @override
    def settle(self, verdict: Verdict, remark: str = "") -> None:
        self.lead.hide()
        self.hold(held=False)
        super().settle(verdict, remark)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setFocus()
            self.taken.emit(self.item)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.held:
            self.dragged.emit(self.mapToParent(event.position().toPoint()))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.hold(held=False)

    @override
    def _outline(self) -> tuple[str, int]:
        return ("accent", 3) if self.held else super()._outline()

    @override
    def _ground(self) -> str:
        return "hover" if self.held else super()._ground()

    def _draw_grip(self) -> None:
        size = self._look.px(_GRIP)
        color = self._look.color("soft")
        self.lead.setPixmap(pixmap("grip", color, size, self.devicePixelRatioF()))


class OrderingList(QWidget):
    """Up and Down go from row to row; with Alt or Ctrl, or after Space, they take the row along."""

    def __init__(
        self,
        look: Look,
        media: Media,
        items: Sequence[str],
        order: Sequence[int],
        parent: QWidget | None = None,
    ) -> None:
        """`order` gives the places of `items` (HTML) from top to bottom, to begin with."""
        super().__init__(parent)
        self._look = look
        self.setAccessibleName(self.tr("Put these in order"))
        self.rows = [OrderingRow(look, media, items[item], item) for item in order]
        self._held_from = 0
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        for row in self.rows:
            self._layout.addWidget(row)
            row.taken.connect(self._on_taken)
            row.dragged.connect(self._on_dragged)
        self._number()
        self._arrange()
        look.changed.connect(self._arrange)

    @property
    def order(self) -> tuple[int, ...]:
        """The places of the items from top to bottom."""
        return tuple(row.item for row in self.rows)

    def settle(self, verdict: Sequence[bool]) -> None:
        """Marks for each position whether its row belongs there; nothing moves any more."""
        for number, (row, right) in enumerate(zip(self.rows, verdict, strict=True), 1):
            row.settle(Verdict.RIGHT if right else Verdict.WRONG)
            said = self.tr("right place") if right else self.tr("wrong place")
            row.setAccessibleName(f"{number}: {row.words}, {said}")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = next((row for row in self.rows if row.hasFocus()), None)
        if row is None or not self._acted(row, event):
            event.ignore()

    def _acted(self, row: OrderingRow, event: QKeyEvent) -> bool:
        key = event.key()
        if key in _STEPS:
            moving = row.held or event.modifiers() & _MOVING
            (self._move if moving else self._focus)(row, self.rows.index(row) + _STEPS[key])
        elif key == Qt.Key.Key_Space:
            self._toggle(row)
        elif key == Qt.Key.Key_Escape and row.held:
            self._move(row, self._held_from)
            self._toggle(row)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row.held:
            self._toggle(row)
        else:
            return False
        return True

    def _toggle(self, row: OrderingRow) -> None:
        self._held_from = self.rows.index(row)
        row.hold(held=not row.held)
        self._number()
        self._announce(self.tr("taken") if row.held else self.tr("put down"), row)

    def _focus(self, row: OrderingRow, place: int) -> None:
        if 0 <= place < len(self.rows):
            self.rows[place].setFocus(Qt.FocusReason.TabFocusReason)

    def _move(self, row: OrderingRow, place: int) -> None:
        if not 0 <= place < len(self.rows) or self.rows[place] is row:
            return
        self.rows.remove(row)
        self.rows.insert(place, row)
        self._layout.removeWidget(row)
        self._layout.insertWidget(place, row)
        self._number()
        self._announce(self.tr("now {place} of {all}"), row)
        self._layout.activate()
        keep_in_sight(row)
        for above, below in zip(self.rows, self.rows[1:], strict=False):
            self.setTabOrder(above, below)

    def _on_taken(self, item: int) -> None:
        self._held_from = self.order.index(item)
        for row in self.rows:
            row.hold(held=row.item == item)

    def _on_dragged(self, at: QPoint) -> None:
        row = next(row for row in self.rows if row.held)
        place = self.rows.index(row)
        if place > 0 and at.y() < self.rows[place - 1].geometry().center().y():
            self._move(row, place - 1)
        elif place + 1 < len(self.rows) and at.y() > self.rows[place + 1].geometry().center().y():
            self._move(row, place + 1)
        self._layout.activate()

    def _number(self) -> None:
        for number, row in enumerate(self.rows, 1):
            name = self.tr("{place} of {all}: {words}").format(
                place=number, all=len(self.rows), words=row.words
            )
            row.setAccessibleName(f"{name}, {self.tr('taken')}" if row.held else name)

    def _announce(self, said: str, row: OrderingRow) -> None:
        place = self.rows.index(row) + 1
        words = f"{row.words}: {said.format(place=place, all=len(self.rows))}"
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(row, words))

    def _arrange(self) -> None:
        self._layout.setSpacing(self._look.px(10))
