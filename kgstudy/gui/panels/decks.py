"""The decks, and the ways in and out of the collection."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout
from typing_extensions import override

from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.button import Button
from kgstudy.gui.widgets.deck_list import COUNT_WIDTH, DeckList
from kgstudy.gui.widgets.label import label
from kgstudy.services.decks import DeckSummary


class DecksPanel(QFrame):
    """All decks with what waits in each."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._heading = label(self.tr("Decks"), "heading")
        self._columns = [
            label(name, "small", wrap=False) for name in (self.tr("New"), self.tr("Due"))
        ]
        self.list = DeckList(look)
        self._head = QHBoxLayout()
        self._head.addWidget(self._heading, 1)
        for name in self._columns:
            name.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
            self._head.addWidget(name)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self.add = Button(self.tr("Add cards…"), "quiet")
        self.lesson = Button(self.tr("Bring a lesson…"), "quiet")
        self.bring = Button(self.tr("Bring in decks…"), "quiet")
        self.export = Button(self.tr("Export…"), "quiet")
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for button in (self.add, self.lesson, self.bring, self.export):
            self._foot.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._foot.addStretch()
        self._column.addWidget(self.list)
        self._column.addStretch()
        self._column.addLayout(self._foot)

    def show_decks(self, decks: tuple[DeckSummary, ...]) -> None:
        self.list.show_decks(decks)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange_foot()

    def _arrange_foot(self) -> None:
        """The buttons stand below one another where they would not fit in a row."""
        buttons = (self.add, self.lesson, self.bring, self.export)
        needed = sum(button.sizeHint().width() + 8 for button in buttons)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._foot.setDirection(across if needed <= self.contentsRect().width() - 28 else down)
        self._foot.setSpacing(4)

    def arrange(self, look: Look) -> None:
        self._arrange_foot()
        px = look.px
        self._head.setSpacing(0)
        self._head.setContentsMargins(px(10), 0, px(10), 0)
        for name in self._columns:
            name.setFixedWidth(px(COUNT_WIDTH))
        self._column.setContentsMargins(px(14), px(20), px(14), px(16))
        self._column.setSpacing(px(10))
