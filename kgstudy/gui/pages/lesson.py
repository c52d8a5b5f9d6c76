"""The lesson: a page to read, each sentence tinted by its recall, today or on a day to come."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedWidget,
    QWidget,
)
from typing_extensions import override

from kgstudy.domain.changes import Change, Touched
from kgstudy.domain.clock import StudyDay
from kgstudy.domain.ids import DeckId, LessonId
from kgstudy.domain.lesson import Span, band
from kgstudy.gui import wording
from kgstudy.gui.errand import Errand
from kgstudy.gui.feed import Feed
from kgstudy.gui.jobs import Jobs
from kgstudy.gui.models.side_nodes import quoted
from kgstudy.gui.page import Page
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.label import label
from kgstudy.gui.widgets.lesson_panel import DAYS_AHEAD, LessonPanel
from kgstudy.gui.widgets.lesson_view import LessonView
from kgstudy.gui.widgets.look_panel import LookPanel
from kgstudy.gui.widgets.recall_bar import ROLES
from kgstudy.services import lessons, revising
from kgstudy.services.lessons import LessonPage as LessonText
from kgstudy.services.lessons import SentenceView
from kgstudy.services.revising import Wanting
from kgstudy.store.collection import Collection

LONG = 50_000
"""Characters from which on reading and cutting up a text takes longer than a window may wait."""
READING = 640
PANEL = 284


class LessonPage(Page):
    """One lesson at a time; the panel beside it speaks of the sentence that is pointed at."""

    study_wanted = Signal(object)
    """The CardIds of a section."""
    draft_wanted = Signal(object)
    """The LessonId of the lesson whose cards are to be drafted."""
    version_wanted = Signal(object)
    """The LessonId of the lesson that has a new version."""
    edit_wanted = Signal(object, object)
    """A LessonId, and the CardId of the card that is to be edited."""
    shelf_wanted = Signal()
    paste_wanted = Signal()

    def __init__(
        self,
        look: Look,
        collection: Collection,
        feed: Feed,
        jobs: Jobs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, parent)
        self._jobs = jobs
        self._reading = Errand(jobs, self)
        self._wanted: Span | None = None
        self.title = self.tr("Lessons")
        self._collection = collection
        self._feed = feed
        self._lesson: LessonId | None = None
        self._text: LessonText | None = None
        self._view = LessonView(look)
        self._panel = LessonPanel(look)
        self._looks = LookPanel(look)
        self._sides = QStackedWidget()
        self._sides.addWidget(self._panel)
        self._sides.addWidget(self._looks)
        self._empty = label(
            self.tr("No lesson yet. Home brings back the one that came with kgstudy."), "soft"
        )
        self._lay_out()
        self._connect()
        self._add_keys()

    def open(self, lesson: LessonId, span: Span | None = None) -> None:
        """Opens a lesson, at the words of `span` where they are given."""
        self._lesson, self._wanted = lesson, span
        self._read(lesson)

    @property
    @override
    def deck(self) -> DeckId | None:
        return None if self._text is None else self._text.lesson.deck_id

    @override
    def shown(self) -> None:
        self._panel.days.setValue(0)
        self.refresh()
        self._view.setFocus()

    @override
    def on_change(self, change: Change) -> None:
        if self.isVisible() and change.touches(
            Touched.LESSONS, Touched.CARDS, Touched.NOTES, Touched.DECKS, Touched.OPTIONS
        ):
            before = self._lesson
            self.refresh()
            if before is not None and self._lesson not in (before, None):  # it is gone
                self.shelf_wanted.emit()

    def refresh(self) -> None:
        """Reads the lesson and its cards anew, at the place where it was."""
        shelf = lessons.shelf(self._collection)
        known = [summary.id for summary in shelf]
        self._view.setVisible(bool(shelf))
        self._sides.setVisible(bool(shelf))
        self._empty.setHidden(bool(shelf))
        if self._lesson not in known:
            self._lesson = known[0] if known else None
        if self._lesson is None:
            self._text = None
        else:
            self._read(self._lesson)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._sides.currentWidget() is self._looks:
            self._end_looks()
        elif event.key() == Qt.Key.Key_Escape:
            self.shelf_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_wanted.emit()
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrange()

    def _read(self, lesson: LessonId) -> None:
        """At once, or for a book beside the window."""
        self._reading.drop()
        if len(lessons.get(self._collection, lesson).text) < LONG:
            self._show(lessons.page(self._collection, lesson))
            return
        self._reading.begin(lambda collection, _progress: lessons.page(collection, lesson))

    def _on_failed(self, error: Exception) -> None:
        raise error

    def _show(self, text: LessonText) -> None:
        self._text = text
        self.query = f"lesson:{quoted(text.lesson.title)}"
        cards, begun = (
            len(self._text.cards),
            sum(card.recall(self._today) is not None for card in self._text.cards),
        )
        told = self.tr("Lesson · {cards} · {begun} begun") if cards else self.tr("Lesson")
        several = wording.several(cards, "1 card", "%n cards")
        above = told.format(cards=several, begun=wording.number(begun))
        self._panel.show_lesson(self._text, self._day)
        self._view.show_page(self._text, above)
        self._retint()
        self._show_wanting()
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self._view.go_to(wanted)

    @property
    def _today(self) -> StudyDay:
        return self._collection.calendar.today()

    @property
    def _day(self) -> StudyDay:
        return StudyDay(self._today + DAYS_AHEAD[self._panel.days.value()])

    def _on_pointed(self, sentence: SentenceView, section: int) -> None:
        if self._text is not None:
            self._panel.show_sentence(sentence, self._text.sections[section], self._day)
            self._panel.mark_section(section)

    def _on_version(self) -> None:
        if self._text is not None:
            self.version_wanted.emit(self._text.lesson.id)

    def _on_draft(self) -> None:
        if self._text is not None:
            self.draft_wanted.emit(self._text.lesson.id)

    def _show_wanting(self) -> None:
        """Those of its cards that want a look; when none is left, the lesson is read again."""
        if self._text is None:
            return
        wanting = revising.wanting(self._collection, self._text.lesson.id)
        self._panel.show_wanting(len(wanting))
        if self._sides.currentWidget() is self._looks:
            self._looks.show_wanting(wanting)
            if not wanting:
                self._end_looks()

    def _on_look_wanted(self) -> None:
        self._sides.setCurrentWidget(self._looks)
        self._show_wanting()
        self._looks.right.setFocus()

    def _end_looks(self) -> None:
        self._sides.setCurrentWidget(self._panel)
        self._view.setFocus()

    def _on_turned(self, card: Wanting) -> None:
        self._view.go_to(card.span)

    def _on_confirmed(self, card: Wanting) -> None:
        if self._text is not None:
            lesson = self._text.lesson.id
            change = revising.looked_at(self._collection, lesson, card.card_id)
            self._feed.changed.emit(change)

    def _on_suspended(self, card: Wanting) -> None:
        if self._text is not None:
            lesson = self._text.lesson.id
            change = revising.set_aside(self._collection, lesson, card.card_id)
            self._feed.changed.emit(change)

    def _on_edit(self, card: Wanting) -> None:
        if self._text is not None:
            self.edit_wanted.emit(self._text.lesson.id, card.card_id)

    def _on_tie(self) -> None:
        """Cards of any deck are tied to the words that are selected, or to the sentence."""
        from kgstudy.gui.dialogs.tying import TyingDialog  # noqa: PLC0415 - not needed to start

        words = self._view.chosen
        if self._text is not None and words is not None:
            dialog = TyingDialog(
                self.look, self._collection, self._jobs, self, self._text.lesson, words
            )
            dialog.changed.connect(self._feed.changed)
            dialog.open()

    def _on_section_chosen(self, number: int) -> None:
        self._view.go_to_section(number)

    def _on_day_changed(self) -> None:
        if self._text is None:
            return
        self._panel.show_lesson(self._text, self._day)
        sentence = self._view.current
        if sentence is not None:
            self._on_pointed(sentence, self._view.current_section)
        self._retint()

    def _on_study(self) -> None:
        if self._text is not None:
            self.study_wanted.emit(self._text.sections[self._view.current_section].cards)

    def _on_look(self) -> None:
        self._arrange()
        if self._text is not None:
            self._on_day_changed()

    def _retint(self) -> None:
        day = self._day

        def color_of(sentence: SentenceView) -> QColor:
            return self.look.color(ROLES[band(sentence.recall(day))])

        self._view.tint(color_of)

    def _connect(self) -> None:
        self._reading.done.connect(self._show)
        self._reading.failed.connect(self._on_failed)
        self._view.pointed.connect(self._on_pointed)
        self._panel.shelf_wanted.connect(self.shelf_wanted)
        self._panel.draft_wanted.connect(self._on_draft)
        self._panel.section_chosen.connect(self._on_section_chosen)
        self._panel.days.valueChanged.connect(self._on_day_changed)
        self._panel.study.clicked.connect(self._on_study)
        self._panel.version_wanted.connect(self._on_version)
        self._panel.look_wanted.connect(self._on_look_wanted)
        self._panel.tie_wanted.connect(self._on_tie)
        self._looks.turned.connect(self._on_turned)
        self._looks.confirmed.connect(self._on_confirmed)
        self._looks.edit_wanted.connect(self._on_edit)
        self._looks.suspended.connect(self._on_suspended)
        self._looks.left.connect(self._end_looks)
        self.look.changed.connect(self._on_look)

    def _add_keys(self) -> None:
        for key, act in (("D", self._on_draft), ("T", self._on_tie)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._view, 1)
        row.addWidget(self._empty, 0, Qt.AlignmentFlag.AlignCenter)
        row.addWidget(self._sides)

    def _arrange(self) -> None:
        px = self.look.px
        panel = min(px(PANEL), self.width() * 9 // 20)
        self._sides.setFixedWidth(panel)
        least = px(28) if self.width() >= px(860) else px(10)
        side = max(least, (self.width() - panel - px(READING)) // 2)
        self._view.setViewportMargins(side, px(16), side, 0)
