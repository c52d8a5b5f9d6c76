"""Where a session rests: until a card comes back, or for good."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kgstudy.domain.clock import Calendar, StudyDay
from kgstudy.gui import durations, wording
from kgstudy.gui.icons import pixmap
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.button import Button
from kgstudy.gui.widgets.column import Column
from kgstudy.gui.widgets.label import label
from kgstudy.services.record import Summary

_WIDTH = 620
_SIGN = 40


class WaitScreen(Column):
    """A live countdown to the next card on its steps."""

    ahead_wanted = Signal()
    finish_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, _WIDTH, parent)
        self.setAccessibleName(self.tr("Waiting for the next card"))
        self.title = _centred("", "title")
        words = self.tr(
            "A card you are learning comes back soon. Wait a little, or take it now: it will not "
            "harm, but the pause is what makes it stick."
        )
        self.ahead_button = Button(self.tr("Study ahead now"))
        self.ahead_button.clicked.connect(self.ahead_wanted)
        self.finish_button = Button(self.tr("Finish"), "primary")
        self.finish_button.clicked.connect(self.finish_wanted)
        self.rows.addStretch(2)
        self.rows.addWidget(self.title)
        self.rows.addWidget(_centred(words, "soft"))
        self.rows.addSpacing(look.px(12))
        self.rows.addLayout(_side_by_side(self.ahead_button, self.finish_button))
        self.rows.addStretch(3)

    def show_wait(self, seconds: int) -> None:
        self.title.setText(self.tr("Next card in {time}").format(time=durations.ticking(seconds)))


class BreakScreen(Column):
    """What a session came to, and what comes next."""

    home_wanted = Signal()
    more_wanted = Signal()

    def __init__(self, look: Look, calendar: Calendar, parent: QWidget | None = None) -> None:
        super().__init__(look, _WIDTH, parent)
        self._calendar = calendar
        self.setAccessibleName(self.tr("End of the session"))
        self._sign = QLabel()
        self._sign.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.title = _centred("", "title")
        self.praise = _centred("", "soft")
        self.figures = _Figures(look)
        self.coming = _centred("", "body")
        self.home_button = Button(self.tr("Home"), "primary")
        self.home_button.clicked.connect(self.home_wanted)
        self.more_button = Button(self.tr("Study more"))
        self.more_button.clicked.connect(self.more_wanted)
        self.rows.addStretch(2)
        for widget in (self._sign, self.title, self.praise, self.figures, self.coming):
            self.rows.addWidget(widget)
        self.rows.addSpacing(look.px(12))
        self.rows.addLayout(_side_by_side(self.more_button, self.home_button))
        self.rows.addStretch(3)
        self._draw_sign()
        look.changed.connect(self._draw_sign)

    def show_summary(self, summary: Summary, others: int) -> None:
        """`others` counts the cards that wait outside this session."""
        begun = summary.answered > 0
        self.title.setText(self.tr("Well done") if begun else self.tr("Nothing to study now"))
        self.praise.setText(self._praise(summary))
        self.praise.setVisible(begun)
        self._sign.setVisible(begun)
        self.figures.setVisible(begun)
        self.figures.show_summary(summary)
        self.coming.setText(self._coming(summary))
        self.more_button.setVisible(others > 0)
        self.more_button.say(
            wording.several(
                others, self.tr("Study more (%n card)"), self.tr("Study more (%n cards)")
            )
        )

    @property
    def spoken(self) -> str:
        """All of it, for a voice."""
        said = (self.title.text(), self.figures.accessibleDescription(), self.coming.text())
        return ". ".join(words for words in said if words)

    def _praise(self, summary: Summary) -> str:
        if 0 < summary.first_tries == summary.right_first:
            return self.tr("Every card was right at the first try.")
        return self.tr("That was the last card for now.")

    def _coming(self, summary: Summary) -> str:
        """Tomorrow's cards; and when the next one comes, where that is not tomorrow."""
        said = wording.several(summary.tomorrow, "Tomorrow: %n card", "Tomorrow: %n cards")
        if not summary.tomorrow:
            said = self.tr("Nothing comes tomorrow.")
        following = summary.next_due
        if following is None:
            return said if summary.tomorrow else self.tr("Nothing is waiting any more.")
        tomorrow = StudyDay(self._calendar.today() + 1)
        day = self._calendar.day_of(following.at)
        if day == tomorrow:
            return said
        cards = wording.several(following.cards, "%n card", "%n cards")
        moment = wording.moment(self._calendar, following.at)
        later = self.tr("Next: {cards}, {moment}").format(cards=cards, moment=moment)
        return "\n".join((later, said) if day < tomorrow else (said, later))

    def _draw_sign(self) -> None:
        color, size = self._look.color("good"), self._look.px(_SIGN)
        self._sign.setPixmap(pixmap("check", color, size, self.devicePixelRatioF()))


class _Figures(QFrame):
    """Three numbers with a few words each, side by side where there is room."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setProperty("kind", "card")
        self.setAccessibleName(self.tr("This session"))
        self._cells = [(_centred("", "title"), _centred("", "small")) for _ in range(3)]
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        for number, words in self._cells:
            cell = QVBoxLayout()
            cell.setSpacing(look.px(2))
            cell.addWidget(number)
            cell.addWidget(words)
            self._row.addLayout(cell, 1)
        self._arrange()
        look.changed.connect(self._arrange)

    def show_summary(self, summary: Summary) -> None:
        tries = max(1, summary.first_tries)
        right = self.tr("right at first try ({right} of {all})").format(
            right=summary.right_first, all=summary.first_tries
        )
        told = (
            (wording.number(summary.answered), self._answers(summary)),
            (wording.percent(summary.right_first / tries), right),
            (durations.spent(summary.seconds), self.tr("time")),
        )
        for (number, words), (figure, meaning) in zip(self._cells, told, strict=True):
            number.setText(figure)
            words.setText(meaning)
        self.setAccessibleDescription(", ".join(f"{figure} {words}" for figure, words in told))

    def _answers(self, summary: Summary) -> str:
        if summary.answered == summary.cards:
            return wording.several(summary.answered, "card answered", "cards answered")
        return wording.several(summary.cards, "answers to %n card", "answers to %n cards")

    def _arrange(self) -> None:
        px = self._look.px
        self._row.setContentsMargins(px(20), px(20), px(20), px(20))
        self._row.setSpacing(px(12))


def _centred(text: str, role: str) -> QLabel:
    made = label(text, role)
    made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return made


def _side_by_side(*buttons: Button) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addStretch()
    for button in buttons:
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
    row.addStretch()
    return row
