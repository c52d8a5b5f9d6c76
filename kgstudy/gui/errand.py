"""Work beside the window of which only the last is heard."""

from PySide6.QtCore import QObject, Signal

from kgstudy.gui.jobs import Job, Jobs, Work


class Errand(QObject):
    """Runs one piece of work at a time; beginning another, or dropping it, ends it unheard."""

    progressed = Signal(int, int)
    done = Signal(object)
    failed = Signal(Exception)

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job: Job | None = None

    @property
    def is_busy(self) -> bool:
        return self._job is not None

    def begin(self, work: Work) -> None:
        self.drop()
        self._job = job = self._jobs.start(work)
        job.progressed.connect(self.progressed)
        job.done.connect(self._on_done)
        job.failed.connect(self._on_failed)

    def cancel(self) -> None:
        """Asks it to stop; that it did is heard as a failure, as `Cancelled`."""
        if self._job is not None:
            self._job.cancel()

    def drop(self) -> None:
        job, self._job = self._job, None
        if job is not None:
            job.progressed.disconnect(self.progressed)
            job.done.disconnect(self._on_done)
            job.failed.disconnect(self._on_failed)
            job.cancel()

    def _on_done(self, result: object) -> None:
        self._job = None
        self.done.emit(result)

    def _on_failed(self, error: Exception) -> None:
        self._job = None
        self.failed.emit(error)
