"""A field as rich text: what is typed, pasted and dropped in becomes small HTML."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, Qt, QUrl, Signal
from PySide6.QtGui import (
    QDropEvent,
    QFocusEvent,
    QImage,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QTextEdit
from typing_extensions import override

from kgstudy.domain.rich import Line, read, read_items, write, write_items
from kgstudy.gui.editor import document as lined
from kgstudy.gui.editor import pasted, typed_markdown
from kgstudy.gui.editor.dressing import Dressing
from kgstudy.gui.editor.gap_marks import GapMarks
from kgstudy.gui.editor.pieces import Pieces
from kgstudy.gui.editor.styling import Styling
from kgstudy.gui.editor.turning import Turning
from kgstudy.gui.local_files import accept_copy, local_files
from kgstudy.gui.media import pictures
from kgstudy.gui.media.pictures import Media
from kgstudy.gui.theme import Look

OURS: Final = frozenset(
    {"Ctrl+B", "Ctrl+I", "Ctrl+U", "Ctrl+K", "Ctrl+M", "Ctrl+R", "Ctrl+S", "Ctrl+=", "Ctrl++"}
    | {"Ctrl+Return", "Ctrl+Enter", "Ctrl+D", "Ctrl+T", "Ctrl+H", "Ctrl+Shift+V", "Ctrl+E"}
)
"""Keys that mean something around the field, though Qt has uses of its own for some of them."""
ITALIC: Final = "Ctrl+I"
"""The window has this key too; a field takes it first, or neither would be heard."""
_MOST_LINES = 9


class RichEdit(QTextEdit):
    """As tall as its words, within reason; Tab goes on to the next field."""

    edited = Signal()
    left = Signal()
    entered = Signal(object)

    def __init__(self, look: Look, media: Media, files: dict[str, bytes], *, many: bool) -> None:
        """`files` takes in the pictures and sounds that are put in; `many`: one item a line."""
        super().__init__()
        self._look = look
        self._files = files
        self._pieces = Pieces(look, media, files)
        self._many = many
        self._dressing = Dressing(look)
        self.styling = Styling(self, self._dressing, many=many)
        self._turning = Turning(self, self.styling, self._dressing, many=many)
        self._original = self._written = ""
        self.words_only = False
        self.setProperty("kind", "field")
        self.setTabChangesFocus(True)
        self.setAcceptRichText(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        self.document().setIndentWidth(look.px(22))
        self._marks = GapMarks(look, self.document())
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.textChanged.connect(self.edited)
        self.styling.changed.connect(self.edited)
        look.changed.connect(self._on_look)
        self.put("")

    def put(self, html: str) -> None:
        """Shows the field; it is what `html` is, to the letter, until something is changed."""
        lines = read_items(html) if self._many else read(html)
        self.blockSignals(True)
        lined.fill(self.document(), lines, self._dressing.dressed)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.blockSignals(False)
        self._original, self._written = html, self._now()
        self._fit()

    @property
    def html(self) -> str:
        now = self._now()
        return self._original if now == self._written else now

    @override
    def event(self, e: QEvent) -> bool:
        """Leaves to the window what is the window's."""
        if e.type() == QEvent.Type.ShortcutOverride and isinstance(e, QKeyEvent):
            keys = QKeySequence(e.keyCombination()).toString()
            redo = keys in ("Ctrl+Shift+Z", "Ctrl+Y") and not self.document().isRedoAvailable()
            if keys in OURS or (keys == "Ctrl+Z" and self._is_fresh) or redo:
                e.setAccepted(keys == ITALIC)
                return keys == ITALIC
        return super().event(e)

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        enter = e.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and e.modifiers() & Qt.KeyboardModifier.ControlModifier:
            e.ignore()
        elif QKeySequence(e.keyCombination()).toString() == ITALIC:
            self.styling.toggle("i")
            self.currentCharFormatChanged.emit(self.currentCharFormat())
        elif enter and self.styling.lists and not self.textCursor().block().text():
            self.styling.list_lines("")
        elif e.matches(QKeySequence.StandardKey.Undo) and self._is_fresh:
            e.ignore()
        else:
            super().keyPressEvent(e)
            if e.text() in typed_markdown.TRIGGERS:
                self._turning.turn()

    @override
    def inputMethodEvent(self, e: QInputMethodEvent) -> None:
        super().inputMethodEvent(e)
        if e.commitString()[-1:] in typed_markdown.TRIGGERS:
            self._turning.turn()

    @override
    def focusInEvent(self, e: QFocusEvent) -> None:
        super().focusInEvent(e)
        self.entered.emit(self)

    @override
    def focusOutEvent(self, e: QFocusEvent) -> None:
        super().focusOutEvent(e)
        if e.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    @override
    def resizeEvent(self, e: QResizeEvent) -> None:
        super().resizeEvent(e)
        self._fit()

    @override
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return pasted.can_take(source)

    @override
    def createMimeDataFromSelection(self) -> QMimeData:
        cursor = self.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        html = write(lined.runs_between(self.document(), start, end))
        return pasted.copied(html, cursor.selectedText())

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insert(pasted.lines_of(source, self._files, words_only=self.words_only))

    @override
    def dropEvent(self, e: QDropEvent) -> None:
        super().dropEvent(e)
        if local_files(e.mimeData()):
            accept_copy(e)

    def insert(self, lines: Sequence[Line]) -> None:
        """Puts the lines in place of what is selected, as one step to undo."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        kept = [Line(line.runs) for line in lines] if self._many else list(lines)
        if kept and self.textCursor().block().text():
            kept[0] = Line(kept[0].runs)
        lined.insert(cursor, kept, self._dressing.dressed)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    @override
    def loadResource(self, type: int, name: QUrl | str) -> QImage:
        """Answers every request: where none is given, Qt looks for a file of that name."""
        address = name.toString() if isinstance(name, QUrl) else name
        if not address.startswith(f"{lined.SHOWN}:"):
            return pictures.blank()
        room = max(80, self.viewport().width() - 8)
        return self._pieces.image(lined.shown_at(address), room, self.devicePixelRatioF())

    @property
    def _is_fresh(self) -> bool:
        """Whether nothing was typed: one who takes back words takes back no deed by a key more."""
        return not (self.document().isUndoAvailable() or self.document().isRedoAvailable())

    def _now(self) -> str:
        lines = lined.lines_of(self.document())
        return write_items(lines) if self._many else write(lines)

    def _on_look(self) -> None:
        """Colours and sizes are others now, and nothing else is."""
        untouched = not self.document().isUndoAvailable()
        self.blockSignals(True)
        self.styling.restyle_between(0, self.document().characterCount(), lambda style: style)
        self.blockSignals(False)
        if untouched:
            self.document().clearUndoRedoStacks()
        self._fit()

    def _fit(self) -> None:
        spacing = self.fontMetrics().lineSpacing()
        frame = self._look.px(8) + 8
        least, most = (2 if self._many else 1) * spacing, _MOST_LINES * spacing + spacing // 2
        wanted = round(self.document().size().height())
        height = min(max(wanted, least), most) + frame
        never, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(needed if wanted > most else never)
        if height != self.minimumHeight():
            self.setFixedHeight(height)
