"""The words of the lesson that a card comes from, with a way to read on there."""

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget
from typing_extensions import override

from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.button import Button
from kgstudy.gui.widgets.card_view import CardView
from kgstudy.gui.widgets.key_cap import KeyCap
from kgstudy.gui.widgets.lettering import BODY

_ROOMY = 560
"""From this width on (in pixels at 100 % text size) all stands in one row."""
_LONGEST = 700
"""Characters of a sentence or quote that are shown; the lesson has the rest."""


class SourceCard(QFrame):
    """`opened` asks for the lesson at these words."""

    opened = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setProperty("kind", "card")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._heading = QLabel(self.tr("From the lesson"))
        self._heading.setProperty("role", "small")
        self._words = CardView(look, _no_media, BODY)
        self._words.setAccessibleName(self.tr("The words of the lesson"))
        self.open_button = Button(self.tr("Open"), "quiet")
        self.open_button.setAccessibleName(self.tr("Open the lesson at these words"))
        self.open_button.clicked.connect(self.opened)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.addWidget(self._heading, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self._words, 1, Qt.AlignmentFlag.AlignTop)
        self._way = self._way_there()
        self._row.addLayout(self._way)
        self._arrange()
        look.changed.connect(self._arrange)

    def show_words(self, lesson: str, sentence: str, quote: str, quote_at: int) -> None:
        """`quote_at` is where the quote begins in the sentence, -1 where it is longer than it."""
        if quote_at < 0:
            words = escape(_shortened(quote))
        else:
            end = quote_at + len(quote)
            marked = f'<span class="quote">{escape(sentence[quote_at:end])}</span>'
            words = escape(sentence[:quote_at]) + marked + escape(sentence[end:])
        self._words.show_own(words)
        self._heading.setToolTip(lesson)
        self.setAccessibleName(self.tr("From the lesson “{title}”").format(title=lesson))
        self.setAccessibleDescription(self._words.words)

    @property
    def words(self) -> str:
        return self._words.words

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _way_there(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(KeyCap("S"), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch()
        return row

    def _arrange(self) -> None:
        px = self._look.px
        roomy = self.width() >= px(_ROOMY)
        self._row.setDirection(
            QBoxLayout.Direction.LeftToRight if roomy else QBoxLayout.Direction.TopToBottom
        )
        self._row.setContentsMargins(px(20), px(16), px(20), px(16))
        self._row.setSpacing(px(14) if roomy else px(6))
        self._heading.setContentsMargins(0, px(2) if roomy else 0, 0, 0)


def _shortened(words: str) -> str:
    return words if len(words) <= _LONGEST else words[:_LONGEST].rstrip() + " …"


def _no_media(name: str) -> bytes | None:
    return None
