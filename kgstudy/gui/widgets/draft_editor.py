"""A draft while it is being edited: a field below the other, each as tall as its words."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from kgstudy.domain.card_types.base import Field
from kgstudy.domain.drafting import Draft
from kgstudy.gui.models import draft_fields
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.key_names import key_name
from kgstudy.gui.widgets.label import label

_MOST_LINES = 8
GAP_KEYS = "Ctrl+Shift+C"


class FieldEdit(QPlainTextEdit):
    """Enter keeps, Shift+Enter breaks the line; where there is one item a line, Enter does."""

    kept = Signal()
    left = Signal()
    grown = Signal()
    entered = Signal(QWidget)
    """The keyboard has come to it."""

    def __init__(self, look: Look, name: str, *, lines: bool) -> None:
        super().__init__()
        self._look = look
        self._lines = lines
        self.setAccessibleName(name)
        self.setProperty("kind", "field")
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def gap(self) -> None:
        """Puts the selected words, or the place where the cursor is, into brackets."""
        cursor = self.textCursor()
        words = cursor.selectedText()
        cursor.insertText(f"[{words}]")
        if not words:
            cursor.movePosition(cursor.MoveOperation.Left)
            self.setTextCursor(cursor)

    @override
    def event(self, event: QEvent) -> bool:
        """Keys that the window has a use for are the field's while it is being written in."""
        asked = event.type() == QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and key_name(event) in ("Esc", GAP_KEYS):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        name = key_name(e)
        if name == "Esc":
            self.left.emit()
        elif name in ("Ctrl+Return", "Ctrl+Enter") or (name == "Enter" and self._keeps(e)):
            self.kept.emit()
        else:
            super().keyPressEvent(e)

    @override
    def focusInEvent(self, e: QFocusEvent) -> None:
        super().focusInEvent(e)
        by_tab = e.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if by_tab and not self._lines:
            self.selectAll()
        self.entered.emit(self)

    @override
    def resizeEvent(self, e: QResizeEvent) -> None:
        super().resizeEvent(e)
        self._fit()

    def _keeps(self, event: QKeyEvent) -> bool:
        return not self._lines and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier

    def _fit(self) -> None:
        lines = max(2 if self._lines else 1, round(self.document().size().height()))
        spacing = self.fontMetrics().lineSpacing()
        frame = self._look.px(10) + 10
        height = min(lines, _MOST_LINES) * spacing + frame
        never, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(needed if lines > _MOST_LINES else never)
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)
            self.grown.emit()


class DraftEditor(QWidget):
    """Tab goes from field to field."""

    kept = Signal()
    left = Signal()
    grown = Signal()
    entered = Signal(QWidget)

    def __init__(self, look: Look, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = draft
        self._fields = draft_fields.fields_of(draft.kind)
        self._edits = {field.name: self._edit(look, field) for field in self._fields}
        self._before = {name: edit.toPlainText() for name, edit in self._edits.items()}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(3))
        for field in self._fields:
            edit = self._edits[field.name]
            name = label(draft_fields.name_of(draft.kind, field), "small")
            name.setBuddy(edit)
            column.addWidget(name)
            column.addWidget(edit)
            column.addSpacing(look.px(4))
        if draft.kind == "cloze":
            self._edits["text"].installEventFilter(self)

    @property
    def kind(self) -> str:
        return self._draft.kind

    @property
    def is_changed(self) -> bool:
        return any(edit.toPlainText() != self._before[n] for n, edit in self._edits.items())

    def begin(self) -> None:
        """The keyboard goes to the first field that has no words yet, else to the first."""
        empty = (edit for edit in self._edits.values() if not edit.toPlainText())
        required = [self._edits[field.name] for field in self._fields if field.required]
        first = next((edit for edit in empty if edit in required), required[0])
        first.setFocus()
        first.moveCursor(first.textCursor().MoveOperation.End)

    def fields(self) -> Mapping[str, str]:
        """The fields as HTML, untouched where nothing was changed.

        Raises UserError where they make no card.
        """
        made = {field.name: self._html(field) for field in self._fields}
        kept = {name: html for name, html in self._draft.fields.items() if name not in made}
        filled = {name: html for name, html in made.items() if html or name in self._draft.fields}
        required = {field.name: made[field.name] for field in self._fields if field.required}
        return draft_fields.checked(self._draft.kind, {**kept, **required, **filled})

    def gap(self) -> None:
        self._edits["text"].gap()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Only a text with gaps knows the key that makes one."""
        pressed = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if pressed and isinstance(event, QKeyEvent) and key_name(event) == GAP_KEYS:
            self.gap()
            return True
        return False

    def _html(self, field: Field) -> str:
        text = self._edits[field.name].toPlainText()
        if text == self._before[field.name]:
            return self._draft.fields.get(field.name, "")
        return draft_fields.as_html(self._draft.kind, field, text)

    def _edit(self, look: Look, field: Field) -> FieldEdit:
        name = draft_fields.name_of(self._draft.kind, field)
        edit = FieldEdit(look, name, lines=field.many)
        html = self._draft.fields.get(field.name, "")
        edit.setPlainText(draft_fields.as_text(self._draft.kind, field, html))
        edit.kept.connect(self.kept)
        edit.left.connect(self.left)
        edit.grown.connect(self.grown)
        edit.entered.connect(self.entered)
        return edit


def gap_keys() -> str:
    """How this system writes them."""
    return QKeySequence(GAP_KEYS).toString(QKeySequence.SequenceFormat.NativeText)
