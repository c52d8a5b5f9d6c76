"""Looks for cards beside the window: what is found first is shown first."""

from array import array
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from kgstudy.domain.columns import Column, Sorting, Unit
from kgstudy.domain.errors import Cancelled
from kgstudy.gui.alarm import alarm
from kgstudy.gui.errand import Errand
from kgstudy.gui.jobs import Jobs, Steps
from kgstudy.services import browsing
from kgstudy.services.browsing import Found
from kgstudy.store.collection import Collection

SLOW_MS = 300
"""A search that takes longer says that it goes on."""
LATER_MS = 1500
"""Lines are made once the first card is drawn, and what draws it is loaded."""
HEAD = 200
"""Rows that are put in order before all the others: some screens."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A search; `kept` are cards or notes to be listed though it may not find them any longer."""

    query: str
    unit: Unit
    sorting: Sorting
    kept: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Listed:
    """What was found, and the first of it in order, or all."""

    wanted: Wanted
    found: Found
    ids: "array[int]"

    @property
    def is_whole(self) -> bool:
        return len(self.ids) == self.found.count


class Listing(QObject):
    """One search at a time; a new one takes the place of that before.

    `listed` carries what there is to show, and `completed` all ids in order where that were not
    all.  `unlined` carries how many notes cannot be sorted by their question yet, while they are
    read, and `lines_made` says that they can.
    """

    slow = Signal()
    listed = Signal(object)
    completed = Signal(object)
    unlined = Signal(int)
    lines_made = Signal()
    failed = Signal(Exception)

    def __init__(self, collection: Collection, parent: QObject) -> None:
        super().__init__(parent)
        jobs = Jobs(collection, self)  # of its own: no other work holds a search up
        self._looking = Errand(jobs, self)
        self._arranging = Errand(jobs, self)
        self._lining = Errand(Jobs(collection, self), self)
        self._looking.done.connect(self._on_listed)
        self._arranging.done.connect(self.completed)
        self._lining.progressed.connect(self._on_lining)
        self._lining.done.connect(self.lines_made)
        self._slow = alarm(self, SLOW_MS)
        self._slow.timeout.connect(self.slow)
        self._later = alarm(self, LATER_MS)
        self._later.timeout.connect(self._make_lines)
        for errand in (self._looking, self._arranging, self._lining):
            errand.failed.connect(self._on_failed)
        for heard in (self._looking.done, self._looking.failed):
            heard.connect(self._slow.stop)

    @property
    def is_busy(self) -> bool:
        return self._looking.is_busy or self._arranging.is_busy

    @property
    def is_slow(self) -> bool:
        """Whether a search goes on that has said so."""
        return self._looking.is_busy and not self._slow.isActive()

    def look(self, wanted: Wanted, *, whole: bool = False) -> None:
        """Begins a search; `whole` for who has to find a place again, maybe far from the top."""
        self._arranging.drop()
        self._slow.start()
        self._looking.begin(
            lambda collection, progress: _look(collection, wanted, progress, whole=whole)
        )

    def _on_listed(self, listed: Listed) -> None:
        if not listed.is_whole:
            self._arranging.begin(
                lambda collection, progress: _arranged(collection, listed, progress)
            )
        if listed.found.unlined and listed.wanted.sorting.column is Column.QUESTION:
            self._later.start()
        self.listed.emit(listed)

    def _make_lines(self) -> None:
        if not self._lining.is_busy:
            self._lining.begin(_make_lines)

    def _on_lining(self, left: int, _whole: int) -> None:
        self.unlined.emit(left)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            self.failed.emit(error)


def _look(collection: Collection, wanted: Wanted, progress: Steps, *, whole: bool) -> Listed:
    with collection.heeding(lambda: progress(-1, 1)):
        found = browsing.find(collection, wanted.query, wanted.unit, tuple(wanted.kept))
        ids = browsing.arranged(collection, found, wanted.sorting, None if whole else HEAD)
    return Listed(wanted, found, ids)


def _arranged(collection: Collection, listed: Listed, progress: Steps) -> "array[int]":
    with collection.heeding(lambda: progress(-1, 1)):
        return browsing.arranged(collection, listed.found, listed.wanted.sorting)


def _make_lines(collection: Collection, progress: Steps) -> None:
    browsing.make_lines(collection, lambda left: progress(left, left))
