"""Below the drafts: what is under way, or what to do where there is nothing left to decide."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.button import Button
from kgstudy.gui.widgets.label import label
from kgstudy.gui.widgets.progress_line import ProgressLine


class DraftsFoot(QFrame):
    """`wanted` is the press of its one button."""

    wanted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setProperty("kind", "strip")
        self.line = ProgressLine(look)
        self.line.setAccessibleName(self.tr("Done so far"))
        self._words = label("", "body")
        self.button = Button("")
        self.button.clicked.connect(self.wanted)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.addWidget(self._words, 1)
        self._row.addWidget(self.button)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.line)
        self._column.addLayout(self._row)
        self._arrange()
        look.changed.connect(self._arrange)

    @property
    def text(self) -> str:
        return self._words.text()

    def say(self, words: str, button: str = "", *, working: bool = False) -> None:
        """One or two sentences and, where there is one, the way on; with nothing it hides."""
        self._words.setText(words)
        self.button.say(button)
        self.button.setVisible(bool(button))
        self.line.setVisible(working)
        self.setVisible(bool(words))

    def _arrange(self) -> None:
        px = self._look.px
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._row.setContentsMargins(px(24), px(10), px(18), px(10))
        self._row.setSpacing(px(12))
