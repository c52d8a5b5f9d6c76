"""The foot of a page with long work: what is being done, how far it is, and the two ways on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.button import Button
from kgstudy.gui.widgets.elided_label import ElidedLabel
from kgstudy.gui.widgets.progress_line import ProgressLine


class WorkFoot(QWidget):
    """Stays in sight however long the page above it is."""

    wanted = Signal()
    cancelled = Signal()

    def __init__(self, look: Look, act: str, parent: QWidget | None = None) -> None:
        """`act` are the words of the button that does it."""
        super().__init__(parent)
        self._look = look
        self.line = ProgressLine(look)
        self.line.setAccessibleName(self.tr("Done so far"))
        self.words = ElidedLabel("small")
        self.words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.act = Button(act, "primary")
        self.act.setProperty("small", "true")
        self.cancel = Button(self.tr("Cancel"))
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.addWidget(self.words, 1)
        self._row.addWidget(self.cancel)
        self._row.addWidget(self.act)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.line)
        whole.addLayout(self._row)
        self.act.clicked.connect(self.wanted)
        self.cancel.clicked.connect(self.cancelled)
        self._arrange()
        look.changed.connect(self._arrange)

    def show_progress(self, done: int, whole: int) -> None:
        self.line.show_share(done / whole)

    def say(self, words: str) -> None:
        self.words.say(words)

    def rest(self) -> None:
        """Nothing is under way."""
        self.line.show_share(0)
        self.say("")

    def _arrange(self) -> None:
        px = self._look.px
        self._row.setContentsMargins(px(24), px(12), px(24), px(16))
        self._row.setSpacing(px(12))
