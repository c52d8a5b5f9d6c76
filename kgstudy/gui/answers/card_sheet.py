"""A card on the table: its question, the place to answer it, and what stands under the answer."""

from random import Random
from typing import Any

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSpacerItem, QWidget
from typing_extensions import override

from kgstudy.domain.review import Rating
from kgstudy.gui.answers import ANSWERS
from kgstudy.gui.answers.base import AnswerWidget
from kgstudy.gui.faces import safe_html
from kgstudy.gui.media import tex
from kgstudy.gui.media.pictures import Media
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.card_view import CardView
from kgstudy.gui.widgets.column import Column
from kgstudy.gui.widgets.lettering import NOTE, QUESTION
from kgstudy.gui.widgets.source_card import SourceCard
from kgstudy.services.shown import Shown

_WIDTH = 720
_TALL = 420


class CardSheet(Column):
    """Lives for one card, and scrolls where that is long."""

    answered = Signal()
    lesson_wanted = Signal()
    sound_wanted = Signal(str)

    def __init__(
        self, look: Look, media: Media, shown: Shown, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, _WIDTH, parent)
        self._face = shown.face
        self._revealed = False
        self.stays_at_top = False
        """Whether nobody is to be led to the answer, for who only looks."""
        self.setAccessibleName(self.tr("Card"))
        self.question = CardView(look, media, QUESTION)
        self.question.setAccessibleName(self.tr("Question"))
        self.question.show_face(shown.face.question, shown.face.style)
        self.answer = _answer_widget(look, media, shown)
        self.answer.answered.connect(self.answered)
        self.note = CardView(look, media, NOTE)
        self.note.setAccessibleName(self.tr("Note"))
        self.source = SourceCard(look) if shown.source else None
        if self.source and shown.source:
            source = shown.source
            self.source.show_words(
                source.lesson_title, source.sentence, source.quote, source.quote_at
            )
            self.source.opened.connect(self.lesson_wanted)
        self._air = QSpacerItem(0, 0)
        self._lay_out()
        for view in self.findChildren(CardView):
            view.sound_wanted.connect(self.sound_wanted)
        look.formulas.ask(tex.formulas(safe_html(shown.face.answer + shown.face.note)))
        self.verticalScrollBar().rangeChanged.connect(self._on_range)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the window is tall, the question does not stick to the top."""
        super().resizeEvent(event)
        spare = (self.height() - self._look.px(_TALL)) // 6
        self._air.changeSize(0, min(max(0, spare), self._look.px(40)))
        self.rows.invalidate()

    def set_small(self) -> None:
        """Sets all words for a narrow place, for good."""
        for view in self.findChildren(CardView):
            view.set_small()

    def reveal(self) -> Rating:
        """Shows all that is known of the answer, and says which grade it suggests."""
        suggested = self.answer.reveal()
        self._show_rest()
        return suggested

    def tell(self) -> None:
        """Shows all that is known of the answer to somebody who was not asked for it."""
        self.answer.tell()
        self._show_rest()

    @property
    def spoken_answer(self) -> str:
        """The answer with its note, for a voice."""
        note = "" if self.note.isHidden() else self.note.words
        said = (self.answer.spoken or self.question.words, note)
        return "\n".join(words for words in said if words)

    def uncover(self) -> None:
        """Opens the hints, and lifts what still covers a picture."""
        for view in self.findChildren(CardView):
            view.open_hints()
        self.answer.uncover()

    def selected_words(self) -> str:
        """What is marked by mouse in any part of it."""
        views = self.findChildren(CardView)
        marked = (view.textCursor().selection().toPlainText() for view in views)
        return next((words for words in marked if words), "")

    def _show_rest(self) -> None:
        if self.answer.question != self._face.question:
            self.question.show_face(self.answer.question, self._face.style, steady=True)
        if self._face.note:
            self.note.show_face(self._face.note, self._face.style)
            self.note.show()
        if self.source:
            self.source.show()
        self._revealed = True

    def _bring_field_into_sight(self) -> None:
        """The place to answer shows that there is one, unless the question needs all the room."""
        entry = self.answer.entry
        if entry is not None and self.question.height() < self.viewport().height():
            self.ensureWidgetVisible(entry, 0, self._look.px(12))

    def _bring_answer_into_sight(self) -> None:
        """Scrolls no further than the answer's beginning, and not at all where it is seen."""
        if self.answer.isHidden():
            return
        bar, margin = self.verticalScrollBar(), self._look.px(16)
        top = self.answer.mapTo(self.viewport(), QPoint()).y() + bar.value() - margin
        bottom = top + self.answer.height() + 2 * margin
        if bottom > bar.value() + self.viewport().height():
            bar.setValue(min(top, bottom - self.viewport().height()))

    def _on_range(self, lowest: int, highest: int) -> None:
        """The scroll bar takes its room on one side; the same is left free on the other."""
        width = self.verticalScrollBar().sizeHint().width() if highest > lowest else 0
        self.setViewportMargins(width, 0, 0, 0)
        QTimer.singleShot(0, self, self._bring_into_sight)

    def _bring_into_sight(self) -> None:
        if self.stays_at_top:
            return
        if self._revealed:
            self._bring_answer_into_sight()
        else:
            self._bring_field_into_sight()

    def _lay_out(self) -> None:
        self.rows.addSpacerItem(self._air)
        self.rows.addWidget(self.question)
        self.question.setHidden(not self._face.question)
        self.rows.addWidget(self.answer)
        self.rows.addWidget(self.note)
        self.note.hide()
        if self.source:
            self.rows.addSpacing(self._look.px(4))
            self.rows.addWidget(self.source)
            self.source.hide()
        self.rows.addStretch(1)


def _answer_widget(look: Look, media: Media, shown: Shown) -> AnswerWidget[Any]:
    """Seeded by the card and its count of answers: undone, it looks as it did."""
    rng = Random(f"{shown.card.id} {shown.card.reps}")
    return ANSWERS[type(shown.face)](look, media, shown.face, rng)
