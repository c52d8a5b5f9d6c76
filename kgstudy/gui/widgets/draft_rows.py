"""How drafts look that are not in hand: open ones as cards, decided ones as quiet lines."""

from collections import OrderedDict
from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QTextDocument

from kgstudy.domain.drafting import Draft
from kgstudy.gui.icons import pixmap
from kgstudy.gui.models import drafts
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.draft_card import SIDE, TOP
from kgstudy.gui.widgets.draft_face import draft_document, settled_document
from kgstudy.services.groundwork import Item, State

_QUIET = 30
"""The icon's place before a decided draft."""
_REJECTED = 28
_KEPT = 60
"""So many rows stay set for painting."""


class DraftRows:
    """Measures and paints rows that are `width` wide; a row is known by its number."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self.width = 80
        self.hovered: int | None = None
        self._set: OrderedDict[int, tuple[Draft, State, QTextDocument]] = OrderedDict()

    def forget(self, width: int) -> None:
        """The rows are to be set anew, at this width."""
        self.width = width
        self._set.clear()

    def guesses(self, items: Iterable[Item]) -> list[int]:
        """About how tall the rows are, by the number of their letters alone."""
        px, width = self._look.px, self.width
        letter, line, rejected = px(8), px(22), px(_REJECTED)
        around = {State.OPEN: px(60), State.ACCEPTED: px(8)}

        def guess(item: Item) -> int:
            if item.state is State.REJECTED:
                return rejected
            letters = sum(map(len, item.draft.fields.values()))
            return (letters * letter // width + 1 + len(item.draft.flaws)) * line + around[
                item.state
            ]

        return list(map(guess, items))

    def height(self, number: int, item: Item) -> int:
        px = self._look.px
        if item.state is State.REJECTED:
            return px(_REJECTED)
        words = round(self._document(number, item).size().height())
        if item.state is State.ACCEPTED:
            return max(words, px(22)) + px(4)
        return words + self._header + 2 * px(TOP)

    def address(self, number: int, item: Item, row: QRectF, point: QPointF) -> str:
        """Where the words at this point of the row would lead to."""
        if item.state is not State.OPEN:
            return ""
        words = row.topLeft() + QPointF(self._look.px(SIDE), self._look.px(TOP) + self._header)
        return self._document(number, item).documentLayout().anchorAt(point - words)

    def paint(self, painter: QPainter, number: int, item: Item, row: QRectF) -> None:
        if item.state is State.OPEN:
            self._paint_open(painter, number, item, row)
        elif item.state is State.ACCEPTED:
            self._paint_icon(painter, "check", "good", row)
            at = row.topLeft() + QPointF(self._look.px(_QUIET), 0)
            self._paint_words(painter, number, item, at)
        else:
            self._paint_icon(painter, "cross", "soft", row)
            self._paint_rejected(painter, item, row)

    def _paint_open(self, painter: QPainter, number: int, item: Item, row: QRectF) -> None:
        px = self._look.px
        painter.setPen(QPen(self._look.color("edge" if number == self.hovered else "line"), 1))
        painter.setBrush(self._look.color("surface"))
        painter.drawRoundedRect(row.adjusted(0.5, 0.5, -0.5, -0.5), px(12), px(12))
        head = QRectF(row.left() + px(SIDE), row.top() + px(TOP), 0, self._header - px(6))
        head.setRight(row.right() - px(SIDE))
        self._paint_head(painter, item, head)
        self._paint_words(painter, number, item, head.topLeft() + QPointF(0, self._header))

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

    def _paint_words(self, painter: QPainter, number: int, item: Item, at: QPointF) -> None:
        painter.save()
        painter.translate(at)
        self._document(number, item).drawContents(painter)
        painter.restore()

    def _paint_icon(self, painter: QPainter, name: str, role: str, row: QRectF) -> None:
        ratio = painter.device().devicePixelRatioF()
        drawn = pixmap(name, self._look.color(role), self._look.px(18), ratio)
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

    @property
    def _header(self) -> int:
        return QFontMetrics(self._look.font(13)).height() + self._look.px(6)

    def _document(self, number: int, item: Item) -> QTextDocument:
        """The words of a row, set for painting; those seen last are kept."""
        known = self._set.get(number)
        if known is not None and known[0] is item.draft and known[1] is item.state:
            self._set.move_to_end(number)
            return known[2]
        if item.state is State.OPEN:
            room = self.width - 2 * self._look.px(SIDE)
            made = draft_document(self._look, item.draft, room, flaws=True)
        else:
            made = settled_document(self._look, item, self.width - self._look.px(_QUIET))
        self._set[number] = (item.draft, item.state, made)
        if len(self._set) > _KEPT:
            self._set.popitem(last=False)
        return made
