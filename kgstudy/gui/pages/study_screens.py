"""What is seen while one studies: a card on the table, a wait for the next one, or a rest."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from kgstudy.domain.clock import Calendar
from kgstudy.gui.answers.study_table import StudyTable, scroll
from kgstudy.gui.pages.break_screen import BreakScreen, WaitScreen
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.column import Column
from kgstudy.gui.widgets.label import label
from kgstudy.gui.widgets.progress_line import ProgressLine
from kgstudy.gui.widgets.study_header import StudyHeader
from kgstudy.services.record import Summary
from kgstudy.services.shown import Shown
from kgstudy.services.study import Study

_TALL = 520
"""From this height on (in pixels at 100 % text size) there is room for air."""


class StudyScreens(QWidget):
    """One of the three at a time, below how far the session has come."""

    said = Signal(str)
    """What there is no card to say above."""

    def __init__(
        self, look: Look, table: StudyTable, calendar: Calendar, *, practises: bool
    ) -> None:
        super().__init__()
        self._look = look
        self.progress = ProgressLine(look)
        self.header = StudyHeader(look)
        self.practice = label(self.tr("Practice: schedules stay as they are"), "strip", wrap=False)
        self.practice.setVisible(practises)
        self.practice.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.table = table
        self.wait = WaitScreen(look)
        self.rest = BreakScreen(look, calendar)
        self._stack = QStackedWidget()
        self._lay_out()
        look.changed.connect(self._arrange)

    @property
    def is_waiting(self) -> bool:
        return self._stack.currentWidget() is self.wait

    def clear(self, study: Study) -> None:
        """Takes the card from the table, and shows how far the session has come."""
        self.table.clear()
        self.header.show_card("", 0)
        counts = study.counts
        self.header.counts.show_counts(
            counts.new, counts.learning, counts.review, study.current_phase
        )
        self.progress.show_share(study.progress)

    def show_card(self, shown: Shown) -> None:
        self.table.put(shown)
        self._stack.setCurrentWidget(self.table)
        self.header.show_card(shown.deck, shown.card.flag)

    def show_wait(self, seconds: int) -> None:
        self.wait.show_wait(seconds)
        self._stack.setCurrentWidget(self.wait)
        self._announce(self.wait.title.text())

    def show_rest(self, summary: Summary, others: int) -> None:
        """What was done, and how many cards wait elsewhere."""
        self.rest.show_summary(summary, others)
        self._stack.setCurrentWidget(self.rest)
        self.take_focus()
        self._announce(self.rest.spoken)

    def say(self, words: str) -> None:
        """Above the grades; or where the window says things, while there is no card."""
        if self.table.sheet is not None:
            self.table.foot.say(words)
        else:
            self.said.emit(words)

    def scroll_by(self, key: str) -> None:
        screen = self.table.sheet or self._stack.currentWidget()
        if isinstance(screen, Column):
            scroll(screen, key)

    def take_focus(self) -> None:
        """To what will most likely be used next."""
        screen = self._stack.currentWidget()
        if screen is self.table:
            self.table.take_focus()
        elif screen is self.wait:
            self.wait.finish_button.setFocus()
        else:
            self.rest.home_button.setFocus()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _lay_out(self) -> None:
        for screen in (self.table, self.wait, self.rest):
            self._stack.addWidget(screen)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.progress)
        rows.addWidget(self.header)
        rows.addWidget(self.practice)
        rows.addWidget(self._stack, 1)

    def _arrange(self) -> None:
        low = self.height() < self._look.px(_TALL)
        self.table.foot.make_low(low=low)
        self.header.make_low(low=low)

    def _announce(self, words: str) -> None:
        """Has a screen reader say what eyes see at once."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
