"""What is done with the card on the table: answered, put away, flagged, and taken back."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence

from kgstudy.domain.changes import Change
from kgstudy.domain.review import Rating
from kgstudy.gui import wording
from kgstudy.gui.feed import Feed
from kgstudy.services.study import Study


class CardActs(QObject):
    """Every act goes round the feed; `moved` where another card may be on the table after it."""

    moved = Signal()
    flagged = Signal(str, int)
    """The deck of the card, and the flag that it carries now."""
    said = Signal(str)

    def __init__(self, study: Study, feed: Feed, parent: QObject) -> None:
        super().__init__(parent)
        self._study = study
        self._feed = feed
        self.is_acting = False
        """What goes round the feed now was done here."""

    def answer(self, rating: Rating, taken_ms: int) -> None:
        self._do(partial(self._study.answer, rating, taken_ms))

    def undo(self) -> Change | None:
        """The Change is not told to anybody yet."""
        return self._step_back(self._study.undo)

    def redo(self) -> Change | None:
        """Likewise."""
        return self._step_back(self._study.redo)

    def take_back(self) -> None:
        self._tell(
            self._do(self.undo), self.tr("Undone: {act}"), self.tr("There is nothing to undo.")
        )

    def do_again(self) -> None:
        self._tell(
            self._do(self.redo),
            self.tr("Done again: {act}"),
            self.tr("There is nothing to do again."),
        )

    def bury_card(self) -> None:
        self._put_away(self._study.bury_card, self.tr("Buried until tomorrow"))

    def bury_note(self) -> None:
        self._put_away(self._study.bury_note, self.tr("Buried with its siblings until tomorrow"))

    def suspend(self) -> None:
        self._put_away(self._study.suspend, self.tr("Suspended"))

    def flag(self, flag: int) -> None:
        """The flag it carries already is taken off."""
        shown = self._study.shown
        if shown is None:
            return
        wanted = 0 if flag == shown.card.flag else flag
        self._do(partial(self._study.flag, wanted))
        self.flagged.emit(shown.deck, wanted)
        self.said.emit(
            self.tr("Flag {number}").format(number=wanted) if wanted else self.tr("Flag removed")
        )

    def _do(self, use_case: Callable[[], Change | None]) -> Change | None:
        change = use_case()
        if change is not None:
            self.is_acting = True
            try:
                self._feed.changed.emit(change)
            finally:
                self.is_acting = False
        return change

    def _step_back(self, step: Callable[[], Change | None]) -> Change | None:
        change = step()
        if change is not None:
            self.moved.emit()
        return change

    def _tell(self, change: Change | None, done: str, nothing: str) -> None:
        self.said.emit(done.format(act=wording.act_name(change.act)) if change else nothing)

    def _put_away(self, use_case: Callable[[], Change], done: str) -> None:
        if self._study.shown is not None:
            self._do(use_case)
            self.moved.emit()
            key = QKeySequence("Ctrl+Z").toString(QKeySequence.SequenceFormat.NativeText)
            self.said.emit(self.tr("{done} · {key} undoes").format(done=done, key=key))
