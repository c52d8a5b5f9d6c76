"""The head of the study page: the way out, the deck, and what is left."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from kgstudy.domain.deck import SEPARATOR
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.button import Button
from kgstudy.gui.widgets.counts_label import CountsLabel
from kgstudy.gui.widgets.elided_label import ElidedLabel
from kgstudy.gui.widgets.flag_mark import FlagMark
from kgstudy.gui.widgets.key_cap import KeyCap


class StudyHeader(QWidget):
    """`left` asks to leave the session, `more_wanted` for the menu of acts."""

    left = Signal()
    more_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.home_button = Button(self.tr("‹ Back"), "quiet")
        self.home_button.setAccessibleName(self.tr("Back; every answer is kept"))
        self.home_button.clicked.connect(self.left)
        self.deck = ElidedLabel("small")
        self.flag = FlagMark(look)
        self.counts = CountsLabel(look)
        self.more_button = Button("…", "quiet")
        self.more_button.setAccessibleName(self.tr("More: undo, bury, suspend, flag"))
        self.more_button.setToolTip(self.tr("More"))
        self.more_button.clicked.connect(self.more_wanted)
        self._start, self._end = self._parts()
        self._grid = QGridLayout(self)
        self._grid.addLayout(self._start, 0, 0)
        self._grid.addWidget(self.deck, 0, 1)
        self._grid.addLayout(self._end, 0, 2)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(2, 1)
        self._low = False
        self._arrange()
        look.changed.connect(self._arrange)

    def make_low(self, *, low: bool) -> None:
        """A window that is not tall leaves the room to the card."""
        if low != self._low:
            self._low = low
            self._arrange()

    def show_card(self, deck: str, flag: int) -> None:
        """What belongs to the card on the table: its deck, named whole, and its flag."""
        self.deck.say(" › ".join(deck.split(SEPARATOR)))
        self.flag.show_flag(flag)

    def _parts(self) -> tuple[QHBoxLayout, QHBoxLayout]:
        start = QHBoxLayout()
        start.addWidget(self.home_button)
        start.addWidget(KeyCap(self.tr("Esc")), 0, Qt.AlignmentFlag.AlignVCenter)
        start.addStretch()
        end = QHBoxLayout()
        end.addStretch()
        for widget in (self.flag, self.counts, self.more_button):
            end.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        return start, end

    def _arrange(self) -> None:
        px = self._look.px
        above, below = (px(2), 0) if self._low else (px(10), px(4))
        self._grid.setContentsMargins(px(18), above, px(18), below)
        self._grid.setHorizontalSpacing(px(12))
        self._start.setSpacing(px(2))
        self._end.setSpacing(px(14))
