"""A large act under way: how far it is, and the way to stop it, which leaves all as it was."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from kgstudy.gui.jobs import Jobs, Work
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.button import Button
from kgstudy.gui.widgets.label import label
from kgstudy.gui.widgets.progress_line import ProgressLine

WIDTH = 420
PATIENCE_MS = 250
"""What is done sooner needs no words, only that nothing else is done meanwhile."""


class WorkDialog(QDialog):
    """`returned` carries what the work returned, `failed` the error; then it closes.

    The window waits behind it, so that nobody else writes meanwhile.
    """

    returned = Signal(object)
    failed = Signal(Exception)

    def __init__(self, look: Look, jobs: Jobs, words: str, work: Work, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(words)
        self.setAccessibleName(words)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.line = ProgressLine(look)
        self.line.setAccessibleName(self.tr("Done so far"))
        self.cancel = Button(self.tr("Cancel"))
        self.cancel.setAutoDefault(False)  # the Enter that began it may still be held
        self.cancel.setEnabled(False)
        self._stopping = False
        self._told = label(words, "lead")
        self._job = jobs.write(work)
        self._lay_out(look)
        self._job.progressed.connect(self._on_progress)
        self._job.done.connect(self._on_done)
        self._job.failed.connect(self._on_failed)
        self.cancel.clicked.connect(self.reject)
        self.setWindowOpacity(0)
        QTimer.singleShot(PATIENCE_MS, self, self._show)

    @override
    def reject(self) -> None:
        """Asks the work to stop; it closes when that has happened."""
        self._stopping = True
        self.cancel.setEnabled(False)
        self._told.setText(self.tr("Stopping …"))
        self._job.cancel()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.reject()

    def _show(self) -> None:
        self.setWindowOpacity(1)
        self.cancel.setEnabled(not self._stopping)
        self.cancel.setFocus()

    def _on_progress(self, done: int, whole: int) -> None:
        self.line.show_share(done / whole)

    def _on_done(self, result: object) -> None:
        self.accept()
        self.returned.emit(result)

    def _on_failed(self, error: Exception) -> None:
        self.accept()
        self.failed.emit(error)

    def _lay_out(self, look: Look) -> None:
        px = look.px
        foot = QHBoxLayout()
        foot.addWidget(label(self.tr("Cancelling leaves everything as it was."), "small"), 1)
        foot.addWidget(self.cancel)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(px(24), px(22), px(24), px(18))
        rows.setSpacing(px(14))
        rows.addWidget(self._told)
        rows.addWidget(self.line)
        rows.addLayout(foot)
        self.setFixedWidth(px(WIDTH))
