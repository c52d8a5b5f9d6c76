"""The nodes of the side bar for Qt: shown, counted, renamed in place, and dropped upon."""

from collections.abc import Mapping, Sequence
from functools import cache

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from typing_extensions import override

from kgstudy.gui import carried
from kgstudy.gui.models.side_nodes import Node, Sort

_Index = QModelIndex | QPersistentModelIndex

_EDITABLE = frozenset({Sort.SAVED, Sort.DECK, Sort.TAG})
_TAKES = {
    carried.DECK: frozenset({Sort.DECK}),
    carried.TAG: frozenset({Sort.TAG}),
    carried.CARDS: frozenset({Sort.DECK, Sort.TAG, Sort.FLAG}),
}
"""Upon which nodes each thing can be dropped."""


class SideModel(QAbstractItemModel):
    """`renamed` carries a node and its new name; `dropped` a node and what was dropped upon it."""

    renamed = Signal(object, str)
    dropped = Signal(object, QMimeData)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.sections: list[Node] = []
        self._every: list[Node] = []
        self._places: dict[str, int] = {}
        self._counts: Mapping[str, int] = {}

    def show_sections(self, sections: Sequence[Node]) -> None:
        self.beginResetModel()
        self.sections = list(sections)
        for row, section in enumerate(self.sections):
            section.row = row
        self._every = [node for section in self.sections for node in section.walk()]
        self._places = {node.key: place for place, node in enumerate(self._every)}
        self.endResetModel()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        self._counts = counts
        if self._every:
            last = self.index(len(self.sections) - 1, 0)
            self.dataChanged.emit(self.index(0, 0), last, [])

    def count_of(self, node: Node) -> int | None:
        """How many it finds; None for a section, or while that is not known."""
        return None if node.is_section else self._counts.get(node.key)

    def node(self, index: _Index) -> Node:
        return self._every[index.internalId()]

    def index_of(self, key: str) -> QModelIndex:
        """The index of the node with that key; an invalid one where there is none."""
        place = self._places.get(key)
        return QModelIndex() if place is None else self._index(self._every[place])

    @override
    def index(
        self,
        row: int,
        column: int,
        parent: _Index = QModelIndex(),  # noqa: B008 - Qt's signature
    ) -> QModelIndex:
        siblings = self.node(parent).children if parent.isValid() else self.sections
        if not 0 <= row < len(siblings) or column != 0:
            return QModelIndex()
        return self._index(siblings[row])

    @override
    def parent(self, child: _Index) -> QModelIndex:  # type: ignore[override]
        above = self.node(child).parent if child.isValid() else None
        return QModelIndex() if above is None else self._index(above)

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return len(self.node(parent).children if parent.isValid() else self.sections)

    @override
    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 1

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        node = self.node(index)
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return node.name
            case Qt.ItemDataRole.ToolTipRole:
                return node.whole or node.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(node)
            case _:
                return None

    @override
    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        node = self.node(index)
        if role != Qt.ItemDataRole.EditRole or value in ("", node.name):
            return False
        self.renamed.emit(node, str(value))
        return True

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        node = self.node(index)
        return _flags(node.sort, is_section=node.is_section, is_deck=node.deck is not None)

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    @override
    def mimeTypes(self) -> list[str]:
        return list(_TAKES)

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        node = self.node(indexes[0])
        if node.deck is not None:
            return carried.with_deck(node.deck)
        return carried.with_tag(node.whole)

    @override
    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: _Index
    ) -> bool:
        return parent.isValid() and _takes(self.node(parent), data)

    @override
    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: _Index
    ) -> bool:
        """Whoever hears of it does it; nothing is to be removed here, where it was dragged from."""
        if self.canDropMimeData(data, action, row, column, parent):
            self.dropped.emit(self.node(parent), data)
        return False

    def _index(self, node: Node) -> QModelIndex:
        return self.createIndex(node.row, 0, self._places[node.key])

    def _spoken(self, node: Node) -> str:
        count = self.count_of(node)
        return node.name if count is None else f"{node.name}, {count}"


@cache
def _flags(sort: Sort, *, is_section: bool, is_deck: bool) -> Qt.ItemFlag:
    """Asked for each node whenever the tree is laid out, and put together only once."""
    flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
    if sort in _EDITABLE and not is_section:
        flags |= Qt.ItemFlag.ItemIsEditable
    if is_deck or (sort is Sort.TAG and not is_section):
        flags |= Qt.ItemFlag.ItemIsDragEnabled
    if any(sort in sorts for sorts in _TAKES.values()):
        flags |= Qt.ItemFlag.ItemIsDropEnabled
    return flags


def _takes(node: Node, data: QMimeData) -> bool:
    """A section takes its own kind, to lie at the top; cards go to what is no section."""
    for kind, sorts in _TAKES.items():
        if data.hasFormat(kind):
            if kind == carried.CARDS:
                takes = node.deck is not None or node.sort is not Sort.DECK
                return node.sort in sorts and not node.is_section and takes
            return node.sort in sorts
    return False
