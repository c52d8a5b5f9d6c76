"""What lies in the trash: its words, its deck, and for how long it is still kept."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from kgstudy.gui.wording import several
from kgstudy.services import trash
from kgstudy.store.collection import Collection
from kgstudy.store.trash import Thrown

_Index = QModelIndex | QPersistentModelIndex


class TrashModel(QAbstractTableModel):
    """One row a note, the last deleted first."""

    def __init__(self, collection: Collection, parent: QObject) -> None:
        super().__init__(parent)
        self._collection = collection
        self.lying: tuple[Thrown, ...] = ()

    def show_lying(self, lying: Sequence[Thrown]) -> None:
        self.beginResetModel()
        self.lying = tuple(lying)
        self.endResetModel()

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.lying)

    @override
    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else 3

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        thrown = self.lying[index.row()]
        match index.column():
            case 0:
                return thrown.line or self.tr("(no words)")
            case 1:
                return thrown.deck.replace("::", " › ")
            case _:
                left = trash.days_left(self._collection, thrown)
                return several(left, "1 day left", "%n days left")

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("Note"), self.tr("Deck"), self.tr("Kept for"))[section]
