"""One field of a note: its name, its words, and its HTML where somebody wants to see that."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from kgstudy.domain.rich import read, read_items
from kgstudy.gui.editor.rich_edit import RichEdit
from kgstudy.gui.icons import icon
from kgstudy.gui.media.pictures import Media
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.label import label

_LONGEST = 30_000
"""Characters of a field that are edited as rich text; what is longer is shown as its HTML."""
_LINES = 6


class _Source(QPlainTextEdit):
    """The HTML of a field, to the letter."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "source")
        self.setTabChangesFocus(True)
        self._original = self._shown = ""

    def put(self, html: str) -> None:
        self.setPlainText(html)
        self._original, self._shown = html, self._now()

    @property
    def html(self) -> str:
        now = self._now()
        return self._original if now == self._shown else now

    def _now(self) -> str:
        return self.document().toRawText().replace("\u2029", "\n")

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        enter = e.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and e.modifiers() & Qt.KeyboardModifier.ControlModifier:
            e.ignore()
        else:
            super().keyPressEvent(e)

    @override
    def focusOutEvent(self, e: QFocusEvent) -> None:
        super().focusOutEvent(e)
        self.left.emit()


class FieldBox(QWidget):
    """`html` is the field as it was opened, to the letter, until something is changed in it."""

    edited = Signal()
    left = Signal()
    entered = Signal(object)
    """The RichEdit that the keyboard has come to."""

    def __init__(self, look: Look, media: Media, files: dict[str, bytes], *, many: bool) -> None:
        super().__init__()
        self._look = look
        self.name = ""
        self.many = many
        self._original = self._before = ""
        self.edit = RichEdit(look, media, files, many=many)
        self.source = _Source()
        self.source.setFixedHeight(self.source.fontMetrics().lineSpacing() * _LINES)
        self.pin = self._made_pin()
        self._caption = label("", "small", wrap=False)
        self._caption.setBuddy(self.edit)
        self._lay_out()
        self._dress()
        look.changed.connect(self._dress)
        self.edit.edited.connect(self.edited)
        self.source.textChanged.connect(self.edited)
        self.edit.left.connect(self.left)
        self.source.left.connect(self.left)
        self.edit.entered.connect(self.entered)

    def become(self, name: str, words: str, *, sticky: bool | None) -> None:
        """From now on it is the field `name`, which people call `words`.

        `sticky` says whether it keeps its words for the next note, None if it cannot.
        """
        self.name = name
        self._caption.setText(words)
        self.edit.setAccessibleName(words)
        self.source.setAccessibleName(f"{words}, HTML")
        self.pin.setChecked(bool(sticky))
        self.pin.setHidden(sticky is None)
        self.pin.setAccessibleName(self.tr("Keep {field} for the next card").format(field=words))

    def turn_pin(self) -> None:
        if not self.pin.isHidden():
            self.pin.toggle()

    @property
    def html(self) -> str:
        now = self.source.html if self.is_source else self.edit.html
        return self._original if now == self._before else now

    @property
    def is_source(self) -> bool:
        return not self.source.isHidden()

    @property
    def is_sticky(self) -> bool:
        return self.pin.isChecked()

    def open(self, html: str) -> None:
        """Begins with the field as it is; what was typed before is forgotten."""
        self.blockSignals(True)
        self._original = html
        self._show_source(shown=len(html) > _LONGEST)
        (self.source if self.is_source else self.edit).put(html)
        self._before = self.source.html if self.is_source else self.edit.html
        self.blockSignals(False)

    def replace(self, html: str) -> None:
        """Other words in the place of these, as one step that can be taken back."""
        if self.is_source:
            self.source.selectAll()
            self.source.insertPlainText(html)
            return
        cursor = self.edit.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        self.edit.setTextCursor(cursor)
        self.edit.insert(read_items(html) if self.many else read(html))

    def turn(self) -> None:
        """From rich text to HTML, or back."""
        html = self.html
        to_source = not self.is_source
        self.blockSignals(True)
        (self.source if to_source else self.edit).put(html)
        self.blockSignals(False)
        self._show_source(shown=to_source)
        self.begin()

    def begin(self) -> None:
        """The keyboard goes to its words; a proxy would lead Tab back here from what comes next."""
        (self.source if self.is_source else self.edit).setFocus()

    def _show_source(self, *, shown: bool) -> None:
        self.source.setHidden(not shown)
        self.edit.setHidden(shown)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self._caption)
        head.addStretch(1)
        head.addWidget(self.pin)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(self._look.px(2))
        rows.addLayout(head)
        rows.addWidget(self.edit)
        rows.addWidget(self.source)
        self.source.hide()

    def _dress(self) -> None:
        self.pin.setIcon(icon(self._look, "pin", "soft", on="accent"))

    def _made_pin(self) -> QToolButton:
        pin = QToolButton()
        pin.setCheckable(True)
        pin.setProperty("kind", "pin")
        pin.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        pin.setToolTip(self.tr("Keep these words for the next card (F9)"))
        return pin
