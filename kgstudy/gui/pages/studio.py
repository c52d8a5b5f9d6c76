"""The studio: the lesson's text on one side, the drafts made of it on the other."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from kgstudy.domain.changes import Change, Touched
from kgstudy.domain.drafting import Draft
from kgstudy.domain.ids import CardId, LessonId
from kgstudy.domain.lesson import Span
from kgstudy.gui import wording
from kgstudy.gui.feed import Feed
from kgstudy.gui.jobs import Jobs
from kgstudy.gui.lesson_desk import LessonDesk
from kgstudy.gui.models import drafts
from kgstudy.gui.pages.base import Page
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.draft_list import DraftList
from kgstudy.gui.widgets.drafts_foot import DraftsFoot
from kgstudy.gui.widgets.key_names import key_name
from kgstudy.gui.widgets.label import label
from kgstudy.gui.widgets.studio_head import StudioHead
from kgstudy.gui.widgets.studio_sides import StudioSides
from kgstudy.gui.widgets.studio_text import StudioText
from kgstudy.gui.widgets.words_strip import WordsStrip
from kgstudy.services.studio import Item, State
from kgstudy.store.collection import Collection

_ROOMY = 560
MANY = 150
"""So many drafts are accepted while one waits; more of them beside the window."""

_TOUCHING = (Touched.LESSONS, Touched.NOTES, Touched.CARDS, Touched.DECKS)

_DECISIONS: Final = {
    "Enter": "accept",
    "E": "edit",
    "X": "reject",
    "W": "wording",
    "K": "kind",
    "U": "reopen",
    "Backspace": "reopen",
}
"""By key, what is done with the draft in hand."""


class StudioPage(Page):
    """One lesson at a time; every decision is kept at once."""

    failed = Signal(Exception)
    study_wanted = Signal(object)
    """A DeckId."""
    lesson_wanted = Signal(object)
    """A LessonId."""
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
        self._head = StudioHead(look)
        self._text = StudioText(look)
        self._strip = WordsStrip(look)
        self._list = DraftList(look)
        self._foot = DraftsFoot(look)
        self._sides = StudioSides(
            look, _side(self._text, self._strip), _side(self._list, self._foot)
        )
        self._gone = label(
            self.tr("This lesson is gone. If you have just deleted it, Ctrl+Z brings it back."),
            "soft",
        )
        self._gone.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lay_out()
        self._connect()
        self._show_parts(there=False)

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
        self._go_to(drafts.next_open(self._desk.items, -1) if number is None else number)
        self._list.setFocus()

    @property
    def is_drafting(self) -> bool:
        """Whether the drafts of the lesson are still to come."""
        return self._desk.work.is_busy

    @override
    def shown(self) -> None:
        if self._desk.lesson is not None:
            self.refresh()
            self._list.setFocus()

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
            self._go_to(self._desk.number_of(changed))

    def refresh(self) -> None:
        """Reads the lesson anew; the draft in hand stays in hand."""
        item = self._item
        if not self._desk.read() or self._desk.studio is None:
            self._show_parts(there=False)
            self._list.show_items((), None)
            return
        desk = self._desk.studio
        self._show_parts(there=True)
        self._head.show_studio(desk)
        self._text.show_text(desk.lesson.text, desk.sections)
        self._text.show_facts(desk.facts)
        key = None if item is None else item.proposal.key
        self._list.show_items(self._desk.items, self._desk.number_of(key))
        self._show_foot()

    def _on_acted(self, change: Change) -> None:
        """An act of our own goes round the feed, and the page is drawn once."""
        self._own = True
        try:
            self._feed.changed.emit(change)
        finally:
            self._own = False
        self.refresh()

    def _on_progress(self, done: int, whole: int) -> None:
        self._foot.line.show_share(done / whole)

    def _on_drafted(self) -> None:
        self.refresh()
        if self._list.current is None:
            self._go_to(drafts.next_open(self._desk.items, -1))

    # Where one is

    @property
    def _item(self) -> Item | None:
        at, items = self._list.current, self._desk.items
        return items[at] if at is not None and at < len(items) else None

    def _go_to(self, number: int | None, *, near: Span | None = None) -> None:
        """Takes that draft in hand; without one the text alone goes to the words `near`."""
        items = self._desk.items
        if number is not None:
            proposal = items[number].proposal
            self._list.go_to(number)
            self._text.go_to(proposal.span, proposal.asks)
            self._list.announce()
        elif near is not None:
            after = (n for n, item in enumerate(items) if item.proposal.span.start > near.start)
            self._list.go_to(None, near=next(after, len(items) - 1))
            self._text.go_to(near)

    def _go_to_key(self, key: str) -> None:
        self._go_to(self._desk.number_of(key))

    def _on_draft_pointed(self, number: int) -> None:
        if self._leave_editing():
            self._list.setFocus()
            self._text.unmark()
            self._go_to(number)

    def _on_words_pointed(self, words: Span) -> None:
        """A sentence in the text was gone to: its first open draft comes along."""
        if self._leave_editing():
            number = drafts.at_words(self._desk.items, words)
            self._go_to(number, near=None if number is not None else words)

    def _next_gap(self) -> None:
        """To the next fact without a card, whose words are marked for C and Q."""
        if self._desk.studio is None or not self._leave_editing():
            return
        fact = drafts.next_without(self._desk.studio, self._text.place)
        if fact is None:
            self.said.emit(self.tr("Every fact has a card or a draft."))
            return
        self._sides.show_side("text")
        self._text.setFocus()
        self._go_to(None, near=fact.sentence)
        self._text.mark(fact.span)

    def _mark_words(self) -> None:
        """The keyboard goes to the text, with the first of the asked words marked."""
        item = self._item
        self._sides.show_side("text")
        self._text.setFocus()
        if item is not None and item.proposal.asks:
            self._text.mark(item.proposal.asks[0])

    def _back_to_drafts(self) -> None:
        self._sides.show_side("drafts")
        self._list.setFocus()

    # What is done

    def _decide(self, name: str) -> None:
        """By key or by button: accept, edit, reject, wording, kind or reopen."""
        if (item := self._item) is None:
            return
        self._sides.show_side("drafts")
        self._list.setFocus()
        if name in drafts.offered(item.state):
            self._acts()[name](item)
        elif item.state is State.ACCEPTED:
            self.said.emit(self.tr("This is a card already. U takes it back."))
        else:
            self.said.emit(self.tr("This draft is rejected. U takes that back."))

    def _acts(self) -> Mapping[str, Callable[[Item], None]]:
        return {
            "accept": self._accept,
            "edit": lambda item: self._list.card.edit(item.draft),
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
        self._go_to(at if number is None else number)

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
        self._go_to(drafts.next_open(self._desk.items, -1))
        self._back_to_drafts()

    def _cure(self, number: int, flaw: int) -> None:
        if self._leave_editing():
            item = self._desk.items[number]
            self._revise(item, self._desk.cured(item, flaw))
            self._list.setFocus()

    def _on_cured(self, flaw: int) -> None:
        if self._list.current is not None:
            self._cure(self._list.current, flaw)

    # Editing

    def _on_kept(self, fields: Mapping[str, str]) -> None:
        item = self._item
        if item is not None:
            self._desk.end_begun()
            if (draft := self._desk.edited(item, fields)) is not None:
                self._revise(item, draft)
            self._list.refresh_card()
            self._list.setFocus()

    def _on_left(self) -> None:
        """Out of editing; a draft without words is gone with it."""
        begun = self._desk.end_begun()
        if begun is not None:
            self.refresh()
            self._on_words_pointed(begun.proposal.span)
        else:
            self._list.refresh_card()
        self._list.setFocus()

    def _leave_editing(self) -> bool:
        """Keeps what is being edited; where it makes no card, one stays with it."""
        editor = self._list.card.editor
        if editor is None:
            return True
        if editor.is_changed:
            return self._list.card.keep()
        self._list.refresh_card()
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
        words = self._text.words
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
        self._text.unmark()
        self._back_to_drafts()
        draft = next(filter(fits, proposal.drafts), None)
        if draft is not None:
            self._desk.revise(proposal, replace(draft, score=1.0))
            self._go_to_key(proposal.key)
            return
        begun = self._desk.begin(proposal, words)
        self.refresh()
        self._go_to_key(begun.proposal.key)
        self._list.card.edit(begun.draft)

    def _on_marked(self, words: Span | None) -> None:
        if words is None:
            self._strip.show_words("")
        else:
            self._strip.show_words(self._desk.words(words), self._desk.why_left_out(words))

    # Keys

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        name = key_name(event)
        if self._list.card.editor is not None:
            event.ignore()
        elif event.isAutoRepeat() and name not in ("Up", "Down"):
            return  # a key that is held down decides one draft, and not all that follow
        elif name in _DECISIONS:
            self._decide(_DECISIONS[name])
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
            "F2": self._head.title.begin,
            "Up": lambda: self._list.step(-1),
            "Down": lambda: self._list.step(1),
        }

    def _read(self) -> None:
        if self._desk.studio is not None and self._leave_editing():
            self.lesson_wanted.emit(self._desk.studio.lesson.id)

    def _on_study(self) -> None:
        if not self._head.has_cards:
            self._read()
        elif self._desk.studio is not None and self._leave_editing():
            self.study_wanted.emit(self._desk.studio.lesson.deck_id)

    # How it looks

    def _show_foot(self) -> None:
        """What is under way, or what to do where nothing is left to decide."""
        foot, desk = self._foot, self._desk
        if desk.work.is_busy:
            foot.say(self.tr("Looking for what can be asked …"), self.tr("Cancel"), working=True)
        elif desk.work.was_stopped:
            foot.say(self.tr("Drafting was stopped."), self.tr("Draft the cards"))
        elif not desk.items:
            foot.say(self.tr("No drafts in this text. Mark words in it, and press C or Q."))
        elif drafts.next_open(desk.items, -1) is None:
            foot.say(*self._all_decided(desk.bare))
        else:
            foot.say("")

    def _all_decided(self, bare: int) -> tuple[str, str]:
        done = self.tr("Every draft is decided.")
        if not bare:
            return done, ""
        left = wording.several(bare, "1 fact is without a card.", "%n facts are without a card.")
        return f"{done} {left}", self.tr("Go to the next")

    def _on_foot(self) -> None:
        work = self._desk.work
        if work.is_busy:
            work.cancel()
        elif work.was_stopped:
            work.forget()
            self.refresh()
        else:
            self._next_gap()

    def _show_parts(self, *, there: bool) -> None:
        self._head.setVisible(there)
        self._sides.setVisible(there)
        self._gone.setHidden(there)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """What was being edited is kept, if it makes a card."""
        super().hideEvent(event)
        editor = self._list.card.editor
        if editor is not None and editor.is_changed:
            self._list.card.keep()

    def _arrange(self) -> None:
        px = self.look.px
        side = px(24) if self.width() >= px(_ROOMY) else px(10)
        self._text.setViewportMargins(side, px(10), side, 0)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._sides, 1)
        column.addWidget(self._gone, 1)

    def _connect(self) -> None:
        desk, head, card = self._desk, self._head, self._list.card
        desk.acted.connect(self._on_acted)
        desk.work.progressed.connect(self._on_progress)
        desk.work.done.connect(self._on_drafted)
        desk.work.stopped.connect(self._show_foot)
        desk.work.failed.connect(self.failed)
        head.title.kept.connect(desk.rename)
        head.title.left.connect(self._back_to_drafts)
        head.coverage.gap_wanted.connect(self._next_gap)
        head.accept.clicked.connect(self._accept_good_ones)
        head.study.clicked.connect(self._on_study)
        head.read.clicked.connect(self._read)
        self._text.pointed.connect(self._on_words_pointed)
        self._text.marked.connect(self._on_marked)
        self._text.left.connect(self._back_to_drafts)
        self._strip.gap_wanted.connect(self._make_gap)
        self._strip.question_wanted.connect(self._make_question)
        self._strip.marking_wanted.connect(self._mark_words)
        self._list.pointed.connect(self._on_draft_pointed)
        self._list.cure_wanted.connect(self._cure)
        card.wanted.connect(self._decide)
        card.cured.connect(self._on_cured)
        card.kept.connect(self._on_kept)
        card.left.connect(self._on_left)
        self._foot.wanted.connect(self._on_foot)
        self.look.changed.connect(self._arrange)


def _side(main: QWidget, foot: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(main, 1)
    column.addWidget(foot)
    return made
