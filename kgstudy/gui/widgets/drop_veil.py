"""What lies over the window while files are dragged across it."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from typing_extensions import override

from kgstudy.gui.local_files import accept_copy, local_files
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.label import label


class DropVeil(QFrame):
    """Says that letting go brings the files in; the mouse goes through it."""

    dropped = Signal(list)
    """The Paths of files that were let go over its parent."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setProperty("kind", "veil")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        words = label(self.tr("Let go to bring these in"), "lead")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        small = label(
            self.tr("A text becomes a lesson; decks you see before anything is taken in."), "soft"
        )
        small.setAlignment(Qt.AlignmentFlag.AlignCenter)
        rows = QVBoxLayout(self)
        rows.addStretch()
        rows.addWidget(words)
        rows.addWidget(small)
        rows.addStretch()
        parent.setAcceptDrops(True)
        parent.installEventFilter(self)
        self.hide()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event:
            case QDragEnterEvent():
                self._on_entered(event)
            case QDragMoveEvent():
                accept_copy(event)
            case QDropEvent():
                self._on_dropped(event)
            case QDragLeaveEvent():
                self.hide()
            case QResizeEvent() if self.isVisible():
                self._place()
        return isinstance(event, QDropEvent | QDragLeaveEvent)

    def _on_entered(self, event: QDragEnterEvent) -> None:
        if local_files(event.mimeData()):
            accept_copy(event)
            self._place()
            self.show()
            self.raise_()

    def _on_dropped(self, event: QDropEvent) -> None:
        self.hide()
        if files := local_files(event.mimeData()):
            accept_copy(event)
            self.dropped.emit(files)

    def _place(self) -> None:
        parent = self.parentWidget()
        assert parent is not None
        edge = self._look.px(12)
        self.setGeometry(parent.rect().adjusted(edge, edge, -edge, -edge))
