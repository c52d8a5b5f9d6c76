"""Where a card lies while it is studied: the sheet that shows it, and the foot that judges it."""

from collections.abc import Mapping
from typing import Final, Literal

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kgstudy.domain.review import Rating
from kgstudy.gui.answers.card_sheet import CardSheet
from kgstudy.gui.media.pictures import Media
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.column import Column
from kgstudy.gui.widgets.study_foot import StudyFoot
from kgstudy.services.shown import Shown

SCROLLING: Final[Mapping[str, float]] = {"Up": -0.15, "Down": 0.15, "PgUp": -0.9, "PgDown": 0.9}
"""Keys that scroll, and by how much of what is in sight."""


class StudyTable(QWidget):
    """Empty, or with one card on it, first its question and then its answer too."""

    revealing = Signal()
    graded = Signal(Rating)
    lesson_wanted = Signal()
    sound_wanted = Signal(str)

    def __init__(
        self,
        look: Look,
        media: Media,
        grade_buttons: Literal[2, 4],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._media = media
        self.sheet: CardSheet | None = None
        self.revealed = False
        self.foot = StudyFoot(look, grade_buttons)
        self.bar = self.foot.bar
        self.bar.revealing.connect(self.revealing)
        self.bar.graded.connect(self.graded)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._rows.addWidget(self.foot)

    def put(self, shown: Shown) -> None:
        """Lays the card down, its question up."""
        self.clear()
        self.sheet = CardSheet(self._look, self._media, shown)
        self.sheet.answered.connect(self.revealing)
        self.sheet.lesson_wanted.connect(self.lesson_wanted)
        self.sheet.sound_wanted.connect(self.sound_wanted)
        self._rows.insertWidget(0, self.sheet, 1)
        self.bar.ask(*self.sheet.answer.way_to_answer())
        self._announce(self.sheet.question.words)

    def clear(self) -> None:
        self.revealed = False
        if self.sheet is not None:
            self._rows.removeWidget(self.sheet)
            self.sheet.hide()
            self.sheet.deleteLater()
            self.sheet = None

    def reveal(self, shown: Shown) -> None:
        """Shows the answer, and the grades with what each would lead to."""
        if self.sheet is None:
            return
        self.revealed = True
        suggested = self.sheet.reveal()
        self.bar.offer(shown.intervals, suggested)
        self.take_focus()
        self._announce(self.sheet.spoken_answer)

    def take_focus(self) -> None:
        """To what will most likely be used next."""
        entry = None if self.revealed or self.sheet is None else self.sheet.answer.entry
        (entry or self.bar.main).setFocus()

    def press(self) -> None:
        """Space and Enter: the button that has the focus, or the one that is suggested."""
        if self.sheet is not None:
            (self.bar.focused() or self.bar.main).click()

    def take_character(self, key: str) -> None:
        """A digit answers while the question stands, and grades after it."""
        if self.sheet is None:
            return
        if self.revealed:
            button = self.bar.button_for(key)
            if button is not None:
                button.click()
        else:
            self.sheet.answer.take_key(key)

    def uncover(self) -> None:
        if self.sheet is not None:
            self.sheet.uncover()

    def selected_words(self) -> str:
        """What is marked by mouse on the card."""
        return self.sheet.selected_words() if self.sheet else ""

    def _announce(self, words: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))


def scroll(screen: Column, key: str) -> None:
    bar = screen.verticalScrollBar()
    bar.setValue(bar.value() + round(SCROLLING[key] * bar.pageStep()))
