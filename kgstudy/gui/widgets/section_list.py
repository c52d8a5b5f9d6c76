"""The sections of a lesson, each with its recall at the right."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from kgstudy.domain.clock import StudyDay
from kgstudy.gui import wording
from kgstudy.gui.theme import Look
from kgstudy.services.lessons import SectionView

MOST_ROWS = 9


class SectionList(QTreeWidget):
    """As high as its sections, up to nine; a click or Enter goes to one."""

    chosen = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
        self.setAccessibleName(self.tr("Sections"))
        self.setProperty("kind", "sections")
        self.itemActivated.connect(self._on_item)
        self.itemClicked.connect(self._on_item)
        look.changed.connect(self._fit)

    def show_sections(self, sections: tuple[SectionView, ...], day: StudyDay) -> None:
        marked = self.marked
        self.clear()
        for section in sections:
            recall = section.recall(day)
            told = "" if recall is None else wording.percent(recall)
            item = QTreeWidgetItem([section.heading, told])
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight)
            item.setToolTip(0, section.heading)
            self.addTopLevelItem(item)
        self.mark(marked)
        self._fit()

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

    def _fit(self) -> None:
        rows = self.topLevelItemCount()
        self.setFixedHeight(min(rows, MOST_ROWS) * max(0, self.sizeHintForRow(0)) + 4)
