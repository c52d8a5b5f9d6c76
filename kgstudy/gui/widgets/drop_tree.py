"""A tree upon whose rows things are dropped."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QDragLeaveEvent, QDragMoveEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget
from typing_extensions import override


class DropTree(QTreeView):
    """Knows the row that would take what is dragged, for it to be marked in the theme's colours."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._aim = QPersistentModelIndex()
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)

    def is_aimed_at(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        return self._aim == index

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Without Qt's own mark, a black frame; what is not to be shown it takes no drop upon."""
        self.executeDelayedItemsLayout()
        self.drawTree(QPainter(self.viewport()), event.region())

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)
        accepted = event.isAccepted()
        self._aim_at(self.indexAt(event.position().toPoint()) if accepted else QModelIndex())

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._aim_at(QModelIndex())

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        super().dropEvent(event)
        self._aim_at(QModelIndex())

    def _aim_at(self, index: QModelIndex) -> None:
        self._aim = QPersistentModelIndex(index)
        self.viewport().update()
