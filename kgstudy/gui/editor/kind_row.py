"""What kind of note is written, and for which deck."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kgstudy.domain.ids import DeckId
from kgstudy.gui.editor.begun import key_of
from kgstudy.gui.models.kind_words import kind_names
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.deck_field import DeckField
from kgstudy.gui.widgets.picker import Picker
from kgstudy.services.editing import Kind

DEFAULT = "Default"
"""The deck of a collection that has none yet."""


class KindRow(QWidget):
    chosen = Signal(object)
    """The Kind that a person has picked."""
    taken = Signal()
    """One was picked from the list, so that its fields are written next."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._every: tuple[Kind, ...] = ()
        self.kinds = Picker(look, self.tr("Kind of card"))
        self.deck = DeckField(look, self.tr("Deck"), DEFAULT)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(look.px(10))
        across.addWidget(self.kinds, 1)
        across.addWidget(self.deck, 1)
        self.kinds.currentIndexChanged.connect(self._on_picked)
        self.kinds.taken.connect(self.taken)

    @property
    def deck_name(self) -> str:
        return self.deck.deck or DEFAULT

    def offer(self, every: Sequence[Kind], shown: Kind) -> None:
        """Lists all kinds, with `shown` in front."""
        self._every = tuple(every)
        self.kinds.blockSignals(True)
        self.kinds.clear()
        self.kinds.addItems(kind_names(every))
        self.kinds.blockSignals(False)
        self.put(shown)

    def offer_decks(self, decks: Sequence[tuple[str, DeckId]], wanted: DeckId | None) -> None:
        """Lists all decks; what is typed stays unless one is wanted, or it is no deck any more."""
        names = [name for name, _ in decks]
        self.deck.show_names(names)
        chosen = next((name for name, each in decks if each == wanted), "")
        if chosen or self.deck.deck not in names:
            self.deck.line.setText(chosen or (names[0] if names else DEFAULT))
            self.deck.line.setCursorPosition(0)

    def put(self, kind: Kind) -> None:
        """Shows it without a signal; the first where it is not there any more."""
        self.kinds.blockSignals(True)
        self.kinds.setCurrentIndex(self._every.index(kind) if kind in self._every else 0)
        self.kinds.blockSignals(False)

    def known(self, key: str) -> Kind:
        """The kind of this key; the first where it is not there any more."""
        return next((each for each in self._every if key_of(each) == key), self._every[0])

    def _on_picked(self, index: int) -> None:
        self.chosen.emit(self._every[index])
