"""How a deck's cards are dealt and scheduled: its preset's options."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from kgstudy.domain.changes import Change, Touched
from kgstudy.domain.deck import Options, Preset
from kgstudy.domain.errors import UserError
from kgstudy.domain.ids import DeckId, PresetId
from kgstudy.gui import wording
from kgstudy.gui.feed import Feed
from kgstudy.gui.models import retention
from kgstudy.gui.models.steps import read_steps, write_steps
from kgstudy.gui.panels.order_options import OrderOptions
from kgstudy.gui.panels.panel import WritingPanel
from kgstudy.gui.theme import Look, restyle
from kgstudy.gui.widgets.button import Button
from kgstudy.gui.widgets.picker import Picker
from kgstudy.gui.widgets.slider import PercentSlider
from kgstudy.gui.widgets.stepper import Stepper
from kgstudy.gui.widgets.switch import Switch
from kgstudy.services import deck_options, decks
from kgstudy.store.collection import Collection

MOST_A_DAY = 9999


class DeckOptionsPanel(WritingPanel):
    """The options of the deck that is picked; decks that share a preset share them."""

    def __init__(self, look: Look, collection: Collection, feed: Feed) -> None:
        super().__init__(look)
        self.head(self.tr("Cards and memory"))
        self._collection = collection
        self._feed = feed
        self._preset: Preset | None = None
        self.deck = Picker(look, self.tr("Options for deck"))
        self.preset = Picker(look, self.tr("Preset"))
        self.name = self._line(self.tr("Name of the preset"))
        self.own = Button(self.tr("Give it its own"))
        self.new = Stepper(look, self.tr("New cards a day"), 0, MOST_A_DAY)
        self.reviews = Stepper(look, self.tr("Reviews a day"), 0, MOST_A_DAY, 10)
        self.retention = PercentSlider(look, self.tr("Desired retention"), 70, 99)
        self.learning = self._line(self.tr("Learning steps"))
        self.relearning = self._line(self.tr("Relearning steps"))
        self.bury_new = Switch(look, self.tr("Keep new siblings apart"))
        self.bury_reviews = Switch(look, self.tr("Keep reviewed siblings apart"))
        self.bury_learning = Switch(look, self.tr("Keep siblings being learnt apart"))
        self._add_rows()
        self.order = OrderOptions(look, self)
        self._connect()

    def show_deck(self, deck: DeckId) -> None:
        """Picks the deck."""
        self.refresh()
        self.deck.setCurrentIndex(self.deck.findData(deck))

    @override
    def refresh(self) -> None:
        every = decks.names(self._collection)
        self.setHidden(not every)
        if not every:
            return
        self._fill_picker(every)
        deck = DeckId(self.deck.currentData())
        self._preset = deck_options.preset_of(self._collection, deck)
        self._show(self._preset.options)
        self._fill_presets(self._preset)
        self._show_sharing(self._preset)

    @override
    def on_change(self, change: Change) -> None:
        if change.touches(Touched.DECKS, Touched.OPTIONS) and not self.is_pending:
            self.refresh()

    @override
    def write(self) -> None:
        if self._preset is None:
            return
        wanted = self._wanted(self._preset.options)
        if wanted != self._preset.options:
            change = deck_options.change_options(self._collection, self._preset.id, wanted)
            self._preset = replace(self._preset, options=wanted)
            self._feed.changed.emit(change)

    def _wanted(self, before: Options) -> Options:
        """What the controls say; a line with a word that is no step leaves its steps alone."""
        return replace(
            self.order.wanted(before),
            new_per_day=self.new.number.value(),
            reviews_per_day=self.reviews.number.value(),
            retention=self._retention(before.retention),
            learning_steps=_steps(self.learning, before.learning_steps),
            relearning_steps=_steps(self.relearning, before.relearning_steps),
            bury_new=self.bury_new.isChecked(),
            bury_reviews=self.bury_reviews.isChecked(),
            bury_learning=self.bury_learning.isChecked(),
        )

    def _retention(self, before: float) -> float:
        """A value between two whole percents is kept as long as the slider is not moved."""
        percent = self.retention.groove.value()
        return before if percent == round(before * 100) else percent / 100

    def _show(self, options: Options) -> None:
        self.new.put(options.new_per_day)
        self.reviews.put(options.reviews_per_day)
        self.retention.put(round(options.retention * 100))
        _put_steps(self.learning, options.learning_steps)
        _put_steps(self.relearning, options.relearning_steps)
        self.bury_new.setChecked(options.bury_new)
        self.bury_reviews.setChecked(options.bury_reviews)
        self.bury_learning.setChecked(options.bury_learning)
        self.order.show(options)
        self._explain_retention(options.retention)
        self._check_steps()

    def _fill_picker(self, every: Sequence[tuple[str, DeckId]]) -> None:
        """Shows the decks; the one that was picked stays picked."""
        picked = self.deck.currentData()
        self.deck.blockSignals(True)
        self.deck.clear()
        for name, deck in every:
            self.deck.addItem(name, deck)
        self.deck.setCurrentIndex(max(0, self.deck.findData(picked)))
        self.deck.blockSignals(False)
        self._deck_row.setHidden(len(every) < 2)

    def _fill_presets(self, chosen: Preset) -> None:
        every = deck_options.every_preset(self._collection)
        self.preset.blockSignals(True)
        self.preset.clear()
        for preset in every:
            self.preset.addItem(preset.name, preset.id)
        self.preset.setCurrentIndex(self.preset.findData(chosen.id))
        self.preset.blockSignals(False)
        self._preset_row.setHidden(len(every) < 2)
        self.name_row.setHidden(len(every) < 2)
        self.name_row.warn("")
        self.name.setText(chosen.name)

    def _show_sharing(self, preset: Preset) -> None:
        sharing = deck_options.sharing(self._collection, preset.id)
        words = wording.several(
            sharing - 1, "1 other deck shares these options.", "%n other decks share these options."
        )
        self._own_row.explain(words)
        self._own_row.setHidden(sharing < 2)

    def _explain_retention(self, share: float) -> None:
        parameters = (self._preset.options if self._preset else Options()).parameters
        told = (retention.promise(share), retention.price(share, parameters))
        self.retention_row.explain(" ".join(told))
        self.retention_row.warn(retention.warning(share))

    def _check_steps(self) -> None:
        for row, line in (
            (self.learning_row, self.learning),
            (self._relearning_row, self.relearning),
        ):
            problem = _problem(line.text())
            row.warn(problem)
            line.setProperty("wrong", bool(problem))
            restyle(line)

    def _on_deck_picked(self) -> None:
        self.flush()
        self.refresh()

    def _on_preset_picked(self) -> None:
        self.flush()
        deck, preset = DeckId(self.deck.currentData()), PresetId(self.preset.currentData())
        self._feed.changed.emit(deck_options.choose_preset(self._collection, deck, preset))

    def _on_named(self) -> None:
        """A name that cannot be leaves the old one, and is told why."""
        if self._preset is None or self.name.text() == self._preset.name:
            return
        self.flush()
        try:
            change = deck_options.rename_preset(self._collection, self._preset.id, self.name.text())
        except UserError as error:
            self.name_row.warn(str(error))
        else:
            self._feed.changed.emit(change)

    def _on_own(self) -> None:
        self.flush()
        change = deck_options.own_preset(self._collection, DeckId(self.deck.currentData()))
        self._feed.changed.emit(change)

    def _on_retention(self, percent: int) -> None:
        self._explain_retention(percent / 100)
        self.touch()

    def _on_steps_edited(self) -> None:
        self._check_steps()
        self.touch()

    def _connect(self) -> None:
        self.deck.currentIndexChanged.connect(self._on_deck_picked)
        self.preset.currentIndexChanged.connect(self._on_preset_picked)
        self.name.editingFinished.connect(self._on_named)
        self.own.clicked.connect(self._on_own)
        self.retention.changed.connect(self._on_retention)
        for stepper in (self.new, self.reviews):
            stepper.changed.connect(self.touch)
        for line in (self.learning, self.relearning):
            line.textEdited.connect(self._on_steps_edited)
        for switch in (self.bury_new, self.bury_reviews, self.bury_learning):
            switch.clicked.connect(self.touch)
        self.order.touched.connect(self.touch)

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit()
        line.setAccessibleName(name)
        line.setMaxLength(80)
        return line

    @override
    def arrange(self, *, roomy: bool) -> None:
        super().arrange(roomy=roomy)
        px = self.look.px
        for field in (self.deck, self.preset, self.name):
            field.setFixedWidth(px(280))
        for line in (self.learning, self.relearning):
            line.setFixedWidth(px(188))
        self.order.arrange()

    def _add_rows(self) -> None:
        self._deck_row = self.add(self.tr("Options for deck"), "", self.deck)
        self._preset_row = self.add(
            self.tr("Preset"), self.tr("Options under a name, for decks to share."), self.preset
        )
        self.name_row = self.add(self.tr("Name of the preset"), "", self.name)
        self._own_row = self.add(self.tr("Shared options"), "", self.own)
        self.add(
            self.tr("New cards a day"), self.tr("So many are met for the first time."), self.new
        )
        self.add(
            self.tr("Reviews a day"),
            self.tr("At most; what is left comes on the next day."),
            self.reviews,
        )
        self.retention_row = self.add(self.tr("Desired retention"), "", self.retention)
        self._add_steps()
        self._add_siblings()

    def _add_steps(self) -> None:
        self.learning_row = self.add(
            self.tr("Learning steps"),
            self.tr("After these times a new card comes again on its first day: 1m 10m."),
            self.learning,
        )
        self._relearning_row = self.add(
            self.tr("Relearning steps"),
            self.tr("The same for a card that was forgotten."),
            self.relearning,
        )

    def _add_siblings(self) -> None:
        self.add(
            self.tr("Keep new siblings apart"),
            self.tr("Of a note with several cards, one new card a day."),
            self.bury_new,
        )
        self.add(
            self.tr("Keep reviewed siblings apart"),
            self.tr("The other cards of a note wait until tomorrow."),
            self.bury_reviews,
        )
        self.add(
            self.tr("Keep siblings being learnt apart"),
            self.tr("Also those that are on their steps."),
            self.bury_learning,
        )


def _steps(line: QLineEdit, before: tuple[int, ...]) -> tuple[int, ...]:
    try:
        return read_steps(line.text())
    except UserError:
        return before


def _put_steps(line: QLineEdit, steps: tuple[int, ...]) -> None:
    """Leaves the line as it was typed where it says the same."""
    if _steps(line, ()) != steps or not line.text():
        line.setText(write_steps(steps))


def _problem(text: str) -> str:
    """Why the text is no list of steps; empty where it is one."""
    try:
        read_steps(text)
    except UserError as error:
        return str(error)
    return ""
