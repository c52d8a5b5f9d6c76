"""The decks, and the ways in and out of the collection."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout

from kgstudy.domain.markup import plain
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.button import Button
from kgstudy.gui.widgets.deck_list import COUNT_WIDTH, RIGHT, DeckList
from kgstudy.gui.widgets.label import label
from kgstudy.services.decks import DeckSummary

_LONGEST = 300
"""Characters of a description that are shown."""


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
        self.filtered = Button(self.tr("Filtered study…"), "quiet")
        self.make = Button(self.tr("New deck…"), "quiet")
        self._foot = QGridLayout()
        ways = (self.add, self.make, self.lesson, self.bring, self.filtered, self.export)
        for number, button in enumerate(ways):
            self._foot.addWidget(button, number // 2, number % 2, Qt.AlignmentFlag.AlignLeft)
        self._foot.setColumnStretch(1, 1)
        self.about = label("", "small")
        self.about.hide()
        self._column.addWidget(self.list)
        self._column.addWidget(self.about)
        self._column.addStretch()
        self.list.pointed.connect(self._describe)
        self._column.addLayout(self._foot)

    def show_decks(self, decks: tuple[DeckSummary, ...]) -> None:
        self.list.show_decks(decks)
        self._describe()

    def _describe(self) -> None:
        """Shows what the deck is about in which the keyboard is."""
        deck = self.list.current
        told = plain(deck.description) if deck else ""
        self.about.setText(told if len(told) <= _LONGEST else told[:_LONGEST].rstrip() + " …")
        self.about.setHidden(not told)

    def arrange(self, look: Look) -> None:
        px = look.px
        self._head.setSpacing(0)
        self._head.setContentsMargins(px(10), 0, px(RIGHT), 0)
        for name in self._columns:
            name.setFixedWidth(px(COUNT_WIDTH))
        self.about.setContentsMargins(px(10), 0, px(10), 0)
        self._foot.setHorizontalSpacing(px(16))
        self._foot.setVerticalSpacing(0)
        self._column.setContentsMargins(px(14), px(20), px(14), px(16))
        self._column.setSpacing(px(10))
