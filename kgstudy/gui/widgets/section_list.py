"""The sections of a lesson, each with its recall at the right."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kgstudy.domain.clock import StudyDay
from kgstudy.gui import wording
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.two_columns import TwoColumns
from kgstudy.services.lessons import SectionView

MOST_ROWS = 9


class SectionList(TwoColumns):
    """As high as its sections, up to nine; a click or Enter goes to one."""

    chosen = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, MOST_ROWS, parent)
        self.setAccessibleName(self.tr("Sections"))
        self.itemActivated.connect(self._on_item)
        self.itemClicked.connect(self._on_item)

    def show_sections(self, sections: tuple[SectionView, ...], day: StudyDay) -> None:
        marked = self.marked
        self.clear()
        for section in sections:
            recall = section.recall(day)
            told = "" if recall is None else wording.percent(recall)
            self.add_row(section.heading, told)
        self.mark(marked)
        self.fit()

    @property
    def marked(self) -> int:
        item = self.currentItem()
        return 0 if item is None else self.indexOfTopLevelItem(item)

    def mark(self, number: int) -> None:
        """Shows where in the lesson one is."""
        item = self.topLevelItem(number)
        if item is not None:
            self.setCurrentItem(item)

    def _on_item(self) -> None:
        self.chosen.emit(self.marked)
