"""The editor in a window of its own: to add notes one after another, or to change one."""

import logging
from dataclasses import replace

from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from kgstudy.domain.card_types import card_type
from kgstudy.domain.errors import UserError
from kgstudy.domain.ids import DeckId, NoteId
from kgstudy.domain.note import Note
from kgstudy.gui import wording
from kgstudy.gui.alarm import alarm
from kgstudy.gui.desk import Desk
from kgstudy.gui.editor.begun import packed, unpacked
from kgstudy.gui.editor.note_form import NoteForm
from kgstudy.gui.icons import program_icon
from kgstudy.gui.widgets.button import Button
from kgstudy.gui.widgets.label import label
from kgstudy.services import editing

_log = logging.getLogger(__name__)

_FIRST = QSize(1080, 720)
_MOST = 12
_SAID_MS = 4000
_LONGEST = 60


class EditorWindow(QWidget):
    """Escape closes it; what was begun is kept until it is opened again."""

    closed = Signal()
    note_wanted = Signal(object)
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._desk = desk
        self._added: list[tuple[NoteId, str]] = []
        self.setWindowIcon(program_icon())
        self.setProperty("kind", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.form = NoteForm(desk)
        self._said = label("", "small")
        self._quiet = alarm(self)
        self._quiet.timeout.connect(self._said.clear)
        self.last = Button(self.tr("Added before"), "quiet")
        self.last.hide()
        self.empty = Button(self.tr("Empty the fields"), "quiet")
        self.leave = Button(self.tr("Close"))
        self.keep = Button(self.tr("Add"), "primary")
        self.keep.setProperty("small", True)
        self._lay_out()
        self._connect()
        self.form.recall(unpacked(desk.choices.value.begun), desk.choices.laid_by())
        self._place()

    @property
    def is_adding(self) -> bool:
        return not self.keep.isHidden()

    @property
    def words(self) -> str:
        """What it says at its foot."""
        return self._said.text()

    def add(self, deck: DeckId | None) -> None:
        """Shows what was begun, or an empty note."""
        self.setWindowTitle(self.tr("Add cards"))
        self.keep.show()
        self.form.begin(deck)
        self._come()
        self.form.fields.begin(empty=True)

    def edit(self, note: NoteId) -> None:
        """Shows the note to be changed."""
        self.setWindowTitle(self.tr("Edit the note"))
        self.keep.hide()
        opened = self.form.open(note)
        self._come()
        if opened:
            self.form.fields.begin(empty=False)

    def say(self, words: str) -> None:
        self._said.setText(words)
        self._quiet.start(_SAID_MS)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """Changes are saved first; what makes no card keeps the window open."""
        if self.form.save():
            super().closeEvent(event)
            self._remember()
            self.closed.emit()
        else:
            event.ignore()

    def _place(self) -> None:
        place = self._desk.choices.value.editor
        if place and self.restoreGeometry(QByteArray.fromBase64(place.encode())):
            return
        room = self.screen().availableGeometry()
        self.resize((_FIRST * self._desk.look.scale).boundedTo(room.size() * 0.92))
        parent: QWidget | None = self.parentWidget()
        around = parent.window().geometry() if parent else room
        frame = self.geometry()
        frame.moveCenter(around.center())
        left = min(frame.left(), room.right() - frame.width())
        top = min(frame.top(), room.bottom() - frame.height())
        self.move(max(left, room.left()), max(top, room.top()))

    def _remember(self) -> None:
        """Its place, and what was begun, are there again at the next start."""
        choices = self._desk.choices
        place = self.saveGeometry().toBase64().toStdString()
        kept = replace(choices.value, editor=place)
        if self.is_adding:
            kept = replace(kept, begun=packed(self.form.begun))
        try:
            choices.choose(kept)
            if self.is_adding:
                choices.lay_by(self.form.begun_files)
        except UserError as error:
            _log.warning("what was begun is not kept: %s", error)

    def _come(self) -> None:
        self.show()
        self.raise_()
        self.activateWindow()

    def _keep(self) -> None:
        """Adds; or, where a note is changed, saves and leaves."""
        if self.is_adding:
            self.form.add()
        elif self.form.save():
            self.close()

    def _on_added(self, note: NoteId) -> None:
        found = editing.opened(self._desk.collection, note)
        if found is None:
            return
        line = " ".join(_first_question(found.note).split())
        short = line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
        self._added.insert(0, (note, short))
        self.last.show()
        count = wording.several(found.cards, "1 card", "%n cards")
        self.say(self.tr("Added {count} to {deck}").format(count=count, deck=found.deck))

    def _show_last(self) -> None:
        menu = QMenu(self)
        for note, line in self._added[:_MOST]:
            action = menu.addAction(line.replace("&", "&&"))
            action.setEnabled(editing.opened(self._desk.collection, note) is not None)
            action.triggered.connect(lambda _=False, note=note: self.note_wanted.emit(note))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.last.mapToGlobal(self.last.rect().topLeft()))

    def _on_looked(self) -> None:
        self.empty.setVisible(self.is_adding and self.form.is_changed)

    def _on_saved(self) -> None:
        self.say(self.tr("Saved"))

    def _show_keys(self) -> None:
        from kgstudy.gui.widgets.key_sheet import KeySheet  # noqa: PLC0415 - seldom wanted

        KeySheet(self._desk.look, self, "editor").open()

    def _lay_out(self) -> None:
        px = self._desk.look.px
        foot = QFrame()
        foot.setProperty("kind", "strip")
        across = QHBoxLayout(foot)
        across.setContentsMargins(px(20), px(10), px(20), px(12))
        across.setSpacing(px(10))
        across.addWidget(self._said, 1)
        for button in (self.last, self.empty, self.leave, self.keep):
            across.addWidget(button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.form, 1)
        rows.addWidget(foot)
        native = QKeySequence.SequenceFormat.NativeText
        self.keep.setToolTip(QKeySequence("Ctrl+Return").toString(native))
        self.leave.setToolTip(QKeySequence("Esc").toString(native))

    def _connect(self) -> None:
        self.keep.clicked.connect(self._keep)
        self.empty.clicked.connect(self.form.forget)
        self.form.looked.connect(self._on_looked)
        self.leave.clicked.connect(self.close)
        self.last.clicked.connect(self._show_last)
        self.form.added.connect(self._on_added)
        self.form.saved.connect(self._on_saved)
        self.form.said.connect(self.say)
        self.form.note_wanted.connect(self.note_wanted)
        for keys, act in (
            ("Ctrl+Return", self._keep),
            ("Ctrl+Enter", self._keep),
            ("Ctrl+Shift+H", self._show_last),
            ("Esc", self.close),
            ("F1", self._show_keys),
            ("Ctrl+Z", self.undo_wanted.emit),
            ("Ctrl+Shift+Z", self.redo_wanted.emit),
            ("Ctrl+Y", self.redo_wanted.emit),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)


def _first_question(note: Note) -> str:
    """As the browser has it: without marks of gaps and the like."""
    made_by = card_type(note)
    slots = made_by.slots(note.fields)
    return made_by.question_text(note.fields, slots[0]) if slots else ""
