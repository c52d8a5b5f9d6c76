"""The desk as it is seen: head, text and drafts, which show one place of the lesson together."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from kgstudy.domain.lesson import Span
from kgstudy.gui.lesson_desk import LessonDesk
from kgstudy.gui.models import drafts
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.draft_list import DraftList
from kgstudy.gui.widgets.drafts_foot import DraftsFoot
from kgstudy.gui.widgets.label import label
from kgstudy.gui.widgets.studio_head import StudioHead
from kgstudy.gui.widgets.studio_sides import StudioSides
from kgstudy.gui.widgets.studio_text import StudioText
from kgstudy.gui.widgets.words_strip import WordsStrip
from kgstudy.services.groundwork import Item

_ROOMY = 560


class StudioView(QWidget):
    """Shows what lies on the desk; what is done there is the page's."""

    def __init__(self, look: Look, desk: LessonDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._desk = desk
        self.head = StudioHead(look)
        self.text = StudioText(look)
        self.strip = WordsStrip(look)
        self.list = DraftList(look)
        self.foot = DraftsFoot(look)
        self.sides = StudioSides(look, _side(self.text, self.strip), _side(self.list, self.foot))
        self.gone = label(
            self.tr("This lesson is gone. If you have just deleted it, Ctrl+Z brings it back."),
            "soft",
        )
        self.gone.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.sides, 1)
        column.addWidget(self.gone, 1)
        self._show_parts(there=False)
        self.text.marked.connect(self._on_marked)
        desk.work.progressed.connect(self._on_progress)
        desk.work.stopped.connect(self._on_stopped)
        look.changed.connect(self._arrange)

    @property
    def item(self) -> Item | None:
        """The draft in hand."""
        return self.list.item

    def show_desk(self) -> None:
        """As the desk was read last; the draft in hand stays in hand."""
        item, studio = self.item, self._desk.studio
        self._show_parts(there=studio is not None)
        if studio is None:
            self.list.show_items((), None)
            return
        self.head.show_studio(studio)
        self.text.show_text(studio.lesson.text, studio.sections)
        self.text.show_facts(studio.facts)
        key = None if item is None else item.proposal.key
        self.list.show_items(self._desk.items, self._desk.number_of(key))
        self.foot.show_desk(self._desk)

    def go_to(self, number: int | None, *, near: Span | None = None) -> None:
        """Takes that draft in hand; without one the text alone goes to the words `near`."""
        items = self._desk.items
        if number is not None:
            proposal = items[number].proposal
            self.list.go_to(number)
            self.text.go_to(proposal.span, proposal.asks)
            self.list.announce()
        elif near is not None:
            after = (n for n, item in enumerate(items) if item.proposal.span.start > near.start)
            self.list.go_to(None, near=next(after, len(items) - 1))
            self.text.go_to(near)

    def go_to_key(self, key: str) -> None:
        """To the draft of that proposal, if it is there."""
        self.go_to(self._desk.number_of(key))

    def go_to_words(self, words: Span) -> None:
        """To the draft that asks for them, or else to the words alone."""
        number = drafts.at_words(self._desk.items, words)
        self.go_to(number, near=None if number is not None else words)

    def to_text(self) -> None:
        """The keyboard goes to the text, which comes into sight."""
        self.sides.show_side("text")
        self.text.setFocus()

    def to_drafts(self) -> None:
        self.sides.show_side("drafts")
        self.list.setFocus()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _on_marked(self, words: Span | None) -> None:
        if words is None:
            self.strip.show_words("")
        else:
            self.strip.show_words(self._desk.words(words), self._desk.why_left_out(words))

    def _on_progress(self, done: int, whole: int) -> None:
        self.foot.line.show_share(done / whole)

    def _on_stopped(self) -> None:
        self.foot.show_desk(self._desk)

    def _show_parts(self, *, there: bool) -> None:
        self.head.setVisible(there)
        self.sides.setVisible(there)
        self.gone.setHidden(there)

    def _arrange(self) -> None:
        px = self._look.px
        side = px(24) if self.width() >= px(_ROOMY) else px(10)
        self.text.setViewportMargins(side, px(10), side, 0)


def _side(main: QWidget, foot: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(main, 1)
    column.addWidget(foot)
    return made
