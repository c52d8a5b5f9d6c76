"""The decks as a tree, each with what is new and what is due in it."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QShortcut,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from kgstudy.domain.ids import DeckId
from kgstudy.gui import wording
from kgstudy.gui.models.deck_tree import DeckTreeModel
from kgstudy.gui.theme import Look
from kgstudy.gui.turned import Turned
from kgstudy.gui.widgets.drop_tree import DropTree
from kgstudy.gui.widgets.tree_marks import paint_chevron, paint_ground
from kgstudy.services.decks import DeckSummary

_Index = QModelIndex | QPersistentModelIndex

COUNT_WIDTH = 48
"""Of each column of numbers, in pixels at 100 % text size."""
RIGHT = 20
"""Of the numbers stays free, for the bar of a list that scrolls."""
ROW = 34
INDENT = 20

MOST_ROWS = 8
"""A longer list scrolls in itself."""


class _Row(QStyledItemDelegate):
    """Paints a deck: its name, and two numbers."""

    def __init__(self, look: Look, view: "DeckList") -> None:
        super().__init__(view)
        self._look = look
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(self._look.px(160), self._look.px(ROW))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        deck, px = self._view.model_of_decks.deck(index), self._look.px
        painter.save()
        painter.setFont(self._look.font(15))
        rect = QRect(option.rect)
        rect.setRight(self._view.width() - px(RIGHT))
        for count, role in ((deck.due, "review"), (deck.new, "new")):
            self._paint_count(painter, rect, count, role)
            rect.setRight(rect.right() - px(COUNT_WIDTH))
        rect.setLeft(min(rect.left(), rect.center().x()) + px(2))
        self._paint_name(painter, rect, self._view.model_of_decks.leaf(index))
        painter.restore()

    def _paint_count(self, painter: QPainter, rect: QRect, count: int, role: str) -> None:
        painter.setPen(self._look.color(role if count else "soft"))
        sides = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(rect, sides, wording.number(count))

    def _paint_name(self, painter: QPainter, rect: QRect, name: str) -> None:
        metrics = painter.fontMetrics()
        words = metrics.elidedText(name, Qt.TextElideMode.ElideRight, rect.width())
        painter.setPen(self._look.color("ink"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)


class DeckList(DropTree):
    """`study_wanted` carries the DeckSummary that was clicked, or entered with Enter or Space.

    What else can be done with a deck stands in its menu, which the right button and the menu key
    open; whoever can do it gives the menu, and hears the model and the other signals.
    """

    study_wanted = Signal(object)
    add_wanted = Signal(object)
    export_wanted = Signal(object)
    options_wanted = Signal(object)
    deleting = Signal(object)
    """These carry a DeckId."""
    pointed = Signal()
    """The keyboard has gone to another deck."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._turned: Turned | None = None
        self._opening = False
        self.menu_of: Callable[[DeckSummary], QMenu] | None = None
        self.model_of_decks = DeckTreeModel(self)
        self.setModel(self.model_of_decks)
        self.setItemDelegate(_Row(look, self))
        self.setAccessibleName(self.tr("Decks"))
        self._make_calm()
        self._connect()

    @property
    def current(self) -> DeckSummary | None:
        """The deck in which the keyboard is."""
        index = self.currentIndex()
        return self.model_of_decks.deck(index) if index.isValid() else None

    def remember(self, turned: Turned) -> None:
        """Keeps there which decks are closed."""
        self._turned = turned

    def show_decks(self, decks: Sequence[DeckSummary]) -> None:
        if self.model_of_decks.update_decks(decks):
            return
        nearest = list(self._from_here())
        self.model_of_decks.show_decks(decks)
        self._open()
        found = (self.model_of_decks.index_of(deck) for deck in nearest)
        first = self.model_of_decks.index(0, 0)
        self.setCurrentIndex(next((index for index in found if index.isValid()), first))
        self._arrange()

    def follow(self, deck: DeckId, into: DeckId) -> None:
        """The keyboard goes with what is in the deck, before that becomes a part of another."""
        if self.current is not None and self.current.id == deck:
            self.setCurrentIndex(self.model_of_decks.index_of(into))

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._turned is not None:
            self._turned.write()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        deck = self.current
        if deck is None or self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.study_wanted.emit(deck)
        elif event.key() == Qt.Key.Key_Delete:
            self.deleting.emit(deck.id)
        else:
            super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """By key it is the deck in which the keyboard is, by mouse the one that is clicked."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if not index.isValid():
            return
        self.setCurrentIndex(index)
        menu = self.menu(self.model_of_decks.deck(index))
        menu.aboutToHide.connect(menu.deleteLater)
        where = self.visualRect(index).bottomLeft() if by_key else event.pos()
        menu.popup(self.viewport().mapToGlobal(where))

    def menu(self, deck: DeckSummary) -> QMenu:
        """What can be done with the deck."""
        if self.menu_of is not None:
            return self.menu_of(deck)
        menu = QMenu(self)
        menu.setAccessibleName(deck.name)
        study = menu.addAction(self.tr("Study"))
        study.triggered.connect(partial(self.study_wanted.emit, deck))
        add = menu.addAction(self.tr("Add cards…"))
        add.triggered.connect(partial(self.add_wanted.emit, deck))
        export = menu.addAction(self.tr("Export…"))
        export.triggered.connect(partial(self.export_wanted.emit, deck))
        return menu

    @override
    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        self.pointed.emit()

    @override
    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        state = option.state & ~QStyle.StateFlag.State_HasFocus
        if self.is_aimed_at(index) or (index == self.currentIndex() and self.hasFocus()):
            state |= QStyle.StateFlag.State_HasFocus
        paint_ground(self._look, painter, option.rect, state)
        super().drawRow(painter, option, index)

    @override
    def drawBranches(self, painter: QPainter, rect: QRect, index: _Index) -> None:
        if self.model_of_decks.rowCount(index):
            is_open = self.isExpanded(index)
            paint_chevron(self._look, painter, rect, self.devicePixelRatioF(), is_open=is_open)

    def _on_chosen(self, index: QModelIndex) -> None:
        self.study_wanted.emit(self.model_of_decks.deck(index))

    def _on_turned(self, index: QModelIndex) -> None:
        if not self._opening:
            if self._turned is not None:
                key = f"deck:{self.model_of_decks.deck(index).id}"
                self._turned.turn(key, turned=not self.isExpanded(index))
            self._arrange()

    def _open(self) -> None:
        """Opens every deck that the person has not closed."""
        self._opening = True
        for place, deck in enumerate(self.model_of_decks.decks):
            if self._turned is None or not self._turned.has(f"deck:{deck.id}"):
                self.setExpanded(self.model_of_decks.at(place), True)
        self._opening = False

    def _on_options(self) -> None:
        if self.current is not None:
            self.options_wanted.emit(self.current.id)

    def _make_calm(self) -> None:
        self.setProperty("kind", "tree")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setAutoExpandDelay(700)
        self.setExpandsOnDoubleClick(False)

    def _connect(self) -> None:
        self.clicked.connect(self._on_chosen)
        self.expanded.connect(self._on_turned)
        self.collapsed.connect(self._on_turned)
        self._look.changed.connect(self._arrange)
        # A shortcut, since the key says another letter on a Cyrillic keyboard.
        shortcut = QShortcut(QKeySequence("O"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self._on_options)

    def _arrange(self) -> None:
        self.setIndentation(self._look.px(INDENT))
        rows = min(max(1, self._rows_in_sight()), MOST_ROWS)
        self.setFixedHeight(rows * self._look.px(ROW))
        self.scheduleDelayedItemsLayout()

    def _from_here(self) -> Iterator[DeckId]:
        """The deck in which the keyboard is, those below it, and then those above it, upwards."""
        for follow in (self.indexBelow, self.indexAbove):
            index = self.currentIndex()
            while index.isValid():
                yield self.model_of_decks.deck(index).id
                index = follow(index)

    def _rows_in_sight(self) -> int:
        """Decks that no closed one hides; counted no further than is asked for."""
        rows, index = 0, self.model_of_decks.index(0, 0)
        while index.isValid() and rows < MOST_ROWS:
            rows, index = rows + 1, self.indexBelow(index)
        return rows
