"""Puts the window together: collection, preferences, looks and pages."""

import signal
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QMessageBox
from typing_extensions import override

from kgstudy import __version__
from kgstudy.domain.errors import UserError
from kgstudy.gui import ahead, doorbell
from kgstudy.gui.choices import Choices
from kgstudy.gui.desk import Desk
from kgstudy.gui.doorbell import Doorbell
from kgstudy.gui.feed import Feed
from kgstudy.gui.indexing import Indexing
from kgstudy.gui.jobs import Jobs
from kgstudy.gui.loading import Loading
from kgstudy.gui.media.sound import Player
from kgstudy.gui.shipped import Shipped
from kgstudy.gui.theme import Look
from kgstudy.gui.window import Window
from kgstudy.host import assets, folders, log
from kgstudy.opening import open_collection, read_shipped
from kgstudy.services import shipped
from kgstudy.store import media, writer
from kgstudy.store.collection import Collection

PROGRAM = "the window"
"""What others are told who want the same collection."""

LOAD_AFTER_MS = 800
BACKUP_AFTER_MS = 3000


class Application(QApplication):
    """Hears of files that are opened with it on macOS, where no argument names them."""

    file_opened = Signal(str)

    def __init__(self, arguments: Sequence[str]) -> None:
        super().__init__(list(arguments))
        self.opened: list[Path] = []
        """Files that came before there was a window to show them in."""

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():
            self.opened.append(Path(event.file()))
            self.file_opened.emit(event.file())
            return True
        return super().event(event)


def run(folder: Path, arguments: Sequence[str] = (), *, files: Sequence[Path] = ()) -> int:
    """Shows the window on the collection in `folder` until it is closed; returns the exit status.

    The window offers to bring in `files`.  Where a window has that collection open already, it
    comes to the front instead, and is handed the files.
    """
    app = _application(arguments)
    try:
        collection = open_collection(folder, PROGRAM)
    except UserError as error:
        return _turned_away(app, folder, files, error)
    with collection:
        return _show(app, collection, folder, files)


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
        player=Player(partial(media.path, collection)),
    )


class _Session(QObject):
    """What runs beside the window from its opening to its end."""

    def __init__(
        self, app: QApplication, window: Window, jobs: Jobs, feed: Feed, folder: Path
    ) -> None:
        super().__init__(window)
        self._window = window
        self._jobs = jobs
        self._bell = Doorbell(folder, self)
        self._bell.rung.connect(self._on_rung)
        if isinstance(app, Application):
            app.file_opened.connect(self._on_file_opened)
        window.trouble.install()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._back_up)
        self._later.start(BACKUP_AFTER_MS)
        self._ahead = Loading(ahead.EVERYTHING, self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._ahead.begin)
        self._soon.start(LOAD_AFTER_MS)
        self._indexing = Indexing(jobs, feed, self)
        self._indexing.failed.connect(window.trouble.tell)

    def end(self) -> None:
        self._indexing.end()
        self._later.stop()
        self._soon.stop()
        self._ahead.stop()
        self._jobs.finish()
        self._bell.take_down()
        self._window.trouble.remove()

    def _on_rung(self, files: list[Path]) -> None:
        self._window.come_forward()
        if files:
            self._window.bring_in(files)

    def _on_file_opened(self, file: str) -> None:
        self._on_rung([Path(file)])

    def _back_up(self) -> None:
        from kgstudy.services import upkeep  # noqa: PLC0415 - not needed to start

        job = self._jobs.start(lambda collection, _progress: upkeep.once_a_day(collection))
        job.failed.connect(self._window.trouble.tell)


def _application(arguments: Sequence[str]) -> QApplication:
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else Application(["kgstudy", *arguments])
    app.setApplicationName("kgstudy")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("kgstudy")
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return app


def _show(
    app: QApplication, collection: Collection, folder: Path, files: Sequence[Path] = ()
) -> int:
    log.start(folders.log_file(folder))
    desk = desk_for(app, collection, _preferences_file(folder))
    window = Window(desk)
    window.show()
    session = _Session(app, window, desk.jobs, desk.feed, folder)
    if files := [*files, *(app.opened if isinstance(app, Application) else ())]:
        window.bring_in(files)
    status = app.exec()
    session.end()
    desk.player.finish()
    desk.look.finish()
    log.stop()
    _delete(app, window)
    return status


def _delete(app: QApplication, window: Window) -> None:
    """Now and here: left to the collector of garbage, it might be deleted in another thread."""
    window.deleteLater()
    app.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)


def _turned_away(app: QApplication, folder: Path, files: Sequence[Path], error: UserError) -> int:
    if (writer.holder(folder) or "").startswith(PROGRAM) and doorbell.ring(folder, files):
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


def _say(words: str) -> None:
    """A program without a console has nowhere to say it."""
    if sys.stdout:
        sys.stdout.write(f"{words}\n")
