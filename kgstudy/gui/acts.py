"""Acts of the whole window: undone, done again and, the large ones, done beside it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from kgstudy.domain.changes import Change
from kgstudy.gui.feed import Feed
from kgstudy.gui.jobs import Jobs
from kgstudy.gui.page import Page
from kgstudy.gui.wording import act_name
from kgstudy.services import history
from kgstudy.store.collection import Collection

Act = Callable[[Collection], Change | None]


class Acts(QObject):
    """Between `began` and `ended` a large act goes on, and nobody else can write."""

    began = Signal()
    ended = Signal()
    said = Signal(str)
    failed = Signal(Exception)

    def __init__(self, collection: Collection, feed: Feed, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._collection = collection
        self._feed = feed
        self._jobs = jobs
        self.is_busy = False

    def undo(self, page: Page) -> None:
        """Takes back the last act, whenever it was; in the way of the page that is in front."""
        if not history.is_long(self._collection):
            change = page.undo() or history.undo(self._collection)
            self._tell(change, self.tr("Undone: {act}"), self.tr("There is nothing to undo."))
        elif not page.take_back():
            self._do_beside(history.undo, self.tr("Undone: {act}"))

    def redo(self, page: Page) -> None:
        if history.is_long(self._collection, forth=True):
            self._do_beside(history.redo, self.tr("Done again: {act}"))
            return
        change = page.redo() or history.redo(self._collection)
        self._tell(change, self.tr("Done again: {act}"), self.tr("There is nothing to do again."))

    def do_beside(self, act: Act) -> None:
        """Does a large act beside the window, and says when it is done."""
        self._do_beside(act, self.tr("Done: {act}"))

    def write_beside(self, act: Act, done: Callable[[Change | None], None]) -> None:
        """Does a large act beside the window; `done` is told what it changed."""
        self.is_busy = True
        self.began.emit()
        job = self._jobs.start(lambda collection, _progress: act(collection))
        job.done.connect(self._end)
        job.done.connect(done)
        job.failed.connect(self._on_failed)

    def _do_beside(self, act: Act, done: str) -> None:
        self.said.emit(self.tr("One moment: that was a lot …"))
        nothing = self.tr("There is nothing to undo.")
        self.write_beside(act, lambda change: self._tell(change, done, nothing))

    def _tell(self, change: Change | None, done: str, nothing: str) -> None:
        if change is None:
            self.said.emit(nothing)
            return
        self._feed.changed.emit(change)
        self.said.emit(done.format(act=act_name(change.act)))

    def _end(self) -> None:
        self.is_busy = False
        self.ended.emit()

    def _on_failed(self, error: Exception) -> None:
        self._end()
        self.failed.emit(error)
