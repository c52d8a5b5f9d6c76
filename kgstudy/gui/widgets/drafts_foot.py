"""Below the drafts: what is under way, or what to do where there is nothing left to decide."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from kgstudy.gui import wording
from kgstudy.gui.lesson_desk import LessonDesk
from kgstudy.gui.models import drafts
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

    def show_desk(self, desk: LessonDesk) -> None:
        """What is under way there, or what to do where nothing is left to decide."""
        if desk.work.is_busy:
            words = self.tr("Looking for what can be asked …")
            self.say(words, self.tr("Cancel"), working=True)
        elif desk.work.was_stopped:
            self.say(self.tr("Drafting was stopped."), self.tr("Draft the cards"))
        elif not desk.items:
            why = self.tr("No drafts: they are made of English, Russian and Kyrgyz prose.")
            self.say(self.tr("{why} Mark words in the text, and press C or Q.").format(why=why))
        elif drafts.next_open(desk.items, -1) is None:
            self.say(*self._all_decided(desk.bare))
        else:
            self.say("")

    def _all_decided(self, bare: int) -> tuple[str, str]:
        done = self.tr("Every draft is decided.")
        if not bare:
            return done, ""
        left = wording.several(bare, "1 fact is without a card.", "%n facts are without a card.")
        return f"{done} {left}", self.tr("Go to the next")

    def _arrange(self) -> None:
        px = self._look.px
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._row.setContentsMargins(px(24), px(10), px(18), px(10))
        self._row.setSpacing(px(12))
