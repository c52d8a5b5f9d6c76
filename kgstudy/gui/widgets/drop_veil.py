"""What lies over the window while files are dragged across it."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from typing_extensions import override

from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.label import label


class DropVeil(QFrame):
    """Says that letting go brings the files in; the mouse goes through it."""

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
        parent.installEventFilter(self)
        self.hide()

    def lie_over(self) -> None:
        """Covers its parent."""
        self._place()
        self.show()
        self.raise_()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        parent = self.parentWidget()
        assert parent is not None
        edge = self._look.px(12)
        self.setGeometry(parent.rect().adjusted(edge, edge, -edge, -edge))
