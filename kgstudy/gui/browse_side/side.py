"""The side bar beside the browser's table: what can be looked for, as one tree."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from kgstudy.domain.changes import Change, Touched
from kgstudy.gui.alarm import alarm
from kgstudy.gui.browse_side.acts import SideActs
from kgstudy.gui.browse_side.model import SideModel
from kgstudy.gui.browse_side.view import SideView
from kgstudy.gui.desk import Desk
from kgstudy.gui.errand import Errand
from kgstudy.gui.frame import Frame
from kgstudy.gui.models import side_nodes
from kgstudy.gui.models.side_nodes import Node, Sort
from kgstudy.gui.models.side_queries import Join, joined
from kgstudy.gui.turned import Turned
from kgstudy.gui.widgets.bare_lists import pass_by_while_bare
from kgstudy.services import saved_searches, shelves
from kgstudy.services.shelves import Tally
from kgstudy.store.collection import Collection

_OPEN = frozenset({"section:saved", "section:today", "section:deck", "section:tag"})
"""Open on the first day; all else is closed."""

SETTLED_MS = 150
"""All is counted anew once nothing has changed for so long."""

_NAMED = (Touched.DECKS, Touched.NOTES, Touched.LESSONS, Touched.SETTINGS)
"""What may give the tree other nodes; cards and reviews change counts alone."""


class BrowseSide(QWidget):
    """`query_chosen` carries the search that a click leads to.

    Alone it takes the place of the search before, of which `show_query` tells; with Ctrl both must
    hold, with Shift one of them, and with Alt it must not.
    """

    query_chosen = Signal(str)

    def __init__(self, desk: Desk, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._frame = frame
        self._query = ""
        self._stale = self._names_stale = True
        self._sections: Sequence[Node] = ()
        self._kinds: tuple[str, ...] = ()
        self._named: object = None
        self._heirs: dict[str, str] = {}
        """By the key of a node that goes, that of the one which has what was its."""
        self._turned = Turned(desk.choices, "side", self)
        self._counting = Errand(desk.jobs, self)
        self._settled = alarm(self, SETTLED_MS)
        self.field = QLineEdit(self)  # before the tree, also for Tab
        self.side = SideModel(self)
        self.view = SideView(desk.look, self.side, self)
        pass_by_while_bare(self.view)
        self._lay_out()
        self._connect()

    def show_query(self, query: str) -> None:
        """Tells what is searched for just now."""
        self._query = query
        self.view.mark(query)

    def refresh(self) -> None:
        """Shows the tree at once, and its counts when they are there."""
        self._stale = False
        if self._names_stale:
            self._names_stale = False
            self._rebuild()
        self._settled.start()

    @cached_property
    def acts(self) -> SideActs:
        """What is done to the nodes."""
        acts = SideActs(self._desk, self._frame, self)
        acts.succeeded.connect(self._heirs.__setitem__)
        acts.renaming.connect(self._on_renaming)
        return acts

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """By key it is the node in which the keyboard is, by mouse the one that is clicked."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        where = self.view.viewport().mapFrom(self, event.pos())
        index = self.view.currentIndex() if by_key else self.view.indexAt(where)
        menu = self.acts.menu(self.side.node(index) if index.isValid() else None, self._query)
        menu.aboutToHide.connect(menu.deleteLater)
        at = self.view.visualRect(index).bottomLeft() if by_key else where
        menu.popup(self.view.viewport().mapToGlobal(at))

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._desk.look.px(230), self._desk.look.px(400))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._turned.write()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes from the field into the tree, and Escape empties it."""
        if event.key() == Qt.Key.Key_Down and self.field.hasFocus():
            self.view.setFocus()
        elif event.key() == Qt.Key.Key_Escape and self.field.text():
            self.field.clear()
        else:
            super().keyPressEvent(event)

    def _look_for(self, letters: str) -> None:
        """What is typed in the tree goes on in the field."""
        self.field.setFocus()
        self.field.end(False)
        self.field.insert(letters)

    def _rebuild(self) -> None:
        """Shows the tree anew, where it is another one than before."""
        opened = self._desk.collection
        saved = [(each.name, each.query) for each in saved_searches.every(opened)]
        named = (shelves.names(opened), saved, self._kinds)
        if named != self._named:
            before, self._named = self._sections, named
            self._sections = side_nodes.sections(*named)
            self._show()
            self._follow(before)
            self._heirs.clear()

    def _follow(self, before: Sequence[Node]) -> None:
        """The search for a deck or a tag that has another name now is the search for that name."""
        sought = self._query.strip()
        key = next((node.key for node in _named_nodes(before) if node.query == sought), None)
        there = {node.key: node.query for node in _named_nodes(self._sections)}
        query = None if key is None else there.get(key) or there.get(self._heirs.get(key, key))
        if query is not None and query != sought:
            self._query = query
            self.query_chosen.emit(query)

    def _show(self) -> None:
        words, current = self.field.text(), self.view.current
        found = side_nodes.matching(self._sections, words)
        self.side.show_sections(found)
        is_open = self._is_open if not words.strip() else _everything
        self.view.restore(is_open, self._heir(current) if current else None)
        if not found and self.window().focusWidget() is self.view:
            self.field.setFocus()

    def _heir(self, node: Node) -> str | None:
        """The key of the node itself while it is there; else of its heir, or of its neighbour."""
        there = {each.key for section in self._sections for each in section.walk()}
        heir = self._heirs.get(node.key, node.key)
        wanted = (node.key, heir, *(each.key for each in side_nodes.neighbours(node)))
        return next((key for key in wanted if key in there), None)

    def _is_open(self, node: Node) -> bool:
        return (node.key in _OPEN) != self._turned.has(node.key)

    def _on_turned(self, key: str, is_open: bool) -> None:
        """What is opened while the tree is searched is not remembered."""
        if not self.field.text().strip():
            self._turned.turn(key, turned=is_open != (key in _OPEN))

    def _on_chosen(self, node: Node, keys: Qt.KeyboardModifier) -> None:
        join = Join.INSTEAD
        if keys & Qt.KeyboardModifier.ControlModifier:
            join = Join.AND
        elif keys & Qt.KeyboardModifier.ShiftModifier:
            join = Join.OR
        negated = bool(keys & Qt.KeyboardModifier.AltModifier)
        self._query = joined(self._query, node.query, join, negated=negated)
        self.query_chosen.emit(self._query)

    def _on_renaming(self, key: str) -> None:
        self.view.setFocus()
        self.view.edit(self.side.index_of(key))

    def _on_renamed(self, node: Node, name: str) -> None:
        self.acts.rename(node, name)

    def _on_deleting(self, node: Node) -> None:
        self.acts.delete(node)

    def _on_filling(self, node: Node) -> None:
        if node.sort is Sort.DECK:
            self.acts.decks.create()
        elif self._query.strip():
            self.acts.keep(self._query)
        else:
            words = self.tr("A search can be kept here: search for something, then come back.")
            self._frame.toast.say(words)

    def _on_dropped(self, node: Node, data: QMimeData) -> None:
        self.acts.drop(node, data)

    def _on_settled(self) -> None:
        self._counting.begin(_count)

    def _on_counted(self, tally: Tally) -> None:
        """The kinds are found by counting, since every note is looked at for them."""
        if tuple(tally.kinds) != self._kinds:
            self._kinds = tuple(tally.kinds)
            self._rebuild()
        self.side.show_counts(side_nodes.counts(tally))
        self.view.viewport().update()

    def _on_change(self, change: Change) -> None:
        self._stale = True
        self._names_stale = self._names_stale or change.touches(*_NAMED)
        if self.isVisible():
            self.refresh()

    def _lay_out(self) -> None:
        px = self._desk.look.px
        self.setAccessibleName(self.tr("Side bar"))
        self.field.setAccessibleName(self.tr("Search in the side bar"))
        self.field.setPlaceholderText(self.tr("Decks, tags …"))
        self.field.setClearButtonEnabled(True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(px(8), px(12), px(4), px(8))
        rows.setSpacing(px(8))
        rows.addWidget(self.field)
        rows.addWidget(self.view, 1)

    def _connect(self) -> None:
        self.field.textChanged.connect(self._show)
        self.view.typed.connect(self._look_for)
        self.view.chosen.connect(self._on_chosen)
        self.view.turned.connect(self._on_turned)
        self.view.deleting.connect(self._on_deleting)
        self.view.filling.connect(self._on_filling)
        # The editor gives the keyboard back first: the tree made anew would close it, and the
        # keyboard went to whatever comes next.
        self.side.renamed.connect(self._on_renamed, Qt.ConnectionType.QueuedConnection)
        self.side.dropped.connect(self._on_dropped)
        self._settled.timeout.connect(self._on_settled)
        self._counting.done.connect(self._on_counted)
        self._counting.failed.connect(self._frame.trouble.tell)
        self._desk.feed.changed.connect(self._on_change)


def _count(collection: Collection, _progress: object) -> Tally:
    return shelves.count(collection)


def _named_nodes(sections: Iterable[Node]) -> Iterator[Node]:
    """Decks and tags, which people name."""
    kinds = (Sort.DECK, Sort.TAG)
    return (node for each in sections for node in each.walk() if node.sort in kinds and node.query)


def _everything(_node: Node) -> bool:
    return True
