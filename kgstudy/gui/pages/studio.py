"""The studio: the lesson's text on one side, the drafts made of it on the other."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from kgstudy.domain.changes import Change, Touched
from kgstudy.domain.drafting import Draft
from kgstudy.domain.ids import CardId, DeckId, LessonId
from kgstudy.domain.lesson import Span
from kgstudy.gui import wording
from kgstudy.gui.feed import Feed
from kgstudy.gui.jobs import Jobs
from kgstudy.gui.lesson_desk import LessonDesk
from kgstudy.gui.models import drafts
from kgstudy.gui.models.side_nodes import quoted
from kgstudy.gui.pages.base import Page
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.key_names import key_name
from kgstudy.gui.widgets.studio_view import StudioView
from kgstudy.services.studio import Item, State
from kgstudy.store.collection import Collection

MANY = 150
"""So many drafts are accepted while one waits; more of them beside the window."""

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
        self.refresh()
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

    def _go_to_key(self, key: str) -> None:
        self._view.go_to(self._desk.number_of(key))

    def _on_draft_pointed(self, number: int) -> None:
        if self._leave_editing():
            self._view.list.setFocus()
            self._view.text.unmark()
            self._view.go_to(number)

    def _on_words_pointed(self, words: Span) -> None:
        """A sentence in the text was gone to: its first open draft comes along."""
        if self._leave_editing():
            number = drafts.at_words(self._desk.items, words)
            self._view.go_to(number, near=None if number is not None else words)

    def _next_gap(self) -> None:
        """To the next fact without a card, whose words are marked for C and Q."""
        if self._desk.studio is None or not self._leave_editing():
            return
        fact = drafts.next_without(self._desk.studio, self._view.text.place)
        if fact is None:
            self.said.emit(self.tr("Every fact has a card or a draft."))
            return
        self._view.to_text()
        self._view.go_to(None, near=fact.sentence)
        self._view.text.mark(fact.span)

    def _mark_words(self) -> None:
        """The keyboard goes to the text, with the first of the asked words marked."""
        item = self._view.item
        self._view.to_text()
        if item is not None and item.proposal.asks:
            self._view.text.mark(item.proposal.asks[0])

    # What is done

    def _decide(self, name: str) -> None:
        """By key or by button: accept, edit, reject, wording, kind or reopen."""
        if (item := self._view.item) is None:
            return
        self._view.to_drafts()
        if name in drafts.offered(item):
            self._acts()[name](item)
        elif item.state is State.ACCEPTED:
            self.said.emit(self.tr("This is a card already. U takes it back."))
        else:
            self.said.emit(self.tr("This draft is rejected. U takes that back."))

    def _acts(self) -> Mapping[str, Callable[[Item], None]]:
        return {
            "accept": self._accept,
            "edit": lambda item: self._view.list.card.edit(item.draft),
            "reject": self._reject,
            "wording": self._reword,
            "kind": self._change_kind,
            "reopen": self._reopen,
        }

    def _accept(self, item: Item) -> None:
        self._desk.accept([item])
        self._to_next_open(item)

    def _reject(self, item: Item) -> None:
        self._desk.reject(item)
        self._to_next_open(item)

    def _reopen(self, item: Item) -> None:
        self._desk.reopen(item)
        self._go_to_key(item.proposal.key)

    def _reword(self, item: Item) -> None:
        self._revise(item, drafts.other_wording(item), self.tr("There is no other wording."))

    def _change_kind(self, item: Item) -> None:
        self._revise(item, drafts.other_kind(item), self.tr("There is no other kind of card."))

    def _revise(self, item: Item, draft: Draft | None, otherwise: str = "") -> None:
        if draft is None:
            self.said.emit(otherwise)
            return
        self._desk.revise(item.proposal, draft)
        self._go_to_key(item.proposal.key)

    def _to_next_open(self, item: Item) -> None:
        at = self._desk.number_of(item.proposal.key)
        number = drafts.next_open(self._desk.items, -1 if at is None else at)
        self._view.go_to(at if number is None else number)

    def _accept_good_ones(self) -> None:
        if not self._leave_editing():
            return
        good = drafts.good_ones(self._desk.items)
        if not good:
            self.said.emit(self.tr("No open draft is good enough to be accepted unread."))
            return
        if len(good) > MANY:
            self.beside_wanted.emit(self._desk.accepting(good))
            return
        self._desk.accept(good)
        made = wording.several(len(good), "1 draft accepted.", "%n drafts accepted.")
        self.said.emit(self.tr("{made} Ctrl+Z takes them back.").format(made=made))
        self._view.go_to(drafts.next_open(self._desk.items, -1))
        self._view.to_drafts()

    def _cure(self, number: int, flaw: int) -> None:
        if self._leave_editing():
            item = self._desk.items[number]
            self._revise(item, self._desk.cured(item, flaw))
            self._view.list.setFocus()

    def _on_cured(self, flaw: int) -> None:
        if self._view.list.current is not None:
            self._cure(self._view.list.current, flaw)

    # Editing

    def _on_kept(self, fields: Mapping[str, str]) -> None:
        item = self._view.item
        if item is not None:
            self._desk.end_begun()
            if (draft := self._desk.edited(item, fields)) is not None:
                self._revise(item, draft)
            self._view.list.refresh_card()
            self._view.list.setFocus()

    def _on_left(self) -> None:
        """Out of editing; a draft without words is gone with it."""
        begun = self._desk.end_begun()
        if begun is not None:
            self.refresh()
            self._on_words_pointed(begun.proposal.span)
        else:
            self._view.list.refresh_card()
        self._view.list.setFocus()

    def _leave_editing(self) -> bool:
        """Keeps what is being edited; where it makes no card, one stays with it."""
        editor = self._view.list.card.editor
        if editor is None:
            return True
        if editor.is_changed:
            return self._view.list.card.keep()
        self._view.list.refresh_card()
        if self._desk.end_begun() is not None:
            self.refresh()
        return True

    # From marked words

    def _make_gap(self) -> None:
        self._make(lambda draft: draft.kind == "cloze")

    def _make_question(self) -> None:
        self._make(lambda draft: draft.kind != "cloze")

    def _make(self, fits: Callable[[Draft], bool]) -> None:
        """A card of the marked words; a question that has no words yet is edited at once."""
        words = self._view.text.words
        if words is None:
            self.said.emit(self.tr("Mark words first: by mouse, or with S and the arrows."))
            return
        if not self._leave_editing():
            return
        proposal = self._desk.proposal(words)
        if self._desk.state_of(proposal) is State.ACCEPTED:
            self.said.emit(self.tr("These words have a card already."))
            self._go_to_key(proposal.key)
            return
        self._view.text.unmark()
        self._view.to_drafts()
        draft = next(filter(fits, proposal.drafts), None)
        if draft is not None:
            self._desk.revise(proposal, replace(draft, score=1.0))
            self._go_to_key(proposal.key)
            return
        begun = self._desk.begin(proposal, words)
        self.refresh()
        self._go_to_key(begun.proposal.key)
        self._view.list.card.edit(begun.draft)

    # Keys

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        name = key_name(event)
        if self._view.list.card.editor is not None:
            event.ignore()
        elif event.isAutoRepeat() and name not in ("Up", "Down"):
            return  # a key that is held down decides one draft, and not all that follow
        elif name in drafts.DECISIONS:
            self._decide(drafts.DECISIONS[name])
        elif (act := self._keys().get(name)) is not None:
            act()
        else:
            event.ignore()

    def _keys(self) -> Mapping[str, Callable[[], None]]:
        """By key, what concerns the whole lesson."""
        return {
            "Ctrl+Return": self._accept_good_ones,
            "Ctrl+Enter": self._accept_good_ones,
            "G": self._next_gap,
            "S": self._mark_words,
            "C": self._make_gap,
            "Q": self._make_question,
            "R": self._read,
            "F2": self._view.head.title.begin,
            "Esc": self.shelf_wanted.emit,
            "Up": lambda: self._view.list.step(-1),
            "Down": lambda: self._view.list.step(1),
        }

    def _read(self) -> None:
        if self._desk.studio is not None and self._leave_editing():
            self.lesson_wanted.emit(self._desk.studio.lesson.id)

    def _on_study(self) -> None:
        if not self._view.head.has_cards:
            self._read()
        elif self._desk.studio is not None and self._leave_editing():
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
        editor = self._view.list.card.editor
        if editor is not None and editor.is_changed:
            self._view.list.card.keep()

    def _connect(self) -> None:
        desk, head, card = self._desk, self._view.head, self._view.list.card
        desk.acted.connect(self._on_acted)
        desk.work.done.connect(self._on_drafted)
        desk.work.failed.connect(self.failed)
        head.title.kept.connect(desk.rename)
        head.title.left.connect(self._view.to_drafts)
        head.coverage.gap_wanted.connect(self._next_gap)
        head.accept.clicked.connect(self._accept_good_ones)
        head.study.clicked.connect(self._on_study)
        head.read.clicked.connect(self._read)
        self._view.text.pointed.connect(self._on_words_pointed)
        self._view.text.left.connect(self._view.to_drafts)
        self._view.strip.gap_wanted.connect(self._make_gap)
        self._view.strip.question_wanted.connect(self._make_question)
        self._view.strip.marking_wanted.connect(self._mark_words)
        self._view.list.pointed.connect(self._on_draft_pointed)
        self._view.list.cure_wanted.connect(self._cure)
        card.wanted.connect(self._decide)
        card.cured.connect(self._on_cured)
        card.kept.connect(self._on_kept)
        card.left.connect(self._on_left)
        self._view.foot.wanted.connect(self._on_foot)
