"""The list of completions below a line, which looks and leaves as our other lists do."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit, QWidget
from typing_extensions import override


class Completed(QObject):
    """While the list is open, Escape closes it and is not heard by the window.

    It goes with the line as well: where a key of the window moves on from there, the list would
    take the letters that are typed next.
    """

    def __init__(self, line: QLineEdit, completer: QCompleter) -> None:
        super().__init__(line)
        popup = completer.popup()
        assert popup is not None
        self._popup = popup
        self._line = line
        popup.setProperty("kind", "completions")
        line.installEventFilter(self)
        program = QApplication.instance()
        assert isinstance(program, QApplication)
        program.focusChanged.connect(self._on_focus)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        asked = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if asked and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.setAccepted(self._popup.isVisible())
            return self._popup.isVisible()
        return False

    def _on_focus(self, left: QWidget | None, come: QWidget | None) -> None:
        if left is self._line and come not in (None, self._line, self._popup):
            self._popup.hide()
