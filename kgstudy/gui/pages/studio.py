"""The studio: the lesson's text on one side, the drafts made of it on the other."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from kgstudy.domain.changes import Change, Touched
from kgstudy.domain.drafting import Draft, Proposal, draft_words
from kgstudy.domain.drafting.flaws import flaws
from kgstudy.domain.ids import LessonId
from kgstudy.domain.lesson import Span
from kgstudy.domain.markup import as_html
from kgstudy.gui import wording
from kgstudy.gui.drafting_work import DraftingWork
from kgstudy.gui.feed import Feed
from kgstudy.gui.jobs import Jobs
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
from kgstudy.services import lessons, studio
from kgstudy.services.studio import Coverage, Item, State, Studio
from kgstudy.store.collection import Collection

_TOUCHING = (Touched.LESSONS, Touched.NOTES, Touched.CARDS, Touched.DECKS)
_ROOMY = 560
_EDITED = "edited"
"""The form of a draft whose words are the person's."""


class StudioPage(Page):
    """One lesson at a time; every decision is kept at once."""

    failed = Signal(Exception)
    study_wanted = Signal(object)
    """A DeckId."""
    lesson_wanted = Signal(object)
    """A LessonId."""

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
        self._collection = collection
        self._feed = feed
        self._work = DraftingWork(jobs, self)
        self._lesson: LessonId | None = None
        self._desk: Studio | None = None
        self._items: list[Item] = []
        self._begun: Item | None = None
        self._own = False
        self._make_parts()
        self._lay_out()
        self._connect()
        self._show_nothing()

    # What is on the desk

    def open(self, lesson: LessonId) -> None:
        """Lays the lesson on the desk, and drafts its cards if that has not been done."""
        if lesson != self._lesson:
            self._work.forget()
            self._lesson, self._begun, self._items = lesson, None, []
        self.refresh()
        self._go_to(drafts.next_open(self._items, -1))
        self._list.setFocus()

    @override
    def shown(self) -> None:
        if self._lesson is not None:
            self.refresh()
            self._list.setFocus()

    @override
    def on_change(self, change: Change) -> None:
        if self._own or self._lesson is None or not change.touches(*_TOUCHING):
            return
        if not self.isVisible():
            return
        before = self._items
        self._begun = None
        self.refresh()
        changed = drafts.first_changed(before, self._items)
        if changed is not None and before:
            self._go_to(drafts.number_of(self._items, changed))

    def refresh(self) -> None:
        """Reads the lesson anew; the draft in hand stays in hand."""
        if self._lesson is None or not lessons.is_there(self._collection, self._lesson):
            self._forget()
            return
        key = self._key
        self._desk = studio.studio(self._collection, self._lesson, self._work.drafting)
        self._items = self._with_begun(self._desk.items)
        self.title = self._desk.lesson.title
        self._show_parts(there=True)
        self._head.show_studio(self._desk)
        self._text.show_text(self._desk.lesson.text, self._desk.sections)
        self._text.show_facts(self._desk.facts)
        self._list.show_items(self._items, drafts.number_of(self._items, key))
        if self._work.want(self._desk.lesson):
            self._foot.line.show_share(0)
        self._show_foot()

    def _on_progress(self, done: int, whole: int) -> None:
        self._foot.line.show_share(done / whole)

    def _on_drafted(self) -> None:
        self.refresh()
        if self._list.current is None:
            self._go_to(drafts.next_open(self._items, -1))

    def _forget(self) -> None:
        """The lesson is gone; undo may bring it back, so its name is kept."""
        self._work.forget()
        self._desk, self._begun, self._items = None, None, []
        self._show_nothing()

    def _with_begun(self, items: tuple[Item, ...]) -> list[Item]:
        """The items, and in its place the one that has no words yet."""
        made = list(items)
        if self._begun is not None:
            start = self._begun.proposal.span.start
            at = next((n for n, i in enumerate(made) if i.proposal.span.start > start), len(made))
            made.insert(at, self._begun)
        return made

    # Where one is

    @property
    def _key(self) -> str | None:
        item = self._item
        return None if item is None else item.proposal.key

    @property
    def _item(self) -> Item | None:
        at = self._list.current
        return self._items[at] if at is not None and at < len(self._items) else None

    def _go_to(self, number: int | None, *, near: Span | None = None) -> None:
        """Takes that draft in hand; without one the text alone goes to the words `near`."""
        if number is not None:
            proposal = self._items[number].proposal
            self._list.go_to(number)
            self._text.go_to(proposal.span, proposal.asks)
            self._list.announce()
        elif near is not None:
            after = (n for n, i in enumerate(self._items) if i.proposal.span.start > near.start)
            self._list.go_to(None, near=next(after, len(self._items) - 1))
            self._text.go_to(near)

    def _on_draft_pointed(self, number: int) -> None:
        if self._leave_editing():
            self._list.setFocus()
            self._text.unmark()
            self._go_to(number)

    def _on_words_pointed(self, words: Span) -> None:
        """A sentence in the text was gone to: its first open draft comes along."""
        if self._leave_editing():
            number = drafts.at_words(self._items, words)
            self._go_to(number, near=None if number is not None else words)

    def _next_gap(self) -> None:
        """To the next fact without a card, whose words are marked for C and Q."""
        if self._desk is None or not self._leave_editing():
            return
        fact = drafts.next_without(self._desk, self._text.place)
        if fact is None:
            self.said.emit(self.tr("Every fact has a card or a draft."))
            return
        self._sides.show_side("text")
        self._text.setFocus()
        number = drafts.at_words(self._items, fact.span)
        self._go_to(number, near=fact.sentence)
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

    def _do(self, act: Callable[[], Change]) -> None:
        """Carries out an act and tells it; the page itself is drawn by whoever calls."""
        change = act()
        self._own = True
        try:
            self._feed.changed.emit(change)
        finally:
            self._own = False
        self.refresh()

    def _accept(self, item: Item) -> None:
        if item.state is not State.ACCEPTED and self._lesson is not None:
            lesson, pair = self._lesson, (item.proposal, item.draft)
            self._do(lambda: studio.accept(self._collection, lesson, [pair]))
            self._to_next_open(item)

    def _reject(self, item: Item) -> None:
        if item.state is not State.REJECTED and self._lesson is not None:
            lesson = self._lesson
            self._do(lambda: studio.reject(self._collection, lesson, item.proposal))
            self._to_next_open(item)

    def _reopen(self, item: Item) -> None:
        if item.state is not State.OPEN and self._lesson is not None:
            lesson = self._lesson
            self._do(lambda: studio.reopen(self._collection, lesson, item.proposal))
            self._go_to(drafts.number_of(self._items, item.proposal.key))

    def _reword(self, item: Item) -> None:
        self._revise(item, drafts.other_wording(item), self.tr("There is no other wording."))

    def _change_kind(self, item: Item) -> None:
        self._revise(item, drafts.other_kind(item), self.tr("There is no other kind of card."))

    def _revise(self, item: Item, draft: Draft | None, otherwise: str = "") -> None:
        if draft is None:
            self.said.emit(otherwise)
        elif self._lesson is not None:
            lesson = self._lesson
            self._do(lambda: studio.revise(self._collection, lesson, item.proposal, draft))
            self._go_to(drafts.number_of(self._items, item.proposal.key))

    def _to_next_open(self, item: Item) -> None:
        at = drafts.number_of(self._items, item.proposal.key)
        number = drafts.next_open(self._items, -1 if at is None else at)
        self._go_to(at if number is None else number)

    def _accept_good_ones(self) -> None:
        if self._lesson is None or not self._leave_editing():
            return
        good = drafts.good_ones(self._items)
        if not good:
            self.said.emit(self.tr("No open draft is good enough to accept unread."))
            return
        lesson, chosen = self._lesson, [(item.proposal, item.draft) for item in good]
        self._do(lambda: studio.accept(self._collection, lesson, chosen))
        made = wording.several(len(good), "1 draft accepted.", "%n drafts accepted.")
        self.said.emit(self.tr("{made} Ctrl+Z takes them back.").format(made=made))
        self._go_to(drafts.next_open(self._items, -1))
        self._list.setFocus()

    def _cure(self, number: int, flaw: int) -> None:
        item = self._items[number]
        cure = item.draft.flaws[flaw].cure
        if cure is not None:
            self._revise(item, self._judged(item.draft, item.draft.kind, cure.fields))

    def _judged(self, before: Draft, kind: str, fields: Mapping[str, str]) -> Draft:
        """The draft with other fields, and with what a critical reader says of it now."""
        assert self._desk is not None
        found = flaws(
            kind, fields, self._desk.lesson.language, facts=[fact for fact, _ in self._desk.facts]
        )
        return replace(before, kind=kind, fields=fields, flaws=found)

    # Editing

    def _edit(self, item: Item) -> None:
        self._sides.show_side("drafts")
        self._list.card.edit(item.draft)

    def _on_kept(self, fields: Mapping[str, str]) -> None:
        item = self._item
        if item is None:
            return
        changed = {n: html for n, html in fields.items() if html} != {
            n: html for n, html in item.draft.fields.items() if html
        }
        self._begun = None
        if changed:
            draft = self._judged(item.draft, item.draft.kind, fields)
            self._revise(item, replace(draft, form=_EDITED, score=1.0))
        self._list.refresh_card()
        self._list.setFocus()

    def _on_left(self) -> None:
        """Out of editing; a draft without words is gone with it."""
        begun, self._begun = self._begun, None
        if begun is not None:
            self.refresh()
            self._go_to(drafts.at_words(self._items, begun.proposal.span))
        else:
            self._list.refresh_card()
        self._list.setFocus()

    def _leave_editing(self) -> bool:
        """Keeps what is being edited; where it makes no card, one stays with it."""
        editor = self._list.card.editor
        if editor is None:
            return True
        if not editor.is_changed:
            self._on_left()
            return True
        return self._list.card.keep()

    # From marked words

    def _make_gap(self) -> None:
        self._make(lambda proposal: _first(proposal, lambda draft: draft.kind == "cloze"))

    def _make_question(self) -> None:
        self._make(lambda proposal: _first(proposal, lambda draft: draft.kind != "cloze"))

    def _make(self, choose: Callable[[Proposal], Draft | None]) -> None:
        words = self._text.words
        if words is None or self._desk is None or self._lesson is None:
            self.said.emit(self.tr("Mark words first: by mouse, or with S and the arrows."))
            return
        if not self._leave_editing():
            return
        lesson = self._desk.lesson
        proposal = draft_words(lesson.text, lesson.language, words, lesson.title)
        present = drafts.number_of(self._items, proposal.key)
        if present is not None and self._items[present].state is State.ACCEPTED:
            self.said.emit(self.tr("These words have a card already."))
            self._text.unmark()
            self._go_to(present)
            return
        self._text.unmark()
        self._put(proposal, choose(proposal), present, lesson.text[words.start : words.end])

    def _put(
        self, proposal: Proposal, draft: Draft | None, present: int | None, words: str
    ) -> None:
        """The new draft stands in its place, and is being edited where it needs words."""
        if present is not None:
            proposal = self._items[present].proposal
        self._back_to_drafts()
        if draft is not None:
            self._revise(Item(proposal, State.OPEN, draft), draft)
            return
        empty = Draft("basic", {"front": "", "back": as_html(words)}, _EDITED, 1.0)
        self._begun = Item(replace(proposal, key=f"{proposal.key}-asked"), State.OPEN, empty)
        self.refresh()
        self._go_to(drafts.number_of(self._items, self._begun.proposal.key))
        self._list.card.edit(empty)

    def _on_marked(self, words: Span | None) -> None:
        if words is None or self._desk is None:
            self._strip.show_words("")
            return
        text = self._desk.lesson.text[words.start : words.end]
        left_out = (
            rejected.why
            for rejected in self._work.drafting.rejected
            if any(ask.touches(words) for ask in rejected.proposal.asks)
        )
        bare = any(f.span.touches(words) and c is Coverage.NONE for f, c in self._desk.facts)
        self._strip.show_words(text, next(left_out, "") if bare else "")

    # Keys

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        name = key_name(event)
        if self._list.card.editor is not None:
            event.ignore()
        elif (act := self._acts().get(name)) is not None:
            act()
        elif (decide := self._decisions().get(name)) is not None:
            self._decide(decide)
        else:
            event.ignore()

    def _acts(self) -> Mapping[str, Callable[[], None]]:
        """By key, what concerns the whole lesson."""
        return {
            "Ctrl+Return": self._accept_good_ones,
            "Ctrl+Enter": self._accept_good_ones,
            "G": self._next_gap,
            "S": self._mark_words,
            "C": self._make_gap,
            "Q": self._make_question,
            "Up": lambda: self._list.step(-1),
            "Down": lambda: self._list.step(1),
        }

    def _decisions(self) -> Mapping[str, Callable[[Item], None]]:
        """By key, what concerns the draft in hand."""
        return {
            "Enter": self._accept,
            "E": self._edit,
            "X": self._reject,
            "W": self._reword,
            "K": self._change_kind,
            "U": self._reopen,
            "Backspace": self._reopen,
        }

    def _decide(self, act: Callable[[Item], None]) -> None:
        if (item := self._item) is not None:
            act(item)

    def _on_wanted(self, name: str) -> None:
        """By a button of the card: the keyboard stays with the drafts."""
        acts = {
            "accept": self._accept,
            "edit": self._edit,
            "reject": self._reject,
            "wording": self._reword,
            "kind": self._change_kind,
            "reopen": self._reopen,
        }
        self._list.setFocus()
        self._decide(acts[name])

    def _on_title(self, title: str) -> None:
        if self._lesson is not None:
            lesson = self._lesson
            self._do(lambda: lessons.rename(self._collection, lesson, title))

    def _on_study(self) -> None:
        if self._desk is None or not self._leave_editing():
            return
        if self._head.has_cards:
            self.study_wanted.emit(self._desk.lesson.deck_id)
        else:
            self.lesson_wanted.emit(self._desk.lesson.id)

    # How it looks

    def _show_foot(self) -> None:
        """What is under way, or what to do where nothing is left to decide."""
        if self._work.is_busy:
            self._foot.say(
                self.tr("Looking for what can be asked …"), self.tr("Cancel"), working=True
            )
        elif self._work.was_stopped:
            self._foot.say(self.tr("Drafting was stopped."), self.tr("Draft the cards"))
        elif not self._items:
            self._foot.say(
                self.tr(
                    "No drafts in this text. Mark words in it, and press C or Q to make a card."
                )
            )
        elif drafts.next_open(self._items, -1) is None and self._desk is not None:
            self._foot.say(*self._all_decided(self._desk.count(Coverage.NONE)))
        else:
            self._foot.say("")

    def _all_decided(self, bare: int) -> tuple[str, str]:
        done = self.tr("Every draft is decided.")
        if not bare:
            return done, ""
        left = wording.several(bare, "1 fact is without a card.", "%n facts are without a card.")
        return f"{done} {left}", self.tr("Go to the next")

    def _on_foot(self) -> None:
        if self._work.is_busy:
            self._work.cancel()
        elif self._work.was_stopped:
            self._work.forget()
            self.refresh()
        else:
            self._next_gap()

    def _show_nothing(self) -> None:
        self._show_parts(there=False)
        self._list.show_items((), None)

    def _show_parts(self, *, there: bool) -> None:
        self._head.setVisible(there)
        self._sides.setVisible(there)
        self._nothing.setHidden(there)

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

    def _make_parts(self) -> None:
        look = self.look
        self._head = StudioHead(look)
        self._text = StudioText(look)
        self._strip = WordsStrip(look)
        self._list = DraftList(look)
        self._foot = DraftsFoot(look)
        self._nothing = label(
            self.tr("This lesson is gone. Ctrl+Z brings it back if you have just deleted it."),
            "soft",
        )
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def _lay_out(self) -> None:
        text, drafted = _side(self._text, self._strip), _side(self._list, self._foot)
        self._sides = StudioSides(self.look, text, drafted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._sides, 1)
        column.addWidget(self._nothing, 1)

    def _connect(self) -> None:
        self._work.progressed.connect(self._on_progress)
        self._work.done.connect(self._on_drafted)
        self._work.stopped.connect(self._show_foot)
        self._work.failed.connect(self.failed)
        self._head.title.kept.connect(self._on_title)
        self._head.title.left.connect(self._back_to_drafts)
        self._head.coverage.gap_wanted.connect(self._next_gap)
        self._head.accept.clicked.connect(self._accept_good_ones)
        self._head.study.clicked.connect(self._on_study)
        self._text.pointed.connect(self._on_words_pointed)
        self._text.marked.connect(self._on_marked)
        self._text.left.connect(self._back_to_drafts)
        self._strip.gap_wanted.connect(self._make_gap)
        self._strip.question_wanted.connect(self._make_question)
        self._strip.marking_wanted.connect(self._mark_words)
        self._list.pointed.connect(self._on_draft_pointed)
        self._list.cure_wanted.connect(self._cure)
        self._list.card.wanted.connect(self._on_wanted)
        self._list.card.cured.connect(self._on_cured)
        self._list.card.kept.connect(self._on_kept)
        self._list.card.left.connect(self._on_left)
        self._foot.wanted.connect(self._on_foot)
        self.look.changed.connect(self._arrange)

    def _on_cured(self, flaw: int) -> None:
        if self._list.current is not None:
            self._list.setFocus()
            self._cure(self._list.current, flaw)


def _side(main: QWidget, foot: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(main, 1)
    column.addWidget(foot)
    return made


def _first(proposal: Proposal, fits: Callable[[Draft], bool]) -> Draft | None:
    return next(filter(fits, proposal.drafts), None)
