"""All drafts of a lesson below one another, however many: those in sight are painted.

One of them is current; it lies there as a card with buttons, the others are painted.  How tall a
row is, is guessed from its words until it comes into sight.
"""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextDocument,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget
from typing_extensions import override

from kgstudy.domain.drafting import Draft
from kgstudy.gui.icons import pixmap
from kgstudy.gui.models import drafts
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.draft_card import SIDE, TOP, DraftCard
from kgstudy.gui.widgets.draft_face import CURE, draft_document, settled_document
from kgstudy.services.studio import Item, State

_WIDEST = 640
_ROOMY = 420
_GAP = 12
_QUIET = 30
"""The icon's place before a decided draft."""
_REJECTED = 28
_KEPT = 60
"""So many rows are kept set for painting."""


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
        self._set: OrderedDict[int, tuple[Draft, State, QTextDocument]] = OrderedDict()
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

    def show_items(self, items: Sequence[Item], current: int | None) -> None:
        """Shows them with one as the current; what was in sight stays where it was."""
        same = len(items) == len(self._items)
        anchor = self._anchor() if same else None
        before, self._items = self._items, items
        if same:
            self._measure_changed(before)
        else:
            self._measure_anew()
        self._exact.discard(-1 if self._current is None else self._current)
        self._current = current
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
                self._paint_row(painter, number)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._number_at(event.position().toPoint())
        if number is None or event.button() != Qt.MouseButton.LeftButton:
            return
        address = self._address_at(number, event.position())
        if address.startswith(CURE):
            self.cure_wanted.emit(number, int(address.removeprefix(CURE)))
        else:
            self.pointed.emit(number)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._number_at(event.position().toPoint()) is not None
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._forget()

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
        self._exact.clear()
        width = self._width
        self._heights = [self._guess(item, width) for item in self._items]
        self._add_up()

    def _measure_changed(self, before: Sequence[Item]) -> None:
        """After most acts nearly all are as they were."""
        width = self._width
        for number, (old, new) in enumerate(zip(before, self._items, strict=True)):
            if old.draft is not new.draft or old.state is not new.state:
                self._exact.discard(number)
                self._heights[number] = self._guess(new, width)

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

    def _guess(self, item: Item, width: int) -> int:
        px = self._look.px
        if item.state is State.REJECTED:
            return px(_REJECTED) + px(_GAP)
        letters = sum(map(len, item.draft.fields.values()))
        lines = letters * px(8) // width + 1 + len(item.draft.flaws)
        around = px(60) if item.state is State.OPEN else px(8)
        return lines * px(22) + around + px(_GAP)

    def _measured(self, number: int) -> int:
        item, px = self._items[number], self._look.px
        if number == self._current:
            return self.card.heightForWidth(self._width) + px(_GAP)
        if item.state is State.REJECTED:
            return px(_REJECTED) + px(_GAP)
        height = round(self._document(number).size().height())
        if item.state is State.ACCEPTED:
            return max(height, px(22)) + px(4) + px(_GAP)
        return height + self._header + 2 * px(TOP) + px(_GAP)

    @property
    def _header(self) -> int:
        return QFontMetrics(self._look.font(13)).height() + self._look.px(6)

    def _document(self, number: int) -> QTextDocument:
        """The words of a row, set for painting; those seen last are kept."""
        item = self._items[number]
        known = self._set.get(number)
        if known is not None and known[0] is item.draft and known[1] is item.state:
            self._set.move_to_end(number)
            return known[2]
        if item.state is State.OPEN:
            room = self._width - 2 * self._look.px(SIDE)
            made = draft_document(self._look, item.draft, room, flaws=True)
        else:
            made = settled_document(self._look, item, self._width - self._look.px(_QUIET))
        self._set[number] = (item.draft, item.state, made)
        if len(self._set) > _KEPT:
            self._set.popitem(last=False)
        return made

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
        self._set.clear()
        self._measure_anew()
        self._settle(anchor)
        if self._current is not None:
            self._bring_into_sight(self._current)

    # Painting

    def _paint_row(self, painter: QPainter, number: int) -> None:
        item, row = self._items[number], self._row(number)
        if item.state is State.OPEN:
            self._paint_open(painter, number, row)
        elif item.state is State.ACCEPTED:
            self._paint_icon(painter, "check", "good", row)
            self._paint_words(painter, number, row.topLeft() + QPointF(self._look.px(_QUIET), 0))
        else:
            self._paint_icon(painter, "cross", "soft", row)
            self._paint_rejected(painter, item, row)

    def _paint_open(self, painter: QPainter, number: int, row: QRectF) -> None:
        px, item = self._look.px, self._items[number]
        painter.setPen(QPen(self._look.color("line"), 1))
        painter.setBrush(self._look.color("surface"))
        painter.drawRoundedRect(row.adjusted(0.5, 0.5, -0.5, -0.5), px(12), px(12))
        head = QRectF(row.left() + px(SIDE), row.top() + px(TOP), 0, self._header - px(6))
        head.setRight(row.right() - px(SIDE))
        self._paint_head(painter, item, head)
        self._paint_words(painter, number, head.topLeft() + QPointF(0, self._header))

    def _paint_head(self, painter: QPainter, item: Item, head: QRectF) -> None:
        painter.setFont(self._look.font(13))
        told = drafts.verdict(item)
        painter.setPen(self._look.color("good" if item.draft.is_good else "hard"))
        painter.drawText(head, Qt.AlignmentFlag.AlignRight, told)
        metrics = painter.fontMetrics()
        room = round(head.width()) - metrics.horizontalAdvance(told) - self._look.px(12)
        words = metrics.elidedText(drafts.heading(item), Qt.TextElideMode.ElideRight, room)
        painter.setPen(self._look.color("soft"))
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft, words)

    def _paint_words(self, painter: QPainter, number: int, at: QPointF) -> None:
        painter.save()
        painter.translate(at)
        self._document(number).drawContents(painter)
        painter.restore()

    def _paint_icon(self, painter: QPainter, name: str, role: str, row: QRectF) -> None:
        size = self._look.px(18)
        drawn = pixmap(name, self._look.color(role), size, self.devicePixelRatioF())
        painter.drawPixmap(row.topLeft() + QPointF(0, self._look.px(1)), drawn)

    def _paint_rejected(self, painter: QPainter, item: Item, row: QRectF) -> None:
        font = self._look.font(13)
        font.setStrikeOut(True)
        painter.setFont(font)
        painter.setPen(self._look.color("soft"))
        line = row.adjusted(self._look.px(_QUIET), 0, 0, 0)
        words = " ".join(drafts.question(item.draft).split())
        end = Qt.TextElideMode.ElideRight
        shown = painter.fontMetrics().elidedText(words, end, round(line.width()))
        painter.drawText(line, Qt.AlignmentFlag.AlignTop, shown)

    def _address_at(self, number: int, point: QPointF) -> str:
        if self._items[number].state is not State.OPEN or number == self._current:
            return ""
        px = self._look.px
        words = self._row(number).topLeft() + QPointF(px(SIDE), px(TOP) + self._header)
        return self._document(number).documentLayout().anchorAt(point - words)
