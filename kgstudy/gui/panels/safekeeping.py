"""Where everything is kept, and a copy of it."""

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices

from kgstudy.gui.jobs import Jobs, Steps
from kgstudy.gui.panels.panel import Panel
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.button import Button
from kgstudy.services import safekeeping
from kgstudy.store.collection import Collection


class SafekeepingPanel(Panel):
    """`failed` carries what went wrong with a backup."""

    said = Signal(str)
    failed = Signal(Exception)

    def __init__(self, look: Look, collection: Collection, jobs: Jobs) -> None:
        super().__init__(look)
        self.head(self.tr("Your data"))
        self._folder = collection.folder
        self._jobs = jobs
        self.open = Button(self.tr("Open folder"))
        self.backup = Button(self.tr("Back up now"))
        place = str(self._folder) if self._folder else self.tr("In memory; nothing is kept.")
        self.add(self.tr("Data folder"), place, self.open)
        self._backup_row = self.add(
            self.tr("Backup"),
            self.tr("One is made by itself each day; the newer ones are kept."),
            self.backup,
        )
        for button in (self.open, self.backup):
            button.setEnabled(self._folder is not None)
        self.open.clicked.connect(self._on_open)
        self.backup.clicked.connect(self._on_backup)

    def _on_open(self) -> None:
        url = QUrl.fromLocalFile(str(self._folder))
        if not QDesktopServices.openUrl(url):
            self.said.emit(
                self.tr("No program here opens folders: {folder}").format(folder=self._folder)
            )

    def _on_backup(self) -> None:
        self.backup.setEnabled(False)
        self.backup.say(self.tr("Backing up …"))
        job = self._jobs.start(_back_up)
        job.done.connect(self._on_done)
        job.failed.connect(self.failed)
        job.ended.connect(self._on_ended)

    def _on_done(self, file: Path) -> None:
        self.said.emit(self.tr("Backed up to {file}").format(file=file.name))
        self._backup_row.explain(str(file))

    def _on_ended(self) -> None:
        self.backup.setEnabled(True)
        self.backup.say(self.tr("Back up now"))
        self.backup.setFocus()


def _back_up(collection: Collection, progress: Steps) -> Path:
    return safekeeping.backup(collection)
