"""The field in which cards are searched for: it helps to write a query, and says what is wrong."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from kgstudy.domain.errors import UserError
from kgstudy.gui.desk import Desk
from kgstudy.gui.widgets.label import label
from kgstudy.services import listing

SETTLED_MS = 200
"""What is written is searched for once the hand has been still for so long."""


class SearchField(QWidget):
    """`searched` carries each query that can be read: when the hand is still, or on Enter."""

    searched = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.line = QLineEdit()
        self._told = label(role="error")
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLED_MS)
        self._lay_out()
        self.line.textChanged.connect(self._settled.start)
        self.line.returnPressed.connect(self.search)
        self._settled.timeout.connect(self.search)

    def text(self) -> str:
        return self.line.text()

    def set_text(self, query: str) -> None:
        """Shows a query that somebody searches for already."""
        self.line.setText(query)
        self._settled.stop()

    def search(self) -> None:
        """Searches at once, or tells what is wrong with the query."""
        self._settled.stop()
        try:
            listing.read(self._desk.collection, self.text())
        except UserError as error:
            self._tell(error.said)
        else:
            self._tell("")
            self.searched.emit(self.text())

    def _tell(self, sentence: str) -> None:
        self._told.setText(sentence)
        self._told.setVisible(bool(sentence))

    def _lay_out(self) -> None:
        self.line.setPlaceholderText(self.tr("Search all cards"))
        self.line.setAccessibleName(self.tr("Search cards"))
        self.line.setClearButtonEnabled(True)
        self.setFocusProxy(self.line)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(self._desk.look.px(4))
        rows.addWidget(self.line)
        rows.addWidget(self._told)
        self._told.hide()
