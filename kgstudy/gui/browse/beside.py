"""What stands beside the table: the card in hand as it will look, or its note to be changed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kgstudy.domain.ids import CardId, NoteId
from kgstudy.gui.alarm import alarm
from kgstudy.gui.browse.preview import SETTLED_MS, CardPreview
from kgstudy.gui.desk import Desk
from kgstudy.gui.widgets.segments import Segments

if TYPE_CHECKING:
    from kgstudy.gui.editor.note_form import NoteForm

PREVIEW, EDIT = "preview", "edit"


class Beside(QWidget):
    """The form is made when it is first wanted; what was changed in it is saved on the way out."""

    turned = Signal(str)
    """Carries which of the two is shown now."""
    note_wanted = Signal(object)
    said = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._note: NoteId | None = None
        self._part = PREVIEW
        self.form: NoteForm | None = None
        self.preview = CardPreview(desk)
        choices = {PREVIEW: self.tr("Preview"), EDIT: self.tr("Edit")}
        self.parts = Segments(desk.look, self.tr("Beside the table"), choices)
        self.parts.put(PREVIEW)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.preview)
        self._settled = alarm(self, SETTLED_MS)
        self._lay_out()
        self.parts.chosen.connect(self.turn_to)
        self._settled.timeout.connect(self._open)
        desk.look.changed.connect(self._arrange)

    def turn_to(self, part: str) -> None:
        """Shows one of the two; the form stays where it is while it cannot be saved."""
        if part == self._part:
            return
        if part == PREVIEW and self.form is not None and not self.form.save():
            self.parts.put(EDIT)
            return
        self._part = part
        self.parts.put(part)
        self._show_part()
        self._settled.start(0)
        self.turned.emit(part)

    def edit(self) -> None:
        """The keyboard goes into the form."""
        self.turn_to(EDIT)
        self._open()
        self._made_form().fields.begin(empty=False)

    def show_card(self, card: CardId | None, note: NoteId | None) -> None:
        """Shows this card, as soon as the hand is still."""
        self._note = note
        self.preview.show_card(card)
        self._show_part()
        self._settled.start()

    def draw_again(self) -> None:
        """The card may read otherwise now; the form hears of that itself."""
        self.preview.draw_again()

    def _show_part(self) -> None:
        editing = self._part == EDIT and self._note is not None
        self._stack.setCurrentWidget(self._made_form() if editing else self.preview)

    def _open(self) -> None:
        if self.form is not None and self._part == EDIT and self.form.note != self._note:
            self.form.open(self._note)

    def _made_form(self) -> "NoteForm":
        if self.form is None:
            from kgstudy.gui.editor.note_form import NoteForm  # noqa: PLC0415 - not needed to look

            self.form = NoteForm(self._desk)
            self.form.preview.hide()
            self.form.note_wanted.connect(self.note_wanted)
            self.form.said.connect(self.said)
            self._stack.addWidget(self.form)
        return self.form

    def _lay_out(self) -> None:
        self._head = QHBoxLayout()
        self._head.addWidget(self.parts, 0, Qt.AlignmentFlag.AlignLeft)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addLayout(self._head)
        rows.addWidget(self._stack, 1)
        self._arrange()

    def _arrange(self) -> None:
        px = self._desk.look.px
        self._head.setContentsMargins(px(16), px(8), px(16), px(4))
