"""The way to the cards: the page that finds them, and what leads there from elsewhere."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kgstudy.gui.desk import Desk
from kgstudy.gui.frame import Frame
from kgstudy.gui.page import Page

if TYPE_CHECKING:
    from kgstudy.gui.pages.browse import BrowsePage


class BrowseWay(QObject):
    """Makes the page when it is first wanted."""

    def __init__(self, desk: Desk, window: Frame, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._window = window
        self._page: BrowsePage | None = None

    @property
    def makers(self) -> dict[str, Callable[[], Page]]:
        """By the keys of the pages."""
        return {"browse": self._make}

    def show(self) -> None:
        """The cards as they were left."""
        self._window.show_page("browse")

    def show_here(self) -> None:
        """The cards that the page in front is about, or else as they were left."""
        query = self._window.page.query
        if query:
            self.browse(query)
        else:
            self.show()

    def browse(self, query: str) -> None:
        """The cards that `query` finds, unless the window has to stay where it is."""
        self.show()
        if self._page is not None and self._window.page is self._page:
            self._page.search(query)

    def _make(self) -> Page:
        from kgstudy.gui.pages.browse import BrowsePage  # noqa: PLC0415 - not needed to start

        self._page = BrowsePage(self._desk, self._window)
        return self._page
