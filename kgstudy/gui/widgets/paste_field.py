"""A large place for a text: what is pasted into it empty is handed on whole, headings and all."""

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit
from typing_extensions import override

from kgstudy.gui.local_files import local_files
from kgstudy.gui.theme import Look


class PasteField(QPlainTextEdit):
    """`edited` follows what a person types or pastes among other words."""

    pasted = Signal(str, str)
    """A whole text, as plain words and, if the clipboard has it, as HTML."""
    files_pasted = Signal(list)
    """The Paths of copied files."""
    edited = Signal()
    entered = Signal()

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self._putting = False
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)  # files are for the window
        self.setProperty("kind", "text")
        self.textChanged.connect(self._on_changed)
        self._arrange()
        look.changed.connect(self._arrange)

    def put(self, text: str) -> None:
        """Shows a text; nobody has edited it."""
        if text != self.toPlainText():
            self._putting = True
            self.setPlainText(text)
            self._putting = False

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        whole = self.document().isEmpty() or self._all_selected()
        if files := local_files(source):
            self.files_pasted.emit(files)
        elif whole and (source.text().strip() or source.hasHtml()):
            self.pasted.emit(source.text(), source.html() if source.hasHtml() else "")
        else:
            super().insertFromMimeData(source)

    @override
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasUrls() or super().canInsertFromMimeData(source)

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        control = bool(e.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if e.key() == Qt.Key.Key_Escape:
            e.ignore()
        elif control and e.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(e)

    def _all_selected(self) -> bool:
        cursor = self.textCursor()
        end = self.document().characterCount() - 1
        return cursor.selectionStart() == 0 and cursor.selectionEnd() == end

    def _on_changed(self) -> None:
        if not self._putting:
            self.edited.emit()

    def _arrange(self) -> None:
        self.setMinimumHeight(self._look.px(220))
        self.document().setDocumentMargin(self._look.px(8))
