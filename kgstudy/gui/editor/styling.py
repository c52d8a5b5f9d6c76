"""The style of words in a field, and the lists that its lines are in."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from kgstudy.domain.rich import PLAIN, Style
from kgstudy.gui.editor import document as lined
from kgstudy.gui.editor.dressing import Dressing
from kgstudy.gui.editor.gap_marks import width
from kgstudy.gui.theme import hues

_PLACES: Final[tuple[tuple[str, str], ...]] = (("sub", "sup"), ("sup", "sub"))


class Styling(QObject):
    """Of what is selected or, where nothing is, of what will be typed."""

    changed = Signal()

    def __init__(self, edit: QTextEdit, dressing: Dressing, *, many: bool) -> None:
        """`many`: one item a line, and so no lists."""
        super().__init__(edit)
        self._edit = edit
        self._dressing = dressing
        self._many = many
        edit.currentCharFormatChanged.connect(self._leave_piece)
        edit.cursorPositionChanged.connect(self._leave_link)
        edit.selectionChanged.connect(self._leave_link)

    @property
    def worn(self) -> Style:
        """Of what would be typed now, or of the first of what is selected."""
        cursor = self._edit.textCursor()
        if cursor.hasSelection():
            first = QTextCursor(self._edit.document())
            first.setPosition(cursor.selectionStart() + 1)
            return lined.style_of(first.charFormat())
        return lined.style_of(self._edit.currentCharFormat())

    @property
    def lists(self) -> tuple[str, ...]:
        """The lists that the line of the cursor is in."""
        return lined.lists_of(self._edit.textCursor().block())

    def restyle(self, change: Callable[[Style], Style]) -> None:
        """Changes the style of what is selected, or of what will be typed."""
        cursor = self._edit.textCursor()
        if not cursor.hasSelection():
            form = self._dressing.dressed(change(lined.style_of(self._edit.currentCharFormat())))
            self._edit.setCurrentCharFormat(form)
            return
        self.restyle_between(cursor.selectionStart(), cursor.selectionEnd(), change)
        self.changed.emit()

    def restyle_between(self, start: int, end: int, change: Callable[[Style], Style]) -> None:
        cursor = QTextCursor(self._edit.document())
        cursor.beginEditBlock()
        for at, stop, form in lined.parts_between(self._edit.document(), start, end):
            style = change(lined.style_of(form))
            cursor.setPosition(at)
            cursor.setPosition(stop, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(self._restyled(form, style))
        cursor.endEditBlock()

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
        if address and not self._edit.textCursor().hasSelection():
            cursor = self._edit.textCursor()
            cursor.insertText(address, self._dressing.dressed(Style(href=address)))
            cursor.setCharFormat(self._dressing.dressed(PLAIN))
            self._edit.setTextCursor(cursor)
            return
        self.restyle(lambda style: replace(style, href=address))

    def clear_style(self) -> None:
        self.restyle(lambda _: PLAIN)
        self.list_lines("")

    def list_lines(self, tag: str) -> None:
        """Makes the selected lines items of a list, or of none where they are already."""
        if self._many:
            return
        cursor = self._edit.textCursor()
        wanted = () if not tag or self.lists[-1:] == (tag,) else (tag,)
        first = self._edit.document().findBlock(cursor.selectionStart()).blockNumber()
        last = self._edit.document().findBlock(cursor.selectionEnd()).blockNumber()
        cursor.beginEditBlock()
        for number in range(first, last + 1):
            block = self._edit.document().findBlockByNumber(number)
            if wanted or lined.lists_of(block):
                lined.set_list(QTextCursor(block), wanted)
        cursor.endEditBlock()
        self.changed.emit()

    def enclose(self, before: str, after: str) -> None:
        """Puts the selected words, or the place of the cursor, between these.

        Blanks at their ends stay outside: by keys a word is selected with the blank after it.
        """
        cursor = self._edit.textCursor()
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
        self._edit.setTextCursor(cursor)

    @property
    def formula(self) -> str:
        """The formula in which the cursor is, with its brackets."""
        cursor = self._edit.textCursor()
        text = cursor.block().text()
        at = cursor.positionInBlock()
        for opening, closing in ((r"\(", r"\)"), (r"\[", r"\]")):
            start, end = text.rfind(opening, 0, at), text.find(closing, at)
            if start >= 0 and end >= 0 and closing not in text[start:at]:
                return text[start : end + 2]
        return ""

    def _leave_piece(self, form: QTextCharFormat) -> None:
        """What is typed behind a picture is none."""
        if form.hasProperty(lined.PIECE):
            self._edit.setCurrentCharFormat(self._dressing.dressed(lined.style_of(form)))

    def _leave_link(self) -> None:
        """What is typed behind a link does not belong to it."""
        cursor = self._edit.textCursor()
        worn = lined.style_of(cursor.charFormat())
        if cursor.hasSelection() or not worn.href:
            return
        after = QTextCursor(cursor)
        after.movePosition(QTextCursor.MoveOperation.NextCharacter)
        if cursor.atBlockEnd() or lined.style_of(after.charFormat()).href != worn.href:
            self._edit.setCurrentCharFormat(self._dressing.dressed(replace(worn, href="")))

    def _restyled(self, form: QTextCharFormat, style: Style) -> QTextCharFormat:
        html = form.property(lined.PIECE)
        if isinstance(html, str) and form.isImageFormat():
            return lined.piece_format(html, style)
        return self._dressing.dressed(style)
