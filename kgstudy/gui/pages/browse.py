"""The cards: a search finds them, a table lists them, and what is chosen is shown beside it."""

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from kgstudy.gui.desk import Desk
from kgstudy.gui.frame import Frame
from kgstudy.gui.pages.base import Page


class BrowsePage(Page):
    """Ctrl+F goes to the search."""

    def __init__(self, desk: Desk, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(desk.look, parent)
        self.title = self.tr("Browse")
        self._desk = desk
        self._frame = frame
        self.field = QLineEdit()
        self.field.setAccessibleName(self.tr("Search cards"))
        rows = QVBoxLayout(self)
        rows.addWidget(self.field)
        rows.addStretch()

    def search(self, query: str) -> None:
        """Shows what `query` finds."""
        self.field.setText(query)

    @override
    def shown(self) -> None:
        self.field.setFocus()
