"""Some of the cards that are on their way in, as they will look."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from kgstudy.domain.card import Card, New
from kgstudy.domain.ids import CardId, DeckId
from kgstudy.domain.parcel import Parcel
from kgstudy.gui.answers.card_sheet import CardSheet
from kgstudy.gui.models.arrivals import Arrival
from kgstudy.gui.panels.section import Section
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.label import label
from kgstudy.gui.widgets.pager import Pager
from kgstudy.services.importing import Sample
from kgstudy.services.shown import Shown

_HEIGHT = 330
_LARGEST: Final = 16 << 20
"""Bytes of a picture that is shown before it is taken in."""


class SamplesPanel(Section):
    """The cards of one file at a time."""

    def __init__(self, look: Look) -> None:
        self.pager = Pager(look, "", "")
        super().__init__(look, "", self.pager)
        self.heading.setText(self.tr("Sample cards"))
        self.setAccessibleName(self.tr("Sample cards"))
        for button, name in (
            (self.pager.back, self.tr("Previous sample card")),
            (self.pager.on, self.tr("Next sample card")),
        ):
            button.setAccessibleName(name)
            button.setToolTip(name)
        self._deck = label("", "small")
        self.rows.addWidget(self._deck)
        self.sheet: CardSheet | None = None
        self._samples: tuple[Sample, ...] = ()
        self._parcel = Parcel()
        self.pager.turned.connect(self._show)

    def show_arrival(self, arrival: Arrival | None) -> None:
        """Nothing is left of the file before, its pictures included."""
        plan = arrival.plan if arrival else None
        self._samples = plan.samples if plan else ()
        self._parcel = arrival.parcel if arrival and arrival.parcel else Parcel()
        self.setHidden(not self._samples)
        self.pager.show_count(len(self._samples))
        self._show(self.pager.at)

    @override
    def arrange(self, *, roomy: bool) -> None:
        super().arrange(roomy=roomy)
        if self.sheet:
            self.sheet.setFixedHeight(self.look.px(_HEIGHT))

    def _show(self, at: int) -> None:
        if self.sheet:
            self.rows.removeWidget(self.sheet)
            self.sheet.hide()
            self.sheet.deleteLater()
            self.sheet = None
        if at >= len(self._samples):
            return
        sample = self._samples[at]
        self._deck.setText(sample.deck.replace("::", " › "))
        self.sheet = CardSheet(self.look, self.media, _shown(sample))
        self.sheet.tell()
        self.sheet.setAccessibleDescription(self.sheet.question.words)
        self.sheet.setFixedHeight(self.look.px(_HEIGHT))
        for widget in self.sheet.findChildren(QWidget):
            widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows.addWidget(self.sheet)

    def media(self, name: str) -> bytes | None:
        """A file of those that come with the cards, unless it is too large to be shown at once."""
        opener = self._parcel.media.get(name)
        if opener is None:
            return None
        with opener() as content:
            read = content.read(_LARGEST + 1)
        return read if len(read) <= _LARGEST else None


def _shown(sample: Sample) -> Shown:
    """As if it were studied; what each answer would lead to is not asked here."""
    card = Card(CardId(sample.slot), sample.note.id, DeckId(0), sample.slot, New(0))
    return Shown(card, sample.note, sample.face, sample.deck, {}, None)
