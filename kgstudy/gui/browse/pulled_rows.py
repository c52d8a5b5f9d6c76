"""A table whose rows are chosen, or carried away, by a drag that begins on one of them."""

from abc import abstractmethod

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QTableView, QWidget
from typing_extensions import override


class PulledRows(QTableView):
    """Chosen rows are carried; from another one a pull up or down chooses all up to there.

    Sideways, where the decks and tags are, that one is carried.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._began = self._at = QPoint()
        self._began_on_chosen = False

    @abstractmethod
    def carry(self) -> None:
        """Carries what is chosen until it is dropped."""

    @abstractmethod
    def is_chosen(self, index: QModelIndex) -> bool:
        """Whether the row is among those that would be carried."""

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._began = self._at = event.position().toPoint()
        self._began_on_chosen = self.is_chosen(self.indexAt(self._began))
        super().mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._at = event.position().toPoint()
        super().mouseMoveEvent(event)

    @override
    def startDrag(self, actions: Qt.DropAction) -> None:
        """Where nothing is carried, Qt goes on with choosing."""
        way = self._at - self._began
        if self._began_on_chosen or abs(way.x()) > abs(way.y()):
            self.carry()
