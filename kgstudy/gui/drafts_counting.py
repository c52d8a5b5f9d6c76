"""Counts the drafts that wait, lesson by lesson, while the shelf is looked at."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from kgstudy.domain.drafting import Drafting
from kgstudy.domain.ids import LessonId
from kgstudy.domain.lesson import Lesson
from kgstudy.gui.errand import Errand
from kgstudy.gui.jobs import Jobs, Steps, shares
from kgstudy.services import drafts_waiting, lessons, studio
from kgstudy.store.collection import Collection

LONGEST = 200_000
"""Characters of a text beyond which nobody waits for a number."""

_Drafted = dict[LessonId, tuple[Lesson, Drafting]]


class DraftsCounting(QObject):
    """One lesson a job, so that other work comes in between."""

    counted = Signal(object, int)
    """A LessonId, and how many drafts of it wait."""

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._errand = Errand(jobs, self)
        self._errand.done.connect(self._on_counted)
        self._errand.failed.connect(self._on_failed)
        self._left: list[LessonId] = []
        self._drafted: _Drafted = {}

    def count(self, wanted: Sequence[LessonId]) -> None:
        """Begins anew with these lessons; what was drafted for a text is kept."""
        self.stop()
        self._left = list(wanted)
        self._drafted = {key: value for key, value in self._drafted.items() if key in wanted}
        self._next()

    def stop(self) -> None:
        self._left.clear()
        self._errand.drop()

    def _next(self) -> None:
        if not self._left:
            return
        lesson, drafted = self._left.pop(0), self._drafted
        self._errand.begin(
            lambda collection, progress: _count(collection, progress, lesson, drafted)
        )

    def _on_counted(self, found: tuple[LessonId, int]) -> None:
        self.counted.emit(*found)
        self._next()

    def _on_failed(self, error: Exception) -> None:
        """A lesson that cannot be counted has no number; its studio will say why."""
        self._next()


def _count(
    collection: Collection, progress: Steps, lesson: LessonId, drafted: _Drafted
) -> tuple[LessonId, int]:
    text = lessons.get(collection, lesson)
    if len(text.text) > LONGEST or not drafts_waiting.is_in_the_making(collection, lesson):
        return lesson, 0
    known, drafting = drafted.get(lesson, (None, None))
    if known != text or drafting is None:
        drafting = studio.drafting_of(text, shares(progress))
        drafted[lesson] = (text, drafting)
    return lesson, drafts_waiting.waiting(collection, lesson, drafting)
