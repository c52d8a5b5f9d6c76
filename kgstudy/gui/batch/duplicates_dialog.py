"""Notes that read alike: found within a search, and shown in the list, tagged or deleted."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QItemSelectionModel, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QGridLayout, QLineEdit, QListWidget, QWidget
from typing_extensions import override

from kgstudy.domain.errors import Cancelled, UserError
from kgstudy.domain.ids import NoteId
from kgstudy.gui.batch.dialog import BatchDialog
from kgstudy.gui.desk import Desk
from kgstudy.gui.errand import Errand
from kgstudy.gui.jobs import Steps, shares
from kgstudy.gui.models.kind_words import any_field_names
from kgstudy.gui.widgets.bare_lists import pass_by_while_bare
from kgstudy.gui.widgets.button import Button
from kgstudy.gui.widgets.label import label
from kgstudy.gui.widgets.picker import Picker
from kgstudy.gui.widgets.progress_line import ProgressLine
from kgstudy.gui.wording import number, several
from kgstudy.services import duplicates
from kgstudy.services.duplicates import FIRST_FIELD, Alike
from kgstudy.store.collection import Collection

WIDTH, HEIGHT = 760, 600
MOST = 2000
"""Groups that are listed; the acts are about those that are chosen, or else about all."""


class DuplicatesDialog(BatchDialog):
    """`shown`, `tagged` and `deleted` carry notes: all of each group, or all but its oldest."""

    shown = Signal(tuple)
    tagged = Signal(tuple)
    deleted = Signal(tuple)

    def __init__(
        self,
        desk: Desk,
        fields: Sequence[str],
        found: Callable[[Collection, str], Sequence[NoteId]],
        parent: QWidget,
    ) -> None:
        """`fields` are all names of fields; `found` gives the notes that a search finds."""
        super().__init__(desk.look, self.tr("Find duplicates"), self.tr("Look"), parent)
        self._found = found
        self._looking = Errand(desk.jobs, self)
        self.groups: tuple[Alike, ...] = ()
        self.field = Picker(desk.look, self.tr("Field"))
        self.search = QLineEdit()
        self.list = QListWidget()
        self.progress = ProgressLine(desk.look)
        self.show_ = Button(self.tr("Show in the list"))
        self.tag = Button(self.tr("Tag “duplicate”"))
        self.delete = Button(self.tr("Delete all but the oldest"), "danger")
        self._fill_fields(fields)
        self._lay_out()
        self._connect()
        self.fit(WIDTH, HEIGHT)
        self.field.setFocus()
        self._on_chosen()

    @property
    def chosen(self) -> tuple[Alike, ...]:
        """The groups that are chosen; all where none is."""
        rows = sorted(index.row() for index in self.list.selectedIndexes())
        return tuple(self.groups[row] for row in rows) or self.groups

    @override
    def on_act(self) -> None:
        """Looks for them beside the window."""
        field, query, found = self.field.currentData(), self.search.text(), self._found

        def look(collection: Collection, progress: Steps) -> tuple[Alike, ...]:
            progress(0, 1)
            notes = found(collection, query)
            return duplicates.find(collection, notes, field, shares(progress))

        self.told.setText(self.tr("Looking …"))
        self._looking.begin(look)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the list shows the chosen groups."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.list.hasFocus() and self.groups:
            self._on_show()
        else:
            super().keyPressEvent(event)

    def _on_found(self, groups: Sequence[Alike]) -> None:
        self.progress.show_share(0)
        self.groups = tuple(groups)
        self.list.clear()
        for group in self.groups[:MOST]:
            line = " ".join(group.text.split())
            self.list.addItem(f"{len(group.notes)} ×  {line}")
        self._on_chosen()
        if self.groups:
            self.list.setFocus()
            self.list.setCurrentRow(0, QItemSelectionModel.SelectionFlag.NoUpdate)
        else:
            self.told.setText(self.tr("No two notes read alike there."))

    def _on_failed(self, error: Exception) -> None:
        self.progress.show_share(0)
        if not isinstance(error, UserError):
            raise error
        if not isinstance(error, Cancelled):
            self.told.setText(error.said)

    def _on_chosen(self) -> None:
        groups = self.chosen
        for button in (self.show_, self.tag, self.delete):
            button.setEnabled(bool(groups))
        if groups:
            notes = sum(len(group.notes) for group in groups)
            told = several(len(groups), "1 group", "%n groups")
            self.told.setText(f"{told} · " + self.tr("{n} notes").format(n=number(notes)))

    def _on_show(self) -> None:
        self._end(self.shown, [note for group in self.chosen for note in group.notes])

    def _on_tag(self) -> None:
        self._end(self.tagged, [note for group in self.chosen for note in group.notes])

    def _on_delete(self) -> None:
        self._end(self.deleted, [note for group in self.chosen for note in group.notes[1:]])

    def _end(self, signal: SignalInstance, notes: Sequence[NoteId]) -> None:
        self.accept()
        signal.emit(tuple(notes))

    def _fill_fields(self, names: Sequence[str]) -> None:
        self.field.addItem(self.tr("First field"), FIRST_FIELD)
        for words, name in zip(any_field_names(names), names, strict=True):
            self.field.addItem(words, name)

    def _lay_out(self) -> None:
        px = self.look.px
        self.search.setAccessibleName(self.tr("Within the search"))
        self.search.setPlaceholderText(self.tr("All notes, or a search such as deck:Rivers"))
        self.list.setAccessibleName(self.tr("Notes that read alike"))
        self.list.setProperty("kind", "lines")
        self.list.setUniformItemSizes(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        pass_by_while_bare(self.list)
        self.progress.setAccessibleName(self.tr("Looked through so far"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(8))
        for row, control in enumerate((self.field, self.search)):
            grid.addWidget(label(control.accessibleName(), "small", wrap=False), row, 0)
            grid.addWidget(control, row, 1)
        grid.setColumnStretch(1, 1)
        acts = QGridLayout()
        acts.setSpacing(px(10))
        for column, button in enumerate((self.show_, self.tag, self.delete)):
            acts.addWidget(button, 0, column)
        self.body.addLayout(grid)
        self.body.addWidget(self.progress)
        self.body.addWidget(self.list, 1)
        self.body.addLayout(acts)

    def _connect(self) -> None:
        self._looking.progressed.connect(self._on_progress)
        self.finished.connect(self._looking.drop)
        self._looking.done.connect(self._on_found)
        self._looking.failed.connect(self._on_failed)
        self.list.itemSelectionChanged.connect(self._on_chosen)
        self.list.itemActivated.connect(self._on_show)
        self.show_.clicked.connect(self._on_show)
        self.tag.clicked.connect(self._on_tag)
        self.delete.clicked.connect(self._on_delete)

    def _on_progress(self, done: int, whole: int) -> None:
        self.progress.show_share(done / whole)
