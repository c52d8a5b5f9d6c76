"""Decks on their way in: what was read, and how far their import has come."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import Enum, auto

from PySide6.QtCore import QObject, Signal

from kgstudy.domain.changes import Change
from kgstudy.domain.ids import DeckId
from kgstudy.formats.delimited.layout import Layout
from kgstudy.gui.errand import Errand
from kgstudy.gui.jobs import Jobs, Steps, Work
from kgstudy.gui.models import arrivals
from kgstudy.gui.models.arrivals import Arrival, Origin, Outcome, Reading
from kgstudy.services import history
from kgstudy.services.importing import Arrangement
from kgstudy.store.collection import Collection


class Stage(Enum):
    """How far an import has come."""

    EMPTY = auto()
    READING = auto()
    PLANNED = auto()
    BRINGING = auto()
    DONE = auto()


class DeckIntake(QObject):
    """Does one thing at a time, beside the window; beginning another ends it unheard."""

    began = Signal(str)
    """What is being done, in words."""
    progressed = Signal(int, int)
    moved = Signal()
    """Work of a stage has begun, in which nothing else can be chosen."""
    planned = Signal(object)
    """What would change is known; with the place of the first that has just been read, or None."""
    brought_in = Signal(Outcome)
    taken_back = Signal(object)
    """The Change, or None where there was nothing to undo."""
    failed = Signal(Exception)
    """The stage before has come back."""

    def __init__(
        self,
        collection: Collection,
        jobs: Jobs,
        arrangement: Callable[[], Arrangement],
        parent: QObject,
    ) -> None:
        """`arrangement` is asked whenever what would change is looked for."""
        super().__init__(parent)
        self._collection = collection
        self._arrangement = arrangement
        self._errand = Errand(jobs, self)
        self._errand.progressed.connect(self.progressed)
        self._errand.done.connect(self._on_done)
        self._errand.failed.connect(self._on_failed)
        self._forget()

    def _forget(self) -> None:
        self.stage = Stage.EMPTY
        self.arrivals: tuple[Arrival, ...] = ()
        self.decks: tuple[str, ...] = ()
        """Those that the arrivals could be put into."""
        self.deck: DeckId | None = None
        """Holds all that came in, if one deck does."""
        self._waiting: list[Origin] = []
        self._wrote = False

    @property
    def is_working(self) -> bool:
        return self._errand.is_busy

    @property
    def is_writing(self) -> bool:
        """Whether the collection is being written to, so that nothing else can."""
        taking_back = self.stage is Stage.DONE and self.is_working
        return taking_back or self.stage is Stage.BRINGING

    @property
    def can_undo(self) -> bool:
        return self.stage is Stage.DONE and self._wrote and not self.is_working

    def add(self, origins: Sequence[Origin]) -> None:
        """Reads them, beside those that are here; while others are read they wait their turn."""
        self._waiting += origins
        if self.stage is not Stage.READING:
            self._read()

    def plan(self) -> None:
        """Looks anew what would change."""
        work = arrivals.plan(self.arrivals, self._arrangement())
        self._begin(work, self.tr("Looking what would change …"), self._on_planned)

    def lay_out(self, at: int, layout: Layout) -> None:
        """Reads the text at that place anew, laid out as the person says."""
        origin = replace(self.arrivals[at].origin, layout=layout)
        work = arrivals.read_anew(origin, self._arrangement(), self.arrivals, at)
        self._begin(work, self._reading([origin]), self._on_planned)

    def bring_in(self) -> None:
        """Takes all in."""
        self.stage = Stage.BRINGING
        work = arrivals.bring_in(self.arrivals, self._arrangement())
        self._begin(work, self.tr("Bringing in …"), self._on_brought_in)
        self.moved.emit()

    def undo(self) -> Change | None:
        """Takes back at once what has come in."""
        change = history.undo(self._collection)
        self._wrote = self._wrote and change is None
        return change

    def take_back(self) -> None:
        """The same beside the window."""
        self._begin(_undo, self.tr("Taking it back …"), self._on_taken_back)

    def stop(self) -> bool:
        """Asks what is under way to stop; False where nothing is."""
        if not self.is_working or self.stage not in (Stage.READING, Stage.BRINGING):
            return False
        self._waiting.clear()
        self._errand.cancel()
        return True

    def reset(self) -> None:
        """Stops what is under way and lets go of everything."""
        self._errand.drop()
        self._forget()

    def _read(self) -> None:
        """What is still waiting to be read; the rest stays as it is planned."""
        wanted, self._waiting = self._waiting, []
        self.stage = Stage.READING
        work = arrivals.read(wanted, self._arrangement(), self.arrivals)
        self._begin(work, self._reading(wanted), self._on_read)
        self.moved.emit()

    def _reading(self, origins: Sequence[Origin]) -> str:
        names = ", ".join(origin.name for origin in origins)
        return self.tr("Reading {files} …").format(files=names)

    def _begin(self, work: Work, words: str, done: Callable[..., None]) -> None:
        self._done = done
        self._errand.begin(work)
        self.began.emit(words)

    def _on_done(self, result: object) -> None:
        self._done(result)

    def _on_read(self, reading: Reading) -> None:
        first = len(self.arrivals)
        self.arrivals = (*self.arrivals, *reading.arrivals)
        self.decks = reading.decks
        self.stage = Stage.PLANNED
        if self._waiting:
            self._read()
        else:
            self.planned.emit(first)

    def _on_planned(self, planned: tuple[Arrival, ...]) -> None:
        self.arrivals = planned
        self.planned.emit(None)

    def _on_brought_in(self, outcome: Outcome) -> None:
        self.stage = Stage.DONE
        self.arrivals, self.deck, self._wrote = (), outcome.deck, outcome.wrote
        self.brought_in.emit(outcome)

    def _on_taken_back(self, change: Change | None) -> None:
        self._wrote = self._wrote and change is None
        self.taken_back.emit(change)

    def _on_failed(self, error: Exception) -> None:
        """Nothing was changed."""
        if self.stage is not Stage.DONE:
            self.stage = Stage.PLANNED if self.arrivals else Stage.EMPTY
        self.failed.emit(error)


def _undo(collection: Collection, progress: Steps) -> Change | None:
    return history.undo(collection)
