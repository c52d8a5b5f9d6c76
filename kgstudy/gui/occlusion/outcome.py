"""The cards that come of a drawing, as they will look."""

from PySide6.QtGui import QImage
from typing_extensions import override

from kgstudy.domain import masks
from kgstudy.domain.card_types.occlusion import OcclusionFace
from kgstudy.domain.masks import Drawing
from kgstudy.gui import wording
from kgstudy.gui.occlusion.layers import Layers
from kgstudy.gui.occlusion.sheet import Sheet
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.column import Column
from kgstudy.gui.widgets.label import label
from kgstudy.gui.widgets.occlusion_picture import OcclusionPicture
from kgstudy.gui.widgets.pager import Pager
from kgstudy.gui.widgets.segments import Segments

WIDTH = 272
_ALL, _ONE = "all", "one"
_BARE = OcclusionFace("", "", "", "")


class Outcome(Column):
    """Shows the card of what is chosen; the pager chooses the shapes of another."""

    def __init__(self, look: Look, sheet: Sheet) -> None:
        super().__init__(look, WIDTH)
        self._sheet = sheet
        self._image: QImage | None = None
        self._shown: tuple[Drawing, int] | None = None
        self.hides = Segments(
            look,
            self.tr("What a card hides"),
            {_ALL: self.tr("Hide all"), _ONE: self.tr("Hide one")},
        )
        self._means = label("", "small")
        self.caption = label("", "heading")
        self.pager = Pager(look, self.tr("Card before"), self.tr("Next card"))
        self.question = OcclusionPicture(look, _nothing, _BARE)
        self.answer = OcclusionPicture(look, _nothing, _BARE)
        self._answer = label(self.tr("Answer"), "small")
        self.setAccessibleName(self.tr("How the cards will look"))
        self._lay_out()
        self.hides.chosen.connect(lambda key: sheet.hide(everything=key == _ALL))
        self.pager.turned.connect(self._turn_to)
        sheet.changed.connect(self._show)
        self._show()

    def show_picture(self, layers: Layers) -> None:
        self._image = layers.fitting(2 * self._look.px(WIDTH))
        self._shown = None
        self._show()

    def _turn_to(self, place: int) -> None:
        number = sorted(self._sheet.drawing.numbers)[place]
        every = enumerate(self._sheet.drawing.masks)
        self._sheet.choose(at for at, mask in every if number in mask.numbers)

    def _show(self) -> None:
        numbers, card = sorted(self._sheet.drawing.numbers), self._sheet.card
        self.hides.put(_ALL if self._sheet.hides_all else _ONE)
        self._means.setText(
            self.tr("Each card hides every part and asks for one.")
            if self._sheet.hides_all
            else self.tr("Each card hides only the part that it asks for.")
        )
        self.pager.at = numbers.index(card) if card else 0
        self.pager.show_count(len(numbers))
        self.caption.setText(
            wording.several(len(numbers), "1 card", "%n cards")
            if card
            else self.tr("Draw over what is to be asked for.")
        )
        for part in (self.question, self._answer, self.answer):
            part.setVisible(card > 0)
        if card:
            self._show_card(card)

    def _show_card(self, card: int) -> None:
        drawing = self._sheet.drawing
        if self._shown is None or self._shown[0] is not drawing or self._shown[1] != card:
            self._shown = (drawing, card)
            face = OcclusionFace("", "", "", "", masks.seen(drawing, card))
            self.question.show_face(face, self._image)
            self.answer.show_face(face, self._image)

    def _lay_out(self) -> None:
        self.answer.reveal()
        for part in (
            self.hides,
            self._means,
            self.caption,
            self.pager,
            self.question,
            self._answer,
            self.answer,
        ):
            self.rows.addWidget(part)
        self.rows.addStretch(1)

    @override
    def _arrange(self) -> None:
        super()._arrange()
        side = self._look.px(16)
        self.rows.setContentsMargins(side, side, side, side)
        self.rows.setSpacing(self._look.px(10))


def _nothing(name: str) -> bytes | None:
    del name
    return None
