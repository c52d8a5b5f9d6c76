"""Markdown in a field, turned while it is typed."""

from dataclasses import replace

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from kgstudy.domain.rich import Style
from kgstudy.gui.editor import document as lined
from kgstudy.gui.editor import typed_markdown
from kgstudy.gui.editor.dressing import Dressing
from kgstudy.gui.editor.gap_marks import width
from kgstudy.gui.editor.styling import Styling


class Turning:
    def __init__(
        self, edit: QTextEdit, styling: Styling, dressing: Dressing, *, many: bool
    ) -> None:
        self._edit = edit
        self._styling = styling
        self._dressing = dressing
        self._many = many

    def turn(self) -> None:
        """Markdown that has just been finished becomes what it means; undo brings it back."""
        cursor = self._edit.textCursor()
        if cursor.hasSelection() or "code" in self._styling.worn.marks:
            return
        at = cursor.positionInBlock()
        before = lined.part(cursor.block().text(), 0, at)
        if tag := self._list_begun(before):
            self._begin_list(cursor, width(before), tag)
        elif found := typed_markdown.turned(before):
            self._apply(found, before)

    def _list_begun(self, before: str) -> str:
        return "" if self._many or self._styling.lists else typed_markdown.list_begun(before)

    def _begin_list(self, cursor: QTextCursor, length: int, tag: str) -> None:
        cursor.beginEditBlock()
        left, keep = QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor
        cursor.movePosition(left, keep, length)
        cursor.removeSelectedText()
        lined.set_list(cursor, (tag,))
        cursor.endEditBlock()
        self._edit.setTextCursor(cursor)

    def _apply(self, found: typed_markdown.Turned, before: str) -> None:
        cursor = self._edit.textCursor()
        end, keep = cursor.position(), QTextCursor.MoveMode.KeepAnchor
        start = end - width(before[found.start :])
        form = self._dressing.dressed(self._styling.worn)
        cursor.beginEditBlock()
        cursor.setPosition(end - found.closing)
        cursor.setPosition(end, keep)
        cursor.insertText(found.after, form)
        cursor.setPosition(start)
        cursor.setPosition(start + found.opening, keep)
        cursor.insertText(found.before, form)
        first, stop = start + len(found.before), end - found.closing - found.opening
        stop += len(found.before)
        self._styling.restyle_between(first, stop, lambda style: _united(style, found.style))
        cursor.endEditBlock()
        cursor.setPosition(stop + len(found.after))
        self._edit.setTextCursor(cursor)
        self._edit.setCurrentCharFormat(form)


def _united(style: Style, more: Style) -> Style:
    return replace(style, marks=style.marks | more.marks, href=more.href or style.href)
