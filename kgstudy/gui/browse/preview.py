"""The card in hand as it will look."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from kgstudy.domain.ids import CardId
from kgstudy.gui.alarm import alarm
from kgstudy.gui.desk import Desk
from kgstudy.gui.media.foreign_sounds import hear
from kgstudy.gui.widgets.label import label
from kgstudy.services import browsing

if TYPE_CHECKING:
    from kgstudy.gui.answers.card_sheet import CardSheet

SETTLED_MS = 60
"""A card is drawn once the hand has been still for so long."""


class CardPreview(QWidget):
    """Question and answer together, as after the answer in study."""

    lesson_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._wanted: CardId | None = None
        self.sheet: CardSheet | None = None
        self._nothing = label(self.tr("No card is chosen."), "soft")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._nothing)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._stack)
        self._settled = alarm(self, SETTLED_MS)
        self._settled.timeout.connect(self._draw)

    def show_card(self, card: CardId | None) -> None:
        """Draws it soon; another one that is shown meanwhile takes its place."""
        self._wanted = card
        self._settled.start()

    @property
    def words(self) -> str:
        """What is to be read there."""
        if self.sheet is None:
            return ""
        return f"{self.sheet.question.words}\n{self.sheet.spoken_answer}"

    def draw_again(self) -> None:
        """The card may read otherwise now."""
        self._settled.start()

    def _draw(self) -> None:
        """Only while somebody can see it."""
        if not self.isVisible():
            return
        shown = (
            None if self._wanted is None else browsing.preview(self._desk.collection, self._wanted)
        )
        self._clear()
        if shown is None:
            self._stack.setCurrentWidget(self._nothing)
            return
        from kgstudy.gui.answers.card_sheet import (  # noqa: PLC0415 - the table comes first
            CardSheet,
        )

        self.sheet = sheet = CardSheet(self._desk.look, self._desk.media, shown)
        sheet.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        sheet.stays_at_top = True
        sheet.set_small()
        sheet.tell()
        sheet.sound_wanted.connect(self._play)
        sheet.lesson_wanted.connect(self.lesson_wanted)
        self._stack.addWidget(sheet)
        self._stack.setCurrentWidget(sheet)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._settled.start()

    def _clear(self) -> None:
        sheet, self.sheet = self.sheet, None
        if sheet is not None:
            self._stack.removeWidget(sheet)
            sheet.hide()
            sheet.deleteLater()

    def _play(self, name: str) -> None:
        hear(name, self._desk.player, self)
