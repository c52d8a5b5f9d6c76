"""Items to be put in order, then looked at together."""

from random import Random

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from kgstudy.domain.card_types.ordering import OrderingFace, is_right, shuffled, verdict
from kgstudy.domain.review import Rating
from kgstudy.gui.answers.base import AnswerWidget
from kgstudy.gui.media.pictures import Media
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.card_view import CardView
from kgstudy.gui.widgets.label import label
from kgstudy.gui.widgets.lettering import BODY
from kgstudy.gui.widgets.ordering_list import OrderingList


class OrderingAnswer(AnswerWidget[OrderingFace]):
    """The right order is shown below, where it is another one."""

    def __init__(self, look: Look, media: Media, face: OrderingFace, rng: Random) -> None:
        super().__init__(look, media, face, rng)
        self.list = OrderingList(look, media, face.items, shuffled(face.items, rng))
        self._hint = label(self.tr("Alt and arrow keys move a row, or drag it."), "small")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._heading = label(self.tr("The right order"), "heading")
        self._right = CardView(look, media, BODY)
        self._right.setAccessibleName(self.tr("The right order"))
        for widget in (self.list, self._hint, self._heading, self._right):
            self.rows.addWidget(widget)
        self._heading.setContentsMargins(0, look.px(12), 0, 0)
        self._heading.hide()
        self._right.hide()

    @override
    def way_to_answer(self) -> tuple[str, str]:
        return self.tr("Check"), self.tr("Enter")

    @property
    @override
    def entry(self) -> QWidget:
        return self.list.rows[0]

    @override
    def reveal(self) -> Rating:
        self._hint.hide()
        self.list.settle(verdict(self.list.order))
        right = is_right(self.list.order)
        if not right:
            self._right.show_face(self.face.answer)
        self._heading.setHidden(right)
        self._right.setHidden(right)
        return Rating.GOOD if right else Rating.AGAIN

    @override
    def tell(self) -> None:
        """Nobody has put anything in order, so nothing stands in a wrong one."""
        self._hint.hide()
        self.list.hide()
        self._right.show_face(self.face.answer)
        self._right.show()

    @property
    @override
    def spoken(self) -> str:
        if self.list.isHidden():
            return self._right.words
        said = [row.accessibleName() for row in self.list.rows]
        if not self._right.isHidden():
            said += [self._heading.text(), self._right.words]
        return "\n".join(said)
