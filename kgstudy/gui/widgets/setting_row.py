"""One setting: what it is, what it means, and the control that changes it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.label import label


class SettingRow(QWidget):
    """The control stands at the right, or below the words where there is little room.

    `hint` explains and stays; `note` answers to what was chosen and may be empty.
    """

    def __init__(self, look: Look, name: str, hint: str, control: QWidget) -> None:
        super().__init__()
        self._look = look
        self.control = control
        self.hint = label(role="small")
        self.note = label(role="warning")
        self._words = QVBoxLayout()
        for part in (label(name, "body"), self.hint, self.note):
            self._words.addWidget(part)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addLayout(self._words, 1)
        self._row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        self.explain(hint)
        self.warn("")

    def explain(self, hint: str) -> None:
        self.hint.setText(hint)
        self.hint.setHidden(not hint)
        self._describe(hint)

    def warn(self, note: str) -> None:
        """Says what is to be considered, or what is wrong; nothing when `note` is empty."""
        self.note.setText(note)
        self.note.setHidden(not note)

    def _describe(self, hint: str) -> None:
        """Told where the keyboard is, which may be a part of the control."""
        (self.control.focusProxy() or self.control).setAccessibleDescription(hint)

    def arrange(self, *, roomy: bool) -> None:
        px = self._look.px
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(across if roomy else down)
        self._row.setAlignment(
            self.control,
            Qt.AlignmentFlag.AlignVCenter if roomy else Qt.AlignmentFlag.AlignLeft,
        )
        self._row.setSpacing(px(24) if roomy else px(8))
        self._words.setSpacing(px(3))
