"""The trash: what was deleted within the last thirty days, and the ways out of it."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QMessageBox, QTableView, QWidget
from typing_extensions import override

from kgstudy.domain.ids import NoteId
from kgstudy.gui.batch.dialog import BatchDialog
from kgstudy.gui.browse.place import runs
from kgstudy.gui.desk import Desk
from kgstudy.gui.errand import Errand
from kgstudy.gui.models.trash import TrashModel
from kgstudy.gui.widgets.bare_lists import pass_by_while_bare
from kgstudy.gui.widgets.button import Button
from kgstudy.gui.widgets.label import label
from kgstudy.gui.wording import number, several
from kgstudy.services import trash
from kgstudy.store.trash import Thrown

WIDTH, HEIGHT = 760, 560


class TrashDialog(BatchDialog):
    """`restored` and `purged` carry notes: the chosen ones, or all where none is chosen."""

    restored = Signal(tuple)
    purged = Signal(tuple)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk.look, self.tr("Trash"), self.tr("Restore"), parent)
        self._desk = desk
        self._looking = Errand(desk.jobs, self)
        self.model = TrashModel(desk.collection, self)
        self.table = QTableView()
        self.purge = Button(self.tr("Delete for good…"), "danger")
        self.cancel.say(self.tr("Close"))
        self._lay_out()
        self.finished.connect(self._looking.drop)
        self._looking.done.connect(self._on_found)
        self._looking.failed.connect(self._on_failed)
        self.purge.clicked.connect(self.ask_to_purge)
        desk.feed.changed.connect(self.refresh)
        self.fit(WIDTH, HEIGHT)
        self.table.setFocus()
        self._on_chosen()
        self.refresh()

    @property
    def chosen(self) -> tuple[NoteId, ...]:
        """The notes that are chosen; all where none is."""
        lying = self.model.lying
        return tuple(
            each.note_id for each in ([lying[row] for row in self._chosen_rows()] or lying)
        )

    def refresh(self) -> None:
        """Reads anew what lies there, beside the window."""
        self._looking.begin(lambda collection, _progress: trash.contents(collection))

    @override
    def on_act(self) -> None:
        if self.model.lying:
            self.restored.emit(self.chosen)

    def ask_to_purge(self) -> None:
        """Undo brings nothing back into the trash, so this is asked."""
        notes = self.chosen
        if not notes:
            return
        asked = several(len(notes), "Delete 1 note for good?", "Delete %n notes for good?")
        box = QMessageBox(QMessageBox.Icon.NoIcon, self.tr("Trash"), asked, parent=self)
        box.setInformativeText(
            several(
                len(notes),
                "It cannot be restored from the trash any more.",
                "They cannot be restored from the trash any more.",
            )
        )
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        delete = box.addButton(self.tr("Delete for good"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(self.tr("Keep"), QMessageBox.ButtonRole.RejectRole))
        delete.clicked.connect(lambda: self.purged.emit(notes))
        box.open()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.ask_to_purge()
        else:
            super().keyPressEvent(event)

    def _on_found(self, lying: Sequence[Thrown]) -> None:
        before = max(self.table.currentIndex().row(), 0)
        chosen = {self.model.lying[row].note_id for row in self._chosen_rows()}
        self.model.show_lying(lying)
        self._choose([row for row, each in enumerate(lying) if each.note_id in chosen])
        self._show_place(min(before, len(lying) - 1))
        if not lying and self.focusWidget() in (None, self.table):
            self.cancel.setFocus()
        self._on_chosen()

    def _choose(self, rows: Sequence[int]) -> None:
        selection = QItemSelection()
        for first, last in runs(rows):
            selection.select(self.model.index(first, 0), self.model.index(last, 0))
        whole = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        self.table.selectionModel().select(selection, whole)

    def _show_place(self, row: int) -> None:
        """Whoever has only keys sees where they would go on; chosen is nothing yet."""
        begin = self.model.index(row, 0)
        nothing = QItemSelectionModel.SelectionFlag.NoUpdate
        self.table.selectionModel().setCurrentIndex(begin, nothing)

    def _on_failed(self, error: Exception) -> None:
        raise error

    def _on_chosen(self) -> None:
        chosen, lying = len(self._chosen_rows()), len(self.model.lying)
        self.act.setEnabled(bool(lying))
        self.purge.setEnabled(bool(lying))
        self.act.say(self.tr("Restore") if chosen else self.tr("Restore all"))
        self.purge.say(self.tr("Delete for good…") if chosen else self.tr("Empty the trash…"))
        if not lying:
            self.told.setText(self.tr("The trash is empty."))
        else:
            told = several(lying, "1 note", "%n notes")
            more = self.tr(" · {n} chosen").format(n=number(chosen)) if chosen else ""
            self.told.setText(told + more)

    def _chosen_rows(self) -> list[int]:
        """The chosen rows in their order, from ranges: an index for each of 10,000 takes long."""
        selection = self.table.selectionModel().selection()
        ranges = [selection.at(n) for n in range(selection.count())]
        return sorted({row for each in ranges for row in range(each.top(), each.bottom() + 1)})

    def _lay_out(self) -> None:
        table = self.table
        table.setModel(self.model)
        pass_by_while_bare(table)
        table.setAccessibleName(self.tr("Deleted notes"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setProperty("kind", "lines")
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(self.look.px(34))
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, header.ResizeMode.Stretch)
        for column, width in ((1, 190), (2, 130)):
            table.setColumnWidth(column, self.look.px(width))
        table.selectionModel().selectionChanged.connect(self._on_chosen)
        days = self.tr("Deleted notes are kept for {days} days, with their cards and answers.")
        self.body.addWidget(label(days.format(days=trash.KEPT_DAYS), "soft"))
        self.body.addWidget(table, 1)
        self._foot.insertWidget(1, self.purge)
