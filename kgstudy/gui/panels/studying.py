"""How one studies: the answer buttons, and where a day begins."""

from dataclasses import replace

from typing_extensions import override

from kgstudy.domain.changes import Change, Touched
from kgstudy.gui.choices import Choices
from kgstudy.gui.feed import Feed
from kgstudy.gui.panels.panel import WritingPanel
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.segments import Segments
from kgstudy.gui.widgets.stepper import Stepper
from kgstudy.gui.widgets.switch import Switch
from kgstudy.services import settings
from kgstudy.services.settings import Settings
from kgstudy.store.collection import Collection


class StudyingPanel(WritingPanel):
    def __init__(self, look: Look, collection: Collection, feed: Feed, choices: Choices) -> None:
        super().__init__(look)
        self.head(self.tr("Studying"))
        self._collection = collection
        self._feed = feed
        self._choices = choices
        grades = {"4": self.tr("Four"), "2": self.tr("Two")}
        self.grades = Segments(look, self.tr("Answer buttons"), grades)
        self.autoplay = Switch(look, self.tr("Play sounds by themselves"))
        self.rollover = Stepper(look, self.tr("A new day begins at"), 0, 23, suffix=":00")
        self.ahead = Stepper(look, self.tr("Learn ahead"), 0, 1440, 5, self.tr(" min"))
        self._add_rows()
        self.grades.chosen.connect(self._on_grades)
        self.autoplay.clicked.connect(self._on_autoplay)
        self.rollover.changed.connect(self.touch)
        self.ahead.changed.connect(self.touch)

    @override
    def refresh(self) -> None:
        stored = settings.load(self._collection)
        self.grades.put(str(self._choices.value.grade_buttons))
        self.autoplay.setChecked(self._choices.value.autoplay)
        self.rollover.put(stored.rollover_hour)
        self.ahead.put(stored.learn_ahead_minutes)

    @override
    def on_change(self, change: Change) -> None:
        if change.touches(Touched.SETTINGS) and not self.is_pending:
            self.refresh()

    @override
    def write(self) -> None:
        wanted = Settings(self.rollover.number.value(), self.ahead.number.value())
        if wanted != settings.load(self._collection):
            self._feed.changed.emit(settings.save(self._collection, wanted))

    def _on_grades(self, key: str) -> None:
        chosen = self._choices.value
        self._choices.choose(replace(chosen, grade_buttons=2 if key == "2" else 4))

    def _on_autoplay(self, wished: bool) -> None:
        self._choices.choose(replace(self._choices.value, autoplay=wished))

    def _add_rows(self) -> None:
        self.add(
            self.tr("Answer buttons"),
            self.tr("Four: Again, Hard, Good, Easy. Two: Forgot, Got it."),
            self.grades,
        )
        self.add(
            self.tr("Play sounds by themselves"),
            self.tr("As a side of a card is shown. The key R plays them again."),
            self.autoplay,
        )
        self.add(
            self.tr("A new day begins at"),
            self.tr("Who studies past midnight still studies today’s cards."),
            self.rollover,
        )
        self.add(
            self.tr("Learn ahead"),
            self.tr("With nothing else left, a card being learnt may come this much earlier."),
            self.ahead,
        )
