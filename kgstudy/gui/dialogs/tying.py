"""Cards of any deck are tied to words of a lesson, or untied from them."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from kgstudy.domain.changes import Change
from kgstudy.domain.errors import Cancelled, UserError
from kgstudy.domain.lesson import Lesson, Span
from kgstudy.gui import wording
from kgstudy.gui.alarm import alarm
from kgstudy.gui.errand import Errand
from kgstudy.gui.jobs import Jobs
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.button import Button
from kgstudy.gui.widgets.label import label
from kgstudy.gui.widgets.tieable_list import TieableList
from kgstudy.services import tying
from kgstudy.services.tying import Tieable
from kgstudy.store.collection import Collection

WIDTH, HEIGHT = 640, 560
SETTLED_MS = 200
"""Cards are looked for once the hand has been still for so long."""
LONGEST = 240
"""Characters of the words that are shown."""


class TyingDialog(QDialog):
    """`changed` carries each act; a card that is chosen is tied, or untied if it was."""

    changed = Signal(Change)

    def __init__(
        self,
        look: Look,
        collection: Collection,
        jobs: Jobs,
        parent: QWidget,
        lesson: Lesson,
        words: Span,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._collection = collection
        self._looking = Errand(jobs, self)
        self._lesson = lesson
        self._words = words
        self.setWindowTitle(self.tr("Tie cards to these words"))
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.search = QLineEdit()
        self.cards = TieableList(look)
        self._told = label(role="small")
        self._close = Button(self.tr("Close"))
        self._settled = alarm(self, SETTLED_MS)
        self._lay_out(_shortened(lesson.text[words.start : words.end]))
        self._connect()
        wanted = QSize(look.px(WIDTH), look.px(HEIGHT))
        self.resize(wanted.boundedTo(parent.window().size() - QSize(40, 40)))
        self.search.setFocus()
        self.look_up()

    def look_up(self) -> None:
        """Finds cards beside the window: those asked for, or those that are like the words."""
        lesson, words, query = self._lesson.id, self._words, self.search.text()
        self._looking.begin(
            lambda collection, _progress: tying.tieable(collection, lesson, words, query)
        )

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes from the field into the list; Enter presses no button unasked."""
        if event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self.cards.setFocus()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _on_found(self, found: Sequence[Tieable]) -> None:
        self.cards.show_cards(found)
        if found:
            self._told.setText(self._count_words(found))
        elif self.search.text().strip():
            self._told.setText(self.tr("No card is found."))
        else:
            self._told.setText(self.tr("No card is like these words; search for one."))

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, UserError) and not isinstance(error, Cancelled):
            self.cards.show_cards(())
            self._told.setText(error.said)
        elif not isinstance(error, UserError):
            raise error

    def _on_toggled(self, card: Tieable) -> None:
        if card.tied:
            change = tying.untie(self._collection, self._lesson.id, [card.card_id])
        else:
            change = tying.tie(self._collection, self._lesson.id, self._words, [card.card_id])
        self.changed.emit(change)
        self.look_up()

    def _count_words(self, found: Sequence[Tieable]) -> str:
        count = wording.several(len(found), "1 card", "%n cards")
        tied = wording.several(sum(card.tied for card in found), "1 tied", "%n tied")
        how = self.tr("found") if self.search.text().strip() else self.tr("most like these words")
        return f"{count} {how} · {tied}"

    def _lay_out(self, words: str) -> None:
        px = self._look.px
        self.search.setAccessibleName(self.tr("Search cards"))
        self.search.setPlaceholderText(self.tr("Search all cards"))
        self.search.setClearButtonEnabled(True)
        foot = QHBoxLayout()
        foot.addWidget(label(self.tr("Enter ties a card, or unties it."), "small"), 1)
        foot.addWidget(self._close)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(px(24), px(22), px(24), px(18))
        rows.setSpacing(px(12))
        rows.addWidget(label(self.windowTitle(), "lead"))
        rows.addWidget(label(f"“{words}”", "soft"))
        rows.addWidget(self.search)
        rows.addWidget(self._told)
        rows.addWidget(self.cards, 1)
        rows.addLayout(foot)

    def _connect(self) -> None:
        self.finished.connect(self._looking.drop)
        self._looking.done.connect(self._on_found)
        self._looking.failed.connect(self._on_failed)
        self.search.textChanged.connect(self._settled.start)
        self._settled.timeout.connect(self.look_up)
        self.cards.toggled.connect(self._on_toggled)
        self._close.clicked.connect(self.accept)


def _shortened(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else line[:LONGEST].rstrip() + " …"
