"""A card of settings under one heading."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from typing_extensions import override

from kgstudy.domain.changes import Change
from kgstudy.gui.alarm import alarm
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.label import label
from kgstudy.gui.widgets.setting_row import SettingRow

SETTLED_MS = 500
"""A change is written once the hand has been still for so long."""


class Panel(QFrame):
    """Rows of settings; `refresh` shows what holds now."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.setProperty("kind", "card")
        self._heading = label(role="heading")
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._heading)
        self._rows: list[SettingRow] = []

    def head(self, heading: str) -> None:
        """Says what the settings are about."""
        self._heading.setText(heading)
        self.setAccessibleName(heading)

    def refresh(self) -> None:
        """Shows what holds now."""

    def on_change(self, change: Change) -> None:
        """Called after each act."""

    def flush(self) -> None:
        """Writes at once what is still waiting for the hand to be still."""

    def add(self, name: str, hint: str, control: QWidget) -> SettingRow:
        row = SettingRow(self.look, name, hint, control)
        self._rows.append(row)
        self._column.addWidget(row)
        return row

    def arrange(self, *, roomy: bool) -> None:
        px = self.look.px
        self._column.setContentsMargins(px(26), px(22), px(26), px(24))
        self._column.setSpacing(px(18))
        for row in self._rows:
            row.arrange(roomy=roomy)


class WritingPanel(Panel):
    """Writes to the collection: many small steps of one hand become one act."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._still = alarm(self, SETTLED_MS)
        self._still.timeout.connect(self.write)

    @property
    def is_pending(self) -> bool:
        return self._still.isActive()

    def touch(self) -> None:
        """Something was changed by hand; it is written when no more follows."""
        self._still.start()

    @override
    def flush(self) -> None:
        if self._still.isActive():
            self._still.stop()
            self.write()

    def write(self) -> None:
        """Writes what differs from the collection, as one act."""
        raise NotImplementedError
