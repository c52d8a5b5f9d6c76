"""The decks as a tree, each with what is new and what is due in it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from kgstudy.gui.theme import Look
from kgstudy.services.decks import DeckSummary

_Index = QModelIndex | QPersistentModelIndex

COUNT_WIDTH = 56
"""Of each column of numbers, in pixels at 100 % text size."""

MOST_ROWS = 8
"""A longer list scrolls in itself."""


class DeckModel(QAbstractListModel):
    """One row a deck, in the order of the tree."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.decks: tuple[DeckSummary, ...] = ()

    def show_decks(self, decks: Sequence[DeckSummary]) -> None:
        self.beginResetModel()
        self.decks = tuple(decks)
        self.endResetModel()

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.decks)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        deck = self.decks[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return deck.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = self.tr("{deck}: {new} new, {due} due")
            return words.format(deck=deck.name, new=deck.new, due=deck.due)
        return None


class _Row(QStyledItemDelegate):
    """Paints a deck: its name by its depth, and two numbers."""

    def __init__(self, look: Look, view: "DeckList") -> None:
        super().__init__(view)
        self._look = look
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(self._look.px(160), self._look.px(34))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        deck = self._view.model_of_decks.decks[index.row()]
        px = self._look.px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._look.font(15))
        rect = QRect(option.rect)
        self._paint_ground(painter, rect, option.state)
        rect.adjust(px(10), 0, -px(10), 0)
        self._paint_count(painter, rect, deck.due, "review")
        rect.setRight(rect.right() - px(COUNT_WIDTH))
        self._paint_count(painter, rect, deck.new, "new")
        rect.setRight(rect.right() - px(COUNT_WIDTH))
        rect.setLeft(min(rect.left() + deck.depth * px(18), rect.center().x()))
        self._paint_name(painter, rect, deck.leaf)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        if not focused and not hovered:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        if focused:
            pen = painter.pen()
            pen.setStyle(Qt.PenStyle.SolidLine)
            pen.setColor(self._look.color("focus"))
            pen.setWidth(2)
            painter.setPen(pen)
        painter.setBrush(self._look.color("hover"))
        painter.drawRoundedRect(rect.adjusted(1, 1, -2, -2), self._look.px(8), self._look.px(8))

    def _paint_count(self, painter: QPainter, rect: QRect, count: int, role: str) -> None:
        painter.setPen(self._look.color(role if count else "soft"))
        painter.drawText(
            rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(count)
        )

    def _paint_name(self, painter: QPainter, rect: QRect, name: str) -> None:
        metrics = painter.fontMetrics()
        words = metrics.elidedText(name, Qt.TextElideMode.ElideRight, rect.width())
        painter.setPen(self._look.color("ink"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)


class DeckList(QListView):
    """`study_wanted` carries the DeckSummary that was clicked, or entered with Enter or Space.

    What else can be done with a deck stands in its menu, which the right button and the menu key
    open.
    """

    study_wanted = Signal(object)
    add_wanted = Signal(object)
    export_wanted = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.model_of_decks = DeckModel(self)
        self.setModel(self.model_of_decks)
        self.setItemDelegate(_Row(look, self))
        self.setAccessibleName(self.tr("Decks"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(self._on_chosen)
        look.changed.connect(self._arrange)

    def show_decks(self, decks: Sequence[DeckSummary]) -> None:
        row = self.currentIndex().row()
        self.model_of_decks.show_decks(decks)
        if decks:
            self.setCurrentIndex(self.model_of_decks.index(min(max(row, 0), len(decks) - 1)))
        self._arrange()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._on_chosen(self.currentIndex())
            return
        super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """By key it is the deck in which the keyboard is, by mouse the one that is clicked."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if not index.isValid():
            return
        menu = self.menu(self.model_of_decks.decks[index.row()])
        menu.aboutToHide.connect(menu.deleteLater)
        where = self.visualRect(index).bottomLeft() if by_key else event.pos()
        menu.popup(self.viewport().mapToGlobal(where))

    def menu(self, deck: DeckSummary) -> QMenu:
        """What can be done with the deck."""
        menu = QMenu(self)
        menu.setAccessibleName(deck.name)
        study = menu.addAction(self.tr("Study"))
        study.triggered.connect(partial(self.study_wanted.emit, deck))
        add = menu.addAction(self.tr("Add cards…"))
        add.triggered.connect(partial(self.add_wanted.emit, deck))
        export = menu.addAction(self.tr("Export…"))
        export.triggered.connect(partial(self.export_wanted.emit, deck))
        return menu

    def _on_chosen(self, index: QModelIndex) -> None:
        if index.isValid():
            self.study_wanted.emit(self.model_of_decks.decks[index.row()])

    def _arrange(self) -> None:
        rows = min(max(1, self.model_of_decks.rowCount()), MOST_ROWS)
        self.setFixedHeight(rows * self._look.px(34))
        self.scheduleDelayedItemsLayout()
