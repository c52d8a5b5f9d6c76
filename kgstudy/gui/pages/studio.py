"""The studio: the lesson's text on one side, the drafts made of it on the other."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from kgstudy.domain.changes import Change, Touched
from kgstudy.domain.ids import CardId, DeckId, LessonId
from kgstudy.domain.lesson import Span
from kgstudy.gui.feed import Feed
from kgstudy.gui.jobs import Jobs
from kgstudy.gui.lesson_desk import LessonDesk
from kgstudy.gui.models import drafts
from kgstudy.gui.models.side_nodes import quoted
from kgstudy.gui.page import Page
from kgstudy.gui.studio.deciding import Deciding
from kgstudy.gui.studio.editing import Editing
from kgstudy.gui.studio.making import Making
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.key_names import key_name
from kgstudy.gui.widgets.studio_view import StudioView
from kgstudy.store.collection import Collection

_TOUCHING = (Touched.LESSONS, Touched.NOTES, Touched.CARDS, Touched.DECKS)


class StudioPage(Page):
    """One lesson at a time; every decision is kept at once."""

    failed = Signal(Exception)
    study_wanted = Signal(object)
    """A DeckId."""
    lesson_wanted = Signal(object)
    """A LessonId."""
    shelf_wanted = Signal()
    beside_wanted = Signal(object)
    """An act that would take long: a function of a Collection that returns a Change."""

    def __init__(
        self,
        look: Look,
        collection: Collection,
        feed: Feed,
        jobs: Jobs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, parent)
        self.title = self.tr("Studio")
        self._feed = feed
        self._own = False
        self._desk = LessonDesk(collection, jobs, self)
        self._view = StudioView(look, self._desk)
        self._editing = Editing(self._desk, self._view, self)
        self._deciding = Deciding(self._desk, self._view, self._editing, self)
        self._making = Making(self._desk, self._view, self._editing, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._view)
        self._connect()

    # What is on the desk

    def open(self, lesson: LessonId, card: CardId | None = None) -> None:
        """Lays the lesson on the desk, and drafts its cards if that has not been done.

        With a `card` that was made here, it is taken in hand.
        """
        self._desk.lay(lesson)
        if self._desk.studio is None:
            self.refresh()  # else that was done when the page came to the front
        number = None if card is None else self._desk.number_of_card(card)
        if card is not None and number is None:
            self.said.emit(self.tr("This card was not made from a draft of the lesson."))
        if number is None and not self.is_drafting:
            number = drafts.next_open(self._desk.items, -1)
        self._view.go_to(number)
        self._view.list.setFocus()

    @property
    def is_drafting(self) -> bool:
        """Whether the drafts of the lesson are still to come."""
        return self._desk.work.is_busy

    @property
    @override
    def deck(self) -> DeckId | None:
        studio = self._desk.studio
        return None if studio is None else studio.lesson.deck_id

    @override
    def shown(self) -> None:
        if self._desk.lesson is not None:
            self.refresh()
            self._view.list.setFocus()

    @override
    def on_change(self, change: Change) -> None:
        """Something was done elsewhere, or undone: what has changed comes into hand."""
        if self._own or not self.isVisible() or not change.touches(*_TOUCHING):
            return
        before = self._desk.items
        self._desk.end_begun()
        self.refresh()
        changed = drafts.first_changed(before, self._desk.items) if before else None
        if changed is not None:
            self._view.go_to(self._desk.number_of(changed))

    def refresh(self) -> None:
        """Reads the lesson anew; the draft in hand stays in hand."""
        self._desk.read()
        studio = self._desk.studio
        self.query = f"lesson:{quoted(studio.lesson.title)}" if studio else ""
        self._view.show_desk()

    def _on_acted(self, change: Change) -> None:
        """An act of our own goes round the feed, and the page is drawn once."""
        self._own = True
        try:
            self._feed.changed.emit(change)
        finally:
            self._own = False
        self.refresh()

    def _on_drafted(self) -> None:
        self.refresh()
        if self._view.list.current is None:
            self._view.go_to(drafts.next_open(self._desk.items, -1))

    # Where one is

    def _on_draft_pointed(self, number: int) -> None:
        if self._editing.leave():
            self._view.list.setFocus()
            self._view.text.unmark()
            self._view.go_to(number)

    def _on_words_pointed(self, words: Span) -> None:
        """A sentence in the text was gone to: its first open draft comes along."""
        if self._editing.leave():
            self._view.go_to_words(words)

    def _next_gap(self) -> None:
        """To the next fact without a card, whose words are marked for C and Q."""
        if self._desk.studio is None or not self._editing.leave():
            return
        fact = drafts.next_without(self._desk.studio, self._view.text.place)
        if fact is None:
            self.said.emit(self.tr("Every fact has a card or a draft."))
            return
        self._view.to_text()
        self._view.go_to(None, near=fact.sentence)
        self._view.text.mark(fact.span)

    # Keys

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        name = key_name(event)
        if self._view.list.card.editor is not None:
            event.ignore()
        elif event.isAutoRepeat() and name not in ("Up", "Down"):
            return  # a key that is held down decides one draft, and not all that follow
        elif name in drafts.DECISIONS:
            self._deciding.decide(drafts.DECISIONS[name])
        elif (act := self._keys().get(name)) is not None:
            act()
        else:
            event.ignore()

    def _keys(self) -> Mapping[str, Callable[[], None]]:
        """By key, what concerns the whole lesson."""
        return {
            "Ctrl+Return": self._deciding.accept_good_ones,
            "Ctrl+Enter": self._deciding.accept_good_ones,
            "G": self._next_gap,
            "S": self._making.mark_words,
            "C": self._making.make_gap,
            "Q": self._making.make_question,
            "R": self._read,
            "F2": self._view.head.title.begin,
            "Esc": self.shelf_wanted.emit,
            "Up": lambda: self._view.list.step(-1),
            "Down": lambda: self._view.list.step(1),
        }

    def _read(self) -> None:
        if self._desk.studio is not None and self._editing.leave():
            self.lesson_wanted.emit(self._desk.studio.lesson.id)

    def _on_study(self) -> None:
        if not self._view.head.has_cards:
            self._read()
        elif self._desk.studio is not None and self._editing.leave():
            self.study_wanted.emit(self._desk.studio.lesson.deck_id)

    def _on_foot(self) -> None:
        work = self._desk.work
        if work.is_busy:
            work.cancel()
        elif work.was_stopped:
            work.forget()
            self.refresh()
        else:
            self._next_gap()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """What was being edited is kept, if it makes a card."""
        super().hideEvent(event)
        self._editing.keep()

    def _connect(self) -> None:
        desk, head = self._desk, self._view.head
        desk.acted.connect(self._on_acted)
        desk.work.done.connect(self._on_drafted)
        desk.work.failed.connect(self.failed)
        self._editing.gone.connect(self.refresh)
        self._making.begun.connect(self.refresh)
        self._deciding.beside_wanted.connect(self.beside_wanted)
        for part in (self._deciding, self._making):
            part.said.connect(self.said)
        head.title.kept.connect(desk.rename)
        head.title.left.connect(self._view.to_drafts)
        head.coverage.gap_wanted.connect(self._next_gap)
        head.accept.clicked.connect(self._deciding.accept_good_ones)
        head.study.clicked.connect(self._on_study)
        head.read.clicked.connect(self._read)
        self._view.text.pointed.connect(self._on_words_pointed)
        self._view.text.left.connect(self._view.to_drafts)
        self._view.list.pointed.connect(self._on_draft_pointed)
        self._view.foot.wanted.connect(self._on_foot)
