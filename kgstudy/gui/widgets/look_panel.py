"""Cards that want a look, one by one: what they were made from, and what stands there now."""

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from kgstudy.gui import wording
from kgstudy.gui.models import versions
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.button import Button
from kgstudy.gui.widgets.in_sight import InSight
from kgstudy.gui.widgets.label import label
from kgstudy.gui.widgets.lesson_panel import ROOMY
from kgstudy.gui.widgets.pager import Pager
from kgstudy.services.revising import Wanting


class LookPanel(QFrame):
    """`turned` carries the Wanting that is shown; its words are marked in the lesson beside it."""

    turned = Signal(object)
    confirmed = Signal(object)
    """A Wanting; so do the next two."""
    edit_wanted = Signal(object)
    suspended = Signal(object)
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._wanting: tuple[Wanting, ...] = ()
        self.setProperty("kind", "panel")
        self._back = Button(self.tr("‹ The lesson"), "quiet")
        self._heading = label(role="heading")
        self.pager = Pager(look, self.tr("Card before"), self.tr("Next card"))
        self._old = _words()
        self._new = _words()
        self._question = label(role="body")
        self._answer = label(role="heading")
        self.right = Button(self.tr("It is right as it is"), "primary")
        self.right.setProperty("small", "true")
        self.edit = Button(self.tr("Edit in the studio"))
        self.suspend = Button(self.tr("Suspend the card"))
        self._lay_out()
        self._connect()

    @property
    def shown_card(self) -> Wanting | None:
        return self._wanting[self.pager.at] if self._wanting else None

    def show_wanting(self, wanting: tuple[Wanting, ...]) -> None:
        """Stays at its place; what has been dealt with is gone from it."""
        self._wanting = wanting
        self.pager.show_count(len(wanting))
        if wanting:
            self._heading.setText(wording.wanting(len(wanting)))
            self._show()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _show(self) -> None:
        card = self.shown_card
        if card is None:
            return
        old, new = versions.marked(self._look, card.quote, card.now)
        self._old.setText(old)
        self._new.setText(new or escape(self.tr("It does not stand in the text any more.")))
        self._question.setText(card.question)
        self._answer.setText(card.answer)
        self.turned.emit(card)

    def _on_right(self) -> None:
        self.confirmed.emit(self.shown_card)

    def _on_edit(self) -> None:
        self.edit_wanted.emit(self.shown_card)

    def _on_suspend(self) -> None:
        self.suspended.emit(self.shown_card)

    def _connect(self) -> None:
        self._back.clicked.connect(self.left)
        self.pager.turned.connect(self._show)
        for button, key, act in (
            (self.right, "R", self._on_right),
            (self.edit, "E", self._on_edit),
            (self.suspend, "@", self._on_suspend),
        ):
            button.clicked.connect(act)
            button.setToolTip(key)
            # of the whole window while the panel is seen: the keyboard may be in the text
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(act)
        self._look.changed.connect(self._on_look)

    def _on_look(self) -> None:
        self._arrange()
        if self.isVisible():
            self._show()

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setProperty("kind", "scrolled")
        self._rows = QVBoxLayout(inner)
        for widget in (
            self._back,
            self._heading,
            self.pager,
            label(self.tr("It was made from"), "small"),
            self._old,
            label(self.tr("There stands now"), "small"),
            self._new,
            label(self.tr("The card"), "small"),
            self._question,
            self._answer,
        ):
            self._rows.addWidget(widget)
        self._rows.addStretch()
        for widget in (self._back, self.pager):
            self._rows.setAlignment(widget, Qt.AlignmentFlag.AlignLeft)
        scroll = QScrollArea()
        InSight(scroll)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scroll, 1)
        self._acts = QVBoxLayout()
        for button in (self.right, self.edit, self.suspend):
            self._acts.addWidget(button)
        column.addLayout(self._acts)
        self._arrange()

    def _arrange(self) -> None:
        px = self._look.px
        side = px(20) if self.width() >= px(ROOMY) else px(8)
        self._rows.setContentsMargins(side, px(28), side, px(12))
        self._rows.setSpacing(px(9))
        self._acts.setContentsMargins(side, px(10), side, px(16))
        self._acts.setSpacing(px(8))


def _words() -> QLabel:
    made = label(role="body")
    made.setTextFormat(Qt.TextFormat.RichText)
    return made
