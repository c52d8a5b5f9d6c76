"""The decks as a tree for Qt: each with what is new and due, renamed and dropped in place."""

from collections.abc import Sequence

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

from kgstudy.domain.deck import SEPARATOR, enclosing
from kgstudy.domain.ids import DeckId
from kgstudy.domain.markup import plain
from kgstudy.gui import carried
from kgstudy.services.decks import DeckSummary

_Index = QModelIndex | QPersistentModelIndex

_FLAGS = (
    Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsEditable
    | Qt.ItemFlag.ItemIsDragEnabled
    | Qt.ItemFlag.ItemIsDropEnabled
)


class DeckTreeModel(QAbstractItemModel):
    """A deck lies below the nearest that is there.

    `renamed` carries a deck and its new name, told whole; `moved` a deck and where it was dropped:
    upon another one, or upon none.
    """

    renamed = Signal(object, str)
    moved = Signal(object, object)
    cards_dropped = Signal(object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.decks: tuple[DeckSummary, ...] = ()
        self._parents: list[int | None] = []
        self._below: dict[int | None, list[int]] = {}
        self._rows: list[int] = []

    def show_decks(self, decks: Sequence[DeckSummary]) -> None:
        """They come in the order of the tree."""
        self.beginResetModel()
        self.decks = tuple(decks)
        places = {deck.name: place for place, deck in enumerate(self.decks)}
        self._parents = [_nearest(deck.name, places) for deck in self.decks]
        self._below, self._rows = {}, []
        for place, above in enumerate(self._parents):
            siblings = self._below.setdefault(above, [])
            self._rows.append(len(siblings))
            siblings.append(place)
        self.endResetModel()

    def update_decks(self, decks: Sequence[DeckSummary]) -> bool:
        """Shows other counts of the same tree; False, and nothing, where it is another tree."""
        if [(d.id, d.name) for d in decks] != [(d.id, d.name) for d in self.decks]:
            return False
        self.decks = tuple(decks)
        for index in map(self.at, range(len(self.decks))):
            self.dataChanged.emit(index, index, [])
        return True

    def deck(self, index: _Index) -> DeckSummary:
        return self.decks[index.internalId()]

    def at(self, place: int) -> QModelIndex:
        """The index of `decks[place]`."""
        return self.createIndex(self._rows[place], 0, place)

    def index_of(self, deck: DeckId) -> QModelIndex:
        places = (place for place, each in enumerate(self.decks) if each.id == deck)
        place = next(places, None)
        return QModelIndex() if place is None else self.at(place)

    def leaf(self, index: _Index) -> str:
        """The deck's name below the one it is shown in."""
        place = index.internalId()
        above, name = self._parents[place], self.decks[place].name
        return name if above is None else name[len(self.decks[above].name) + len(SEPARATOR) :]

    @override
    def index(
        self,
        row: int,
        column: int,
        parent: _Index = QModelIndex(),  # noqa: B008 - Qt's signature
    ) -> QModelIndex:
        siblings = self._children(parent)
        return self.at(siblings[row]) if column == 0 and 0 <= row < len(siblings) else QModelIndex()

    @override
    def parent(self, child: _Index) -> QModelIndex:  # type: ignore[override]
        above = self._parents[child.internalId()] if child.isValid() else None
        return QModelIndex() if above is None else self.at(above)

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return len(self._children(parent))

    @override
    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 1

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        deck = self.deck(index)
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return self.leaf(index)
            case Qt.ItemDataRole.ToolTipRole:
                return f"{deck.name}\n{plain(deck.description)}".strip()
            case Qt.ItemDataRole.AccessibleTextRole:
                words = self.tr("{deck}: {new} new, {due} due")
                return words.format(deck=deck.name, new=deck.new, due=deck.due)
            case _:
                return None

    @override
    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or value in ("", self.leaf(index)):
            return False
        whole = self.deck(index).name
        above = whole[: len(whole) - len(self.leaf(index))]
        self.renamed.emit(self.deck(index).id, above + str(value).strip())
        return True

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return _FLAGS

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    @override
    def mimeTypes(self) -> list[str]:
        return [carried.DECK, carried.CARDS]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return carried.with_deck(self.deck(indexes[0]).id)

    @override
    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: _Index
    ) -> bool:
        return data.hasFormat(carried.DECK) or (data.hasFormat(carried.CARDS) and parent.isValid())

    @override
    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: _Index
    ) -> bool:
        """Whoever hears of it does it; nothing is to be removed here, where it was dragged from."""
        if self.canDropMimeData(data, action, row, column, parent):
            upon = self.deck(parent).id if parent.isValid() else None
            if data.hasFormat(carried.DECK):
                self.moved.emit(carried.deck_of(data), upon)
            else:
                self.cards_dropped.emit(carried.cards_of(data), upon)
        return False

    def _children(self, parent: _Index) -> Sequence[int]:
        return self._below.get(parent.internalId() if parent.isValid() else None, ())


def _nearest(name: str, places: dict[str, int]) -> int | None:
    """The place of the deck above, where some between them may be missing."""
    return next((places[each] for each in enclosing(name) if each in places), None)
