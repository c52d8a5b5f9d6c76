"""A note's fields beside the cards they make or, where it is narrow, above them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter
from typing_extensions import override

from kgstudy.gui.theme import Look

_WIDE = 860


class FormSplit(QSplitter):
    """Has its two parts turn as the room does."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._is_split = False
        self.setChildrenCollapsible(False)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= self._look.px(_WIDE)
        way = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if self.orientation() != way or not self._is_split:
            self._is_split = True
            self.setOrientation(way)
            room = self.width() if wide else self.height()
            share = 58 if wide else 68
            self.setSizes([room * share // 100, room * (100 - share) // 100])
