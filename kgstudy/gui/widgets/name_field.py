"""A name that is there, from a list, or a new one, typed."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QComboBox, QCompleter
from typing_extensions import override

from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.clicked import is_clicked
from kgstudy.gui.widgets.completed import Completed
from kgstudy.gui.widgets.picker import Picker


class NameField(Picker):
    """Empty it says what its `placeholder` says, and a click offers all names there are."""

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
        self._completer = completer
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        Completed(self.line, completer)
        self.line.installEventFilter(self)

    def show_names(self, names: Sequence[str]) -> None:
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

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The list of completions is offered, since letters that follow still go to the line."""
        if watched is self.line and is_clicked(event) and not self.line.text():
            self._completer.setCompletionPrefix("")
            self._completer.complete()
        return super().eventFilter(watched, event)
