"""A short list of names, each with a few words at its right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from kgstudy.gui.theme import Look


class TwoColumns(QTreeWidget):
    """As high as its rows, up to so many."""

    def __init__(self, look: Look, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most = most
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.setProperty("kind", "sections")
        look.changed.connect(self.fit)

    def add_row(self, name: str, words: str, tip: str = "", tip_of_words: str = "") -> None:
        """A name that does not fit is read in its tip."""
        item = QTreeWidgetItem([name, words])
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight)
        item.setToolTip(0, tip or name)
        item.setToolTip(1, tip_of_words)
        self.addTopLevelItem(item)

    def fit(self) -> None:
        """To be called once the rows are others."""
        rows = min(self.topLevelItemCount(), self._most)
        self.setFixedHeight(rows * max(0, self.sizeHintForRow(0)) + 4)
