"""The address of a link, asked for on one line."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from kgstudy.gui.editor.rich_edit import RichEdit

_SCHEMES = ("http://", "https://", "mailto:")


class LinkRow(QLineEdit):
    """Enter links the words, Escape leaves them as they were; an empty address unlinks."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._edit: RichEdit | None = None
        self.setAccessibleName(self.tr("Address of the link"))
        self.setPlaceholderText(self.tr("https://… · Enter links, Esc leaves it"))
        self.hide()

    def ask(self, edit: RichEdit) -> None:
        self._edit = edit
        self.setText(edit.styling.worn.href)
        self.selectAll()
        self.show()
        self.setFocus()

    @override
    def event(self, arg__1: QEvent) -> bool:
        """Escape is its own and not the window's."""
        overriding = arg__1.type() == QEvent.Type.ShortcutOverride
        if overriding and isinstance(arg__1, QKeyEvent) and arg__1.key() == Qt.Key.Key_Escape:
            arg__1.accept()
            return True
        return super().event(arg__1)

    @override
    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        if arg__1.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._link()
        elif arg__1.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(arg__1)

    def _link(self) -> None:
        address = self.text().strip()
        if address and not address.lower().startswith(_SCHEMES):
            address = f"https://{address}"
        if self._edit is not None:
            self._edit.styling.link(address)
        self._leave()

    def _leave(self) -> None:
        self.hide()
        if self._edit is not None:
            self._edit.setFocus()
        self.left.emit()
