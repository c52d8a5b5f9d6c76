"""A small dialog: a heading, a few words, what is to be filled in, and one act."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from kgstudy.domain.errors import UserError
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.button import Button
from kgstudy.gui.widgets.label import label

_WIDTH = 460


class FormDialog(QDialog):
    """Closes once `do` has done its act; a UserError from it is told here, and it stays."""

    def __init__(
        self,
        look: Look,
        parent: QWidget,
        title: str,
        act: str,
        do: Callable[[], object],
        *,
        words: str = "",
        content: QWidget | None = None,
    ) -> None:
        """`act` are the words of the button that does it."""
        super().__init__(parent.window())
        self._look = look
        self._do = do
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.problem = label("", "error")
        self.problem.hide()
        self.act = Button(act, "primary")
        self.act.setProperty("small", "true")
        self.cancel = Button(self.tr("Cancel"))
        self.cancel.setAutoDefault(False)
        self._lay_out(title, words, content)
        for line in _lines(content):
            line.textChanged.connect(self.problem.hide)
        self.act.setDefault(True)  # a button that lies in no dialog yet loses that again
        self.act.clicked.connect(self._on_act)
        self.cancel.clicked.connect(self.reject)
        self.resize(QSize(look.px(_WIDTH), 0).boundedTo(parent.window().size()))
        (content or self.act).setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter acts also from a field in which Enter begins another line."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.act.click()
        else:
            super().keyPressEvent(event)

    def _on_act(self) -> None:
        try:
            self._do()
        except UserError as error:
            self.problem.setText(error.said)
            self.problem.show()
        else:
            self.accept()

    def _lay_out(self, title: str, words: str, content: QWidget | None) -> None:
        px = self._look.px
        rows = QVBoxLayout(self)
        rows.setContentsMargins(px(24), px(22), px(24), px(18))
        rows.setSpacing(px(12))
        rows.addWidget(label(title, "lead"))
        if words:
            rows.addWidget(label(words, "soft"))
        if content is not None:
            rows.addWidget(content)
        rows.addWidget(self.problem)
        rows.addStretch()
        foot = QHBoxLayout()
        foot.setSpacing(px(12))
        foot.addStretch()
        foot.addWidget(self.cancel)
        foot.addWidget(self.act)
        rows.addLayout(foot)


def _lines(content: QWidget | None) -> list[QLineEdit]:
    if isinstance(content, QLineEdit):
        return [content]
    return [] if content is None else content.findChildren(QLineEdit)
