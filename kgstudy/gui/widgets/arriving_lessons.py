"""Several lessons on their way in, one of which is looked at."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from kgstudy.gui.models import lesson_arrivals
from kgstudy.gui.models.lesson_arrivals import LessonArrival
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.two_columns import TwoColumns

MOST_ROWS = 6


class ArrivingLessons(TwoColumns):
    """Each with what becomes of it; hidden where there is only one."""

    picked = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__(look, MOST_ROWS)
        self.setAccessibleName(self.tr("Lessons to bring in"))
        self.currentItemChanged.connect(self._on_current)
        self.hide()

    def show_arrivals(self, arrivals: Sequence[LessonArrival], picked: int) -> None:
        self.blockSignals(True)
        self.clear()
        for arrival in arrivals:
            name = arrival.text.title or arrival.name
            self.add_row(name, self._fate(arrival), arrival.name, arrival.refusal)
        current = self.topLevelItem(picked)
        if current is not None:
            self.setCurrentItem(current)
        self.blockSignals(False)
        self.setVisible(len(arrivals) > 1)
        self.fit()

    def _fate(self, arrival: LessonArrival) -> str:
        if arrival.refusal:
            return self.tr("cannot be read")
        if arrival.is_empty:
            return self.tr("empty")
        if not arrival.is_new:
            return self.tr("here already, left out")
        return lesson_arrivals.size_words(arrival)

    def _on_current(self) -> None:
        item = self.currentItem()
        if item is not None:
            self.picked.emit(self.indexOfTopLevelItem(item))
