"""The way into a study session, over the whole window, and back to where it was begun."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kgstudy.domain.ids import CardId, DeckId
from kgstudy.gui.desk import Desk
from kgstudy.gui.frame import Frame
from kgstudy.gui.page_stack import PageStack

if TYPE_CHECKING:
    from kgstudy.services.sitting import Plan


class StudyWay(QObject):
    """One session at a time: its page is made when it begins, and gone when it ends."""

    opened = Signal(bool)
    """Whether a session is open from now on."""

    def __init__(self, desk: Desk, window: Frame, stack: PageStack, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._window = window
        self._stack = stack
        self._way_back = "home"

    @property
    def is_open(self) -> bool:
        return "study" in self._stack

    def begin(
        self, deck: DeckId | None, cards: Sequence[CardId] = (), plan: "Plan | None" = None
    ) -> None:
        """Over a deck, all decks, only these cards, or a plan."""
        from kgstudy.gui.sessions import study_page  # noqa: PLC0415 - not needed to start

        self._way_back = self._key_to_come_back_to()
        self._stack.discard("study")
        page = study_page(self._desk, deck, cards, plan)
        page.closed.connect(self._on_closed)
        page.more_wanted.connect(self._on_more_wanted)
        page.lesson_wanted.connect(self._window.open_lesson)
        page.browse_wanted.connect(self._window.browse)
        page.edit_wanted.connect(self._window.edit)
        self._stack.put("study", page)
        self.opened.emit(True)
        self._window.show_page("study")

    def _key_to_come_back_to(self) -> str:
        """A new session takes over the way back of the one before."""
        front = self._stack.key
        if front == "import":
            return "home"
        return self._way_back if front == "study" else front

    def _on_closed(self) -> None:
        self._stack.discard("study")
        self.opened.emit(False)
        self._window.show_page(self._way_back)

    def _on_more_wanted(self) -> None:
        self._window.study()
