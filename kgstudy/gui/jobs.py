"""Long work, done beside the window: with progress, a way to stop it, and its own connection."""

from collections.abc import Callable
from functools import partial
from threading import Event

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal

from kgstudy.domain.errors import Cancelled
from kgstudy.domain.progress import Progress
from kgstudy.store.collection import Collection

Steps = Callable[[int, int], None]
"""Told how many steps are done, of how many; raises Cancelled once the person asked to stop."""

Work = Callable[[Collection, Steps], object]

PARTS = 1000
"""Into so many parts `shares` divides the whole."""


def shares(steps: Steps) -> Progress:
    """`steps` for work that tells what share is done, as readers and services do.

    However often it is told, no more than `PARTS` words of it go to the window; and it may go
    backwards, where work says that it begins anew.
    """
    last = -1

    def tell(share: float) -> None:
        nonlocal last
        done = round(min(max(share, 0.0), 1.0) * PARTS)
        steps(done if done != last else -1, PARTS)
        last = done

    return tell


class Job(QObject):
    """One piece of work under way.

    Its signals come in the thread that began it and not before its event loop goes on, so whoever
    has begun it has time to connect to them.
    """

    progressed = Signal(int, int)
    done = Signal(object)
    """Carries what the work returned."""
    failed = Signal(Exception)
    """Carries the UserError or our own mistake; `Cancelled` where it was stopped on wish."""
    ended = Signal()
    """Follows `done` or `failed`."""

    _advanced = Signal(int, int)
    _returned = Signal(object)
    _raised = Signal(Exception)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stop = Event()
        queued = Qt.ConnectionType.QueuedConnection
        self._advanced.connect(self.progressed, queued)
        self._returned.connect(self._on_returned, queued)
        self._raised.connect(self._on_raised, queued)

    def cancel(self) -> None:
        """Asks the work to stop; it does so at its next word of progress and changes nothing."""
        self._stop.set()

    def run(self, collection: Collection, work: Work) -> None:
        """Does the work; called in another thread."""
        try:
            self._heed()
            with collection.database.connection_context():
                result = work(collection, self._progress)
        except Exception as error:
            self._raised.emit(error)
        else:
            self._returned.emit(result)

    def _heed(self) -> None:
        if self._stop.is_set():
            raise Cancelled

    def _progress(self, done: int, whole: int) -> None:
        """With a negative `done` there is nothing new to tell."""
        self._heed()
        if done >= 0:
            self._advanced.emit(done, whole)

    def _on_returned(self, result: object) -> None:
        self.done.emit(result)
        self._end()

    def _on_raised(self, error: Exception) -> None:
        self.failed.emit(error)
        self._end()

    def _end(self) -> None:
        self.ended.emit()
        self.deleteLater()


class Jobs(QObject):
    """Runs one piece of work after another; each sees the collection through its own connection."""

    def __init__(self, collection: Collection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._collection = collection
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._writing = 0

    @property
    def is_writing(self) -> bool:
        """Whether an act goes on that nobody else can write beside."""
        return self._writing > 0

    def write(self, act: Work) -> Job:
        """Does an act for which everybody else has to wait, see `is_writing`."""
        self._writing += 1
        job = self.start(act)
        job.ended.connect(self._on_written)
        return job

    def start(self, work: Work) -> Job:
        job = Job(self)
        self._pool.start(partial(job.run, self._collection, work))
        return job

    def _on_written(self) -> None:
        self._writing -= 1

    def finish(self) -> None:
        """Waits for what is under way; for the end of the program."""
        self._pool.waitForDone()
