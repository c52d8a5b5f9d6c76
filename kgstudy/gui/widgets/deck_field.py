"""The name of a deck: one that is there, from a list, or a new one, typed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QComboBox, QCompleter
from typing_extensions import override

from kgstudy.domain.deck import SEPARATOR
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.completed import Completed
from kgstudy.gui.widgets.picker import Picker


class DeckField(Picker):
    """Empty it says what its `placeholder` says."""

    def __init__(self, look: Look, name: str, placeholder: str) -> None:
        super().__init__(look, name)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        line = self.lineEdit()
        assert line is not None
        self.line = line
        self.line.setPlaceholderText(placeholder)
        self.line.setAccessibleName(name)
        self.line.setMaxLength(500)
        completer = self.completer()
        assert completer is not None
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        Completed(self.line, completer)

    def show_decks(self, names: Sequence[str]) -> None:
        """What is typed or picked stays."""
        typed = self.line.text()
        self.blockSignals(True)
        self.clear()
        self.addItems(list(names))
        self.setCurrentIndex(-1)
        self.line.setText(typed)
        self.line.setCursorPosition(0)
        self.blockSignals(False)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Once nobody types, the name is read from its first word on."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.line.setCursorPosition(0)

    @property
    def deck(self) -> str:
        """The whole name, or nothing."""
        return SEPARATOR.join(part.strip() for part in self.line.text().strip().split(SEPARATOR))

    @property
    def is_wrong(self) -> bool:
        """Whether a part of the name is missing."""
        return bool(self.deck) and not all(self.deck.split(SEPARATOR))
