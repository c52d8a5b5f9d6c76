"""Which deck the chosen cards go to."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from kgstudy.domain.spelling import alike
from kgstudy.gui.batch.dialog import WIDTH, BatchDialog
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.deck_field import DeckField
from kgstudy.gui.widgets.label import label
from kgstudy.gui.wording import several


class MoveDialog(BatchDialog):
    """`chosen` carries the deck's whole name, also of one that is still to be made."""

    chosen = Signal(str)

    def __init__(self, look: Look, decks: Sequence[str], count: int, parent: QWidget) -> None:
        title = several(count, "Move 1 card to a deck", "Move %n cards to a deck")
        super().__init__(look, title, self.tr("Move"), parent)
        self._known = {alike(name): name for name in decks}
        self.deck = DeckField(look, self.tr("Deck"), self.tr("Name of the deck"))
        self.deck.show_names(decks)
        self.body.addWidget(self.deck)
        self.body.addWidget(label(self.tr("A deck within another: Asia::Rivers"), "small"))
        self.body.addStretch()
        self.deck.line.textChanged.connect(self._on_text)
        self.fit(WIDTH)
        self.deck.setFocus()
        self._on_text()

    @override
    def on_act(self) -> None:
        """A deck that is here is meant, whatever the case of its name."""
        name = self.deck.deck
        self.accept()
        self.chosen.emit(self._known.get(alike(name), name))

    def _on_text(self) -> None:
        name, wrong = self.deck.deck, self.deck.is_wrong
        self.act.setEnabled(bool(name) and not wrong)
        if wrong:
            self.told.setText(self.tr("A part of the name is missing."))
        elif name and alike(name) not in self._known:
            self.told.setText(self.tr("This deck will be made."))
        else:
            self.told.setText("")
