"""The field in which cards are searched for: it helps to write a query, and says what is wrong."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from typing_extensions import override

from kgstudy.domain.changes import Change, Touched
from kgstudy.domain.errors import UserError
from kgstudy.domain.query import parsing
from kgstudy.domain.query.completing import Completions, Vocabulary, completions
from kgstudy.domain.query.errors import QueryError
from kgstudy.domain.query.tree import Span
from kgstudy.gui.alarm import alarm
from kgstudy.gui.desk import Desk
from kgstudy.gui.models.search_hints import unknown_name
from kgstudy.gui.theme import restyle
from kgstudy.gui.widgets.clicked import is_clicked
from kgstudy.gui.widgets.completion_list import CompletionList
from kgstudy.gui.widgets.label import label
from kgstudy.gui.widgets.line_field import LineField
from kgstudy.services import completing, listing, naming

SETTLED_MS = 200
"""What is written is searched for once the hand has been still for so long."""
PATIENT_MS = 700
"""A mistake is told after so long, as most of them are only not finished yet."""

MOST_KEPT = 30
MOST_AT_CLICK = 4
"""Of the searches before are offered to the mouse, above the keys."""

_NAMES = (Touched.DECKS, Touched.NOTES, Touched.OPTIONS, Touched.LESSONS)


class SearchField(QWidget):
    """`searched` carries each query that can be read: when the hand is still, or on Enter.

    `entered` follows Enter, unless there is a mistake to be mended first; `refused` says that there
    is one.

    Ctrl+Space completes at any time, and Down leads to searches before that hold what is written;
    a click while nothing is written offers both.
    """

    searched = Signal(str)
    refused = Signal()
    entered = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._vocabulary: Vocabulary | None = None
        self._place: Span | None = None  # of the completions on offer; None for searches before
        self.line = LineField()
        self.list = CompletionList(desk.look, self.line)
        self.told = label(role="error")
        self._settled = alarm(self, SETTLED_MS)
        self._patient = alarm(self, PATIENT_MS)
        self._lay_out()
        self._connect()

    def text(self) -> str:
        return self.line.text()

    def set_text(self, query: str) -> None:
        """Shows a query that is searched for already."""
        self.line.setText(query)
        self._settled.stop()
        self._tell(None)
        self._keep(query)

    def search(self) -> None:
        """Searches at once, or tells what is wrong with the query."""
        self._settled.stop()
        error = self._fault()
        self._tell(error)
        if error is None:
            self._hint()
            self.searched.emit(self.text())
        else:
            self.refused.emit()

    def show_error(self, error: UserError) -> None:
        """Tells what came of a search that could not be carried out."""
        self._tell(error)

    def show_done(self, query: str) -> None:
        """The search could be carried out; what was said of it before holds no longer."""
        if query == self.line.text():
            self._tell(None)
            self._hint()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            plain = event.modifiers() in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            )
            if event.key() == Qt.Key.Key_Down and plain and self._offer_earlier():
                return True
            control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
            if event.key() == Qt.Key.Key_Space and control:
                self._offer(always=True)
                return True
        if is_clicked(event) and not self.text():
            self._offer_both()
        return super().eventFilter(watched, event)

    def _on_edited(self) -> None:
        self._tell(None)
        self._settled.start()
        self._offer()

    def _on_settled(self) -> None:
        """An unfinished query says nothing yet."""
        if self._fault() is None:
            self.search()
        else:
            self._patient.start()

    def _on_patient(self) -> None:
        """What can still be completed is no mistake yet."""
        if self.list.is_open:
            self._patient.start()
        else:
            self.search()

    def _on_entered(self) -> None:
        self.list.hide()
        self._keep(self.text())
        self.search()

    def _on_return(self) -> None:
        self._on_entered()
        if self._fault() is None:
            self.entered.emit()

    def _on_picked(self, text: str) -> None:
        if self._place is None:
            self.line.setText(text)
            self._on_entered()
            return
        start, end = self._place
        finished = not text.endswith((":", ':"')) and not text.isalpha()
        written = f"{text} " if finished and end == len(self.text()) else text
        self.line.setText(self.text()[:start] + written + self.text()[end:])
        self.line.setCursorPosition(start + len(written))
        self._on_edited()

    def _on_changed(self, change: Change) -> None:
        if change.touches(*_NAMES):
            self._vocabulary = None

    def _offer(self, *, always: bool = False) -> None:
        """Completes what stands before the caret; unasked not where nothing is begun."""
        found = self._completions()
        begun = found.span.start < self.line.cursorPosition()
        self.list.offer(found.texts if begun or always else ())

    def _offer_both(self) -> None:
        earlier = self._desk.choices.value.searches[:MOST_AT_CLICK]
        self.list.offer((*earlier, *self._completions().texts))

    def _names(self) -> Vocabulary:
        if self._vocabulary is None:
            self._vocabulary = completing.vocabulary(self._desk.collection)
        return self._vocabulary

    def _hint(self) -> None:
        """Says which names nothing has, unless they are still being written."""
        if not self.list.is_open and self._fault() is None:
            unknown = naming.unknown(parsing.parse(self.text()), self._names)
            self._say(" ".join(map(unknown_name, unknown)), "small")

    def _completions(self) -> Completions:
        found = completions(self.text(), self.line.cursorPosition(), self._names())
        self._place = found.span
        return found

    def _offer_earlier(self) -> bool:
        """Shows the searches before that hold what is written; whether there are any."""
        written = self.text().strip()
        kept = self._desk.choices.value.searches
        earlier = [each for each in kept if written in each and each != written]
        self._place = None
        self.list.offer(earlier)
        return bool(earlier)

    def _keep(self, query: str) -> None:
        query = query.strip()
        choices = self._desk.choices
        others = tuple(each for each in choices.value.searches if each != query)
        if query and self._fault() is None:
            kept = (query, *others)[:MOST_KEPT]
            choices.choose(replace(choices.value, searches=kept))

    def _fault(self) -> UserError | None:
        try:
            listing.read(self._desk.collection, self.text())
        except UserError as error:
            return error
        return None

    def _tell(self, error: UserError | None) -> None:
        self._patient.stop()
        self._say(error.said if error else "", "error")
        if self.line.property("wrong") != (error is not None):
            self.line.setProperty("wrong", error is not None)
            restyle(self.line)
        self._underline(error.span if isinstance(error, QueryError) else None)

    def _say(self, words: str, role: str) -> None:
        self.told.setText(words)
        self.told.setVisible(bool(words))
        if self.told.property("role") != role:
            self.told.setProperty("role", role)
            restyle(self.told)

    def _underline(self, span: Span | None) -> None:
        """Marks the place; a line of text takes formats only from an input method."""
        marks = []
        if span is not None:
            start = min(span.start, max(len(self.text()) - 1, 0))
            line = QTextCharFormat()
            line.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            line.setUnderlineColor(self._desk.look.color("wrong"))
            marks = [
                QInputMethodEvent.Attribute(
                    QInputMethodEvent.AttributeType.TextFormat,
                    start - self.line.cursorPosition(),
                    max(span.end - start, 1),
                    line,
                )
            ]
        blocked = self.line.blockSignals(True)
        QApplication.sendEvent(self.line, QInputMethodEvent("", marks))
        self.line.blockSignals(blocked)

    def _lay_out(self) -> None:
        self.line.setPlaceholderText(self.tr("Search: words, deck:, tag:, is:due …"))
        self.line.setAccessibleName(self.tr("Search cards"))
        self.line.setClearButtonEnabled(True)
        self.line.setMaxLength(20_000)
        self.setFocusProxy(self.line)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(self._desk.look.px(4))
        rows.addWidget(self.line)
        rows.addWidget(self.told)
        self.told.hide()

    def _connect(self) -> None:
        self.line.installEventFilter(self)
        self.line.textEdited.connect(self._on_edited)
        self.line.textChanged.connect(self._on_cleared)
        self.line.returnPressed.connect(self._on_return)
        self.list.picked.connect(self._on_picked)
        self._settled.timeout.connect(self._on_settled)
        self._patient.timeout.connect(self._on_patient)
        self._desk.feed.changed.connect(self._on_changed)

    def _on_cleared(self, text: str) -> None:
        """The clear button is no edit of the person's for Qt."""
        if not text and not self._settled.isActive():
            self.list.hide()
            self._tell(None)
            self._settled.start()
