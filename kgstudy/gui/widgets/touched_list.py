"""What an act touched; a note that is still there leads to its versions."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem
from typing_extensions import override

from kgstudy.gui.theme import Look
from kgstudy.gui.wording import say
from kgstudy.services.activity import Deed, Thing

_LEAST = 72
_SIGNS = {Deed.ADDED: "+", Deed.CHANGED: "~", Deed.DELETED: "−"}


class TouchedList(QListWidget):
    """`chosen` carries the NoteId that was clicked, or chosen with Enter."""

    chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.things: tuple[Thing, ...] = ()
        self.setAccessibleName(self.tr("What it touched"))
        self.setProperty("kind", "lines")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setUniformItemSizes(True)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._on_chosen)

    def show_things(self, things: Sequence[Thing]) -> None:
        self.things = tuple(things)
        self.clear()
        for thing in things:
            line = thing.line or say("a note without words")
            item = QListWidgetItem(f"{_SIGNS[thing.deed]}  {line}")
            item.setToolTip(line)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{_told(thing.deed)}: {line}")
            if thing.note is None:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(item)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._look.px(_LEAST))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_chosen(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _on_chosen(self, index: QModelIndex) -> None:
        note = self.things[index.row()].note if index.isValid() else None
        if note is not None:
            self.chosen.emit(note)


def _told(deed: Deed) -> str:
    match deed:
        case Deed.ADDED:
            return say("added")
        case Deed.CHANGED:
            return say("changed")
        case Deed.DELETED:
            return say("deleted")
