"""Text and drafts beside one another, one above the other, or one of them, as the room allows."""

from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.segments import Segments

BESIDE, ABOVE = 800, 400
"""From this width on (at 100 %) both stand in a row, from this height on in a column."""
_SHARES = {True: (52, 48), False: (40, 60)}
"""What text and drafts get of the row, and of the column."""


class Arrangement(Enum):
    """How text and drafts share the room."""

    BESIDE = auto()
    ABOVE = auto()
    ONE = auto()


class StudioSides(QWidget):
    """The border between them can be dragged."""

    def __init__(self, look: Look, text: QWidget, drafts: QWidget) -> None:
        super().__init__()
        self._look = look
        self._sides = {"text": text, "drafts": drafts}
        self._now: Arrangement | None = None
        self.switch = Segments(
            look, self.tr("Shown"), {"text": self.tr("Text"), "drafts": self.tr("Drafts")}
        )
        self.switch.put("drafts")
        self.switch.chosen.connect(self.show_side)
        self._split = QSplitter()
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(1)
        self._split.addWidget(text)
        self._split.addWidget(drafts)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addWidget(self._split, 1)
        look.changed.connect(self._arrange)

    @property
    def arrangement(self) -> Arrangement:
        px = self._look.px
        if self.width() >= px(BESIDE):
            return Arrangement.BESIDE
        return Arrangement.ABOVE if self.height() >= px(ABOVE) else Arrangement.ONE

    def show_side(self, key: str) -> None:
        """Where there is room for one alone, which: `text` or `drafts`."""
        self.switch.put(key)
        self._arrange()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        how = self.arrangement
        one, beside = how is Arrangement.ONE, how is Arrangement.BESIDE
        across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        self._split.setOrientation(across if beside else down)
        self.switch.setVisible(one)
        self._column.setContentsMargins(0, self._look.px(6) if one else 0, 0, 0)
        for key, side in self._sides.items():
            side.setVisible(not one or self.switch.chosen_key == key)
        if how is not self._now:
            self._now = how
            self._split.setSizes([1000 * share for share in _SHARES[beside]])
