"""What the study page asks of the place where a card is answered."""

from random import Random
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kgstudy.domain.card_types.base import Face
from kgstudy.domain.review import Rating
from kgstudy.gui.media.pictures import Media
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.card_view import CardView

F = TypeVar("F", bound=Face)


class AnswerWidget(QWidget, Generic[F]):
    """Stands under the question of one card, first to answer it and then to show the answer.

    `answered` says that the person has answered, and the answer is to be shown.
    """

    answered = Signal()

    def __init__(self, look: Look, media: Media, face: F, rng: Random) -> None:
        """`rng` is the card's own, so that the same card looks the same when it is undone."""
        super().__init__()
        self.look = look
        self.media = media
        self.face = face
        self.rng = rng
        self.rows = QVBoxLayout(self)
        self._arrange()
        look.changed.connect(self._arrange)

    def way_to_answer(self) -> tuple[str, str]:
        """What the person does to see the answer, and by which key."""
        return self.tr("Show answer"), self.tr("Space")

    @property
    def entry(self) -> QWidget | None:
        """What takes the keyboard while the question stands, if anything here does."""
        return None

    def take_key(self, key: str) -> bool:
        """Hears a character while the question stands; whether it meant something here."""
        del key
        return False

    def reveal(self) -> Rating:
        """Shows the answer, and says which grade it suggests."""
        raise NotImplementedError

    def tell(self) -> None:
        """Shows the answer to somebody who was not asked for it."""
        self.reveal()

    def uncover(self) -> None:
        """Shows what the answer leaves covered, where it leaves anything."""

    @property
    def spoken(self) -> str:
        """What is shown here of the answer, for a voice."""
        views = self.findChildren(CardView)
        return "\n".join(view.words for view in views if view.isVisibleTo(self))

    @property
    def question(self) -> str:
        """The question's HTML as it reads beside the answer."""
        return self.face.question

    def _arrange(self) -> None:
        self.rows.setContentsMargins(0, self.look.px(10), 0, 0)
        self.rows.setSpacing(self.look.px(12))
