"""The pages of the window that are made already, one of them in front."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from kgstudy.domain.changes import Change
from kgstudy.gui.page import Page

STAYING = ("home", "lessons", "lesson", "studio", "browse")
"""Pages that are found again as they were left: from any other Escape leads back to the last."""


class PageStack(QStackedWidget):
    """Knows each by its key."""

    said = Signal(str)
    """By any of them, for the message line."""

    def __init__(self) -> None:
        super().__init__()
        self._pages: dict[str, Page] = {}
        self._last = "home"

    @property
    def page(self) -> Page:
        """The one in front."""
        page = self.currentWidget()
        assert isinstance(page, Page)
        return page

    @property
    def key(self) -> str:
        """That of the page in front."""
        return next(key for key, page in self._pages.items() if page is self.page)

    @property
    def way_back(self) -> str:
        """The key of the page that Escape leads to."""
        return "home" if self.key in STAYING or self._last not in self else self._last

    def __contains__(self, key: str) -> bool:
        return key in self._pages

    def __getitem__(self, key: str) -> Page:
        return self._pages[key]

    def put(self, key: str, page: Page) -> None:
        page.said.connect(self.said)
        self._pages[key] = page
        self.addWidget(page)

    def discard(self, key: str) -> None:
        """Whether it is there or not."""
        page = self._pages.pop(key, None)
        if page is not None:
            self.removeWidget(page)
            page.deleteLater()

    def bring(self, key: str) -> Page:
        """To the front."""
        page = self._pages[key]
        self.setCurrentWidget(page)
        if key in STAYING:
            self._last = key
        return page

    def tell(self, change: Change) -> None:
        """One of them may lead to a page that is not made yet."""
        for page in tuple(self._pages.values()):
            page.on_change(change)
