"""The list of completions below a line, which looks and leaves as our other lists do."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit, QStyledItemDelegate, QWidget
from typing_extensions import override

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Completed(QObject):
    """While the list is open, Escape closes it and is not heard by the window.

    It goes with the line as well: where a key of the window moves on from there, the list would
    take the letters that are typed next.  Enter is the line's own once a name is written out whole
    that the list has, too.  Where it has nothing else to offer it goes, for a click beside it would
    only close it.
    """

    def __init__(self, line: QLineEdit, completer: QCompleter) -> None:
        super().__init__(line)
        popup = completer.popup()
        assert popup is not None
        self._completer = completer
        self._popup = popup
        self._line = line
        popup.setProperty("kind", "completions")
        popup.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # names within one begin alike
        popup.setItemDelegate(QStyledItemDelegate(popup))  # a completer's own heeds no style sheet
        line.installEventFilter(self)
        line.textEdited.connect(self._on_edited)
        popup.installEventFilter(self)
        program = QApplication.instance()
        assert isinstance(program, QApplication)
        program.focusChanged.connect(self._on_focus)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._popup:
            return self._finishes(event)
        asked = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if asked and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.setAccepted(self._popup.isVisible())
            return self._popup.isVisible()
        return False

    def _finishes(self, event: QEvent) -> bool:
        pressed = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if not (pressed and isinstance(event, QKeyEvent) and event.key() in _ENTER):
            return False
        if self._popup.currentIndex().isValid() or not self._is_whole():
            return False
        self._popup.hide()
        return QApplication.sendEvent(self._line, event)

    def _is_whole(self) -> bool:
        """Whether what is written is one of those on offer, whatever its case."""
        written = self._completer.splitPath(self._completer.completionPrefix())[-1]
        offered, fixed = self._completer.completionModel(), Qt.MatchFlag.MatchFixedString
        role = self._completer.completionRole()
        return bool(offered.match(offered.index(0, 0), role, written, 1, fixed))

    def _on_edited(self) -> None:
        """The line shows the list only after it has told of the letter."""
        QTimer.singleShot(0, self, self._leave_if_done)

    def _leave_if_done(self) -> None:
        if self._completer.completionCount() == 1 and self._is_whole():
            self._popup.hide()

    def _on_focus(self, left: QWidget | None, come: QWidget | None) -> None:
        if left is self._line and come not in (None, self._line, self._popup):
            self._popup.hide()
