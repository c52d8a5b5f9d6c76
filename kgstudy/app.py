"""Puts the window together: collection, preferences, looks and pages."""

import signal
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from kgstudy import __version__
from kgstudy.domain.errors import UserError
from kgstudy.gui import doorbell
from kgstudy.gui.choices import Choices
from kgstudy.gui.doorbell import Doorbell
from kgstudy.gui.feed import Feed
from kgstudy.gui.jobs import Jobs, Progress
from kgstudy.gui.pages.home import Shipped
from kgstudy.gui.theme import Look
from kgstudy.gui.window import Desk, Window
from kgstudy.host import assets, folders, log
from kgstudy.opening import open_collection, read_shipped
from kgstudy.services import safekeeping, shipped
from kgstudy.store import media, writer
from kgstudy.store.collection import Collection

PROGRAM = "the window"
"""What others are told who want the same collection."""

BACKUP_AFTER_MS = 3000


def run(folder: Path, arguments: Sequence[str] = ()) -> int:
    """Shows the window on the collection in `folder` until it is closed; returns the exit status.

    Where a window has that collection open already, it comes to the front instead.
    """
    app = _application(arguments)
    try:
        collection = open_collection(folder, PROGRAM)
    except UserError as error:
        return _turned_away(app, folder, error)
    with collection:
        return _show(app, collection, folder)


def desk_for(app: QApplication, collection: Collection, preferences: Path) -> Desk:
    """Everything the window works with."""
    choices = Choices(preferences)
    shelf = assets.shipped_decks()
    return Desk(
        collection,
        Look(app, choices.value.theme, choices.value.text_size),
        Feed(),
        choices,
        Jobs(collection),
        Shipped(
            partial(shipped.missing, collection, read_shipped, shelf),
            partial(shipped.bring_back, collection, read_shipped, shelf),
        ),
        partial(media.read, collection),
    )


class _Session(QObject):
    """What runs beside the window from its opening to its end."""

    def __init__(self, window: Window, jobs: Jobs, folder: Path) -> None:
        super().__init__(window)
        self._window = window
        self._jobs = jobs
        self._bell = Doorbell(folder, self)
        self._bell.rung.connect(window.come_forward)
        window.trouble.install()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._back_up)
        self._later.start(BACKUP_AFTER_MS)

    def end(self) -> None:
        self._later.stop()
        self._jobs.finish()
        self._bell.take_down()
        self._window.trouble.remove()

    def _back_up(self) -> None:
        self._jobs.start(_back_up).failed.connect(self._window.trouble.tell)


def _application(arguments: Sequence[str]) -> QApplication:
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(["kgstudy", *arguments])
    app.setApplicationName("kgstudy")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("kgstudy")
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return app


def _show(app: QApplication, collection: Collection, folder: Path) -> int:
    log.start(folders.log_file(folder))
    desk = desk_for(app, collection, _preferences_file(folder))
    window = Window(desk)
    window.show()
    session = _Session(window, desk.jobs, folder)
    status = app.exec()
    session.end()
    log.stop()
    _delete(app, window)
    return status


def _delete(app: QApplication, window: Window) -> None:
    """Now and here: left to the collector of garbage, it might be deleted in another thread."""
    window.deleteLater()
    app.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)


def _turned_away(app: QApplication, folder: Path, error: UserError) -> int:
    if (writer.holder(folder) or "").startswith(PROGRAM) and doorbell.ring(folder):
        _say("kgstudy is open already; its window comes to the front.")
        return 0
    box = QMessageBox(QMessageBox.Icon.NoIcon, "kgstudy", str(error))
    box.open()
    app.exec()
    return 1


def _preferences_file(folder: Path) -> Path:
    """A collection put somewhere on purpose has its preferences with it."""
    usual = folder == folders.data_folder()
    return folders.preferences_file(None if usual else folder)


def _back_up(collection: Collection, progress: Progress) -> Path | None:
    return safekeeping.backup_of_the_day(collection)


def _say(words: str) -> None:
    """A program without a console has nowhere to say it."""
    if sys.stdout:
        sys.stdout.write(f"{words}\n")
