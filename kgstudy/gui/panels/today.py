"""What there is to do today."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QVBoxLayout

from kgstudy.domain.queue import Counts
from kgstudy.gui import durations, wording
from kgstudy.gui.models import outlook
from kgstudy.gui.models.outlook import Mood, Outlook
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.button import Button
from kgstudy.gui.widgets.label import label
from kgstudy.gui.widgets.recall_bar import RecallBar


class TodayPanel(QFrame):
    """The deck to study with its one large button; or, with nothing due, what comes next."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setProperty("kind", "card")
        self._title = label(role="lead")
        self._counts = QLabel()
        self._counts.setProperty("role", "body")
        self._counts.setWordWrap(True)
        self._next = label(role="soft")
        self._bar = RecallBar(look, self.tr("How well the lesson is known"))
        self._known = label(role="small")
        self.study = Button(self.tr("Study"), "primary")
        self.read = Button(self.tr("Read the lesson"))
        self.bring = Button(self.tr("Bring a lesson…"), "primary")
        self.decks = Button(self.tr("Bring in decks…"))
        self.add = Button(self.tr("Add cards…"))
        self._words = QVBoxLayout()
        for part in (self._title, self._counts, self._next, self._bar, self._known):
            self._words.addWidget(part)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.addLayout(self._words, 1)
        self._row.addWidget(self.study, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self.read, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self.bring, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self.decks, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self.add, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_outlook(self, seen: Outlook, next_words: str) -> None:
        waits = seen.mood in (Mood.WAITING, Mood.WELCOME)
        self._title.setText(seen.title)
        self._title.setHidden(seen.mood is Mood.EMPTY)
        self._counts.setText(_counts_html(self._look, seen.counts, durations.about(seen.seconds)))
        self._counts.setVisible(waits)
        self._next.setText(next_words)
        self._next.setHidden(not next_words)
        self._show_known(seen)
        self.study.setVisible(waits)
        self.read.setVisible(not waits and seen.lesson is not None)
        self.bring.setVisible(seen.mood is Mood.EMPTY)
        self.decks.setVisible(seen.mood is Mood.EMPTY)
        self.add.setVisible(seen.mood is Mood.EMPTY)

    def take_focus(self) -> None:
        """The keyboard begins where the day begins."""
        for button in (self.study, self.read, self.bring):
            if button.isVisibleTo(self):
                button.setFocus()

    def arrange(self, across: QBoxLayout.Direction) -> None:
        px = self._look.px
        self._row.setDirection(across)
        self._row.setContentsMargins(px(28), px(26), px(28), px(26))
        self._row.setSpacing(px(28) if across is QBoxLayout.Direction.LeftToRight else px(18))
        self._words.setSpacing(px(9))

    def _show_known(self, seen: Outlook) -> None:
        self._bar.setHidden(seen.known is None)
        self._known.setHidden(seen.known is None)
        if seen.known:
            told = outlook.known_words(seen.known)
            self._bar.show_bands(seen.known.bands, told)
            self._known.setText(told)


def _counts_html(look: Look, counts: Counts, minutes: str) -> str:
    """`8 new · 3 learning · 12 to review · about 7 minutes`, each number in its colour."""
    kinds = (
        (counts.new, "new", "%n new"),
        (counts.learning, "learning", "%n learning"),
        (counts.review, "review", "%n to review"),
    )
    soft = f'<span style="color: {look.color("soft").name()}">'
    parts = [
        f'<span style="color: {look.color(role).name()}">{wording.say(words, count)}</span>'
        for count, role, words in kinds
        if count
    ]
    return f"{soft} · </span>".join((*parts, f"{soft}{minutes}</span>"))
