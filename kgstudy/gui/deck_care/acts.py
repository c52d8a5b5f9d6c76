"""All that can be done with a deck, from wherever decks are listed."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit, QWidget

from kgstudy.domain.errors import UserError
from kgstudy.domain.ids import DeckId
from kgstudy.domain.markdown import to_markdown
from kgstudy.gui.deck_care import words
from kgstudy.gui.deck_care.deeds import DeckDeeds
from kgstudy.gui.desk import Desk
from kgstudy.gui.errand import Errand
from kgstudy.gui.frame import Frame
from kgstudy.gui.models.side_nodes import quoted
from kgstudy.gui.widgets.deck_field import DeckField
from kgstudy.services import deck_tree, decks
from kgstudy.services.deck_tree import Holdings


class DeckActs(DeckDeeds):
    """Asks for what is not said yet, and then does it."""

    def __init__(self, desk: Desk, frame: Frame, parent: QWidget) -> None:
        super().__init__(desk, frame, parent)
        self._weighing = Errand(desk.jobs, self)
        self._deleted: DeckId | None = None
        self._weighing.done.connect(self._on_weighed)
        self._weighing.failed.connect(frame.trouble.tell)

    def menu(self, deck: DeckId) -> QMenu:
        """What can be done with the deck, with its keys."""
        menu = QMenu(self._over)
        found = self._deck(deck)
        if found is None:
            return menu
        menu.setAccessibleName(found.name)
        for name, keys, act in self._entries(deck):
            if not name:
                menu.addSeparator()
                continue
            entry = menu.addAction(name)
            entry.setShortcut(QKeySequence(keys))
            entry.setShortcutVisibleInContextMenu(True)
            entry.triggered.connect(partial(act, deck))
        return menu

    def study(self, deck: DeckId) -> None:
        self._frame.study(deck)

    def browse(self, deck: DeckId) -> None:
        found = self._deck(deck)
        if found is not None:
            self._frame.browse(f"deck:{quoted(found.name)}")

    def add_cards(self, deck: DeckId) -> None:
        self._frame.add(deck)

    def export(self, deck: DeckId) -> None:
        self._frame.export(deck)

    def filtered(self, deck: DeckId | None = None, *, search: str | None = None) -> None:
        """Asks which cards are to be studied out of their turn: of the deck, or of the search."""
        from kgstudy.gui.deck_care.filtered_dialog import (  # noqa: PLC0415 - seldom wanted
            FilteredDialog,
        )

        found = None if deck is None else self._deck(deck)
        FilteredDialog(self._desk, self._frame, self._over, found, search=search).open()

    def options(self, deck: DeckId) -> None:
        from kgstudy.gui.deck_care.options_dialog import (  # noqa: PLC0415 - seldom wanted
            OptionsDialog,
        )

        OptionsDialog(self._desk, self._over, deck).open()

    def describe(self, deck: DeckId) -> None:
        """Asks for what is shown before the deck is studied."""
        found = self._deck(deck)
        if found is None:
            return
        text = QPlainTextEdit(to_markdown(found.description))
        text.setAccessibleName(self.tr("Description"))
        text.setTabChangesFocus(True)
        self._ask(
            self.tr("Describe “{deck}”").format(deck=found.leaf),
            self.tr("Keep"),
            lambda: self._describe(deck, found.leaf, text.toPlainText()),
            told=self.tr("Shown with the deck on Home, before it is studied."),
            content=text,
        )

    def ask_name(self, deck: DeckId) -> None:
        """Asks for another name."""
        found = self._deck(deck)
        if found is None:
            return
        line = self._line(found.leaf)
        title = self.tr("Rename “{deck}”").format(deck=found.leaf)
        above = found.name[: len(found.name) - len(found.leaf)]
        self._ask(
            title,
            self.tr("Rename"),
            lambda: self.rename(deck, above + line.text().strip()),
            content=line,
        )

    def create(self, under: DeckId | None = None) -> None:
        """Asks for the name of a new deck, and makes it."""
        above = None if under is None else self._deck(under)
        line = self._line("")
        told = (
            self.tr("In “{deck}”. Two colons lead further in: Asia::Rivers").format(
                deck=words.path(above.name)
            )
            if above
            else self.tr("Two colons lay it into another one: Asia::Rivers")
        )
        before = f"{above.name}::" if above else ""
        title = self.tr("New deck")
        self._ask(
            title,
            self.tr("Make"),
            lambda: self._make(before + line.text().strip()),
            told=told,
            content=line,
        )

    def ask_place(self, deck: DeckId) -> None:
        """Asks where the deck is to lie."""
        found = self._deck(deck)
        if found is None:
            return
        field = self._field(self.tr("At the top"), without=found.name)
        self._ask(
            self.tr("Move “{deck}” under").format(deck=found.leaf),
            self.tr("Move"),
            lambda: self.move(deck, self._named(field.deck) if field.deck else None),
            content=field,
        )

    def ask_merge(self, deck: DeckId) -> None:
        """Asks which deck is to take this one in."""
        found = self._deck(deck)
        if found is None:
            return
        field = self._field(self.tr("Choose a deck"), without=found.name)
        told = self.tr(
            "Cards, lessons and the decks below it go there, and are studied by the options there. "
            "No schedule changes."
        )
        self._ask(
            self.tr("Merge “{deck}” into").format(deck=found.leaf),
            self.tr("Merge"),
            lambda: self._merge_named(deck, field.deck),
            told=told,
            content=field,
        )

    def delete(self, deck: DeckId) -> None:
        """Says what goes where, and deletes the deck if that is wanted."""
        self._deleted = deck
        self._weighing.begin(lambda opened, _: deck_tree.holdings(opened, deck))

    def _on_weighed(self, held: Holdings) -> None:
        found = None if self._deleted is None else self._deck(self._deleted)
        if found is None:
            return
        told = words.before_deleting(held)
        if not told:
            self._delete(found, held)
            return
        self._ask(
            self.tr("Delete “{deck}”?").format(deck=words.path(found.name)),
            self.tr("Delete"),
            partial(self._delete, found, held),
            told=told,
        )

    def _merge_named(self, deck: DeckId, name: str) -> None:
        self._named(name)
        self._merge(deck, name)

    def _entries(self, deck: DeckId) -> tuple[tuple[str, str, Callable[[DeckId], None]], ...]:
        return (
            (self.tr("Study"), "Return", self.study),
            (self.tr("Filtered study…"), "F", self.filtered),
            (self.tr("Add cards…"), "A", self.add_cards),
            (self.tr("Browse the cards"), "", self.browse),
            ("", "", self.study),
            (self.tr("Rename…"), "F2", self.ask_name),
            (self.tr("Describe…"), "", self.describe),
            (self.tr("Options…"), "O", self.options),
            (self.tr("New deck in it…"), "", self.create),
            ("", "", self.study),
            (self.tr("Move under…"), "", self.ask_place),
            (self.tr("Merge into…"), "", self.ask_merge),
            (self.tr("Export…"), "", self.export),
            (self.tr("Delete…"), "Del", self.delete),
        )

    def _named(self, name: str) -> DeckId:
        known = dict(decks.names(self._desk.collection))
        if not name:
            raise UserError("Choose a deck first.")
        if name not in known:
            raise UserError("There is no deck called “{name}”.", name=words.path(name))
        return known[name]

    def _line(self, text: str) -> QLineEdit:
        line = QLineEdit(text)
        line.setAccessibleName(self.tr("Name of the deck"))
        line.setMaxLength(500)
        line.selectAll()
        return line

    def _field(self, placeholder: str, *, without: str) -> DeckField:
        field = DeckField(self._desk.look, self.tr("Deck"), placeholder)
        every = (name for name, _ in decks.names(self._desk.collection))
        field.show_names(
            [name for name in every if name != without and not name.startswith(f"{without}::")]
        )
        return field
