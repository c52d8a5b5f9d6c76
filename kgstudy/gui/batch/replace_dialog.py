"""Find and replace: every change is seen before it is made, and each can be left out."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from kgstudy.domain.errors import Cancelled, UserError
from kgstudy.domain.ids import NoteId
from kgstudy.domain.replacing import Wanted
from kgstudy.gui.alarm import alarm
from kgstudy.gui.batch.dialog import BatchDialog
from kgstudy.gui.batch.edit_list import EditList
from kgstudy.gui.desk import Desk
from kgstudy.gui.errand import Errand
from kgstudy.gui.jobs import shares
from kgstudy.gui.models.kind_words import any_field_names
from kgstudy.gui.widgets.button import Button
from kgstudy.gui.widgets.flow import Flow
from kgstudy.gui.widgets.label import label
from kgstudy.gui.widgets.picker import Picker
from kgstudy.gui.widgets.progress_line import ProgressLine
from kgstudy.gui.wording import several
from kgstudy.services import replacing
from kgstudy.services.replacing import EVERY_FIELD, TAGS, Edit

WIDTH, HEIGHT = 860, 640
SETTLED_MS = 250
"""Changes are looked for once the hand has been still for so long."""


class ReplaceDialog(BatchDialog):
    """`chosen` carries the edits that are wanted."""

    chosen = Signal(tuple)

    def __init__(
        self, desk: Desk, notes: Sequence[NoteId], fields: Sequence[str], parent: QWidget
    ) -> None:
        """`fields` are the names of those that the notes have."""
        title = several(len(notes), "Find and replace in 1 note", "Find and replace in %n notes")
        super().__init__(desk.look, title, self.tr("Replace"), parent)
        self._notes = tuple(notes)
        self._looking = Errand(desk.jobs, self)
        self.sought = self._line(self.tr("Find"))
        self.replacement = self._line(self.tr("Replace with"))
        self.where = Picker(desk.look, self.tr("Where"))
        self.case = _tick(self.tr("Match case"))
        self.regular = _tick(self.tr("Regular expression"))
        self.source = _tick(self.tr("In the HTML source"))
        self.all = Button(self.tr("Tick all"), "quiet")
        self.none = Button(self.tr("Tick none"), "quiet")
        self.changes = EditList(desk.look)
        self.progress = ProgressLine(desk.look)
        self.progress.setAccessibleName(self.tr("Looked through so far"))
        self._settled = alarm(self, SETTLED_MS)
        self._fill_fields(fields)
        self._lay_out()
        self._connect()
        self.fit(WIDTH, HEIGHT)
        self.sought.setFocus()
        self._show_count()

    @property
    def wanted(self) -> Wanted:
        return Wanted(
            self.sought.text(),
            self.replacement.text(),
            self.regular.isChecked(),
            self.case.isChecked(),
            self.source.isChecked(),
        )

    def look_up(self) -> None:
        """Looks for the changes beside the window."""
        self._settled.stop()
        wanted, where, notes = self.wanted, self.where.currentData(), self._notes
        if not wanted.find:
            self._on_found(())
            return
        self.act.setEnabled(False)
        self.told.setText(self.tr("Looking …"))
        self._looking.begin(
            lambda collection, progress: replacing.preview(
                collection, notes, wanted, where, shares(progress)
            )
        )

    @override
    def on_act(self) -> None:
        """Enter looks first, where something was typed since."""
        if self._settled.isActive():
            self.look_up()
        elif self.act.isEnabled():
            edits = self.changes.edits.wanted
            self.accept()
            self.chosen.emit(edits)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes from the lines into the list; Enter looks, or acts."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Down and self.replacement.hasFocus():
            if self.changes.edits.edits:
                self.changes.setFocus()
        elif enter and not event.isAutoRepeat():
            self.on_act()
        else:
            super().keyPressEvent(event)

    def _on_changed(self) -> None:
        self.act.setEnabled(False)
        self._looking.drop()
        self.progress.show_share(0)
        self._settled.start()

    def _on_found(self, edits: Sequence[Edit]) -> None:
        self.progress.show_share(0)
        self.changes.show_edits(edits)

    def _on_failed(self, error: Exception) -> None:
        self.progress.show_share(0)
        if isinstance(error, Cancelled):
            return
        if not isinstance(error, UserError):
            raise error
        self.changes.show_edits(())
        self.told.setText(error.said)

    def _show_count(self) -> None:
        edits = self.changes.edits
        wanted = len(edits.edits) - edits.left_out
        self.act.setEnabled(wanted > 0)
        for button in (self.all, self.none):
            button.setEnabled(bool(edits.edits))
        if not edits.edits:
            nothing = self.tr("Nothing is found.") if self.sought.text() else ""
            self.told.setText(nothing)
            return
        told = self.tr("{changes} in {notes}").format(
            changes=several(len(edits.edits), "1 change", "%n changes"),
            notes=several(edits.notes, "1 note", "%n notes"),
        )
        if edits.left_out:
            told += " · " + several(edits.left_out, "1 left out", "%n left out")
        self.told.setText(told)

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit()
        line.setAccessibleName(name)
        line.setPlaceholderText(name)
        line.setMaxLength(2000)
        return line

    def _fill_fields(self, names: Sequence[str]) -> None:
        self.where.addItem(self.tr("All fields"), EVERY_FIELD)
        for words, name in zip(any_field_names(names), names, strict=True):
            self.where.addItem(words, name)
        self.where.addItem(self.tr("Tags"), TAGS)

    def _lay_out(self) -> None:
        px = self.look.px
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(8))
        for row, line in enumerate((self.sought, self.replacement)):
            grid.addWidget(label(line.accessibleName(), "small", wrap=False), row, 0)
            grid.addWidget(line, row, 1)
        grid.addWidget(self.where, 0, 2)
        grid.setColumnStretch(1, 1)
        options = Flow()
        options.setSpacing(px(14))
        for box in (self.case, self.regular, self.source):
            options.addWidget(box)
        ticks = QHBoxLayout()
        for button in (self.all, self.none):
            ticks.addWidget(button)
        grid.addLayout(ticks, 1, 2)
        self.body.addLayout(grid)
        self.body.addLayout(options)
        self.body.addWidget(self.progress)
        self.body.addWidget(self.changes, 1)

    def _connect(self) -> None:
        for line in (self.sought, self.replacement):
            line.textChanged.connect(self._on_changed)
        for box in (self.case, self.regular, self.source):
            box.clicked.connect(self.look_up)
        self.where.currentIndexChanged.connect(self.look_up)
        self.all.clicked.connect(lambda: self.changes.edits.tick_all(on=True))
        self.none.clicked.connect(lambda: self.changes.edits.tick_all(on=False))
        self.changes.edits.ticked.connect(self._show_count)
        self._settled.timeout.connect(self.look_up)
        self._looking.progressed.connect(self._on_progress)
        self.finished.connect(self._settled.stop)
        self.finished.connect(self._looking.drop)
        self._looking.done.connect(self._on_found)
        self._looking.failed.connect(self._on_failed)

    def _on_progress(self, done: int, whole: int) -> None:
        self.progress.show_share(done / whole)


def _tick(words: str) -> QCheckBox:
    box = QCheckBox(words)
    box.setProperty("kind", "tick")
    return box
