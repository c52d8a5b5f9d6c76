"""What the browser lists, for Qt: ids, and the rows of those that are looked at."""

from array import array
from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from kgstudy.domain.columns import Column, Unit
from kgstudy.gui.models.card_columns import FIRST, CardWords, title
from kgstudy.services.browsing import Row, Rows
from kgstudy.store.collection import Collection

_Index = QModelIndex | QPersistentModelIndex

PAGE = 50
"""Rows that are read at once."""
_FLAGS = (
    Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsDragEnabled
    | Qt.ItemFlag.ItemNeverHasChildren
)
_KEPT = 40
"""Pages that are remembered."""


class CardTable(QAbstractTableModel):
    """A row that has not been found yet, or whose card is gone, is empty."""

    def __init__(self, collection: Collection, parent: QObject) -> None:
        super().__init__(parent)
        self._collection = collection
        self._reader = Rows(collection)
        self._words = CardWords(collection.calendar, Unit.CARDS)
        self.today = collection.calendar.today()
        self.unit = Unit.CARDS
        self.ids = array("q")
        """In order; there may be fewer than rows, while the rest is being put in order."""
        self._count = 0
        self.columns: tuple[Column, ...] = FIRST[Unit.CARDS]
        self._pages: OrderedDict[int, dict[int, Row]] = OrderedDict()
        self._texts: dict[tuple[int, Column], str] = {}

    @property
    def is_whole(self) -> bool:
        """Whether all rows are found and in order."""
        return len(self.ids) == self._count

    def show_rows(self, unit: Unit, ids: "array[int]", count: int) -> None:
        """Lists `count` cards or notes, of which these are the first."""
        self.beginResetModel()
        if unit is not self.unit:
            self.unit, self._words = unit, CardWords(self._collection.calendar, unit)
        self.ids, self._count = ids, count
        self._forget()
        self.endResetModel()

    def complete(self, ids: "array[int]") -> None:
        """Takes the whole order; what was shown of it before stands in it already."""
        self.ids = ids
        self._forget()
        self.redraw()

    def show_columns(self, columns: Sequence[Column]) -> None:
        self.beginResetModel()
        self.columns = tuple(columns)
        self.endResetModel()

    def look_again(self) -> None:
        """Reads the rows anew, after something has changed."""
        self._forget()
        self.redraw()

    def redraw(self) -> None:
        if self._count and self.columns:
            last = self.index(self._count - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def row_of(self, id_: int) -> int | None:
        """Where that card or note stands."""
        try:
            return self.ids.index(id_)
        except ValueError:
            return None

    def row(self, number: int) -> Row | None:
        """What stands there, read with its neighbours where it is not known yet."""
        if number >= len(self.ids):
            return None
        page = number // PAGE
        if page not in self._pages:
            self._read(page)
        return self._pages[page].get(self.ids[number])

    def text(self, number: int, column: Column) -> str:
        row = self.row(number)
        if row is None:
            return ""
        place = (number, column)
        if place not in self._texts:
            self._texts[place] = self._words.text(row, column)
        return self._texts[place]

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else self._count

    @override
    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        column = self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.text(index.row(), column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{title(column, self.unit)}: {self.text(index.row(), column)}"
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        shown = role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal
        return title(self.columns[section], self.unit) if shown else None

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        return _FLAGS

    def _read(self, page: int) -> None:
        while len(self._pages) >= _KEPT:
            first, _ = self._pages.popitem(last=False)
            self._forget_texts(first)
        start = page * PAGE
        self._pages[page] = self._reader.of(self.unit, self.ids[start : start + PAGE])

    def _forget_texts(self, page: int) -> None:
        for number in range(page * PAGE, (page + 1) * PAGE):
            for column in Column:
                self._texts.pop((number, column), None)

    def _forget(self) -> None:
        self._pages.clear()
        self._texts.clear()
        self._reader.refresh()
        self.today = self._collection.calendar.today()
