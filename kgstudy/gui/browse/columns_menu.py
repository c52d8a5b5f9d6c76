"""Which columns the table has, and by which it is sorted: all of it by keyboard too."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from kgstudy.domain.columns import UNSORTED, Column, Sorting
from kgstudy.gui.models.card_columns import title
from kgstudy.gui.models.card_layout import Layout


class ColumnsMenu(QMenu):
    """Lives for one opening; the question always is among the columns."""

    columns_wanted = Signal(tuple)
    sorting_wanted = Signal(Sorting)

    def __init__(self, layout: Layout, parent: QWidget) -> None:
        super().__init__(parent)
        self._layout = layout
        self.setAccessibleName(self.tr("Columns"))
        self._add_sorting()
        self._add_moving()
        self.addSeparator()
        self._add_columns()
        self.aboutToHide.connect(self.deleteLater)

    def _add_columns(self) -> None:
        shown = self._layout.columns[self._layout.unit]
        for column in Column:
            act = self.addAction(title(column, self._layout.unit))
            act.setCheckable(True)
            act.setChecked(column in shown)
            act.setEnabled(column is not Column.QUESTION)
            act.toggled.connect(partial(self._on_column, column))

    def _add_sorting(self) -> None:
        menu = self.addMenu(self.tr("Sort by"))
        menu.setAccessibleName(self.tr("Sort by"))
        sorting, group = self._layout.sorting, QActionGroup(menu)
        for column in Column:
            if column not in UNSORTED:
                act = menu.addAction(title(column, self._layout.unit))
                act.setCheckable(True)
                act.setChecked(column is sorting.column)
                group.addAction(act)
                wanted = Sorting(column, sorting.descending)
                act.triggered.connect(partial(self.sorting_wanted.emit, wanted))
        turned = Sorting(sorting.column, not sorting.descending)
        act = self.addAction(self.tr("Descending"))
        act.setCheckable(True)
        act.setChecked(sorting.descending)
        act.triggered.connect(partial(self.sorting_wanted.emit, turned))

    def _add_moving(self) -> None:
        """For whoever cannot drag a heading."""
        menu = self.addMenu(self.tr("Move to the left"))
        menu.setAccessibleName(self.tr("Move to the left"))
        shown = self._layout.columns[self._layout.unit]
        for place, column in enumerate(shown[1:], start=1):
            moved = (*shown[: place - 1], column, shown[place - 1], *shown[place + 1 :])
            act = menu.addAction(title(column, self._layout.unit))
            act.triggered.connect(partial(self.columns_wanted.emit, moved))

    def _on_column(self, column: Column, shown: bool) -> None:
        others = tuple(each for each in self._layout.columns[self._layout.unit] if each != column)
        self.columns_wanted.emit((*others, column) if shown else others)
