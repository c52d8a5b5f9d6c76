"""Several lessons on their way in, one of which is looked at."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from kgstudy.gui.models import lesson_arrivals
from kgstudy.gui.models.lesson_arrivals import LessonArrival
from kgstudy.gui.theme import Look

MOST_ROWS = 6


class ArrivingLessons(QTreeWidget):
    """Each with what becomes of it; hidden where there is only one."""

    picked = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.setAccessibleName(self.tr("Lessons to bring in"))
        self.setProperty("kind", "sections")
        self.currentItemChanged.connect(self._on_current)
        look.changed.connect(self._fit)
        self.hide()

    def show_arrivals(self, arrivals: Sequence[LessonArrival], picked: int) -> None:
        self.blockSignals(True)
        self.clear()
        for arrival in arrivals:
            item = QTreeWidgetItem([arrival.text.title or arrival.name, self._fate(arrival)])
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight)
            item.setToolTip(0, arrival.name)
            item.setToolTip(1, arrival.refusal)
            self.addTopLevelItem(item)
        current = self.topLevelItem(picked)
        if current is not None:
            self.setCurrentItem(current)
        self.blockSignals(False)
        self.setVisible(len(arrivals) > 1)
        self._fit()

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

    def _fit(self) -> None:
        rows = self.topLevelItemCount()
        self.setFixedHeight(min(rows, MOST_ROWS) * max(0, self.sizeHintForRow(0)) + 4)
