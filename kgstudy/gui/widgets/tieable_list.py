"""Cards that could be tied to words: question and answer, the deck, and a mark at those tied."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from kgstudy.gui.icons import pixmap
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.painted_rows import PaintedRow, RowList, halves
from kgstudy.services.tying import Tieable

_Index = QModelIndex | QPersistentModelIndex
_HEIGHT = 58


class TieableModel(QAbstractListModel):
    """One row a card."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.cards: tuple[Tieable, ...] = ()

    def show_cards(self, cards: Sequence[Tieable]) -> None:
        self.beginResetModel()
        self.cards = tuple(cards)
        self.endResetModel()

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.cards)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        card = self.cards[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return f"{card.question}\n{card.answer}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            tied = self.tr("tied") if card.tied else self.tr("not tied")
            return f"{card.question}; {card.answer}; {card.deck}; {tied}"
        return None


class _Row(PaintedRow):
    """Paints a card in two lines."""

    def __init__(self, look: Look, view: "TieableList") -> None:
        super().__init__(look, view)
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(self._look.px(160), self._look.px(_HEIGHT))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        card = self._view.model_of_cards.cards[index.row()]
        px = self._look.px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRect(option.rect)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if focused or option.state & QStyle.StateFlag.State_MouseOver:
            self._paint_ground(painter, rect, ringed=focused)
        if card.tied:
            size = px(18)
            ratio = self._view.devicePixelRatioF()
            mark = pixmap("check", self._look.color("good"), size, ratio)
            painter.drawPixmap(rect.left() + px(10), rect.center().y() - size // 2, mark)
        words = rect.adjusted(px(38), px(7), -px(12), -px(7))
        top, foot = halves(words)
        self._write(painter, top, _in_one_line(card.question), 15, "ink")
        told = f"{card.answer} · {card.deck.replace('::', ' › ')}"
        self._write(painter, foot, _in_one_line(told), 13, "soft")
        painter.restore()


def _in_one_line(words: str) -> str:
    return " ".join(words.split())


class TieableList(RowList):
    """`toggled` carries the card that was clicked, or chosen with Enter or Space."""

    toggled = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.model_of_cards = TieableModel(self)
        self.setModel(self.model_of_cards)
        self.setItemDelegate(_Row(look, self))
        self.setAccessibleName(self.tr("Cards"))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._on_chosen)

    def show_cards(self, cards: Sequence[Tieable]) -> None:
        """The keyboard stays in its row."""
        row = max(0, self.currentIndex().row())
        self.model_of_cards.show_cards(cards)
        if cards:
            self.setCurrentIndex(self.model_of_cards.index(min(row, len(cards) - 1)))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._on_chosen(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _on_chosen(self, index: QModelIndex) -> None:
        if index.isValid():
            self.toggled.emit(self.model_of_cards.cards[index.row()])
