"""Brings the text index up to date while nothing else is done, some notes at a time."""

from PySide6.QtCore import QObject, Signal

from kgstudy.domain.changes import Change, Touched
from kgstudy.gui.alarm import alarm
from kgstudy.gui.feed import Feed
from kgstudy.gui.jobs import Jobs, Steps
from kgstudy.services import indexing
from kgstudy.store.collection import Collection

BEGINS_AFTER_MS = 1500


class Indexing(QObject):
    """Each piece is a job of some milliseconds, so that whatever else is wanted comes between."""

    failed = Signal(Exception)

    def __init__(self, jobs: Jobs, feed: Feed, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._later = alarm(self)
        self._later.timeout.connect(self._begin)
        feed.changed.connect(self._on_change)
        self._later.start(BEGINS_AFTER_MS)

    def end(self) -> None:
        self._later.stop()

    def _on_change(self, change: Change) -> None:
        if change.touches(Touched.NOTES):
            self._later.start(BEGINS_AFTER_MS)

    def _begin(self) -> None:
        job = self._jobs.start(_some)
        job.done.connect(self._on_done)
        job.failed.connect(self.failed)

    def _on_done(self, any_left: bool) -> None:
        if any_left:
            self._later.start(0)


def _some(collection: Collection, progress: Steps) -> bool:
    del progress
    return indexing.index_some(collection)
