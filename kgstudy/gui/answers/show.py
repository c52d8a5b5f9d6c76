"""Cards answered in the mind: the answer is shown, and the person judges."""

from random import Random

from PySide6.QtWidgets import QFrame
from typing_extensions import override

from kgstudy.domain.card_types.base import Face, WholeFace
from kgstudy.domain.review import Rating
from kgstudy.gui.answers.base import AnswerWidget
from kgstudy.gui.media.pictures import Media
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.card_view import CardView
from kgstudy.gui.widgets.lettering import ANSWER


def line() -> QFrame:
    """What stands between a question and its answer."""
    made = QFrame()
    made.setProperty("kind", "line")
    return made


class ShowAnswer(AnswerWidget[Face]):
    """A line, and the answer below it."""

    def __init__(self, look: Look, media: Media, face: Face, rng: Random) -> None:
        super().__init__(look, media, face, rng)
        self._line = line()
        self._answer = CardView(look, media, ANSWER)
        self._answer.setAccessibleName(self.tr("Answer"))
        self.rows.addWidget(self._line)
        self.rows.addSpacing(look.px(12))
        self.rows.addWidget(self._answer)
        self.hide()

    @override
    def reveal(self) -> Rating:
        self._answer.show_face(self.face.answer, self.face.style)
        self.show()
        return Rating.GOOD


class FillGaps(AnswerWidget[WholeFace]):
    """The answer takes the question's place: gaps are filled where they stand."""

    def __init__(self, look: Look, media: Media, face: WholeFace, rng: Random) -> None:
        super().__init__(look, media, face, rng)
        self._filled = False
        self.hide()

    @property
    @override
    def question(self) -> str:
        return self.face.answer if self._filled else self.face.question

    @override
    def reveal(self) -> Rating:
        self._filled = True
        return Rating.GOOD
