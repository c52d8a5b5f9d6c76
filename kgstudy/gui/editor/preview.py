"""The cards of a note as they will look, one below the other."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QVBoxLayout
from typing_extensions import override

from kgstudy.domain.card_types.base import CardType, Face, WholeFace, is_blank
from kgstudy.domain.card_types.choice import ChoiceFace
from kgstudy.domain.card_types.occlusion import OcclusionFace
from kgstudy.gui import wording
from kgstudy.gui.media.pictures import Media
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.card_view import CardView
from kgstudy.gui.widgets.column import Column
from kgstudy.gui.widgets.label import label
from kgstudy.gui.widgets.lettering import NOTE, Lettering
from kgstudy.gui.widgets.occlusion_picture import OcclusionPicture

_MOST = 12
_QUESTION = Lettering(((160, 20), (0, 16)))
_ANSWER = Lettering(((160, 20), (0, 16)), weight=600)


class Preview(Column):
    """Follows what is typed; it takes no keys."""

    sound_wanted = Signal(str)

    def __init__(self, look: Look, media: Media) -> None:
        super().__init__(look, 560)
        self._media = media
        self.pictures: dict[str, QImage] = {}
        """By their names those with hidden parts, which were read beside the window."""
        self.cards: list[PreviewCard] = []
        self._told = label("", "soft")
        self._told.hide()
        self._more = label("", "small")
        self.setAccessibleName(self.tr("How the cards will look"))
        self.rows.addWidget(self._told)
        self.rows.addWidget(self._more)
        self.rows.addStretch(1)

    def show_cards(
        self, made_by: CardType, fields: Mapping[str, str], slots: tuple[int, ...]
    ) -> None:
        shown = slots[:_MOST]
        while len(self.cards) > len(shown):
            gone = self.cards.pop()
            gone.hide()
            gone.deleteLater()
        while len(self.cards) < len(shown):
            card = PreviewCard(self._look, self._media, self.pictures)
            for view in card.findChildren(CardView):
                view.sound_wanted.connect(self.sound_wanted)
            self.rows.insertWidget(len(self.cards) + 1, card)
            self.cards.append(card)
        for number, (card, slot) in enumerate(zip(self.cards, shown, strict=True), 1):
            caption = self.tr("Card {number} of {count}").format(number=number, count=len(slots))
            card.show_face(made_by.face(fields, slot), caption if len(slots) > 1 else "")
        left = len(slots) - len(shown)
        self._more.setText(wording.several(left, "and one card more", "and %n cards more"))
        self._more.setHidden(left == 0)

    def tell(self, words: str) -> None:
        """Says what is missing for a card, or nothing."""
        self._told.setText(words)
        self._told.setHidden(not words)

    @override
    def _arrange(self) -> None:
        super()._arrange()
        side = self._look.px(16)
        self.rows.setContentsMargins(side, side, side, side)
        self.rows.setSpacing(self._look.px(14))


class PreviewCard(QFrame):
    """Question and answer of one card, with a line between them."""

    def __init__(self, look: Look, media: Media, pictures: Mapping[str, QImage]) -> None:
        super().__init__()
        self._look = look
        self._media = media
        self._pictures = pictures
        self.setProperty("kind", "card")
        self.caption = label("", "small")
        self.question = CardView(look, media, _QUESTION)
        self.answer = CardView(look, media, _ANSWER)
        self.whole = CardView(look, media, _QUESTION)
        self.note = CardView(look, media, NOTE)
        self._line = QFrame()
        self._line.setProperty("kind", "line")
        self._picture: OcclusionPicture | None = None
        rows = self._rows = QVBoxLayout(self)
        rows.setContentsMargins(look.px(18), look.px(14), look.px(18), look.px(16))
        rows.setSpacing(look.px(10))
        for part in (self.caption, self.question, self._line, self.answer, self.whole, self.note):
            rows.addWidget(part)

    def show_face(self, face: Face, caption: str) -> None:
        self.caption.setText(caption)
        self.caption.setHidden(not caption)
        self._show(self.question, face.question, face.style)
        whole = isinstance(face, WholeFace)
        self._show(self.answer, "" if whole else _answer(face), face.style)
        self._show(self.whole, face.answer if whole else "", face.style)
        self._show(self.note, face.note, face.style)
        self._line.setHidden(self.answer.isHidden() and self.whole.isHidden())
        self._show_picture(face)

    def _show(self, view: CardView, html: str, style: str) -> None:
        view.setHidden(is_blank(html))
        view.show_face(html, style)

    def _show_picture(self, face: Face) -> None:
        image = self._pictures.get(face.image) if isinstance(face, OcclusionFace) else None
        if self._picture and image and isinstance(face, OcclusionFace):
            self._picture.show_face(face, image)
            return
        if self._picture is not None:
            self._picture.hide()
            self._picture.deleteLater()
            self._picture = None
        if isinstance(face, OcclusionFace):
            self._picture = OcclusionPicture(self._look, self._media, face, image)
            self._rows.insertWidget(2, self._picture)


def _answer(face: Face) -> str:
    """All that the answer shows, for a choice the wrong ones too."""
    if isinstance(face, ChoiceFace):
        others = "".join(f"<li>{html}</li>" for html in face.wrong)
        return f"<ul><li><b>{face.right}</b></li>{others}</ul>"
    return face.answer
