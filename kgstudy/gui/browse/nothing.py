"""Stands in the table's place where there is nothing to list."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kgstudy.gui.widgets.button import Button
from kgstudy.gui.widgets.label import label


class NothingFound(QWidget):
    """`clearing` asks for all cards."""

    clearing = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told = label(role="soft")
        self._told.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.clear = Button(self.tr("Clear the search"))
        self.clear.clicked.connect(self.clearing)
        rows = QVBoxLayout(self)
        rows.addStretch(2)
        rows.addWidget(self._told)
        rows.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignHCenter)
        rows.addStretch(3)

    @property
    def told(self) -> str:
        """The sentence that stands there."""
        return self._told.text()

    def tell(self, query: str, *, is_empty: bool) -> None:
        """Says what was looked for, or that there are no cards at all."""
        nothing = self.tr("No cards yet. Bring a lesson or a deck, or write a card.")
        found = self.tr("Nothing is found: {query}").format(query=query.strip())
        self._told.setText(nothing if is_empty else found)
        self.clear.setHidden(is_empty)

    def tell_mistake(self) -> None:
        """Says that the search has to be mended first."""
        self._told.setText(self.tr("Nothing is looked for until the search above can be read."))
        self.clear.show()
