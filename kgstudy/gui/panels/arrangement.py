"""How decks are taken in: where to, with or without their schedules, with which tags."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from kgstudy.gui.alarm import alarm
from kgstudy.gui.panels.section import Section
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.deck_field import DeckField
from kgstudy.gui.widgets.setting_row import SettingRow
from kgstudy.gui.widgets.switch import Switch
from kgstudy.services.importing import Arrangement

SETTLED_MS = 400
"""What would become of the notes is computed anew once the hand has been still for so long."""
WIDTH = 300


class ArrangementPanel(Section):
    """`changed` once a choice has been made, `touched` as soon as one is being made."""

    changed = Signal()
    touched = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, "")
        self.heading.setText(self.tr("How to bring them in"))
        self.setAccessibleName(self.heading.text())
        self.deck = DeckField(look, self.tr("Into deck"), self.tr("As in the files"))
        self.schedules = Switch(look, self.tr("With schedules"))
        self.tags = QLineEdit()
        self.tags.setAccessibleName(self.tr("Add tags"))
        self.tags.setPlaceholderText(self.tr("None"))
        self.tags.setMaxLength(500)
        self._settled = alarm(self, SETTLED_MS)
        self._add_rows()
        self._connect()
        self.reset()

    @property
    def is_pending(self) -> bool:
        return self._settled.isActive()

    @property
    def arrangement(self) -> Arrangement:
        """What is chosen; a name of a deck that is none yet leaves the decks as in the files."""
        into = "" if self.deck.is_wrong else self.deck.deck
        tags = tuple(dict.fromkeys(self.tags.text().replace(",", " ").split()))
        return Arrangement(into, self.schedules.isChecked(), tags)

    def reset(self) -> None:
        """For the next files nothing is chosen yet."""
        self._settled.stop()
        self.deck.setCurrentIndex(-1)
        self.deck.line.clear()
        self.schedules.setChecked(True)
        self.tags.clear()

    def show_decks(self, names: Sequence[str]) -> None:
        self.deck.show_names(names)

    def offer_schedules(self, *, offered: bool) -> None:
        """Only where a file has some."""
        self._schedules_row.setHidden(not offered)

    @override
    def arrange(self, *, roomy: bool) -> None:
        super().arrange(roomy=roomy)
        for row in self._rows:
            row.arrange(roomy=roomy)
        for field in (self.deck, self.tags):
            field.setFixedWidth(self.look.px(WIDTH))

    def _add_rows(self) -> None:
        self._deck_row = self._row(
            self.tr("Into deck"),
            self.tr("Empty: each into its own. “Languages::Kyrgyz” is a deck in a deck."),
            self.deck,
        )
        self._schedules_row = self._row(
            self.tr("With schedules"),
            self.tr("Cards go on where they were; without, all of them are new."),
            self.schedules,
        )
        self._tags_row = self._row(
            self.tr("Add tags"), self.tr("To every note, with blanks between them."), self.tags
        )
        self._rows = (self._deck_row, self._schedules_row, self._tags_row)
        for row in self._rows:
            self.rows.addWidget(row)

    def _row(self, name: str, hint: str, control: DeckField | Switch | QLineEdit) -> SettingRow:
        return SettingRow(self.look, name, hint, control)

    def _connect(self) -> None:
        self.deck.editTextChanged.connect(self._on_touched)
        self.tags.textEdited.connect(self._on_touched)
        self.schedules.clicked.connect(self._on_touched)
        self._settled.timeout.connect(self.changed)

    def _on_touched(self) -> None:
        wrong = self.tr("A part of the name is missing.") if self.deck.is_wrong else ""
        self._deck_row.warn(wrong)
        self.touched.emit()
        self._settled.start()
