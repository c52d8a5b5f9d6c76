"""From one thing to the next among several: `2 of 12`, with a button to either side."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kgstudy.gui import wording
from kgstudy.gui.icons import icon
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.button import Button
from kgstudy.gui.widgets.label import label


class Pager(QWidget):
    """`turned` carries the place, from 0, that a person went to."""

    turned = Signal(int)

    def __init__(self, look: Look, previous: str, following: str) -> None:
        """`previous` and `following` are the names of the buttons."""
        super().__init__()
        self._look = look
        self.at = 0
        self._count = 0
        self.back = self._button(previous)
        self.on = self._button(following)
        self._words = label("", "small", wrap=False)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for part in (self.back, self._words, self.on):
            self._row.addWidget(part)
        self.back.clicked.connect(self._on_back)
        self.on.clicked.connect(self._on_on)
        self._draw()
        look.changed.connect(self._draw)

    def show_count(self, count: int) -> None:
        """So many there are; stays at its place where that still exists."""
        self._count = count
        self.at = min(self.at, max(0, count - 1))
        self.setHidden(count < 2)
        self._tell()

    def go(self, at: int) -> None:
        """Goes round at either end, so that neither button ever loses the keyboard."""
        self.at = at % self._count
        self._tell()
        self.turned.emit(self.at)

    def _tell(self) -> None:
        numbers = {"number": wording.number(self.at + 1), "count": wording.number(self._count)}
        self._words.setText(self.tr("{number} of {count}").format(**numbers))

    def _on_back(self) -> None:
        self.go(self.at - 1)

    def _on_on(self) -> None:
        self.go(self.at + 1)

    def _button(self, name: str) -> Button:
        button = Button("", "quiet")
        button.setAccessibleName(name)
        button.setToolTip(name)
        return button

    def _draw(self) -> None:
        px = self._look.px
        self._row.setSpacing(px(4))
        for button, drawn in ((self.back, "chevron-left"), (self.on, "chevron-right")):
            button.setIcon(icon(self._look, drawn))
            button.setIconSize(QSize(px(20), px(20)))
