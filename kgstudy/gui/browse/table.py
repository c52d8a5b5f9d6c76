"""The browser's table: a hundred thousand rows, of which those in sight are read."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QDrag, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QWidget
from typing_extensions import override

from kgstudy.domain.columns import Column, Sorting, Unit
from kgstudy.gui import carried
from kgstudy.gui.browse.cells import ROW, Cells
from kgstudy.gui.browse.header import CardHeader
from kgstudy.gui.browse.place import Place, runs
from kgstudy.gui.browse.pulled_rows import PulledRows
from kgstudy.gui.models.card_table import CardTable
from kgstudy.gui.theme import Look
from kgstudy.services import browsing
from kgstudy.store.collection import Collection

_Index = QModelIndex | QPersistentModelIndex
_SelectionFlag = QItemSelectionModel.SelectionFlag
_WITH_KEYS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_ONE_BY_ONE = 64
"""So many things are looked for one by one; more of them in one walk through all rows."""
_PIECES = 300
"""Runs of chosen rows that are still told to Qt, whose time grows with their square."""


class CardTableView(PulledRows):
    """Rows are chosen as in any list; what is chosen stays so wherever its rows go."""

    chosen_changed = Signal()
    current_changed = Signal()
    sorting_wanted = Signal(Sorting)
    sorting_refused = Signal()
    """For nothing can be sorted by this column."""
    edit_wanted = Signal()
    menu_wanted = Signal(QPoint)
    """Carries where it is to open, on the screen."""
    columns_wanted = Signal(QPoint)
    columns_moved = Signal()
    width_changed = Signal(Column, int)
    """In pixels at 100 %, as the person has drawn it."""

    def __init__(self, look: Look, collection: Collection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._collection = collection
        self.cards = CardTable(collection, self)
        self._header = CardHeader(look, self.cards, self)
        self._quiet = False
        self._scattered: frozenset[int] = frozenset()
        """Chosen, but in more pieces than Qt can hold: chosen together, then sorted otherwise."""
        self._dress()
        self.setModel(self.cards)
        self._connect()
        self._arrange()

    @property
    def chosen(self) -> list[int]:
        """The ids of the chosen cards or notes, from top to bottom."""
        ids = self.cards.ids
        ranges = sorted(self._ranges, key=lambda each: each.top())
        joined = [id_ for each in ranges for id_ in ids[each.top() : each.bottom() + 1]]
        if not self._scattered:
            return joined
        every = self._scattered.union(joined)
        return [id_ for id_ in ids if id_ in every]

    @property
    def chosen_count(self) -> int:
        ranges = self._ranges
        if self._scattered and ranges:
            return len(self.chosen)
        return len(self._scattered) + sum(each.height() for each in ranges)

    def is_scattered(self, id_: int) -> bool:
        """Whether it is chosen as one of very many that do not stand together."""
        return id_ in self._scattered

    @override
    def is_chosen(self, index: QModelIndex) -> bool:
        found = 0 <= index.row() < len(self.cards.ids)
        scattered = found and self.is_scattered(self.cards.ids[index.row()])
        return scattered or self.selectionModel().isSelected(index)

    @property
    def current(self) -> int | None:
        """The id of the card or note in which the keyboard is."""
        number = self.currentIndex().row()
        return self.cards.ids[number] if 0 <= number < len(self.cards.ids) else None

    def show_rows(
        self, unit: Unit, ids: "array[int]", count: int, place: Place | None = None
    ) -> None:
        """Lists these, from the top, or at the `place` where the eye was before."""
        with self._in_silence():
            self._scattered = frozenset()
            self.cards.show_rows(unit, ids, count)
            if place is not None:
                self._restore(place)
            if not self.currentIndex().isValid() and count:
                self._go_to(min(max(0, place.row if place else 0), count - 1))
        self.chosen_changed.emit()
        self.current_changed.emit()

    def complete(self, ids: "array[int]") -> None:
        """Takes the whole order.  What was in order before may stand elsewhere in it, as the
        index goes on meanwhile; then what is chosen goes with it, but for all rows to the last.
        There may be fewer, or more, than there were a moment ago.
        """
        before, count, chosen = self.cards.ids, self.cards.rowCount(), self.chosen_count
        stays = ids[: len(before)] == before or chosen > len(self.chosen)
        if stays and len(ids) == count:
            self.cards.complete(ids)
            return
        self.show_rows(self.cards.unit, ids, len(ids), self.place())
        if chosen == count:
            self.selectAll()

    def show_columns(self, columns: Sequence[Column], widths: dict[Column, int]) -> None:
        """Every row stays where it is, and chosen."""
        ranges = [(each.top(), each.bottom()) for each in self._ranges]
        current, scrolled = self.currentIndex().row(), self.verticalScrollBar().value()
        with self._in_silence():
            self.cards.show_columns(columns)
            self._header.share(self.viewport().width(), widths)
            self._select(ranges, current)
            self.verticalScrollBar().setValue(scrolled)

    def bring_into_sight(self, column: Column) -> None:
        """Scrolls no further to the right than the column's end."""
        section = self.cards.columns.index(column)
        end = self._header.sectionPosition(section) + self._header.sectionSize(section)
        bar = self.horizontalScrollBar()
        bar.setValue(max(bar.value(), end - self.viewport().width()))

    def show_sorting(self, sorting: Sorting) -> None:
        """Marks the column by which the rows are in order."""
        self._header.show_sorting(sorting)

    def place(self) -> Place:
        """What is chosen, and where the eye is: at the keyboard's row if it is seen, or the top."""
        ids, anchor = self.cards.ids, self._anchor()
        known = 0 <= anchor < len(ids)
        return Place(
            frozenset(self.chosen),
            self.current,
            ids[anchor] if known else None,
            self.rowViewportPosition(anchor) if known else 0,
            self.currentIndex().row(),
        )

    def go_to(self, id_: int) -> bool:
        """Chooses that card or note alone, if it is listed."""
        number = self.cards.row_of(id_)
        if number is None:
            return False
        self._go_to(number)
        self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)
        return True

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End go to the first and last row; letters are left to the page's keys."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not control:
            last = self.cards.rowCount() - 1
            index = self.cards.index(0 if event.key() == Qt.Key.Key_Home else last, 0)
            command = self.selectionCommand(index, event)
            self.selectionModel().setCurrentIndex(index, command)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape or _is_letter(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        inside = self.visualRect(self.currentIndex()).bottomLeft() if by_key else event.pos()
        if self.currentIndex().isValid():
            self.menu_wanted.emit(self.viewport().mapToGlobal(inside))

    @override
    def carry(self) -> None:
        """Carries all cards that are chosen, seen or not."""
        cards = browsing.cards_of(self._collection, self.cards.unit, self.chosen)
        drag = QDrag(self)
        drag.setMimeData(carried.with_cards(cards))
        drag.exec(Qt.DropAction.MoveAction | Qt.DropAction.CopyAction, Qt.DropAction.MoveAction)

    @override
    def selectAll(self) -> None:
        self._scattered = frozenset()
        super().selectAll()

    @override
    def selectionCommand(
        self, index: _Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """What is chosen anew takes the place of the scattered ones, or is one of them less.

        A press on one of them alone waits for its release, as they may be dragged by it.
        """
        command = super().selectionCommand(index, event)
        if not self._scattered or event is None or not index.isValid():
            return command
        id_ = self.cards.ids[index.row()]
        if command & _SelectionFlag.Clear:
            if event.type() == QEvent.Type.MouseButtonPress and id_ in self._scattered:
                return _SelectionFlag.NoUpdate
            self._scattered = frozenset()
        elif command & _SelectionFlag.Toggle and id_ in self._scattered:
            self._scattered -= {id_}
            self.chosen_changed.emit()
            return _SelectionFlag.Deselect | _SelectionFlag.Rows
        return command

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._header.share(self.viewport().width())

    @property
    def _ranges(self) -> list[QItemSelectionRange]:
        return self.selectionModel().selection().toList()

    @contextmanager
    def _in_silence(self) -> Iterator[None]:
        self._quiet, before = True, self._quiet
        try:
            with self._header.in_silence():
                yield
        finally:
            self._quiet = before

    def _anchor(self) -> int:
        """The row where the eye is."""
        current = self.currentIndex()
        seen = current.isValid() and self.viewport().rect().intersects(self.visualRect(current))
        return current.row() if seen else self.rowAt(0)

    def _scroll_to(self, row: int, offset: int) -> None:
        height = self.verticalHeader().defaultSectionSize()
        self.verticalScrollBar().setValue(row * height - offset)

    def _restore(self, place: Place) -> None:
        rows = self._rows_of(place.chosen)
        pieces = list(runs(rows))
        listed = (self.cards.ids[row] for row in rows)
        self._scattered = frozenset(listed if len(pieces) > _PIECES else ())
        current = None if place.current is None else self.cards.row_of(place.current)
        self._select(() if self._scattered else pieces, current)
        anchor = None if place.anchor is None else self.cards.row_of(place.anchor)
        if anchor is not None:
            self._scroll_to(anchor, place.offset)

    def _select(self, pieces: Iterable[tuple[int, int]], current: int | None) -> None:
        selection = QItemSelection()
        for first, last in pieces:
            selection.select(self.cards.index(first, 0), self.cards.index(last, 0))
        model = self.selectionModel()
        if current is not None:
            model.setCurrentIndex(self.cards.index(current, 0), _SelectionFlag.NoUpdate)
        model.select(selection, _SelectionFlag.Select | _SelectionFlag.Rows)

    def _rows_of(self, ids: frozenset[int]) -> list[int]:
        if len(ids) > _ONE_BY_ONE:
            return [row for row, id_ in enumerate(self.cards.ids) if id_ in ids]
        found = (self.cards.row_of(id_) for id_ in ids)
        return sorted(row for row in found if row is not None)

    def _go_to(self, number: int) -> None:
        index = self.cards.index(number, 0)
        command = _SelectionFlag.ClearAndSelect | _SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, command)

    def _on_chosen(self) -> None:
        if not self._quiet:
            self.chosen_changed.emit()

    def _on_current(self) -> None:
        self.viewport().update()
        if not self._quiet:
            self.current_changed.emit()

    def _on_moved(self, columns: Sequence[Column]) -> None:
        self.show_columns(columns, self._header.widths)
        self.columns_moved.emit()

    def _dress(self) -> None:
        self.setProperty("kind", "cards")
        self.setAccessibleName(self.tr("Cards"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(Cells(self._look, self.cards, self, self.is_scattered))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)  # a growing one takes seconds of many rows
        self.setHorizontalHeader(self._header)

    def _connect(self) -> None:
        self.selectionModel().selectionChanged.connect(self._on_chosen)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        header = self._header
        header.sorting_wanted.connect(self.sorting_wanted)
        header.sorting_refused.connect(self.sorting_refused)
        header.menu_wanted.connect(self.columns_wanted)
        header.width_changed.connect(self.width_changed)
        header.moved.connect(self._on_moved)
        self.doubleClicked.connect(self.edit_wanted)
        self._look.changed.connect(self._arrange)

    def _arrange(self) -> None:
        anchor = self._anchor()
        offset = self.rowViewportPosition(anchor)
        self.verticalHeader().setDefaultSectionSize(self._look.px(ROW))
        self._header.setMinimumSectionSize(self._look.px(36))
        with self._in_silence():
            self._header.share(self.viewport().width())
            if anchor >= 0:
                self._scroll_to(anchor, offset)


def _is_letter(event: QKeyEvent) -> bool:
    text = event.text()
    return not event.modifiers() & _WITH_KEYS and text.isprintable() and bool(text.strip())
