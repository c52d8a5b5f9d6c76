"""What was recognised of a lesson before it comes in, each of it to be corrected."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QLineEdit
from typing_extensions import override

from kgstudy.gui import wording
from kgstudy.gui.models import bringing_words, lesson_arrivals
from kgstudy.gui.models.lesson_arrivals import LessonArrival
from kgstudy.gui.panels.section import Section
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.label import label
from kgstudy.gui.widgets.line_list import LineList
from kgstudy.gui.widgets.picker import Picker
from kgstudy.gui.widgets.segments import Segments


class RecognisedPanel(Section):
    """`anew_chosen` says whether it is another lesson than the one it is like."""

    title_edited = Signal(str)
    language_chosen = Signal(str)
    anew_chosen = Signal(bool)
    entered = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, "")
        self.setAccessibleName(self.tr("What was recognised"))
        self.heading.hide()
        self.title = QLineEdit()
        self.title.setAccessibleName(self.tr("Title"))
        self.title.setPlaceholderText(self.tr("Title"))
        self.title.setMaxLength(300)
        self.language = Picker(look, self.tr("Language"))
        self.length = label(role="small")
        self.foreign = label(role="warning")
        self.likeness = label(role="body")
        self.choice = Segments(
            look,
            self.tr("What it is"),
            {"here": self.tr("A new version of it"), "anew": self.tr("Another lesson")},
        )
        self.problems = LineList(look, self.tr("What was left out"))
        self._problem_heading = label(self.tr("Left out of the text"), "small")
        self._lay_out()
        self._connect()

    def show_arrival(self, arrival: LessonArrival, *, several: bool, new_version: bool) -> None:
        """`several` says that it is one of several lessons; a new version keeps its title."""
        text = arrival.text
        for field in (self.title, self.language):
            field.setHidden(new_version)
        if not self.title.hasFocus():
            self.title.setText(text.title)
            self.title.setCursorPosition(0)
        self._show_language(text.language)
        self.length.setText(lesson_arrivals.size_words(arrival))
        self.foreign.setText(wording.foreign(text.language))
        self.foreign.setHidden(not self.foreign.text() or new_version)
        asked = arrival.like is not None and not new_version
        self.likeness.setVisible(asked)
        self.choice.setVisible(asked)
        if arrival.like:
            self.likeness.setText(lesson_arrivals.likeness_words(arrival.like))
        stays = bringing_words.stays(arrival, among_others=several)
        self.choice.buttons["here"].setText(stays)
        self.choice.put("anew" if arrival.anew else "here")
        lines = lesson_arrivals.problem_lines(arrival)
        self.problems.show_lines(lines)
        self.problems.setVisible(bool(lines))
        self._problem_heading.setVisible(bool(lines))

    @override
    def arrange(self, *, roomy: bool) -> None:
        super().arrange(roomy=roomy)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        for row in (self._first, self._second):
            row.setDirection(across if roomy else down)
            row.setSpacing(self.look.px(12))

    def _show_language(self, language: str) -> None:
        self.language.clear()
        codes = (
            wording.LANGUAGES if language in wording.LANGUAGES else (*wording.LANGUAGES, language)
        )
        for code in codes:
            self.language.addItem(wording.language(code), code)
        self.language.setCurrentIndex(codes.index(language))

    def _lay_out(self) -> None:
        self._first = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._first.addWidget(self.title, 1)
        self._first.addWidget(self.language)
        self._second = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._second.addWidget(self.likeness, 1)
        self._second.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignLeft)
        self.rows.addLayout(self._first)
        self.rows.addWidget(self.length)
        self.rows.addWidget(self.foreign)
        self.rows.addLayout(self._second)
        self.rows.addWidget(self._problem_heading)
        self.rows.addWidget(self.problems)

    def _connect(self) -> None:
        self.title.textEdited.connect(self.title_edited)
        self.title.returnPressed.connect(self.entered)
        self.language.activated.connect(self._on_language)
        self.choice.chosen.connect(self._on_choice)

    def _on_language(self) -> None:
        self.language_chosen.emit(self.language.currentData())

    def _on_choice(self, key: str) -> None:
        self.anew_chosen.emit(key == "anew")
