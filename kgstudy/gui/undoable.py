"""Acts that a page or a dialog does for the person: told, and offered to be taken back at once."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from kgstudy.domain.changes import Change
from kgstudy.gui.desk import Desk
from kgstudy.gui.frame import Frame
from kgstudy.services import history
from kgstudy.store.collection import Collection


class Undoable(QObject):
    """Does each act, sends it round the feed, and says what was done beside a button that undoes.

    After another act undo would take back that one: then it is not offered any longer.
    """

    def __init__(self, desk: Desk, frame: Frame, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._frame = frame
        self._offered = ""
        desk.feed.changed.connect(self._on_change)

    def do(self, act: Callable[[Collection], Change], words: str, *, is_long: bool = False) -> None:
        """Does it now, or beside the window where it `is_long`; `words` say that it is done."""
        before = history.step(self._desk.collection)
        if is_long:
            self._frame.toast.say(self.tr("One moment: that is a lot …"))
            self._frame.write_beside(act, partial(self._tell, words, before))
        else:
            self._tell(words, before, act(self._desk.collection))

    def offer(self, words: str) -> None:
        """Offers to take back an act that was done and told elsewhere."""
        self._frame.toast.offer(words, self.tr("Undo"), self._frame.undo)
        self._offered = words

    def _tell(self, words: str, before: int | None, change: Change | None) -> None:
        """An act that changed nothing is none, and undo would take back the one before it."""
        if change is None:
            return
        if history.step(self._desk.collection) == before:
            self._frame.toast.say(self.tr("There was nothing to change."))
            return
        self._desk.feed.changed.emit(change)
        self.offer(words)

    def _on_change(self) -> None:
        if self._offered and self._frame.toast.text == self._offered:
            self._frame.toast.hide()
        self._offered = ""
