"""What goes out, in which format, and where to."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget
from typing_extensions import override

from kgstudy.domain.errors import Cancelled, UserError
from kgstudy.domain.ids import CardId, DeckId
from kgstudy.gui.dialogs.export_choices import ExportChoices
from kgstudy.gui.jobs import Job, Jobs
from kgstudy.gui.models.outlets import Exported, export
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.column import Column
from kgstudy.gui.widgets.label import label
from kgstudy.gui.widgets.work_foot import WorkFoot
from kgstudy.store.collection import Collection

WIDTH, HEIGHT = 720, 560
ROOMY = 600


class ExportDialog(QDialog):
    """`written` carries the file; `failed` what went wrong and is no fault of the person's."""

    written = Signal(Path)
    failed = Signal(Exception)

    def __init__(
        self,
        look: Look,
        collection: Collection,
        jobs: Jobs,
        parent: QWidget,
        *,
        deck: DeckId | None = None,
        cards: Sequence[CardId] = (),
    ) -> None:
        """With `cards`, these can go out alone, and are offered first."""
        super().__init__(parent)
        self._look = look
        self._jobs = jobs
        self._job: Job | None = None
        self.choices = ExportChoices(look, collection, cards)
        self.setWindowTitle(self.tr("Export"))
        self.setAccessibleName(self.tr("Export"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._lay_out()
        self._connect()
        self.choices.choose(deck)
        wanted = QSize(look.px(WIDTH), look.px(HEIGHT))
        self.resize(wanted.boundedTo(parent.size() - QSize(40, 40)))
        self.choices.format.setFocus()

    def save_to(self, path: Path) -> None:
        """Writes what is wanted there, beside the window."""
        self._problem.hide()
        self._job = job = self._jobs.start(export(self.choices.outlet, self.choices.wanted, path))
        job.progressed.connect(self.foot.show_progress)
        job.done.connect(self._on_done)
        job.failed.connect(self._on_failed)
        self.foot.say(self.tr("Exporting …"))
        self._show_working(working=True)

    @override
    def reject(self) -> None:
        """Stops what is under way first; then closes."""
        if self._job:
            self.foot.say(self.tr("Stopping …"))
            self._job.cancel()
        else:
            super().reject()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._drop_job()
        super().closeEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _on_wanted(self) -> None:
        suffix = self.choices.outlet.suffix
        dialog = QFileDialog(self, self.tr("Export"), self.choices.file_name + suffix)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        suffixes = sorted(self.choices.outlet.suffixes, key=lambda each: each != suffix)
        patterns = " ".join(f"*{each}" for each in suffixes) if suffix else "*"
        dialog.setNameFilter(f"{self.choices.outlet.name} ({patterns})")
        dialog.setDefaultSuffix(suffix.removeprefix("."))
        dialog.selectFile(self.choices.file_name + suffix)
        dialog.fileSelected.connect(self._on_file)
        dialog.open()

    def _on_file(self, name: str) -> None:
        path = self.choices.outlet.called(Path(name))
        if problem := self.choices.problem_of(Path(name), path):
            self._on_failed(problem)
        else:
            self.save_to(path)

    def _on_done(self, exported: Exported) -> None:
        """Closes, unless there is something to be read first."""
        self._job = None
        self.written.emit(exported.path)
        if exported.losses:
            self._tell_losses(exported.losses)
        else:
            self.accept()

    def _tell_losses(self, losses: Sequence[str]) -> None:
        self.foot.rest()
        self.foot.act.hide()
        self.foot.cancel.say(self.tr("Close"))
        self.foot.cancel.setFocus()
        for row in self.choices.rows:
            row.hide()
        self._heading.setText(self.tr("Exported"))
        self.losses.setText("\n".join(losses))
        self.losses.show()

    def _on_failed(self, error: Exception) -> None:
        self._job = None
        self._show_working(working=False)
        if isinstance(error, Cancelled | UserError):
            self._problem.setText(str(error))
            self._problem.show()
        else:
            self.failed.emit(error)
        self.foot.act.setFocus()

    def _drop_job(self) -> None:
        job, self._job = self._job, None
        if job is not None:
            for signal in (job.progressed, job.done, job.failed):
                signal.disconnect()
            job.cancel()

    def _show_working(self, *, working: bool) -> None:
        for row in self.choices.rows:
            row.setEnabled(not working)
        self.foot.cancel.setFocus()
        if not working:
            self.foot.rest()
        self._show_ready()

    def _show_ready(self) -> None:
        self.foot.act.setEnabled(self.choices.is_ready and self._job is None)

    def _lay_out(self) -> None:
        self._column = Column(self._look, WIDTH)
        self._problem = label("", "error")
        self._problem.hide()
        self._heading = label(self.tr("Export"), "title")
        self.losses = label("", "body")
        self.losses.hide()
        self._column.rows.addWidget(self._heading)
        self._column.rows.addWidget(self.losses)
        for row in self.choices.rows:
            self._column.rows.addWidget(row)
        self._column.rows.addWidget(self._problem)
        self._column.rows.addStretch()
        self.foot = WorkFoot(self._look, self.tr("Export…"))
        self.foot.cancel.setAutoDefault(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.setSpacing(0)
        whole.addWidget(self._column, 1)
        whole.addWidget(self.foot)
        self.foot.act.setDefault(True)  # a button that lies in no dialog yet loses that again
        self._arrange()

    def _arrange(self) -> None:
        roomy = self.width() >= self._look.px(ROOMY)
        self.choices.arrange(roomy=roomy)

    def _connect(self) -> None:
        self.choices.changed.connect(self._show_ready)
        self.foot.wanted.connect(self._on_wanted)
        self.foot.cancelled.connect(self.reject)
        self._look.changed.connect(self._arrange)
