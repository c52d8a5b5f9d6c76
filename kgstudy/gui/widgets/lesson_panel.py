"""Beside the lesson: its sections, the day it is seen on, and the cards of one sentence."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QScrollArea,
    QSlider,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from kgstudy.domain.clock import StudyDay, date_of
from kgstudy.domain.lesson import band
from kgstudy.gui import wording
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.button import Button
from kgstudy.gui.widgets.in_sight import InSight
from kgstudy.gui.widgets.label import label
from kgstudy.gui.widgets.recall_legend import RecallLegend
from kgstudy.gui.widgets.section_list import SectionList
from kgstudy.services.lessons import LessonPage, SectionView, SentenceCard, SentenceView

DAYS_AHEAD = (0, 1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 90, 120, 180, 270, 365)
"""The stops of the slider; they widen as forgetting slows."""

FEW = 4
"""A lesson has few cards where more than so many sentences a card have none."""

ROOMY = 240
"""Below this width (in pixels at 100 % text size) the margins are thin."""


class LessonPanel(QFrame):
    """Beside the text: where one is, which day it is about, and the cards of the sentence."""

    shelf_wanted = Signal()
    draft_wanted = Signal()
    version_wanted = Signal()
    look_wanted = Signal()
    tie_wanted = Signal()
    section_chosen = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setProperty("kind", "panel")
        self._make_acts()
        self._make_words()
        self._lay_out()
        self._connect()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def show_lesson(self, text: LessonPage, day: StudyDay) -> None:
        """The sections with their recall on `day`, and what the whole would be worth then."""
        self._sections.show_sections(text.sections, day)
        headed = any(section.heading for section in text.sections)
        for part in (self._headings, self._sections):
            part.setVisible(headed)
        words = self.tr("Study this section") if headed else self.tr("Study this lesson")
        self.study.say(words)
        self._advise(text)
        self._forecast.setText(self._forecast_words(text, day))

    def show_wanting(self, count: int) -> None:
        """How many of its cards want a look."""
        self.wanting.say(wording.wanting(count))
        self.wanting.setVisible(count > 0)
        self.study.dress("plain" if count else "primary")

    def mark_section(self, number: int) -> None:
        self._sections.mark(number)

    def show_sentence(self, sentence: SentenceView, section: SectionView, day: StudyDay) -> None:
        count = len(sentence.cards)
        self._sentence.setText(
            self.tr("This sentence · {cards}").format(
                cards=wording.several(count, "1 card", "%n cards") if count else self.tr("no card")
            )
        )
        lines = (_card_line(card, day, self._look) for card in sentence.cards)
        self._cards.setText("".join(lines))
        self._cards.setVisible(count > 0)
        self.study.setEnabled(bool(section.cards))

    def _forecast_words(self, text: LessonPage, day: StudyDay) -> str:
        cards = text.cards
        expected = round(sum(card.recall(day) or 0.0 for card in cards))
        ahead = DAYS_AHEAD[self.days.value()]
        when = _date(day) if ahead else self.tr("Today")
        self.days.setAccessibleDescription(when)
        if not ahead:
            said = self.tr("Today you would recall {expected} of {all}.")
        else:
            said = self.tr("On {date}, without study, you would recall {expected} of {all}.")
        counts = {"expected": wording.number(expected), "all": wording.number(len(cards))}
        return said.format(**counts, date=when)

    def _advise(self, text: LessonPage) -> None:
        """What to do for a lesson that has no cards, or few."""
        cards = len(text.cards)
        bare = sum(not sentence.cards for sentence in text.sentences)
        few = cards * FEW < bare
        if not cards:
            self._advice.setText(self.tr("No cards yet: draft them."))
        else:
            told = wording.several(bare, "1 sentence has no card.", "%n sentences have no card.")
            self._advice.setText(told)
        self._advice.setVisible(few or not cards)
        self.draft.dress("plain" if cards else "primary")
        self.draft.setVisible(few or not cards)
        self.draft_more.setHidden(few or not cards)
        for part in self._of_cards:
            part.setVisible(bool(cards))

    def _make_acts(self) -> None:
        self._back = Button(self.tr("‹ All lessons"), "quiet")
        self._advice = label(role="body")
        self.draft = Button(self.tr("Draft cards"))
        self.draft.setProperty("small", "true")
        self.wanting = Button("", "primary")
        self.wanting.setProperty("small", "true")
        self.tie = Button(self.tr("Tie cards to it…"))
        self.tie.setToolTip("T")
        self.draft_more = Button(self.tr("Draft more cards"))
        self.version = Button(self.tr("New version…"), "quiet")
        self.study = Button(self.tr("Study this section"), "primary")
        self.study.setProperty("small", True)

    def _make_words(self) -> None:
        look = self._look
        self._line = _line()
        self._headings = label(self.tr("Sections"), "heading")
        self._sections = SectionList(look)
        self._remembered = label(self.tr("How well it is remembered"), "heading")
        self._legend = RecallLegend(look)
        self._on_day = label(self.tr("On which day"), "small")
        self.days = QSlider(Qt.Orientation.Horizontal)
        self.days.setRange(0, len(DAYS_AHEAD) - 1)
        self.days.setPageStep(3)
        self.days.setAccessibleName(self.tr("On which day"))
        self._forecast = label(role="body")
        self._sentence = label(role="heading")
        self._cards = label(role="body")
        self._cards.setTextFormat(Qt.TextFormat.RichText)
        self._of_cards: tuple[QWidget, ...] = (
            self._remembered,
            self._legend,
            self._on_day,
            self.days,
            self._forecast,
            self._cards,
            self.study,
        )

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setProperty("kind", "scrolled")
        self._rows = QVBoxLayout(inner)
        for widget in (
            self._back,
            self.wanting,
            self._advice,
            self.draft,
            self._headings,
            self._sections,
            self._remembered,
            self._legend,
            self._on_day,
            self.days,
            self._forecast,
            self._line,
            self._sentence,
            self._cards,
            self.study,
            self.tie,
            self.draft_more,
            self.version,
        ):
            self._rows.addWidget(widget)
        self._rows.setAlignment(self._back, Qt.AlignmentFlag.AlignLeft)
        self._rows.addStretch()
        scroll = QScrollArea()
        InSight(scroll)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)
        self._arrange()

    def _connect(self) -> None:
        self._back.clicked.connect(self.shelf_wanted)
        self.draft.clicked.connect(self.draft_wanted)
        self.version.clicked.connect(self.version_wanted)
        self.wanting.clicked.connect(self.look_wanted)
        self.tie.clicked.connect(self.tie_wanted)
        self.draft_more.clicked.connect(self.draft_wanted)
        self._sections.chosen.connect(self.section_chosen)
        self._look.changed.connect(self._arrange)

    def _arrange(self) -> None:
        px = self._look.px
        side = px(20) if self.width() >= px(ROOMY) else px(8)
        self._rows.setContentsMargins(side, px(28), side, px(20))
        self._rows.setSpacing(px(10))
        self.days.setMinimumHeight(px(26))


def _card_line(card: SentenceCard, day: StudyDay, look: Look) -> str:
    """The question, and its recall on `day` in the colour of its band."""
    recall = card.recall(day)
    if recall is None:
        told, role = wording.say("new"), "soft"
    else:
        told, role = wording.percent(recall), _SPOKEN[band(recall)]
    color = look.color(role).name()
    question = card.question.replace("&", "&amp;").replace("<", "&lt;").replace("\n", " ")
    return (
        f'<p style="margin: 0 0 {look.px(7)}px 0">{question}'
        f' <span style="color: {color}">{told.replace(" ", "&nbsp;")}</span></p>'
    )


_SPOKEN = ("soft", "again", "hard", "good", "good")
"""The colours in which each band's figures are written."""


def _date(day: StudyDay) -> str:
    on = date_of(day)
    return f"{wording.short_date(on)} {on.year}"


def _line() -> QFrame:
    line = QFrame()
    line.setProperty("kind", "line")
    return line
