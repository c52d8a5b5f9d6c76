"""Cards of the words that a person marks in the text."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from kgstudy.domain.drafting import Draft, Proposal
from kgstudy.domain.lesson import Span
from kgstudy.gui.lesson_desk import LessonDesk
from kgstudy.gui.studio.editing import Editing
from kgstudy.gui.widgets.studio_view import StudioView
from kgstudy.services.groundwork import State


class Making(QObject):
    """Of words that were drafted already the draft is taken."""

    said = Signal(str)
    begun = Signal()
    """A draft without words lies on the desk, which is to be read."""

    def __init__(
        self, desk: LessonDesk, view: StudioView, editing: Editing, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._view = view
        self._editing = editing
        view.strip.gap_wanted.connect(self.make_gap)
        view.strip.question_wanted.connect(self.make_question)
        view.strip.marking_wanted.connect(self.mark_words)

    def mark_words(self) -> None:
        """The keyboard goes to the text, with the first of the asked words marked."""
        item = self._view.item
        self._view.to_text()
        if item is not None and item.proposal.asks:
            self._view.text.mark(item.proposal.asks[0])

    def make_gap(self) -> None:
        self._make(lambda draft: draft.kind == "cloze")

    def make_question(self) -> None:
        """One that has no words yet is edited at once."""
        self._make(lambda draft: draft.kind != "cloze")

    def _make(self, fits: Callable[[Draft], bool]) -> None:
        words = self._view.text.words
        if words is None:
            self.said.emit(self.tr("Mark words first: by mouse, or with S and the arrows."))
            return
        if not self._editing.leave():
            return
        proposal = self._desk.proposal(words)
        if self._desk.state_of(proposal) is State.ACCEPTED:
            self.said.emit(self.tr("These words have a card already."))
            self._view.go_to_key(proposal.key)
            return
        self._view.text.unmark()
        self._view.to_drafts()
        draft = next(filter(fits, proposal.drafts), None)
        if draft is None:
            self._begin(proposal, words)
        else:
            self._desk.revise(proposal, replace(draft, score=1.0))
            self._view.go_to_key(proposal.key)

    def _begin(self, proposal: Proposal, words: Span) -> None:
        """A question whose words are the person's."""
        item = self._desk.begin(proposal, words)
        self.begun.emit()
        self._view.go_to_key(item.proposal.key)
        self._view.list.card.edit(item.draft)
