"""What becomes of the draft in hand, and of all the good ones at once."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal

from kgstudy.domain.drafting import Draft
from kgstudy.gui import wording
from kgstudy.gui.lesson_desk import LessonDesk
from kgstudy.gui.models import drafts
from kgstudy.gui.studio.editing import Editing
from kgstudy.gui.widgets.studio_view import StudioView
from kgstudy.services.groundwork import Item, State

MANY = 150
"""So many drafts are accepted while one waits; more of them beside the window."""


class Deciding(QObject):
    """By key or by button; after each decision the next open draft comes into hand."""

    said = Signal(str)
    beside_wanted = Signal(object)
    """An act that would take long: a function of a Collection that returns a Change."""

    def __init__(
        self, desk: LessonDesk, view: StudioView, editing: Editing, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._view = view
        self._editing = editing
        view.list.card.wanted.connect(self.decide)
        view.list.card.cured.connect(self._on_cured)
        view.list.cure_wanted.connect(self._cure)

    def decide(self, name: str) -> None:
        """Accept, edit, reject, wording, kind or reopen."""
        if (item := self._view.item) is None:
            return
        self._view.to_drafts()
        if name in drafts.offered(item):
            self._acts()[name](item)
        elif item.state is State.ACCEPTED:
            self.said.emit(self.tr("This is a card already. U takes it back."))
        else:
            self.said.emit(self.tr("This draft is rejected. U takes that back."))

    def accept_good_ones(self) -> None:
        """Those that may be accepted unread."""
        if not self._editing.leave():
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
        self._view.go_to_key(item.proposal.key)

    def _reword(self, item: Item) -> None:
        self._revise(item, drafts.other_wording(item), self.tr("There is no other wording."))

    def _change_kind(self, item: Item) -> None:
        self._revise(item, drafts.other_kind(item), self.tr("There is no other kind of card."))

    def _revise(self, item: Item, draft: Draft | None, otherwise: str = "") -> None:
        if draft is None:
            self.said.emit(otherwise)
            return
        self._desk.revise(item.proposal, draft)
        self._view.go_to_key(item.proposal.key)

    def _to_next_open(self, item: Item) -> None:
        at = self._desk.number_of(item.proposal.key)
        number = drafts.next_open(self._desk.items, -1 if at is None else at)
        self._view.go_to(at if number is None else number)

    def _cure(self, number: int, flaw: int) -> None:
        if self._editing.leave():
            item = self._desk.items[number]
            self._revise(item, self._desk.cured(item, flaw))
            self._view.list.setFocus()

    def _on_cured(self, flaw: int) -> None:
        if self._view.list.current is not None:
            self._cure(self._view.list.current, flaw)
