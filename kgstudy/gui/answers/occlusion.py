"""A picture with covered parts: the answer uncovers the one that was asked for."""

from random import Random

from typing_extensions import override

from kgstudy.domain.card_types.base import is_blank
from kgstudy.domain.card_types.occlusion import OcclusionFace
from kgstudy.domain.review import Rating
from kgstudy.gui.answers.base import AnswerWidget
from kgstudy.gui.media.pictures import Media
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.card_view import CardView
from kgstudy.gui.widgets.lettering import NOTE
from kgstudy.gui.widgets.occlusion_picture import OcclusionPicture


class OcclusionAnswer(AnswerWidget[OcclusionFace]):
    """The picture belongs to the question already; words of the answer stand below it."""

    def __init__(self, look: Look, media: Media, face: OcclusionFace, rng: Random) -> None:
        super().__init__(look, media, face, rng)
        self.picture = OcclusionPicture(look, media, face)
        self._answer = CardView(look, media, NOTE)
        self._answer.setAccessibleName(self.tr("Answer"))
        self.rows.addWidget(self.picture)
        self.rows.addWidget(self._answer)
        self._answer.hide()

    @override
    def reveal(self) -> Rating:
        self.picture.reveal()
        if not is_blank(self.face.answer):
            self._answer.show_face(self.face.answer, self.face.style)
            self._answer.show()
        return Rating.GOOD

    @override
    def uncover(self) -> None:
        self.picture.lift()

    @property
    @override
    def spoken(self) -> str:
        return "\n".join(filter(None, (self.picture.accessibleName(), super().spoken)))
