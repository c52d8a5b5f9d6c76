"""The shape that the small dialogs of batch acts share."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.button import Button
from kgstudy.gui.widgets.label import label

WIDTH = 480


class BatchDialog(QDialog):
    """A heading, what is asked, and two ways on; Enter acts where that is possible."""

    def __init__(self, look: Look, title: str, act: str, parent: QWidget) -> None:
        """`act` are the words of the button that does it."""
        super().__init__(parent)
        self.look = look
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.told = label(role="small")
        self.cancel = Button(self.tr("Cancel"))
        self.act = Button(act, "primary")
        self.act.setProperty("small", "true")
        self.body = QVBoxLayout()
        self.body.setSpacing(look.px(12))
        self._foot = QHBoxLayout()
        self._foot.setSpacing(look.px(12))
        self._foot.addWidget(self.told, 1)
        self._foot.addWidget(self.cancel)
        self._foot.addWidget(self.act)
        self._rows = rows = QVBoxLayout(self)
        # Broken lines ask for more height than they need once the width is known.
        rows.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        rows.setContentsMargins(look.px(24), look.px(22), look.px(24), look.px(18))
        rows.setSpacing(look.px(14))
        rows.addWidget(label(title, "lead"))
        rows.addLayout(self.body, 1)
        rows.addLayout(self._foot)
        self.cancel.clicked.connect(self.reject)
        self.act.clicked.connect(self.on_act)

    def on_act(self) -> None:
        """Enter, or the button."""
        self.accept()

    def fit(self, width: int, height: int = 0) -> None:
        """Takes so much room at 100 % text size, and no more than the window has."""
        parent = self.parentWidget()
        assert parent is not None
        room = parent.window().size() - QSize(40, 40)
        wide = min(self.look.px(width), room.width())
        tall = self.look.px(height) if height else self._rows.totalHeightForWidth(wide)
        self.resize(QSize(wide, tall).boundedTo(room))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif self.act.isEnabled() and not event.isAutoRepeat():
            self.on_act()
