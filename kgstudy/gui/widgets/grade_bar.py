"""The foot of the study page: one button to see the answer, then the grades."""

from collections.abc import Mapping
from typing import Final, Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from kgstudy.domain.review import Interval, Rating
from kgstudy.gui import durations
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.grade_button import GradeButton

_ROLES: Final = {
    Rating.AGAIN: "again",
    Rating.HARD: "hard",
    Rating.GOOD: "good",
    Rating.EASY: "easy",
}

_REVEAL_WIDTH = 240


class GradeBar(QWidget):
    """Offers what can be done now; `graded` carries a Rating."""

    revealing = Signal()
    graded = Signal(Rating)

    def __init__(
        self, look: Look, grade_buttons: Literal[2, 4] = 4, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._suggested = Rating.GOOD
        self.reveal_button = GradeButton(look, "accent", self.tr("Space"), width=_REVEAL_WIDTH)
        self.reveal_button.clicked.connect(self.revealing)
        self.buttons = self._made(grade_buttons)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addStretch(1)
        self._row.addWidget(self.reveal_button)
        for button in self.buttons.values():
            self._row.addWidget(button)
        self._row.addStretch(1)
        self.ask(self.tr("Show answer"))
        self._on_look()
        look.changed.connect(self._on_look)

    def ask(self, words: str, key: str = "") -> None:
        """Before the answer: one button that says how to come to it."""
        self.reveal_button.key = key or self.tr("Space")
        self.reveal_button.say(words)
        self._show(grades=False)

    def offer(self, intervals: Mapping[Rating, Interval | None], suggested: Rating) -> None:
        """After it: the grades, each with the time after which the card would come again.

        Without a time the card is done with, and is due when it was due before.
        """
        for rating, button in self.buttons.items():
            button.say(self._title(rating), *self._what_follows(intervals[rating]))
        self._suggested = suggested if suggested in self.buttons else Rating.GOOD
        self._show(grades=True)

    @property
    def offers_grades(self) -> bool:
        return self.reveal_button.isHidden()

    @property
    def main(self) -> GradeButton:
        """The button that Space and Enter press while no other has the focus."""
        return self.buttons[self._suggested] if self.offers_grades else self.reveal_button

    def focused(self) -> GradeButton | None:
        buttons = (self.reveal_button, *self.buttons.values())
        return next((button for button in buttons if button.hasFocus()), None)

    def button_for(self, key: str) -> GradeButton | None:
        """The grade on that digit, while grades are offered."""
        if not self.offers_grades:
            return None
        return next((button for button in self.buttons.values() if button.key == key), None)

    def _made(self, grade_buttons: Literal[2, 4]) -> Mapping[Rating, GradeButton]:
        ratings = (Rating.AGAIN, Rating.GOOD) if grade_buttons == 2 else tuple(Rating)
        made = {
            rating: GradeButton(self._look, _ROLES[rating], str(number))
            for number, rating in enumerate(ratings, 1)
        }
        group = QButtonGroup(self)
        for rating, button in made.items():
            group.addButton(button, int(rating))
        group.idClicked.connect(self._on_clicked)
        return made

    def _what_follows(self, interval: Interval | None) -> tuple[str, str]:
        """For the eye, and for the ear."""
        if interval is None:
            return self.tr("done"), self.tr("done; it is due as before")
        spoken = self.tr("next in {time}").format(time=durations.in_words(interval))
        return durations.short(interval), spoken

    def _on_clicked(self, rating: int) -> None:
        self.graded.emit(Rating(rating))

    def _title(self, rating: Rating) -> str:
        if len(self.buttons) == 2:
            return self.tr("Forgot") if rating is Rating.AGAIN else self.tr("Got it")
        return {
            Rating.AGAIN: self.tr("Again"),
            Rating.HARD: self.tr("Hard"),
            Rating.GOOD: self.tr("Good"),
            Rating.EASY: self.tr("Easy"),
        }[rating]

    def make_low(self, *, low: bool) -> None:
        for button in (self.reveal_button, *self.buttons.values()):
            button.make_low(low=low)

    def _show(self, *, grades: bool) -> None:
        """Hides first: all of them together, if only for a moment, would widen the window."""
        offered, withdrawn = [self.reveal_button], [*self.buttons.values()]
        if grades:
            offered, withdrawn = withdrawn, offered
        for button in withdrawn:
            button.hide()
        for button in offered:
            button.show()

    def _on_look(self) -> None:
        self._row.setSpacing(min(self._look.px(14), 16))
