"""What is done to the nodes of the side bar: renamed, moved, joined, deleted, dropped upon."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from kgstudy.domain.changes import Change
from kgstudy.domain.columns import Unit
from kgstudy.domain.errors import UserError
from kgstudy.domain.ids import CardId, DeckId
from kgstudy.gui import carried, wording
from kgstudy.gui.deck_care.acts import DeckActs
from kgstudy.gui.deck_care.deeds import MANY
from kgstudy.gui.desk import Desk
from kgstudy.gui.frame import Frame
from kgstudy.gui.models import side_nodes
from kgstudy.gui.models.side_nodes import Node, Sort
from kgstudy.gui.undoable import Undoable
from kgstudy.gui.widgets.form_dialog import FormDialog
from kgstudy.gui.widgets.name_field import NameField
from kgstudy.services import browsing, cards, saved_searches, tags
from kgstudy.store.collection import Collection


class SideActs(QObject):
    """Every act is told, and offered to be taken back.

    Where a node goes, for another one has what was its, `succeeded` carries the keys of both.
    `renaming` carries the key of a node whose name is to be written where it stands.
    """

    succeeded = Signal(str, str)
    renaming = Signal(str)

    def __init__(self, desk: Desk, frame: Frame, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._frame = frame
        self._over = parent
        self._acts = Undoable(desk, frame, self)
        self.decks = DeckActs(desk, frame, parent)
        self.decks.merging.connect(self._on_merging)

    def rename(self, node: Node, name: str) -> None:
        """Gives the node another name where it stands."""
        match node.sort:
            case Sort.DECK if node.deck is not None:
                self.decks.rename(node.deck, _above(node.whole) + name)
            case Sort.TAG:
                self._settle_tag(node.whole, _above(node.whole) + name)
            case Sort.SAVED:
                name = saved_searches.kept_name(name)
                said = self.tr("The search is called “{name}” now").format(name=name)
                rename = partial(saved_searches.rename, name=node.whole, new=name)
                self._succeed(node.key, side_nodes.saved_key(name), rename, said)
            case _:
                pass

    def delete(self, node: Node) -> None:
        match node.sort:
            case Sort.DECK if node.deck is not None:
                self.decks.delete(node.deck)
            case Sort.TAG if not node.is_section:
                said = self.tr("The tag “{name}” is deleted").format(name=node.whole)
                self._acts.do(lambda opened: tags.delete(opened, [node.whole]), said)
            case Sort.SAVED if not node.is_section:
                said = self.tr("The search “{name}” is deleted").format(name=node.whole)
                self._acts.do(lambda opened: saved_searches.delete(opened, node.whole), said)
            case _:
                pass

    def drop(self, node: Node, data: QMimeData) -> None:
        """A deck or a tag goes below the node, or to the top; cards go where the node says."""
        if data.hasFormat(carried.DECK):
            self.decks.move(carried.deck_of(data), node.deck)
        elif data.hasFormat(carried.TAG):
            self._move_tag(carried.tag_of(data), node)
        elif data.hasFormat(carried.CARDS):
            self._take_cards(carried.cards_of(data), node)

    def keep(self, query: str) -> None:
        """Asks for a name under which the search is kept."""
        line = QLineEdit()
        line.setAccessibleName(self.tr("Name of the search"))
        line.setMaxLength(200)

        def save() -> None:
            said = self.tr("The search “{name}” is kept").format(name=line.text().strip())
            self._acts.do(lambda opened: saved_searches.save(opened, line.text(), query), said)

        title, act = self.tr("Keep this search"), self.tr("Keep")
        self._ask(title, act, save, query, line)

    def menu(self, node: Node | None, query: str) -> QMenu:
        """What can be done with the node, while `query` is searched for."""
        deck = node.deck if node is not None else None
        menu = QMenu(self._over) if deck is None else self.decks.menu(deck)
        if deck is not None:
            menu.addSeparator()
        elif node is not None and node.query:
            self._add_of_node(menu, node)
        if node is not None and node.sort is Sort.DECK and node.is_section:
            menu.addAction(self.tr("New deck…")).triggered.connect(self._on_new_deck)
        if node is not None and node.sort is Sort.TAG and node.is_section:
            menu.addAction(self.tr("Clear unused tags")).triggered.connect(self._on_clear)
        keep = menu.addAction(self.tr("Keep this search…"))
        keep.setEnabled(bool(query.strip()))
        keep.triggered.connect(partial(self.keep, query))
        return menu

    def _add_of_node(self, menu: QMenu, node: Node) -> None:
        menu.setAccessibleName(node.whole)
        study = menu.addAction(self.tr("Filtered study…"))
        study.triggered.connect(partial(self._frame.study_filtered, node.query))
        if node.sort is Sort.TAG:
            join = menu.addAction(self.tr("Join with…"))
            join.triggered.connect(partial(self._ask_join, node))
        if node.sort in (Sort.TAG, Sort.SAVED):
            rename = menu.addAction(self.tr("Rename"))
            rename.setShortcut(QKeySequence("F2"))
            rename.setShortcutVisibleInContextMenu(True)
            rename.triggered.connect(partial(self.renaming.emit, node.key))
            delete = menu.addAction(self.tr("Delete"))
            delete.setShortcut(QKeySequence("Del"))
            delete.setShortcutVisibleInContextMenu(True)
            delete.triggered.connect(partial(self.delete, node))
        menu.addSeparator()

    def _move_tag(self, tag: str, node: Node) -> None:
        """Below the tag `node`, or to the top where that is the section."""
        leaf = tag.rpartition("::")[2]
        name = leaf if node.is_section else f"{node.whole}::{leaf}"
        if tag not in (name, node.whole):
            self._settle_tag(tag, name)

    def _settle_tag(self, tag: str, name: str) -> None:
        """Renames it; where there is one of the name already, offers to join the two."""
        name = tags.one(name)
        taken = tags.called(self._desk.collection, name, besides=tag)
        if taken is None:
            said = self.tr("The tag “{tag}” is called “{name}” now").format(tag=tag, name=name)
            rename = partial(tags.rename, name=tag, new=name)
            self._succeed(side_nodes.tag_key(tag), side_nodes.tag_key(name), rename, said)
            return
        name = taken
        title = self.tr("There is a tag “{name}” already.").format(name=name)
        words = self.tr("Notes with “{tag}” get “{name}” instead.").format(tag=tag, name=name)
        self._ask(title, self.tr("Join the two"), partial(self._join, tag, name), words)

    def _ask_join(self, node: Node) -> None:
        field = NameField(self._desk.look, self.tr("Tag"), self.tr("Choose a tag"))
        field.show_names(tags.joinable(self._desk.collection, node.whole))
        title = self.tr("Join “{tag}” with").format(tag=node.whole)
        words = self.tr("Notes with “{tag}” get the other tag instead.").format(tag=node.whole)

        def join() -> None:
            name = field.line.text().strip()
            into = tags.called(self._desk.collection, name)
            if not name:
                raise UserError("Choose a tag first.")
            if into is None:
                raise UserError("There is no tag called “{name}”.", name=name)
            self._join(node.whole, into)

        self._ask(title, self.tr("Join"), join, words, field)

    def _join(self, tag: str, into: str) -> None:
        said = self.tr("“{tag}” is joined with “{into}”").format(tag=tag, into=into)
        merge = partial(tags.merge, name=tag, into=into)
        self._succeed(side_nodes.tag_key(tag), side_nodes.tag_key(into), merge, said)

    def _succeed(self, key: str, heir: str, act: Callable[[Collection], Change], said: str) -> None:
        """The heir is told of once the act is done, and before anybody hears of it."""

        def acted(opened: Collection) -> Change:
            change = act(opened)
            self.succeeded.emit(key, heir)
            return change

        self._acts.do(acted, said)

    def _on_merging(self, deck: DeckId, into: DeckId) -> None:
        self.succeeded.emit(side_nodes.deck_key(deck), side_nodes.deck_key(into))

    def _take_cards(self, taken: tuple[CardId, ...], node: Node) -> None:
        is_long = len(taken) > MANY
        match node.sort:
            case Sort.DECK if node.deck is not None:
                self.decks.take_cards(taken, node.deck)
            case Sort.TAG:
                notes = browsing.notes_of(self._desk.collection, Unit.CARDS, taken)
                had = tags.bearers(self._desk.collection, notes, [node.whole])
                count = wording.several(len(notes) - had, "%n note", "%n notes")
                said = self.tr("{count} tagged “{tag}”").format(count=count, tag=node.whole)
                self._acts.do(
                    lambda opened: tags.add(opened, notes, [node.whole]), said, is_long=is_long
                )
            case Sort.FLAG:
                had = cards.how_many_flagged(self._desk.collection, taken, node.flag)
                count = wording.several(len(taken) - had, "%n card", "%n cards")
                said = self.tr("{count} got flag {flag}").format(count=count, flag=node.flag)
                self._acts.do(
                    lambda opened: cards.flag(opened, taken, node.flag), said, is_long=is_long
                )
            case _:
                pass

    def _on_new_deck(self) -> None:
        self.decks.create()

    def _on_clear(self) -> None:
        self._acts.do(tags.clear_unused, self.tr("Unused tags are cleared away"))

    def _ask(
        self,
        title: str,
        act: str,
        do: Callable[[], object],
        words: str,
        content: QWidget | None = None,
    ) -> None:
        look = self._desk.look
        FormDialog(look, self._over, title, act, do, words=words, content=content).open()


def _above(name: str) -> str:
    """What stands before the last part of a nested name."""
    return name[: len(name) - len(name.rpartition("::")[2])]
