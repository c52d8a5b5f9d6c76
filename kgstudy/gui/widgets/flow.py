"""Widgets in a row that goes on in the next line where the room ends."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget
from typing_extensions import override


class Flow(QLayout):
    """As words in a paragraph: each as wide as it likes, each line as tall as its tallest."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.outset = 0
        """How far to the left the row begins, for what has air of its own there."""
        self.setContentsMargins(0, 0, 0, 0)

    @override
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), place=False)

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSize()

    @override
    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        """Sets the items into `rect`, or only says how high they come."""
        rect = rect.adjusted(-self.outset, 0, 0, 0)
        at, line, space = rect.topLeft(), 0, max(0, self.spacing())
        for item in self._shown():
            size = item.sizeHint().boundedTo(QSize(rect.width(), 10_000))
            if at.x() > rect.left() and at.x() + size.width() > rect.right() + 1:
                at, line = QPoint(rect.left(), at.y() + line + space), 0
            if place:
                item.setGeometry(QRect(at, size))
            at.setX(at.x() + size.width() + space)
            line = max(line, size.height())
        return at.y() + line - rect.top()
