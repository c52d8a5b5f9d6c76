"""The draft that is being decided: its words, what is wrong with it, and what can be done."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kgstudy.domain.drafting import Draft, Flaw
from kgstudy.domain.errors import UserError
from kgstudy.gui.models import drafts
from kgstudy.gui.theme import Look, restyle
from kgstudy.gui.widgets.button import Button
from kgstudy.gui.widgets.draft_editor import DraftEditor, gap_keys
from kgstudy.gui.widgets.draft_face import DraftFace
from kgstudy.gui.widgets.flow import Flow
from kgstudy.gui.widgets.keyed_button import KeyedButton
from kgstudy.gui.widgets.label import label
from kgstudy.services.groundwork import Item, State

SIDE, TOP = 18, 14
"""What is free around the words, at 100 %."""

_RING = 2
"""The border that the style sheet gives it; painted rows have their words at the same place."""

_ROLES: Final = {True: "good", False: "warning"}


class DraftCard(QFrame):
    """`wanted` names what is to be done: accept, edit, reject, wording, kind or reopen."""

    wanted = Signal(str)
    cured = Signal(int)
    """The number of a flaw whose cure is wanted."""
    kept = Signal(object)
    """The fields that were edited."""
    left = Signal()
    entered = Signal(QWidget)
    """The field that the keyboard has come to."""
    grown = Signal()
    """It has become taller or less tall."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.item: Item | None = None
        self._editor: DraftEditor | None = None
        self.setProperty("kind", "draft")
        self.setAccessibleName(self.tr("The draft to decide"))
        self._heading = label("", "small")
        self._verdict = label("", "good", wrap=False)
        self._face = DraftFace(look)
        self._flaws = QVBoxLayout()
        self._problem = label("", "error")
        self.buttons = self._made_buttons()
        self._editing = self._editing_buttons()
        self._lay_out()
        self._arrange()
        look.changed.connect(self._arrange)

    @property
    def editor(self) -> DraftEditor | None:
        """There while the draft is being edited."""
        return self._editor

    def show_item(self, item: Item) -> None:
        self._end_editing()
        self.item = item
        self._heading.setText(drafts.heading(item))
        self._verdict.setText(drafts.verdict(item))
        self._verdict.setToolTip("\n".join(item.draft.reasons))
        self._verdict.setProperty("role", _role(item))
        restyle(self._verdict)
        self._face.show_item(item)
        self.setAccessibleDescription(drafts.spoken(item))
        self._show_flaws(item)
        self._show_buttons(item)
        self.grown.emit()

    def edit(self, draft: Draft) -> None:
        """Lets the person write; `kept` or `left` follows."""
        self._end_editing()
        self._editor = DraftEditor(self._look, draft)
        self._editor.kept.connect(self.keep)
        self._editor.left.connect(self.left)
        self._editor.grown.connect(self.grown)
        self._editor.entered.connect(self.entered)
        self._column.insertWidget(1, self._editor)
        self._editor.show()
        self._face.hide()
        self._clear_flaws()
        for button in self.buttons.values():
            button.hide()
        for name, button in self._editing.items():
            button.setVisible(name != "gap" or draft.kind == "cloze")
        self.grown.emit()
        self._editor.begin()

    def keep(self) -> bool:
        """Hands on what was written, or says why it makes no card."""
        if self._editor is None:
            return True
        try:
            fields = self._editor.fields()
        except UserError as error:
            self._problem.setText(error.said)
            self._problem.setAccessibleDescription(error.said)
            self._problem.show()
            self.grown.emit()
            return False
        self.kept.emit(fields)
        return True

    def _end_editing(self) -> None:
        if self._editor is not None:
            self._editor.hide()
            self._editor.deleteLater()
            self._editor = None
        self._problem.hide()
        self._face.show()
        for button in self._editing.values():
            button.hide()

    def _show_flaws(self, item: Item) -> None:
        self._clear_flaws()
        flaws = item.draft.flaws if item.state is State.OPEN else ()
        if item.state is State.OPEN and drafts.is_only_unsure(item.draft):
            self._add_flaw(
                label(self.tr("Less sure than others: read it before you accept it."), "small")
            )
        for number, flaw in enumerate(flaws):
            self._add_flaw(label(flaw.why, "warning" if flaw.grave else "small"))
            if flaw.cure is not None:
                self._add_flaw(self._cure(number, flaw), Qt.AlignmentFlag.AlignLeft)

    def _add_flaw(self, widget: QWidget, side: Qt.AlignmentFlag | None = None) -> None:
        """Shown at once: what is still to be shown counts nothing in the card's height."""
        self._flaws.addWidget(widget)
        if side is not None:
            self._flaws.setAlignment(widget, side)
        widget.show()

    def _cure(self, number: int, flaw: Flaw) -> Button:
        assert flaw.cure is not None
        button = Button(flaw.cure.words, "link")
        button.setAccessibleDescription(flaw.why)
        button.clicked.connect(partial(self.cured.emit, number))
        return button

    def _clear_flaws(self) -> None:
        while (taken := self._flaws.takeAt(0)) is not None:
            if (widget := taken.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _show_buttons(self, item: Item) -> None:
        offered = set(drafts.offered(item))
        if drafts.other_wording(item) is None:
            offered.discard("wording")
        if drafts.other_kind(item) is None:
            offered.discard("kind")
        for name, button in self.buttons.items():
            button.setVisible(name in offered)

    def _made_buttons(self) -> Mapping[str, KeyedButton]:
        made = {
            "accept": KeyedButton(self._look, self.tr("Accept"), self.tr("Enter")),
            "edit": KeyedButton(self._look, self.tr("Edit"), "E"),
            "reject": KeyedButton(self._look, self.tr("Reject"), "X"),
            "wording": KeyedButton(self._look, self.tr("Other wording"), "W"),
            "kind": KeyedButton(self._look, self.tr("Other kind"), "K"),
            "reopen": KeyedButton(self._look, self.tr("Take back"), "U"),
        }
        for name, button in made.items():
            button.clicked.connect(partial(self.wanted.emit, name))
        return made

    def _editing_buttons(self) -> Mapping[str, KeyedButton]:
        made = {
            "keep": KeyedButton(self._look, self.tr("Keep"), self.tr("Ctrl+Enter")),
            "leave": KeyedButton(self._look, self.tr("Leave as it was"), self.tr("Esc")),
            "gap": KeyedButton(self._look, self.tr("Make a gap"), gap_keys()),
        }
        made["keep"].clicked.connect(self.keep)
        made["leave"].clicked.connect(self.left)
        made["gap"].clicked.connect(self._on_gap)
        return made

    def _on_gap(self) -> None:
        if self._editor is not None:
            self._editor.gap()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        head.addWidget(self._verdict, 0, Qt.AlignmentFlag.AlignTop)
        acts = Flow()
        for button in (*self.buttons.values(), *self._editing.values()):
            acts.addWidget(button)
        self._acts = acts
        self._column = QVBoxLayout(self)
        self._column.addLayout(head)
        self._column.addWidget(self._face)
        self._column.addLayout(self._flaws)
        self._column.addWidget(self._problem)
        self._column.addLayout(acts)

    def _arrange(self) -> None:
        px = self._look.px
        side, top = px(SIDE) - _RING, px(TOP) - _RING
        self._column.setContentsMargins(side, top, side, px(8))
        self._column.setSpacing(px(6))
        self._flaws.setSpacing(px(2))
        self._acts.setSpacing(px(4))
        self._acts.outset = px(4)


def _role(item: Item) -> str:
    if item.state is State.REJECTED:
        return "small"
    return _ROLES[item.state is State.ACCEPTED or item.draft.is_good]
