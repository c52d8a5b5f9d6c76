"""A field as rich text: what is typed, pasted and dropped in becomes small HTML."""

from collections.abc import Callable, Sequence
from dataclasses import replace
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
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QTextEdit
from typing_extensions import override

from kgstudy.domain.rich import PLAIN, Line, Style, read, read_items, write, write_items
from kgstudy.gui.editor import document as lined
from kgstudy.gui.editor import pasted, typed_markdown
from kgstudy.gui.editor.dressing import Dressing
from kgstudy.gui.editor.gap_marks import GapMarks, width
from kgstudy.gui.editor.pieces import Pieces
from kgstudy.gui.local_files import accept_copy, local_files
from kgstudy.gui.media import pictures
from kgstudy.gui.media.pictures import Media
from kgstudy.gui.theme import Look, hues

OURS: Final = frozenset(
    {"Ctrl+B", "Ctrl+I", "Ctrl+U", "Ctrl+K", "Ctrl+M", "Ctrl+R", "Ctrl+S", "Ctrl+=", "Ctrl++"}
    | {"Ctrl+Return", "Ctrl+Enter", "Ctrl+D", "Ctrl+T", "Ctrl+H", "Ctrl+Shift+V", "Ctrl+E"}
)
"""Keys that mean something around the field, though Qt has uses of its own for some of them."""
ITALIC: Final = "Ctrl+I"
"""The window has this key too; a field takes it first, or neither would be heard."""
_MOST_LINES = 9
_PLACES: Final[tuple[tuple[str, str], ...]] = (("sub", "sup"), ("sup", "sub"))


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
        self.currentCharFormatChanged.connect(self._on_format)
        self.cursorPositionChanged.connect(self._leave_link)
        self.selectionChanged.connect(self._leave_link)
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

    @property
    def worn(self) -> Style:
        """Of what would be typed now, or of the first of what is selected."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            first = QTextCursor(self.document())
            first.setPosition(cursor.selectionStart() + 1)
            return lined.style_of(first.charFormat())
        return lined.style_of(self.currentCharFormat())

    @property
    def lists(self) -> tuple[str, ...]:
        """The lists that the line of the cursor is in."""
        return lined.lists_of(self.textCursor().block())

    def restyle(self, change: Callable[[Style], Style]) -> None:
        """Changes the style of what is selected, or of what will be typed."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            form = self._dressing.dressed(change(lined.style_of(self.currentCharFormat())))
            self.setCurrentCharFormat(form)
            return
        self._restyle(cursor.selectionStart(), cursor.selectionEnd(), change)
        self.edited.emit()

    def toggle(self, mark: str) -> None:
        """Words that have the mark lose it; words above the line stand below it no longer."""
        has = mark in self.worn.marks
        against = {other for one, other in _PLACES if one == mark}
        self.restyle(
            lambda style: replace(
                style,
                marks=style.marks - {mark} if has else (style.marks - against) | {mark},
            )
        )

    def colour(self, role: str) -> None:
        """Colours the words by a role of the theme; by no role, takes the colour away."""
        value = hues()[role] if role else ""
        self.restyle(lambda style: replace(style, colour=value))

    def link(self, address: str) -> None:
        """Links what is selected, or puts in the address itself; to nowhere, unlinks it."""
        if address and not self.textCursor().hasSelection():
            cursor = self.textCursor()
            cursor.insertText(address, self._dressing.dressed(Style(href=address)))
            cursor.setCharFormat(self._dressing.dressed(PLAIN))
            self.setTextCursor(cursor)
            return
        self.restyle(lambda style: replace(style, href=address))

    def clear_style(self) -> None:
        self.restyle(lambda _: PLAIN)
        self.list_lines("")

    def list_lines(self, tag: str) -> None:
        """Makes the selected lines items of a list, or of none where they are already."""
        if self._many:
            return
        cursor = self.textCursor()
        wanted = () if not tag or self.lists[-1:] == (tag,) else (tag,)
        first = self.document().findBlock(cursor.selectionStart()).blockNumber()
        last = self.document().findBlock(cursor.selectionEnd()).blockNumber()
        cursor.beginEditBlock()
        for number in range(first, last + 1):
            block = self.document().findBlockByNumber(number)
            if wanted or lined.lists_of(block):
                lined.set_list(QTextCursor(block), wanted)
        cursor.endEditBlock()
        self.edited.emit()

    def enclose(self, before: str, after: str) -> None:
        """Puts the selected words, or the place of the cursor, between these.

        Blanks at their ends stay outside: by keys a word is selected with the blank after it.
        """
        cursor = self.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        words = cursor.selectedText()
        if words.strip():
            start += len(words) - len(words.lstrip())
            end -= len(words) - len(words.rstrip())
        form = self._dressing.dressed(self.worn)
        cursor.beginEditBlock()
        cursor.setPosition(end)
        cursor.insertText(after, form)
        cursor.setPosition(start)
        cursor.insertText(before, form)
        cursor.endEditBlock()
        cursor.setPosition(start + width(before))
        cursor.setPosition(end + width(before), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    @property
    def formula(self) -> str:
        """The formula in which the cursor is, with its brackets."""
        cursor = self.textCursor()
        text = cursor.block().text()
        at = cursor.positionInBlock()
        for opening, closing in ((r"\(", r"\)"), (r"\[", r"\]")):
            start, end = text.rfind(opening, 0, at), text.find(closing, at)
            if start >= 0 and end >= 0 and closing not in text[start:at]:
                return text[start : end + 2]
        return ""

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
            self.toggle("i")
            self.currentCharFormatChanged.emit(self.currentCharFormat())
        elif enter and self.lists and not self.textCursor().block().text():
            self.list_lines("")
        elif e.matches(QKeySequence.StandardKey.Undo) and self._is_fresh:
            e.ignore()
        else:
            super().keyPressEvent(e)
            if e.text() in typed_markdown.TRIGGERS:
                self._turn()

    @override
    def inputMethodEvent(self, e: QInputMethodEvent) -> None:
        super().inputMethodEvent(e)
        if e.commitString()[-1:] in typed_markdown.TRIGGERS:
            self._turn()

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

    def _restyle(self, start: int, end: int, change: Callable[[Style], Style]) -> None:
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for at, stop, form in lined.parts_between(self.document(), start, end):
            style = change(lined.style_of(form))
            cursor.setPosition(at)
            cursor.setPosition(stop, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(self._restyled(form, style))
        cursor.endEditBlock()

    def _restyled(self, form: QTextCharFormat, style: Style) -> QTextCharFormat:
        html = form.property(lined.PIECE)
        if isinstance(html, str) and form.isImageFormat():
            return lined.piece_format(html, style)
        return self._dressing.dressed(style)

    def _turn(self) -> None:
        """Markdown that has just been finished becomes what it means; undo brings it back."""
        cursor = self.textCursor()
        if cursor.hasSelection() or "code" in self.worn.marks:
            return
        at = cursor.positionInBlock()
        before = lined.part(cursor.block().text(), 0, at)
        if tag := self._list_begun(before):
            self._begin_list(cursor, width(before), tag)
        elif found := typed_markdown.turned(before):
            self._apply(found, before)

    def _list_begun(self, before: str) -> str:
        return "" if self._many or self.lists else typed_markdown.list_begun(before)

    def _begin_list(self, cursor: QTextCursor, length: int, tag: str) -> None:
        cursor.beginEditBlock()
        left, keep = QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor
        cursor.movePosition(left, keep, length)
        cursor.removeSelectedText()
        lined.set_list(cursor, (tag,))
        cursor.endEditBlock()
        self.setTextCursor(cursor)

    def _apply(self, found: typed_markdown.Turned, before: str) -> None:
        cursor = self.textCursor()
        end, keep = cursor.position(), QTextCursor.MoveMode.KeepAnchor
        start = end - width(before[found.start :])
        form = self._dressing.dressed(self.worn)
        cursor.beginEditBlock()
        cursor.setPosition(end - found.closing)
        cursor.setPosition(end, keep)
        cursor.insertText(found.after, form)
        cursor.setPosition(start)
        cursor.setPosition(start + found.opening, keep)
        cursor.insertText(found.before, form)
        first, stop = start + len(found.before), end - found.closing - found.opening
        stop += len(found.before)
        self._restyle(first, stop, lambda style: _united(style, found.style))
        cursor.endEditBlock()
        cursor.setPosition(stop + len(found.after))
        self.setTextCursor(cursor)
        self.setCurrentCharFormat(form)

    def _on_format(self, form: QTextCharFormat) -> None:
        """What is typed behind a picture is none."""
        if form.hasProperty(lined.PIECE):
            self.setCurrentCharFormat(self._dressing.dressed(lined.style_of(form)))

    def _leave_link(self) -> None:
        """What is typed behind a link does not belong to it."""
        cursor = self.textCursor()
        worn = lined.style_of(cursor.charFormat())
        if cursor.hasSelection() or not worn.href:
            return
        after = QTextCursor(cursor)
        after.movePosition(QTextCursor.MoveOperation.NextCharacter)
        if cursor.atBlockEnd() or lined.style_of(after.charFormat()).href != worn.href:
            self.setCurrentCharFormat(self._dressing.dressed(replace(worn, href="")))

    def _on_look(self) -> None:
        """Colours and sizes are others now, and nothing else is."""
        untouched = not self.document().isUndoAvailable()
        self.blockSignals(True)
        self._restyle(0, self.document().characterCount(), lambda style: style)
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


def _united(style: Style, more: Style) -> Style:
    return replace(style, marks=style.marks | more.marks, href=more.href or style.href)
