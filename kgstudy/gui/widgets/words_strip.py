"""Below the text: what can be made of the words that are marked, or how to mark some."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.elided_label import ElidedLabel
from kgstudy.gui.widgets.keyed_button import KeyedButton
from kgstudy.gui.widgets.label import label


class WordsStrip(QFrame):
    """`gap_wanted` and `question_wanted` ask for a card of the marked words."""

    gap_wanted = Signal()
    question_wanted = Signal()
    marking_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setProperty("kind", "strip")
        self._words = ElidedLabel("small")
        self._words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._why = label("", "warning")
        self.gap = KeyedButton(look, self.tr("Gap"), "C")
        self.question = KeyedButton(look, self.tr("Question"), "Q")
        self.marking = KeyedButton(look, self.tr("Mark words"), "S")
        self.gap.clicked.connect(self.gap_wanted)
        self.question.clicked.connect(self.question_wanted)
        self.marking.clicked.connect(self.marking_wanted)
        self._row = QHBoxLayout()
        self._row.addWidget(self._words, 1)
        for button in (self.marking, self.gap, self.question):
            self._row.addWidget(button)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._why)
        self._column.addLayout(self._row)
        self.show_words("")
        self._arrange()
        look.changed.connect(self._arrange)

    def show_words(self, words: str, why: str = "") -> None:
        """The marked words; `why` says why nothing was drafted of them, where that is known."""
        marked = " ".join(words.split())
        hint = self.tr("Missing something? Mark its words.")
        self._words.say(f"“{marked}”" if marked else hint)
        self._why.setText(self.tr("Left out: {why}").format(why=why))
        self._why.setVisible(bool(why))
        self.marking.setVisible(not marked)
        self.gap.setVisible(bool(marked))
        self.question.setVisible(bool(marked))

    def _arrange(self) -> None:
        px = self._look.px
        self._column.setContentsMargins(px(24), px(6), px(12), px(6))
        self._column.setSpacing(px(4))
        self._row.setSpacing(px(4))
