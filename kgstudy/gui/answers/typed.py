"""An answer that is typed, and compared letter by letter."""

from collections.abc import Iterable
from html import escape
from random import Random

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from kgstudy.domain.card_types.typed import Comparison, Piece, TypedFace, Verdict, compare
from kgstudy.domain.review import Rating
from kgstudy.gui.answers.base import AnswerWidget
from kgstudy.gui.answers.show import line
from kgstudy.gui.media.pictures import Media
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.card_view import CardView
from kgstudy.gui.widgets.lettering import ANSWER, NOTE
from kgstudy.gui.widgets.line_field import LineField

_WIDTH = 480
_LONGEST = 500


class TypedAnswer(AnswerWidget[TypedFace]):
    """Enter compares; what is typed with an input method arrives like any other."""

    def __init__(self, look: Look, media: Media, face: TypedFace, rng: Random) -> None:
        super().__init__(look, media, face, rng)
        self._compared = False
        self.field = LineField()
        self.field.setAccessibleName(self.tr("Your answer"))
        self.field.setPlaceholderText(self.tr("Type the answer"))
        self.field.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.field.setMaxLength(_LONGEST)
        self._line = line()
        self._answer = CardView(look, media, ANSWER)
        self._answer.setAccessibleName(self.tr("Answer"))
        self._typed = CardView(look, media, NOTE)
        self._typed.setAccessibleName(self.tr("What you typed"))
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self.field, 1000)
        middle.addStretch(1)
        self.rows.addLayout(middle)
        self.rows.addWidget(self._line)
        self.rows.addSpacing(look.px(12))
        self.rows.addWidget(self._answer)
        self.rows.addWidget(self._typed)
        for widget in (self._line, self._answer, self._typed):
            widget.hide()
        self._size_field()
        look.changed.connect(self._size_field)

    @override
    def way_to_answer(self) -> tuple[str, str]:
        return self.tr("Check"), self.tr("Enter")

    @property
    @override
    def entry(self) -> QWidget:
        return self.field

    @property
    @override
    def question(self) -> str:
        return (self.face.filled if self._compared else "") or self.face.question

    @override
    def reveal(self) -> Rating:
        self._compared = True
        typed = self.field.text()
        found = compare(typed, self.face.accepted)
        self.field.hide()
        self._line.show()
        self._answer.show()
        self._show_answer(found if typed.strip() else None)
        if typed.strip():
            self._typed.show_own(self._told(found))
            self._typed.show()
        return Rating.GOOD if found.right else Rating.AGAIN

    def _show_answer(self, found: Comparison | None) -> None:
        """The answer, and in it what was left out, where it is the one that was nearly typed."""
        plain = self.face.answer == escape(self.face.accepted[0], quote=False)
        if found and plain and found.expected == self.face.accepted[0]:
            self._answer.show_own(_marked(found.expected_pieces, Verdict.MISSING))
        else:
            self._answer.show_face(self.face.answer, self.face.style)

    def _told(self, found: Comparison) -> str:
        pieces = _marked(found.typed_pieces, Verdict.RIGHT, Verdict.WRONG)
        said = self.tr("You typed {words}").format(words=pieces)
        sign = ' <span class="right">✓</span>' if found.right else ""
        return f'<span class="soft">{said}</span>{sign}'

    def _size_field(self) -> None:
        px = self.look.px
        self.field.setMaximumWidth(px(_WIDTH))
        self.field.setStyleSheet(f"font-size: {px(20)}px")


def _marked(pieces: Iterable[Piece], *marked: Verdict) -> str:
    """The pieces as HTML, those of the verdicts `marked` in its class."""
    return "".join(
        f'<span class="{piece.verdict}">{escape(piece.text)}</span>'
        if piece.verdict in marked
        else escape(piece.text)
        for piece in pieces
    )
