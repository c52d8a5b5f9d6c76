"""What the window knows of a page."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kgstudy.domain.changes import Change
from kgstudy.domain.ids import CardId, DeckId
from kgstudy.gui.theme import Look


class Page(QWidget):
    """One of the things the window can show; it speaks to the window by its signals only.

    The window owns Ctrl+Z, Ctrl+Shift+Z, F1 and the keys that go from page to page.  A page lets
    a `UserError` pass: whatever escapes a slot is told to the person by the window.
    """

    said = Signal(str)
    """One short sentence for the message line at the foot of the window."""

    title = ""
    """Stands in the window's title bar."""

    query = ""
    """Finds the cards that the page is about, for whoever wants to browse them."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.setProperty("kind", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    @property
    def deck(self) -> DeckId | None:
        """The deck whose cards the page is about: an export begins with it."""
        return None

    @property
    def cards(self) -> Sequence[CardId]:
        """The cards that are chosen on the page: an export begins with them."""
        return ()

    def shown(self) -> None:
        """Called when the page comes to the front: time may have passed."""

    def on_change(self, change: Change) -> None:
        """Called after each act, whether the page is in front or not."""

    def undo(self) -> Change | None:
        """Takes back the last act in the page's own way; None leaves it to the window.

        The window sends the change round the feed and tells what was undone.
        """
        return None

    def take_back(self) -> bool:
        """Begins to take back the last act, a large one, in the page's own way; False likewise."""
        return False

    def redo(self) -> Change | None:
        """Does again what was taken back, likewise."""
        return None
