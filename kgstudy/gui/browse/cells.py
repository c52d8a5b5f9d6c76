"""Paints the cells of the browser's table."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView
from typing_extensions import override

from kgstudy.domain.columns import Column
from kgstudy.domain.lesson import band
from kgstudy.gui.icons import pixmap
from kgstudy.gui.models.card_columns import AT_RIGHT
from kgstudy.gui.models.card_table import CardTable
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.flag_mark import flag_role
from kgstudy.gui.widgets.recall_bar import ROLES
from kgstudy.services.browsing import Row

_Index = QModelIndex | QPersistentModelIndex

ROW = 30
_PAD = 9
_BAR = 3
_MARK = 14

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_LONGEST = 400
"""Characters of a cell that are measured; no column is as wide as that."""
_WITHIN = " › "


def shortened(deck: str, room: int, width: Callable[[str], int]) -> str:
    """Without the decks that it lies in, where there is no room for them."""
    if _WITHIN not in deck or width(deck) <= room:
        return deck
    leaf = deck.rpartition(_WITHIN)[2]
    short = f"…{_WITHIN}{leaf}"
    return short if width(short) <= room else leaf


class Cells(QStyledItemDelegate):
    """What is set aside stands in soft words behind a mark; a flag has its colour and number."""

    def __init__(
        self, look: Look, model: CardTable, view: QTableView, is_chosen: Callable[[int], bool]
    ) -> None:
        """`is_chosen` tells of an id that Qt does not know to be selected."""
        super().__init__(view)
        self._is_chosen = is_chosen
        self._look = look
        self._model = model
        self._view = view
        self._on_look()
        look.changed.connect(self._on_look)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        words = self._model.text(index.row(), self._model.columns[index.column()])
        wide = self._metrics.horizontalAdvance(words) + 2 * self._look.px(_PAD) + 2
        return QSize(wide, self._look.px(ROW))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        number, column = index.row(), self._model.columns[index.column()]
        row = self._model.row(number)
        rect = QRect(option.rect)
        painter.save()
        self._paint_ground(painter, rect, option.state, index)
        if row is not None:
            room = rect.adjusted(self._look.px(_PAD), 0, -self._look.px(_PAD), 0)
            if self._is_first(index):
                self._paint_marks(painter, room, row)
            elif column is Column.FLAG:
                self._paint_flags(painter, room, row)
            if column is Column.RECALL:
                self._paint_recall(painter, rect, row)
            if column is not Column.FLAG:
                self._paint_words(painter, room, self._model.text(number, column), column, row)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, index: _Index
    ) -> None:
        ids = self._model.ids
        scattered = index.row() < len(ids) and self._is_chosen(ids[index.row()])
        selected = bool(state & QStyle.StateFlag.State_Selected) or scattered
        if selected:
            painter.fillRect(rect, self._look.color("pressed"))
            if self._is_first(index):
                bar = QRect(rect.left(), rect.top(), self._look.px(_BAR), rect.height())
                painter.fillRect(bar, self._look.color("accent"))
        if index.row() == self._view.currentIndex().row() and self._view.hasFocus():
            painter.setPen(QPen(self._look.color("focus"), 1))
            painter.drawLine(rect.topLeft(), rect.topRight())
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        else:
            painter.setPen(QPen(self._look.color("line"), 1))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _paint_marks(self, painter: QPainter, room: QRect, row: Row) -> None:
        """Before the words of the first column, whichever that is."""
        if all(card.suspended for card in row.cards):
            self._paint_mark(painter, room, "pause", "soft")
        elif all(card.buried_on == self._model.today for card in row.cards):
            self._paint_mark(painter, room, "bury", "soft")
        self._paint_flags(painter, room, row)

    def _paint_flags(self, painter: QPainter, room: QRect, row: Row) -> None:
        for flag in sorted({card.flag for card in row.cards if card.flag}):
            self._paint_mark(painter, room, "flag", flag_role(flag))
            painter.setFont(self._small)
            painter.setPen(self._look.color("soft"))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, str(flag))
            room.setLeft(room.left() + self._look.px(13))

    def _paint_mark(self, painter: QPainter, room: QRect, name: str, role: str) -> None:
        size = self._look.px(_MARK)
        drawn = pixmap(name, self._look.color(role), size, self._view.devicePixelRatioF())
        painter.drawPixmap(room.left(), room.center().y() - size // 2 + 1, drawn)
        room.setLeft(room.left() + size + self._look.px(4))

    def _paint_recall(self, painter: QPainter, rect: QRect, row: Row) -> None:
        known = [share for share in row.recalls if share is not None]
        if not known:
            return
        px = self._look.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.color(ROLES[band(sum(known) / len(known))]))
        width = min(px(58), rect.width() - px(6))
        pill = QRect(
            rect.right() - width - px(3), rect.top() + px(5), width, rect.height() - px(10)
        )
        painter.drawRoundedRect(pill, px(6), px(6))

    def _paint_words(
        self, painter: QPainter, room: QRect, words: str, column: Column, row: Row
    ) -> None:
        painter.setFont(self._font)
        painter.setPen(self._look.color(self._role(column, row)))
        if column is Column.DECK:
            words = shortened(words, room.width(), self._metrics.horizontalAdvance)
        end = Qt.TextElideMode.ElideRight
        shown = self._metrics.elidedText(words[:_LONGEST], end, room.width())
        painter.drawText(room, _RIGHT if column in AT_RIGHT else _LEFT, shown)

    def _role(self, column: Column, row: Row) -> str:
        if all(card.suspended for card in row.cards):
            return "soft"
        return "ink" if column in (Column.QUESTION, Column.ANSWER, Column.RECALL) else "soft"

    def _is_first(self, index: _Index) -> bool:
        return self._view.horizontalHeader().visualIndex(index.column()) == 0

    def _on_look(self) -> None:
        self._font: QFont = self._look.font(14)
        self._small: QFont = self._look.font(12)
        self._metrics = QFontMetrics(self._font)
