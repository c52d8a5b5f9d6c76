"""The cards: a search finds them, a table lists them, and what is chosen is shown beside it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from kgstudy.domain.changes import Change
from kgstudy.domain.columns import Unit
from kgstudy.domain.ids import CardId, NoteId
from kgstudy.gui import wording
from kgstudy.gui.batch.acts import BatchActs
from kgstudy.gui.batch.selection import Selection
from kgstudy.gui.browse.arranging import Arranging
from kgstudy.gui.browse.beside import Beside
from kgstudy.gui.browse.columns_menu import ColumnsMenu
from kgstudy.gui.browse.finding import Finding
from kgstudy.gui.browse.head import BrowseHead
from kgstudy.gui.browse.middle import Middle
from kgstudy.gui.browse.parts import BrowseParts
from kgstudy.gui.browse.table import CardTableView
from kgstudy.gui.browse_side import BrowseSide
from kgstudy.gui.desk import Desk
from kgstudy.gui.frame import Frame
from kgstudy.gui.page import Page
from kgstudy.services import browsing, history
from kgstudy.services.browsing import Row


class BrowsePage(Page):
    """Ctrl+F goes to the search, Down from there into the table, Escape back."""

    def __init__(self, desk: Desk, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(desk.look, parent)
        self.title = self.tr("Browse")
        self._desk = desk
        self._frame = frame
        self.head = BrowseHead(desk)
        self.table = CardTableView(desk.look, desk.collection)
        self.beside = Beside(desk)
        self.side = BrowseSide(desk, frame)
        self._middle = Middle(desk.look, self.table)
        self.nothing = self._middle.nothing
        self._parts = BrowseParts(desk.look, self.side, self.head, self._middle, self.beside)
        self._arranging = Arranging(desk.choices, self.head, self.table, self.beside, self._parts)
        self._finding = Finding(
            desk, self._arranging, self.head, self.table, self._middle, self.beside, self
        )
        self.listing = self._finding.listing
        self._acts = BatchActs(desk, frame, self)
        self._acts.watch(self._selection, self.table)
        self._lay_out()
        self._connect()
        self._add_keys()

    def search(self, query: str) -> None:
        """Shows what `query` finds, from the top."""
        self._show_found(query)
        self.table.setFocus()

    def _show_found(self, query: str) -> None:
        """The keyboard stays where it is: from the side bar one search follows another."""
        self.head.field.set_text(query)
        self._finding.look(query)

    @property
    @override
    def cards(self) -> Sequence[CardId]:
        return browsing.cards_of(
            self._desk.collection, self.table.cards.unit, self._finding.chosen()
        )

    @override
    def shown(self) -> None:
        if self._finding.is_stale:
            self._finding.look_again()
        if self._middle.lists:
            self.table.setFocus()
        else:
            self.head.field.setFocus()

    @override
    def on_change(self, change: Change) -> None:
        """Whatever was done, the rows tell what is true now; those in hand stay in sight."""
        self._finding.is_stale = True
        if self.isVisible():
            self._finding.look_again()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arranging.arrange()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        in_field = self.head.field.line.hasFocus()
        if event.key() == Qt.Key.Key_Down and in_field:
            self.table.setFocus()
        elif event.key() == Qt.Key.Key_Escape and not (in_field and self._is_clear):
            self._go_back(in_field=in_field)
        else:
            super().keyPressEvent(event)

    def _on_current(self) -> None:
        row = self._row_in_hand()
        if row is None:
            self.beside.show_card(None, None)
        else:
            self.beside.show_card(row.cards[0].id, row.note.id)

    def _row_in_hand(self) -> Row | None:
        """The row in which the keyboard is."""
        return self.table.cards.row(max(0, self.table.currentIndex().row()))

    def _selection(self) -> Selection:
        """What is chosen, for whoever does something to it."""
        unit, chosen = self.table.cards.unit, self._finding.chosen()
        notes = partial(browsing.notes_of, self._desk.collection, unit, chosen)
        cards = partial(browsing.cards_of, self._desk.collection, unit, chosen)
        return Selection(cards(), notes) if unit is Unit.CARDS else Selection(cards, notes())

    def _on_sorting_refused(self) -> None:
        self.said.emit(
            self.tr("Answers are only made as they come into view, so rows are not sorted by them.")
        )

    def columns_menu(self) -> QMenu:
        """Which columns there are, and by which the rows are in order."""
        menu = ColumnsMenu(self._arranging.layout, self)
        menu.columns_wanted.connect(self._arranging.take_columns)
        menu.sorting_wanted.connect(self._arranging.take_sorting)
        return menu

    def menu(self) -> QMenu:
        """What can be done with the selection, and what needs none."""
        menu = QMenu(self)
        menu.setAccessibleName(self.tr("What to do with the selection"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, keys, act in (
            (self.tr("Study these"), "L", self._study),
            (self.tr("Edit"), "E", self._edit),
            (self.tr("Export these…"), "Ctrl+E", self._export),
        ):
            _add(menu, words, keys, act, on=bool(self.table.chosen_count))
        menu.addSeparator()
        self._acts.fill(menu, self._selection())
        menu.addSeparator()
        self._add_history(menu)
        return menu

    def _add_history(self, menu: QMenu) -> None:
        last = history.last(self._desk.collection)
        done = f": {wording.act_name(last.act)}" if last else ""
        forth = history.is_possible(self._desk.collection, forth=True)
        _add(menu, self.tr("Undo{act}").format(act=done), "Ctrl+Z", self._frame.undo, on=bool(last))
        _add(menu, self.tr("Redo"), "Ctrl+Shift+Z", self._frame.redo, on=forth)

    def _open_columns(self, where: QPoint) -> None:
        self.columns_menu().popup(where)

    def _on_columns_button(self) -> None:
        self._open_columns(_below(self.head.columns))

    def _open_menu(self, where: QPoint) -> None:
        self.menu().popup(where)

    def _on_more(self) -> None:
        self._open_menu(_below(self.head.more))

    def _study(self) -> None:
        if chosen := self.cards:
            self._frame.study_cards(chosen)
        else:
            self.said.emit(self.tr("Choose some cards first."))

    def _study_filtered(self) -> None:
        """What is searched for, out of its turn."""
        self._frame.study_filtered(self.head.field.text())

    def _export(self) -> None:
        self._frame.export(cards=self.cards)

    def _edit(self) -> None:
        """Beside the table, which is made room for."""
        if self._row_in_hand() is not None:
            if not self._parts.beside_is_shown:
                self._arranging.turn_beside()
            self.beside.edit()

    def _on_note_wanted(self, note: NoteId) -> None:
        self.search(f"nid:{note}")

    def _open_source(self) -> None:
        """The words of the card in hand, whatever stands beside the table."""
        row = self._row_in_hand()
        shown = row and browsing.preview(self._desk.collection, row.cards[0].id)
        if shown and shown.source:
            self._frame.open_lesson(shown.source.lesson_id, shown.source.span)
        elif shown:
            self.said.emit(self.tr("This card was made from no lesson."))

    def _go_to_field(self) -> None:
        self.head.field.line.setFocus()
        self.head.field.line.selectAll()

    @property
    def _is_clear(self) -> bool:
        return not (self._finding.query or self.head.field.text())

    def _go_back(self, *, in_field: bool) -> None:
        """From the card to the table, from there to the search, and with it to all cards."""
        if in_field:
            self._clear()
        elif self.table.hasFocus() or not self.table.isVisible():
            self._go_to_field()
        else:
            self.table.setFocus()

    def _clear(self) -> None:
        self.head.field.set_text("")
        self.head.field.line.setFocus()
        self._finding.look("")

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._parts)

    def _connect(self) -> None:
        self._finding.looked.connect(self.side.show_query)
        self._finding.failed.connect(self._frame.trouble.tell)
        self.head.field.searched.connect(self._finding.look)
        self.head.field.entered.connect(self.table.setFocus)
        self.head.unit_chosen.connect(self._finding.take_unit)
        self.head.columns.clicked.connect(self._on_columns_button)
        self.head.more.clicked.connect(self._on_more)
        self.side.query_chosen.connect(self._show_found)
        self.nothing.clearing.connect(self._clear)
        self.table.current_changed.connect(self._on_current)
        self.table.sorting_refused.connect(self._on_sorting_refused)
        self.table.columns_wanted.connect(self._open_columns)
        self.table.menu_wanted.connect(self._open_menu)
        self.table.edit_wanted.connect(self._edit)
        self.beside.preview.lesson_wanted.connect(self._open_source)
        self.beside.note_wanted.connect(self._on_note_wanted)
        self.beside.said.connect(self.said)
        self._arranging.reordered.connect(self._finding.look_again)
        self.look.changed.connect(self._arranging.arrange)

    def _add_keys(self) -> None:
        for keys, act, where in (
            ("Ctrl+F", self._go_to_field, self),
            ("Ctrl+Alt+T", self._finding.turn_unit, self),
            ("Ctrl+Shift+B", self._arranging.turn_side, self),
            ("Ctrl+Shift+P", self._arranging.turn_beside, self),
            ("E", self._edit, self),
            ("L", self._study, self.table),
            ("S", self._open_source, self),
            ("F", self._study_filtered, self),
        ):
            shortcut = QShortcut(QKeySequence(keys), where)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)


def _add(menu: QMenu, words: str, keys: str, act: Callable[[], None], *, on: bool) -> None:
    """An entry whose keys are heard elsewhere."""
    named = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    made = menu.addAction(f"{words}\t{named}" if named else words)
    made.setEnabled(on)
    made.triggered.connect(act)


def _below(button: QWidget) -> QPoint:
    return button.mapToGlobal(button.rect().bottomLeft())
