"""How the person has arranged the browser: columns, order, widths, and what stands beside it."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from kgstudy.domain.columns import Column, Sorting, Unit
from kgstudy.gui.alarm import alarm
from kgstudy.gui.browse.beside import EDIT, PREVIEW, Beside
from kgstudy.gui.browse.head import BrowseHead
from kgstudy.gui.browse.parts import BrowseParts
from kgstudy.gui.browse.table import CardTableView
from kgstudy.gui.choices import Choices
from kgstudy.gui.models import card_layout
from kgstudy.gui.models.card_layout import Layout

_KEPT_MS = 400
"""The layout is kept once nobody has drawn at it for so long."""


class Arranging(QObject):
    """Shows the layout, takes what is drawn at it, and keeps it for the next time."""

    reordered = Signal()
    """The rows are to be listed anew."""

    def __init__(
        self,
        choices: Choices,
        head: BrowseHead,
        table: CardTableView,
        beside: Beside,
        parts: BrowseParts,
    ) -> None:
        super().__init__(parts)
        self._choices = choices
        self._head = head
        self._table = table
        self._beside = beside
        self._parts = parts
        self.layout: Layout = card_layout.read(choices.value.browser)
        self._keep = alarm(self, _KEPT_MS)
        self._connect()
        self.show()

    @property
    def unit(self) -> Unit:
        return self.layout.unit

    @property
    def sorting(self) -> Sorting:
        return self.layout.sorting

    def show(self) -> None:
        layout = self.layout
        self._head.units.put(layout.unit)
        self._table.show_columns(layout.columns[layout.unit], dict(layout.widths))
        self._table.show_sorting(layout.sorting)
        self._beside.turn_to(EDIT if layout.shown.get(EDIT, False) else PREVIEW)

    def arrange(self) -> None:
        """The parts, in the room that there is now."""
        self._parts.arrange(self.layout)
        side, beside = self._parts.side_is_shown, self._parts.beside_is_shown
        self._head.show_parts(side=side, beside=beside)

    def take_unit(self, unit: Unit) -> None:
        """Lists cards, or notes."""
        self._take(replace(self.layout, unit=unit))
        self.show()

    def take_sorting(self, sorting: Sorting) -> None:
        self._take(self.layout.sorted_by(sorting))
        self._table.show_sorting(sorting)
        self.reordered.emit()

    def take_columns(self, columns: tuple[Column, ...]) -> None:
        before = self._table.cards.columns
        self._take(self.layout.with_columns(columns))
        self.show()
        for column in columns:
            if column not in before:
                self._table.bring_into_sight(column)

    def turn_side(self) -> None:
        """Shows the side bar, or hides it."""
        shown = not self._parts.side_is_shown
        self._take(self.layout.with_shown(self._parts.side_key, shown=shown))
        self.arrange()

    def turn_beside(self) -> None:
        """Shows what stands beside the table, or hides it."""
        shown = not self._parts.beside_is_shown
        self._take(self.layout.with_shown(self._parts.beside_key, shown=shown))
        self.arrange()

    def _connect(self) -> None:
        self._head.side.clicked.connect(self.turn_side)
        self._head.beside.clicked.connect(self.turn_beside)
        self._table.sorting_wanted.connect(self.take_sorting)
        self._table.columns_moved.connect(self._on_columns_moved)
        self._table.width_changed.connect(self._on_width)
        self._beside.turned.connect(self._on_part)
        self._parts.split.connect(self._on_split)
        self._keep.timeout.connect(self._on_still)

    def _on_columns_moved(self) -> None:
        self._take(self.layout.with_columns(self._table.cards.columns))
        self._table.show_sorting(self.layout.sorting)

    def _on_width(self, column: Column, width: int) -> None:
        self._take(self.layout.with_width(column, width))

    def _on_split(self, place: str, shares: tuple[int, ...]) -> None:
        self._take(self.layout.with_split(place, shares))

    def _on_part(self, part: str) -> None:
        self._take(self.layout.with_shown(EDIT, shown=part == EDIT))

    def _take(self, layout: Layout) -> None:
        self.layout = layout
        self._keep.start()

    def _on_still(self) -> None:
        written = card_layout.written(self.layout)
        self._choices.choose(replace(self._choices.value, browser=written))
