"""Which places the chosen new cards take in the queue."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from kgstudy.gui.batch.dialog import WIDTH, BatchDialog
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.setting_row import SettingRow
from kgstudy.gui.widgets.stepper import Stepper
from kgstudy.gui.widgets.switch import Switch
from kgstudy.gui.wording import several

FURTHEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Place:
    """Where the first card goes and how far the next is from it; see `cards.reposition`."""

    start: int
    step: int
    shuffle: bool
    shift: bool


class PlaceDialog(BatchDialog):
    """`chosen` carries the `Place`."""

    chosen = Signal(object)

    def __init__(self, look: Look, places: Sequence[int], parent: QWidget) -> None:
        """`places` are those that the new cards have now."""
        title = several(len(places), "Reposition 1 new card", "Reposition %n new cards")
        super().__init__(look, title, self.tr("Reposition"), parent)
        self.start = Stepper(look, self.tr("First place"), 0, FURTHEST)
        self.step = Stepper(look, self.tr("Step"), 0, 1000)
        self.shuffle = Switch(look, self.tr("Shuffle"))
        self.shift = Switch(look, self.tr("Make room"))
        self.start.put(0)
        self.step.put(1)
        self.shift.setChecked(True)
        now = self.tr("They stand at {first} to {last} now.").format(
            first=min(places), last=max(places)
        )
        together = self.tr("The cards of one note stay together.")
        later = self.tr("New cards that stand there already come after them.")
        for name, hint, control in (
            (self.tr("First place"), now, self.start),
            (self.tr("Step"), self.tr("From one card to the next."), self.step),
            (self.tr("Shuffle"), together, self.shuffle),
            (self.tr("Make room"), later, self.shift),
        ):
            row = SettingRow(look, name, hint, control)
            row.arrange(roomy=True)
            self.body.addWidget(row)
        self.body.addStretch()
        self.fit(WIDTH)
        self.start.setFocus()

    @override
    def on_act(self) -> None:
        self.start.number.interpretText()
        self.step.number.interpretText()
        self.accept()
        place = Place(
            self.start.number.value(),
            self.step.number.value(),
            self.shuffle.isChecked(),
            self.shift.isChecked(),
        )
        self.chosen.emit(place)
