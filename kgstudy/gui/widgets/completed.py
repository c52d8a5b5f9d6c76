"""The list of completions below a line, which looks and leaves as our other lists do."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit
from typing_extensions import override


class Completed(QObject):
    """While the list is open, Escape closes it and is not heard by the window."""

    def __init__(self, line: QLineEdit, completer: QCompleter) -> None:
        super().__init__(line)
        popup = completer.popup()
        assert popup is not None
        self._popup = popup
        popup.setProperty("kind", "completions")
        line.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        asked = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if asked and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.setAccepted(self._popup.isVisible())
            return self._popup.isVisible()
        return False
