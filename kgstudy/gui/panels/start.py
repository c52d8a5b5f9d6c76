"""Where an import begins: drop files, choose them, or paste."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout
from typing_extensions import override

from kgstudy.formats import READERS
from kgstudy.gui.panels.section import Section
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.button import Button
from kgstudy.gui.widgets.label import label


class StartPanel(Section):
    files_wanted = Signal()
    folder_wanted = Signal()
    paste_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, "")
        self.heading.setText(self.tr("Drop files or folders on this window"))
        self.heading.setProperty("role", "lead")
        self.setAccessibleName(self.heading.text())
        self.choose = Button(self.tr("Choose files…"), "primary")
        self.choose.setProperty("small", "true")
        self.folder = Button(self.tr("Choose a folder…"))
        self.paste = Button(self.tr("Paste cards"))
        self.paste.setAccessibleDescription(
            self.tr("A line a card, question and answer with a tab between them.")
        )
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for button in (self.choose, self.folder, self.paste):
            self._buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._buttons.addStretch()
        self._hints = QVBoxLayout()
        self._hints.addWidget(label(self._formats(), "small"))
        self._hints.addWidget(label(self._pasting(), "small"))
        self.rows.addWidget(label(self._promise(), "soft"))
        self.rows.addLayout(self._buttons)
        self.rows.addLayout(self._hints)
        self.choose.clicked.connect(self.files_wanted)
        self.folder.clicked.connect(self.folder_wanted)
        self.paste.clicked.connect(self.paste_wanted)

    @override
    def arrange(self, *, roomy: bool) -> None:
        super().arrange(roomy=roomy)
        px = self.look.px
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._buttons.setDirection(across if roomy else down)
        self._buttons.setSpacing(px(12))
        self._buttons.setContentsMargins(0, px(8), 0, px(8))
        self._hints.setSpacing(px(6))

    def _promise(self) -> str:
        return self.tr(
            "You see what is in them before anything is taken in, and one undo takes it back."
        )

    def _formats(self) -> str:
        names = ", ".join(reader.NAME for reader in READERS)
        words = self.tr("Told apart by their content, not by their names: {formats}.")
        return words.format(formats=names)

    def _pasting(self) -> str:
        words = self.tr(
            "Paste ({key}) takes cards that you copied from a spreadsheet or another program:"
            " a line each."
        )
        key = QKeySequence(QKeySequence.StandardKey.Paste)
        return words.format(key=key.toString(QKeySequence.SequenceFormat.NativeText))
