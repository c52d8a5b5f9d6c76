"""Batch acts are done, at once or beside the window, told, and offered to be taken back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from kgstudy.domain.changes import Change
from kgstudy.domain.errors import Cancelled
from kgstudy.domain.progress import Progress, unheard
from kgstudy.gui.batch.work_dialog import WorkDialog
from kgstudy.gui.desk import Desk
from kgstudy.gui.frame import Frame
from kgstudy.gui.jobs import shares
from kgstudy.gui.undoable import Undoable
from kgstudy.gui.wording import several
from kgstudy.services import history
from kgstudy.store.collection import Collection

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Done:
    """What an act changed, and the words that say so."""

    change: Change
    words: str


BatchAct = Callable[[Collection, Progress], Done]
"""It is told how to say what share is done; that raises once it is to stop."""


class Doing(QObject):
    """Does one act after another, and says of each what became of it."""

    def __init__(self, desk: Desk, frame: Frame, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._frame = frame
        self._parent = parent
        self._undoable = Undoable(desk, frame, self)

    def do(self, act: BatchAct, words: str, *, is_long: bool) -> None:
        """Does it now or, where it `is_long`, beside the window, which says `words` meanwhile."""
        before = history.step(self._desk.collection)
        if not is_long:
            self._tell(before, act(self._desk.collection, unheard))
            return
        look, jobs = self._desk.look, self._desk.jobs
        dialog = WorkDialog(
            look,
            jobs,
            words,
            lambda collection, progress: act(collection, shares(progress)),
            self._parent.window(),
        )
        dialog.returned.connect(lambda done: self._tell(before, done))
        dialog.failed.connect(self._on_failed)
        dialog.open()

    def ask(
        self, read: Callable[[Collection], T], then: Callable[[T], None], *, is_long: bool
    ) -> None:
        """Tells `then` what is read, now or, where it `is_long`, from beside the window."""
        if not is_long:
            then(read(self._desk.collection))
            return
        job = self._desk.jobs.start(lambda collection, _progress: read(collection))
        job.done.connect(then)
        job.failed.connect(self._on_failed)

    def say(self, words: str) -> None:
        self._frame.toast.say(words)

    def _tell(self, before: int | None, done: Done) -> None:
        """An act that changed nothing is none, and undo would take back the one before it."""
        if history.step(self._desk.collection) == before:
            self.say(self.tr("There was nothing to change."))
            return
        self._desk.feed.changed.emit(done.change)
        self._undoable.offer(done.words)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            self.say(error.said)
        else:
            self._frame.trouble.tell(error)


def were_already(count: int) -> str:
    """What is added to the words of an act where so many of the chosen were so before."""
    return " · " + several(count, "1 was already", "%n were already") if count else ""


def had_already(count: int) -> str:
    """The same of what notes have."""
    return " · " + several(count, "1 had it already", "%n had it already") if count else ""
