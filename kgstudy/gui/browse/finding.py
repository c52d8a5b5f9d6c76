"""The browser's search under way: what is looked for, what was found, and what of it is chosen."""

from array import array

from PySide6.QtCore import QObject, Signal

from kgstudy.domain.columns import Column, Unit
from kgstudy.domain.errors import UserError
from kgstudy.gui.browse.arranging import Arranging
from kgstudy.gui.browse.beside import Beside
from kgstudy.gui.browse.head import BrowseHead
from kgstudy.gui.browse.listing import Listed, Listing, Wanted
from kgstudy.gui.browse.middle import Middle
from kgstudy.gui.browse.place import Place
from kgstudy.gui.browse.table import CardTableView
from kgstudy.gui.desk import Desk
from kgstudy.services import browsing


class Finding(QObject):
    """Where the same is looked for again, what is chosen stays so, and in its place."""

    looked = Signal(str)
    """The query of a new search."""
    failed = Signal(Exception)
    """What is no fault of the search."""

    def __init__(
        self,
        desk: Desk,
        arranging: Arranging,
        head: BrowseHead,
        table: CardTableView,
        middle: Middle,
        beside: Beside,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._arranging = arranging
        self._head = head
        self._table = table
        self._middle = middle
        self._beside = beside
        self._place: Place | None = None
        self._again = False
        self._listed: Listed | None = None
        self.query = ""
        self.is_stale = True
        """Whether something was done since it was found."""
        self.listing = Listing(desk.collection, self)
        self._connect()

    def look(self, query: str) -> None:
        """Shows what it finds, from the top."""
        self.query, self._place, self._again, self.is_stale = query, None, False, False
        self.looked.emit(query)
        self.listing.look(Wanted(query, self._arranging.unit, self._arranging.sorting))

    def look_again(self) -> None:
        """The same search; what is chosen stays chosen, and where it was."""
        listed = self._listed
        if self.listing.is_busy and listed and listed.wanted.query != self.query:
            self.look(self.query)  # what is chosen belongs to the search before
            return
        self.is_stale, self._again = False, True
        kept = self._place.chosen if self._place else frozenset(self.chosen())
        wanted = Wanted(self.query, self._arranging.unit, self._arranging.sorting, kept)
        self.listing.look(wanted, whole=bool(self._table.cards.rowCount()))

    def tell_chosen(self) -> None:
        """How many there are, and how many of them are chosen; or that a search goes on."""
        if self.listing.is_slow:
            self._head.tell_searching()
        elif self._listed is None:
            self._head.told.say("")
        else:
            self._head.tell(self._listed.found, self._table.chosen_count)

    def chosen(self) -> list[int]:
        """The ids of what is chosen; where some of it is still being put in order, that is done
        at once, so that nobody acts on fewer than were chosen.
        """
        table, listed = self._table, self._listed
        if listed is not None and table.chosen_count > len(table.chosen):
            sorting = listed.wanted.sorting
            table.complete(browsing.arranged(self._desk.collection, listed.found, sorting))
        return table.chosen

    def take_unit(self, unit: str) -> None:
        """Whatever is in hand stays in hand: a card's note, a note's first card."""
        if unit == self._arranging.unit:
            return
        shown, chosen = self._table.cards.unit, self.chosen()
        self._arranging.take_unit(Unit(unit))
        self._place = None
        if unit != shown:
            make = browsing.notes_of if unit == Unit.NOTES else browsing.cards_of
            now = make(self._desk.collection, shown, chosen)
            first = now[0] if now else None
            self._place = Place(frozenset(now), first, first, 0, 0)
        self.look_again()

    def turn_unit(self) -> None:
        self.take_unit(Unit.NOTES if self._arranging.unit is Unit.CARDS else Unit.CARDS)

    def _on_listed(self, listed: Listed) -> None:
        place, self._place = self._where(), None
        self._listed, count = listed, listed.found.count
        self._table.show_rows(listed.wanted.unit, listed.ids, count, place)
        self._table.show_sorting(listed.wanted.sorting)
        self._head.field.show_done(listed.wanted.query)
        emptied = self._table.hasFocus() and not count
        if count:
            self._middle.show_table()
        else:
            self._middle.show_nothing(listed.wanted.query, is_empty=not listed.found.whole)
        by_line = listed.wanted.sorting.column is Column.QUESTION
        self._middle.show_reading(listed.found.unlined if by_line else 0)
        if emptied:
            # After an act no line of text may take the key that undoes it.
            undoing = place is not None and self._middle.nothing.clear.isVisible()
            (self._middle.nothing.clear if undoing else self._head.field).setFocus()
        self._beside.draw_again()

    def _where(self) -> Place | None:
        """Where the eye is to be in the rows that come: where it is now, if the search is the
        same, or at the top.
        """
        if self._place or not self._again:
            return self._place
        self.chosen()
        return self._table.place()

    def _on_failed(self, error: Exception) -> None:
        """What is wrong with a search is told where it is written."""
        self._place = None
        if not isinstance(error, UserError):
            self.failed.emit(error)
        else:
            self._head.field.show_error(error)
            if self._again:
                self._show_none()
            self._middle.show_mistake()
        self._show_as_found()

    def _on_refused(self) -> None:
        """Where nothing is listed, no count is told of it."""
        self._middle.show_mistake()
        if not self._middle.lists:
            self._head.told.say("")

    def _show_as_found(self) -> None:
        """What is listed was found by another search; what is told of it holds still."""
        self.tell_chosen()
        self._table.cards.look_again()
        self._beside.draw_again()

    def _show_none(self) -> None:
        """What the search names is there no longer, and maybe what it found neither."""
        self._listed = None
        self._table.show_rows(self._arranging.unit, array("q"), 0)
        self._middle.show_nothing(self.query, is_empty=False)

    def _on_unlined(self, left: int) -> None:
        if self._arranging.sorting.column is Column.QUESTION:
            self._middle.show_reading(left)

    def _on_lines_made(self) -> None:
        if self._arranging.sorting.column is Column.QUESTION:
            self.look_again()

    def _connect(self) -> None:
        self.listing.slow.connect(self.tell_chosen)
        self.listing.listed.connect(self._on_listed)
        self.listing.completed.connect(self._table.complete)
        self.listing.unlined.connect(self._on_unlined)
        self.listing.lines_made.connect(self._on_lines_made)
        self.listing.failed.connect(self._on_failed)
        self._head.field.refused.connect(self._on_refused)
        self._table.chosen_changed.connect(self.tell_chosen)
