"""All drafts of a lesson below one another, however many: those in sight are painted.

One of them is current; it lies there as a card with buttons, the others are painted.  How tall a
row is, is guessed from its words until it comes into sight.
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget
from typing_extensions import override

from kgstudy.gui.models import drafts
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.draft_card import DraftCard
from kgstudy.gui.widgets.draft_face import CURE
from kgstudy.gui.widgets.draft_rows import DraftRows
from kgstudy.services.groundwork import Item

_WIDEST = 640
_ROOMY = 420
_GAP = 12


class DraftList(QAbstractScrollArea):
    """`pointed` carries the number of a draft that was clicked or gone to by key."""

    pointed = Signal(int)
    cure_wanted = Signal(int, int)
    """The number of a draft, and that of its flaw."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._items: Sequence[Item] = ()
        self._current: int | None = None
        self._heights: list[int] = []
        self._exact: set[int] = set()
        self._tops: list[int] = [0]
        self._rows = DraftRows(look)
        self._settling = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("kind", "drafts")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Drafts"))
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.card = DraftCard(look, self.viewport())
        self.card.hide()
        self.card.grown.connect(self._on_grown)
        self.card.entered.connect(self._on_entered)
        look.changed.connect(self._on_look)

    @property
    def current(self) -> int | None:
        return self._current

    @property
    def item(self) -> Item | None:
        """The current draft, as it is shown."""
        return None if self._current is None else self._items[self._current]

    def show_items(self, items: Sequence[Item], current: int | None) -> None:
        """Shows them with one as the current; what was in sight stays where it was."""
        same = len(items) == len(self._items)
        anchor = self._anchor() if same else None
        before, self._items = self._items, items
        self._exact.discard(-1 if self._current is None else self._current)
        self._current = current  # before anything is measured: that may scroll, which looks there
        if same:
            self._measure_changed(before)
        else:
            self._measure_anew()
        if not self._is_being_edited(current):
            self._show_card()
        self._settle(anchor)
        if current is not None:
            self._bring_into_sight(current)

    def go_to(self, number: int | None, *, near: int | None = None) -> None:
        """Makes that draft the current one; without one, the place `near` it comes into sight."""
        anchor = self._anchor()
        for changed in {self._current, number} - {None}:
            self._exact.discard(changed)
        self._current = number
        self._show_card()
        self._settle(anchor)
        wanted = number if number is not None else near
        if wanted is not None and self._items:
            self._bring_into_sight(min(wanted, len(self._items) - 1))

    def refresh_card(self) -> None:
        """The current draft is shown anew, as it is and not as it was being edited."""
        self._show_card()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: 6,
            Qt.Key.Key_PageUp: -6,
            Qt.Key.Key_Home: -len(self._items),
            Qt.Key.Key_End: len(self._items),
        }
        if event.key() in steps and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.step(steps[Qt.Key(event.key())])
        else:
            event.ignore()

    def step(self, by: int) -> None:
        if not self._items:
            return
        at = self._current if self._current is not None else self._first_in_sight() - (by > 0)
        self.pointed.emit(min(max(0, at + by), len(self._items) - 1))

    def announce(self) -> None:
        """Tells a voice which draft is current."""
        if self._current is not None:
            told = drafts.spoken(self._items[self._current])
            self.setAccessibleDescription(told)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, told))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number in self._in_sight():
            if number != self._current:
                self._rows.paint(painter, number, self._items[number], self._row(number))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._number_at(event.position().toPoint())
        if number is None or event.button() != Qt.MouseButton.LeftButton:
            return
        address = self.address_at(number, event.position())
        if address.startswith(CURE):
            self.cure_wanted.emit(number, int(address.removeprefix(CURE)))
        else:
            self.pointed.emit(number)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._number_at(event.position().toPoint()))

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(None)
        return super().viewportEvent(event)

    def _hover(self, number: int | None) -> None:
        if number == self._rows.hovered:
            return
        self._rows.hovered = number
        over, away = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(away if number is None else over)
        self.viewport().update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._width != self._rows.width:
            self._forget()
        else:
            self._settle(self._anchor())

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        if not self._settling:
            self._settle(self._anchor())
        self._place_card()
        self.viewport().update()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    # Where the rows are

    @property
    def _side(self) -> int:
        room = self.viewport().width()
        least = self._look.px(24) if room >= self._look.px(_ROOMY) else self._look.px(10)
        return max(least, (room - self._look.px(_WIDEST)) // 2)

    @property
    def _width(self) -> int:
        return max(80, self.viewport().width() - 2 * self._side)

    @property
    def _scrolled(self) -> int:
        return self.verticalScrollBar().value()

    def _in_sight(self) -> range:
        if not self._items:
            return range(0)
        last = bisect_right(self._tops, self._scrolled + self.viewport().height())
        return range(self._first_in_sight(), min(last, len(self._items)))

    def _first_in_sight(self) -> int:
        return min(max(0, bisect_right(self._tops, self._scrolled) - 1), len(self._items) - 1)

    def _number_at(self, point: QPoint) -> int | None:
        at = bisect_right(self._tops, point.y() + self._scrolled) - 1
        inside = 0 <= at < len(self._items) and self._row(at).contains(QPointF(point))
        return at if inside else None

    def address_at(self, number: int, point: QPointF) -> str:
        """Where a click there leads to, if to more than the draft itself."""
        if number == self._current:
            return ""
        return self._rows.address(number, self._items[number], self._row(number), point)

    def _row(self, number: int) -> QRectF:
        """Where a row is now, without the gap below it."""
        top, height = self._tops[number] - self._scrolled, self._heights[number]
        return QRectF(self._side, top, self._width, height - self._look.px(_GAP))

    def _anchor(self) -> tuple[int, int] | None:
        """A row in sight, the current one if it is, and how far its top is from ours."""
        rows = self._in_sight()
        if not rows:
            return None
        number = self._current if self._current in rows else rows[0]
        assert number is not None
        return number, self._tops[number] - self._scrolled

    def _settle(self, anchor: tuple[int, int] | None) -> None:
        """Measures what comes into sight, without moving what is there."""
        self._settling = True
        for _ in range(6):
            changed = self._measure_in_sight()
            self._add_up()
            if anchor is not None:
                self.verticalScrollBar().setValue(self._tops[anchor[0]] - anchor[1])
            if not changed:
                break
        self._settling = False
        self._place_card()
        self.viewport().update()

    def _bring_into_sight(self, number: int) -> None:
        """Scrolls as little as needed; what is far away comes to the upper part."""
        bar, height, room = self.verticalScrollBar(), self.viewport().height(), self._look.px(40)
        for _ in range(3):
            top, tall = self._tops[number], self._heights[number]
            first, last = top + tall + room - height, top - room
            if first > last:
                bar.setValue(top - self._look.px(_GAP))
            elif abs(top - bar.value()) > 2 * height:
                bar.setValue(max(first, top - height // 4))
            else:
                bar.setValue(min(max(bar.value(), first), last))
            self._settle((number, self._tops[number] - bar.value()))

    def _measure_anew(self) -> None:
        self._rows.forget(self._width)
        self._exact.clear()
        gap = self._look.px(_GAP)
        self._heights = [height + gap for height in self._rows.guesses(self._items)]
        self._add_up()

    def _measure_changed(self, before: Sequence[Item]) -> None:
        """After most acts nearly all are as they were."""
        for number, (old, new) in enumerate(zip(before, self._items, strict=True)):
            if old is not new and (old.draft is not new.draft or old.state is not new.state):
                self._exact.discard(number)
                (guess,) = self._rows.guesses([new])
                self._heights[number] = guess + self._look.px(_GAP)

    def _measure_in_sight(self) -> bool:
        changed = False
        wanted = [*self._in_sight(), *([] if self._current is None else [self._current])]
        for number in wanted:
            if number not in self._exact:
                self._exact.add(number)
                height = self._measured(number)
                changed = changed or height != self._heights[number]
                self._heights[number] = height
        return changed

    def _add_up(self) -> None:
        top = self._look.px(18)
        self._tops = list(accumulate(self._heights, initial=top))
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, self._tops[-1] + self._look.px(8) - height))
        bar.setPageStep(height)
        bar.setSingleStep(self._look.px(24))

    def _measured(self, number: int) -> int:
        if number == self._current:
            height = self.card.heightForWidth(self._width)
        else:
            height = self._rows.height(number, self._items[number])
        return height + self._look.px(_GAP)

    # The card

    def _is_being_edited(self, number: int | None) -> bool:
        """Whether the card is that draft with a person's words half written in it."""
        if number is None or self.card.editor is None or self.card.item is None:
            return False
        return self.card.item.proposal.key == self._items[number].proposal.key

    def _show_card(self) -> None:
        number = self._current
        self.card.setVisible(number is not None)
        if number is not None:
            self._exact.discard(number)
            self.card.show_item(self._items[number])

    def _place_card(self) -> None:
        if self._current is not None:
            self.card.setGeometry(self._row(self._current).toRect())

    def _on_grown(self) -> None:
        if self._current is None or self._settling or not self._items:
            return
        self._exact.discard(self._current)
        self._settle((self._current, self._tops[self._current] - self._scrolled))
        if self.card.editor is not None:
            self._bring_into_sight(self._current)

    def _on_entered(self, field: QWidget) -> None:
        """A card with many fields may be taller than the room."""
        top = field.mapTo(self.viewport(), QPoint()).y()
        bar, margin = self.verticalScrollBar(), self._look.px(30)
        if top < margin:
            bar.setValue(bar.value() + top - margin)
        elif (below := top + field.height() + margin - self.viewport().height()) > 0:
            bar.setValue(bar.value() + below)

    def _on_look(self) -> None:
        self._forget()

    def _forget(self) -> None:
        """The width or the size of the words is another one."""
        anchor = self._anchor()
        self._measure_anew()
        self._settle(anchor)
        if self._current is not None:
            self._bring_into_sight(self._current)
