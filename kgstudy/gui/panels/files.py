"""The files on their way in, below the names of the columns of numbers."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget
from typing_extensions import override

from kgstudy.gui.models.arrivals import Arrival
from kgstudy.gui.panels.section import Section
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.arrival_list import COUNT_WIDTH, ArrivalList, fate_name
from kgstudy.gui.widgets.label import label
from kgstudy.services.importing import FATES, Fate


class FilesPanel(Section):
    """The columns have names where there is room for columns."""

    def __init__(self, look: Look) -> None:
        self._head = _Head()
        super().__init__(look, "", self._head)
        self.heading.setText(self.tr("Files and decks"))
        self.setAccessibleName(self.heading.text())
        self.list = ArrivalList(look)
        self.list.arranged.connect(self._arrange_head)
        self.rows.addWidget(self.list)

    def show_arrivals(self, arrivals: Sequence[Arrival]) -> None:
        self.list.show_arrivals(arrivals)
        self._arrange_head()

    @override
    def arrange(self, *, roomy: bool) -> None:
        super().arrange(roomy=roomy)
        self._arrange_head()

    def _arrange_head(self) -> None:
        self._head.arrange(self.look, self.list.beside, self.list.fates)
        self._head.setVisible(self.list.roomy and bool(self.list.arrivals.rows))


class _Head(QWidget):
    """The names of the columns of numbers."""

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._names: dict[Fate, QLabel] = {}
        for fate in FATES:
            name = label(fate_name(fate), "small", wrap=False)
            name.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
            self._names[fate] = name
            self._row.addWidget(name)

    def arrange(self, look: Look, beside: int, fates: Collection[Fate]) -> None:
        """`beside` is what the list's scroll bar takes."""
        self._row.setContentsMargins(0, 0, look.px(10) + beside, 0)
        self._row.setSpacing(0)
        for fate, name in self._names.items():
            name.setVisible(fate in fates)
            name.setFixedWidth(look.px(COUNT_WIDTH))
