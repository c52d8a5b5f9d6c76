"""What is done to decks: each act is told, and offered to be taken back."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kgstudy.domain.changes import Change
from kgstudy.domain.deck import Deck
from kgstudy.domain.ids import CardId, DeckId
from kgstudy.domain.markdown import from_markdown
from kgstudy.gui import wording
from kgstudy.gui.batch.doing import Doing, Done
from kgstudy.gui.deck_care import words
from kgstudy.gui.desk import Desk
from kgstudy.gui.frame import Frame
from kgstudy.gui.undoable import Undoable
from kgstudy.gui.widgets.form_dialog import FormDialog
from kgstudy.services import cards, deck_tree, new_decks
from kgstudy.services.deck_tree import Holdings
from kgstudy.services.new_decks import NameTaken
from kgstudy.store.collection import Collection

MANY = 250
"""From so many cards on, a deck is merged or deleted beside the window."""


class DeckDeeds(QObject):
    """Where a name is taken it asks whether the two decks are to become one.

    `merging` carries the deck that goes, and the one that takes it in.
    """

    merging = Signal(object, object)

    def __init__(self, desk: Desk, frame: Frame, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._frame = frame
        self._over = parent
        self._acts = Undoable(desk, frame, self)
        self._doing = Doing(desk, frame, parent)

    def rename(self, deck: DeckId, name: str) -> None:
        """Gives the deck another name, told whole; with other parts before it, it is moved."""
        found = self._deck(deck)
        if found is None or name == found.name:
            return
        leaf = name.rpartition("::")[2]
        said = self.tr("“{deck}” is called “{name}” now").format(deck=found.leaf, name=leaf)
        self._settle(deck, name, said, partial(deck_tree.rename, name=name))

    def move(self, deck: DeckId, under: DeckId | None) -> None:
        """Lays the deck into another one, or to the top."""
        name = deck_tree.moved_name(self._desk.collection, deck, under)
        found, above = self._deck(deck), None if under is None else self._deck(under)
        if found is None or name == found.name:
            return
        said = (
            self.tr("“{deck}” lies at the top now").format(deck=found.leaf)
            if above is None
            else self.tr("“{deck}” lies in “{above}” now").format(
                deck=found.leaf, above=words.path(above.name)
            )
        )
        self._settle(deck, name, said, partial(deck_tree.move, under=under))

    def take_cards(self, moved: tuple[CardId, ...], deck: DeckId) -> None:
        """Puts cards into the deck."""
        found = self._deck(deck)
        if found is None or not moved:
            return
        lay = cards.how_many_in(self._desk.collection, moved, found.name)
        count = wording.several(len(moved) - lay, "%n card", "%n cards")
        said = self.tr("{count} moved to “{deck}”").format(count=count, deck=found.leaf)
        many = len(moved) > MANY
        self._acts.do(partial(cards.move, cards=moved, deck=deck), said, is_long=many)

    def _make(self, name: str) -> None:
        said = self.tr("The deck “{deck}” is there").format(deck=words.path(name))
        self._acts.do(partial(_created, name=name), said)

    def _merge(self, deck: DeckId, name: str) -> None:
        collection, found = self._desk.collection, self._deck(deck)
        into = deck_tree.named(collection, name)
        if found is None or into is None:
            return
        name = into.name
        said = self.tr("“{deck}” is merged into “{name}”").format(
            deck=found.leaf, name=words.path(name)
        )
        many = len(deck_tree.cards_in(collection, deck)) > MANY
        self.merging.emit(deck, into.id)
        self._acts.do(lambda opened: deck_tree.merge(opened, deck, name), said, is_long=many)

    def _settle(
        self,
        deck: DeckId,
        name: str,
        said: str,
        act: Callable[[Collection, DeckId], Change],
    ) -> None:
        """Does it; where there is a deck of the name already, offers to make one of the two."""
        found = self._deck(deck)
        try:
            self._acts.do(lambda opened: act(opened, deck), said)
        except NameTaken as taken:
            assert found is not None
            self._ask(
                taken.said,
                self.tr("Merge the two"),
                partial(self._merge, deck, name),
                told=words.before_merging(found.leaf, taken.by.name),
            )

    def _delete(self, deck: "Deck", held: Holdings) -> None:
        said = self.tr("“{deck}” is deleted").format(deck=deck.leaf)
        self._doing.do(
            lambda opened, share: Done(deck_tree.delete(opened, deck.id, share), said),
            self.tr("Deleting “{deck}” …").format(deck=deck.leaf),
            is_long=held.cards > MANY,
        )

    def _deck(self, deck: DeckId) -> "Deck | None":
        return deck_tree.get(self._desk.collection, deck)

    def _ask(
        self,
        title: str,
        act: str,
        do: Callable[[], object],
        *,
        told: str = "",
        content: QWidget | None = None,
    ) -> None:
        dialog = FormDialog(
            self._desk.look, self._over, title, act, do, words=told, content=content
        )
        dialog.open()

    def _describe(self, deck: DeckId, name: str, text: str) -> None:
        said = self.tr("“{deck}” is described").format(deck=name)
        html = from_markdown(text.strip())
        self._acts.do(lambda opened: deck_tree.describe(opened, deck, html), said)


def _created(collection: Collection, name: str) -> Change:
    with collection.act("create-deck") as act:
        new_decks.create(collection, name)
    return act.change
