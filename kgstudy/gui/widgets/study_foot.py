"""The foot of the study page: what was just done, the time on this card, and the grades."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget
from typing_extensions import override

from kgstudy.gui import durations
from kgstudy.gui.alarm import alarm
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.elided_label import ElidedLabel
from kgstudy.gui.widgets.grade_bar import GradeBar

_SAID_MS = 6000


class StudyFoot(QWidget):
    """Stays in sight however long the card above it is."""

    def __init__(
        self, look: Look, grade_buttons: Literal[2, 4], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self.bar = GradeBar(look, grade_buttons)
        self.message = ElidedLabel("small")
        self.message.setAccessibleName(self.tr("Message"))
        self.elapsed = ElidedLabel("small")
        self.elapsed.setAccessibleName(self.tr("Time on this card"))
        self._hush = alarm(self, _SAID_MS)
        self._hush.timeout.connect(self.hush)
        self._grid = QGridLayout(self)
        self._grid.addWidget(self.message, 0, 0, 1, 3)
        self._grid.addWidget(
            self.elapsed, 1, 0, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
        )
        self._grid.addWidget(self.bar, 1, 1)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(2, 1)
        self.message.hide()
        self._low = False
        self._arrange()
        look.changed.connect(self._arrange)

    def say(self, text: str) -> None:
        """Shows a short message for some seconds."""
        self.message.say(text)
        self.message.show()
        self._hush.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def make_low(self, *, low: bool) -> None:
        """A window that is not tall leaves the room to the card."""
        if low != self._low:
            self._low = low
            self.bar.make_low(low=low)
            self._arrange()

    def hush(self) -> None:
        """The message is about a card that is gone."""
        self.message.hide()

    def show_elapsed(self, seconds: float) -> None:
        self.elapsed.setText(durations.ticking(seconds))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """The clock is the first thing to go where the buttons need the room."""
        px = self._look.px
        side = px(28) if self.width() >= px(760) else px(12)
        self._grid.setContentsMargins(side, px(4), side, px(8) if self._low else px(28))
        self._grid.setVerticalSpacing(px(8))
        beside = (self.width() - self.bar.sizeHint().width()) / 2 - side
        self.elapsed.setHidden(beside < px(48))
