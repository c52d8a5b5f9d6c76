"""A way back for the decks that came with the program."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kgstudy.domain.changes import Change
from kgstudy.gui.alarm import alarm
from kgstudy.gui.shipped import Shipped
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.button import Button


class ShippedOffer(QWidget):
    """Quietly offers a shipped deck that was deleted."""

    accepted = Signal(Change)

    def __init__(self, look: Look, shipped: Shipped) -> None:
        super().__init__()
        self._shipped = shipped
        self._button = Button("", "quiet")
        self._button.clicked.connect(self._on_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._button)
        row.addStretch()
        self.hide()
        self._later = alarm(self, 50)
        self._later.timeout.connect(self._look)

    def look_again(self) -> None:
        """Looks once the page is painted, since the files must be read for it."""
        self._later.start()

    def _look(self) -> None:
        missing = self._shipped.missing()
        if missing:
            names = ", ".join(f"“{name}”" for name in missing)
            self._button.say(self.tr("Bring back the lesson {names}").format(names=names))
        self.setHidden(not missing)

    def _on_clicked(self) -> None:
        change = self._shipped.bring_back()
        if change:
            self.accepted.emit(change)
