"""A line over the picture in which a label is written."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from kgstudy.gui.theme import Look

_WIDTH = 220
_LONGEST = 200


class Words(QLineEdit):
    """Enter and leaving it keep what is written; Escape does not."""

    written = Signal(str)
    left = Signal()
    """The keyboard belongs to the picture again."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._over = parent
        self._is_asking = False
        self.setMaxLength(_LONGEST)
        self.setPlaceholderText(self.tr("Words on the picture"))
        self.setAccessibleName(self.tr("Words on the picture"))
        self.hide()

    def ask(self, at: QPoint, words: str) -> None:
        """Shows itself there, with what is written so far."""
        self.setFixedWidth(self._look.px(_WIDTH))
        self.adjustSize()
        room = self._over.size() - self.size()
        self.move(max(min(at.x(), room.width()), 0), max(min(at.y(), room.height()), 0))
        self.setText(words)
        self.selectAll()
        self.show()
        self._is_asking = True
        self.setFocus()

    def keep(self) -> None:
        """Takes what is written, if anything is being."""
        if self._is_asking:
            self._is_asking = False
            self.written.emit(self.text().strip())
            self._go()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self._is_asking = False
            self._go()
        elif enter and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.keep()
        else:
            super().keyPressEvent(event)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        self.keep()
        return True

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.keep()

    def _go(self) -> None:
        """Gives the keyboard away first: hidden with it, it would pass it on to anything."""
        if self.hasFocus():
            self.left.emit()
        self.hide()
