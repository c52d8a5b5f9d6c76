"""Drafting the cards of a lesson beside the window, one lesson at a time."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from kgstudy.domain.errors import Cancelled
from kgstudy.domain.lesson import Lesson
from kgstudy.gui.jobs import Job, Jobs, Steps, shares
from kgstudy.services import studio
from kgstudy.services.groundwork import NOTHING, Groundwork
from kgstudy.store.collection import Collection


class DraftingWork(QObject):
    """Keeps what was drafted last, until another text is wanted."""

    progressed = Signal(int, int)
    done = Signal()
    stopped = Signal()
    failed = Signal(Exception)
    """Follows `stopped`, where that was nobody's wish."""

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job: Job | None = None
        self._lesson: Lesson | None = None
        self.ground = NOTHING
        self.was_stopped = False

    @property
    def is_busy(self) -> bool:
        return self._job is not None

    def want(self, lesson: Lesson) -> bool:
        """Drafts the lesson unless that is done, under way or stopped; says whether it began."""
        if self._lesson is not None and _same(self._lesson, lesson):
            return False
        self.forget()
        self._lesson = lesson
        job = self._jobs.start(partial(_draft, lesson))
        job.progressed.connect(self.progressed)
        job.done.connect(self._on_done)
        job.failed.connect(self._on_failed)
        self._job = job
        return True

    def cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def forget(self) -> None:
        """What is under way is not wanted any longer, nor what was drafted."""
        if self._job is not None:
            self._job.done.disconnect(self._on_done)
            self._job.failed.disconnect(self._on_failed)
            self._job.progressed.disconnect(self.progressed)
            self._job.cancel()
        self._job = self._lesson = None
        self.ground, self.was_stopped = NOTHING, False

    def _on_done(self, ground: Groundwork) -> None:
        self._job, self.ground = None, ground
        self.done.emit()

    def _on_failed(self, error: Exception) -> None:
        self._job, self.was_stopped = None, True
        self.stopped.emit()
        if not isinstance(error, Cancelled):
            self.failed.emit(error)


def _draft(lesson: Lesson, _: Collection, progress: Steps) -> Groundwork:
    return Groundwork(studio.drafting_of(lesson, shares(progress)))


def _same(one: Lesson, other: Lesson) -> bool:
    """Whether they are drafted alike."""
    return (one.id, one.text, one.language) == (other.id, other.text, other.language)
