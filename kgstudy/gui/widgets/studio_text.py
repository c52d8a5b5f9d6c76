"""The text on the desk: the sentence in hand outlined, each fact underlined by its fate."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QWidget
from typing_extensions import override

from kgstudy.domain.drafting import Fact
from kgstudy.domain.lesson import Section, Span
from kgstudy.gui.models.placed_text import Place, PlacedFacts, PlacedText
from kgstudy.gui.models.words import whole_words, words_between
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.fact_mark import draw_mark
from kgstudy.gui.widgets.studio_writer import BODY, StudioWriter
from kgstudy.gui.widgets.text_pieces import outline, pieces
from kgstudy.services.studio import Coverage

_MARGIN, _ROUNDING = 3, 5.0


class StudioText(QTextEdit):
    """Up and Down go from sentence to sentence, Left and Right mark words to make a card of."""

    pointed = Signal(object)
    """The Span that was clicked or gone to: a sentence, or a fact in it."""
    marked = Signal(object)
    """The Span of the words that are marked, or None."""
    left = Signal()
    """Escape: the keyboard belongs elsewhere again."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._text = ""
        self._sections: Sequence[Section] = ()
        self._placed = PlacedText()
        self._facts = PlacedFacts(self._placed)
        self._told: Sequence[tuple[Fact, Coverage]] = ()
        self._current: int | None = None
        self._asked: tuple[Span, ...] = ()
        self.setReadOnly(True)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("The lesson, sentence by sentence"))
        self.viewport().setAutoFillBackground(False)
        self.setProperty("kind", "lesson")
        self.selectionChanged.connect(self._on_selection)
        look.changed.connect(self._write)

    def show_text(self, text: str, sections: Sequence[Section]) -> None:
        """Writes the lesson, unless it stands there already."""
        if text != self._text or sections != self._sections:
            self._text, self._sections, self._current = text, sections, None
            self._write()

    def show_facts(self, facts: Sequence[tuple[Fact, Coverage]]) -> None:
        """Underlines the facts; of two that overlap the longer one's line lies lower."""
        pairs = zip(self._told, facts, strict=False)
        same = len(facts) == len(self._told) and all(old[0] is new[0] for old, new in pairs)
        self._told = facts
        if not same:
            self._place_facts()
        self.viewport().update()

    def go_to(self, words: Span, asked: Sequence[Span] = ()) -> None:
        """Outlines the sentence of these words, and lays a ground under those that are asked."""
        number = self._placed.number_of(words.start)
        self._asked = tuple(asked)
        self._point_at(number)

    def mark(self, words: Span) -> None:
        """Marks words to make a card of, and outlines their sentence."""
        self._point_at(self._placed.number_of(words.start))
        if (stretch := self._placed.stretch(words)) is not None:
            self._select(*stretch)

    def unmark(self) -> None:
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    @property
    def words(self) -> Span | None:
        """The whole words that are marked, within one paragraph or across some."""
        cursor = self.textCursor()
        if not cursor.hasSelection() or not self._placed.places:
            return None
        offset = self._placed.offset
        start, end = offset(cursor.selectionStart()), offset(cursor.selectionEnd())
        return whole_words(self._text, start, end)

    @property
    def place(self) -> int:
        """Where the person is: at the marked words, else at the sentence in hand."""
        if (words := self.words) is not None:
            return words.start
        return -1 if self._current is None else self._placed.places[self._current].span.start - 1

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        held = e.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        shift = held == Qt.KeyboardModifier.ShiftModifier
        if held and not shift:
            super().keyPressEvent(e)
        elif e.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self._placed.places and not shift:
            self._step(1 if e.key() == Qt.Key.Key_Down else -1)
        elif e.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self._placed.places:
            self._mark_by(1 if e.key() == Qt.Key.Key_Right else -1, more=shift)
        elif e.key() == Qt.Key.Key_Escape:
            self.unmark()
            self.left.emit()
        elif e.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End):
            super().keyPressEvent(e)
        else:
            e.ignore()

    @override
    def mouseReleaseEvent(self, e: QMouseEvent) -> None:
        """A click goes to a sentence, or to a fact in it; drawing over words marks them."""
        super().mouseReleaseEvent(e)
        if e.button() != Qt.MouseButton.LeftButton or self.textCursor().hasSelection():
            return
        point = e.position().toPoint()
        position = self.cursorForPosition(point).position()
        number = self._placed.number_at(position)
        if number is None or not self._holds(number, point):
            return
        self._point_at(number)
        fact = self._facts.at(position)
        self.pointed.emit(fact or self._placed.places[number].span)

    @override
    def resizeEvent(self, e: QResizeEvent) -> None:
        super().resizeEvent(e)
        self._keep_in_sight()

    @override
    def focusInEvent(self, e: QFocusEvent) -> None:
        super().focusInEvent(e)
        self.viewport().update()

    @override
    def focusOutEvent(self, e: QFocusEvent) -> None:
        super().focusOutEvent(e)
        self.viewport().update()

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        first, last = self._in_sight()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, -self.verticalScrollBar().value())
        self._paint_sentence(painter)
        painter.end()
        super().paintEvent(e)
        painter = QPainter(self.viewport())
        painter.translate(0, -self.verticalScrollBar().value())
        self._paint_marks(painter, first, last)

    def _paint_sentence(self, painter: QPainter) -> None:
        for span in self._asked:
            if (stretch := self._placed.stretch(span)) is not None:
                ground = outline(self._pieces(*stretch), 1, 3.0)
                painter.fillPath(ground, self._look.color("recall-2"))
        if self._current is not None:
            width = 2.0 if self.hasFocus() else 1.5
            around = self._outline(self._placed.places[self._current])
            painter.strokePath(around, QPen(self._look.color("focus"), width))

    def _paint_marks(self, painter: QPainter, first: int, last: int) -> None:
        """Those between the two positions; the line of what holds another fact lies lower."""
        for start, stop, number in self._facts.between(first, last):
            coverage = self._told[number][1]
            lower = self._look.px(4) if number in self._facts.outer else 0
            for piece in self._pieces(start, stop):
                base = piece.bottom() - self._look.px(2) + lower
                draw_mark(painter, self._look, coverage, piece.left(), piece.right(), base)

    def _pieces(self, start: int, end: int) -> Iterator[QRectF]:
        """The words' own rectangles: a line is as tall as its letters, without the air above."""
        high = self._look.px(BODY) * 1.42
        for piece in pieces(self.document(), start, end):
            yield QRectF(piece.left(), piece.bottom() - high, piece.width(), high)

    def _outline(self, place: Place) -> QPainterPath:
        return outline(self._pieces(place.start, place.end), _MARGIN, _ROUNDING)

    def _holds(self, number: int, point: QPoint) -> bool:
        below = QPointF(point) + QPointF(0, self.verticalScrollBar().value())
        return self._outline(self._placed.places[number]).contains(below)

    def _in_sight(self) -> tuple[int, int]:
        """The positions of the first and the last letter that are seen."""
        corner = QPoint(self.viewport().width(), self.viewport().height())
        first = self.cursorForPosition(QPoint(0, 0)).position()
        return first, self.cursorForPosition(corner).position()

    def _step(self, by: int) -> None:
        at = -1 if self._current is None else self._current
        number = min(max(0, at + by), len(self._placed.places) - 1)
        self.unmark()
        self._point_at(number)
        self.pointed.emit(self._placed.places[number].span)

    def _point_at(self, number: int | None) -> None:
        self._current = number
        if number is not None:
            span = self._placed.places[number].span
            self.setAccessibleDescription(self._text[span.start : span.end])
            self._keep_in_sight()
        self.viewport().update()

    def _mark_by(self, by: int, *, more: bool) -> None:
        """Marks the next word, or with `more` takes one more to those that are marked."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            place = self._placed.places[self._current or 0]
            found = words_between(self._text, place.span)
            if not found:
                return
            word = found[0] if by > 0 else found[-1]
        else:
            word = self._placed.word_beside(self._placed.offset(cursor.position()), by)
        stretch = self._placed.stretch(word)
        if stretch is None:
            return
        start, end = stretch
        if more and cursor.hasSelection():
            cursor.setPosition(end if by > 0 else start, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
        else:
            self._select(start, end)
        self._follow(word)

    def _follow(self, word: Span) -> None:
        number = self._placed.number_of(word.start)
        if number is not None and number != self._current:
            self._point_at(number)
            self.pointed.emit(self._placed.places[number].span)

    def _select(self, start: int, end: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        bar = self.verticalScrollBar()
        before = bar.value()
        self.setTextCursor(cursor)
        bar.setValue(before)
        self._keep_in_sight()

    def _on_selection(self) -> None:
        self.marked.emit(self.words)

    # Writing

    def _place_facts(self) -> None:
        self._facts = PlacedFacts(self._placed, [fact.span for fact, _ in self._told])

    def _write(self) -> None:
        """Writes the document; what is pointed at stays in sight."""
        writer = StudioWriter(self._look, self._text)
        self._placed = PlacedText()
        self.document().setDefaultFont(self._look.font(BODY))
        self.document().setDocumentMargin(self._look.px(6))
        self.document().setUndoRedoEnabled(False)
        self.clear()
        places = writer.write(self.textCursor(), self._sections)
        self._placed = PlacedText(self._text, places)
        self._place_facts()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        if self._current is None or self._current >= len(self._placed.places):
            return
        bounds = self._outline(self._placed.places[self._current]).boundingRect()
        bar, height = self.verticalScrollBar(), self.viewport().height()
        room = min(self._look.px(56), height // 4)
        if bounds.height() > height - room or bounds.top() < bar.value() + room:
            bar.setValue(round(bounds.top()) - room)
        elif bounds.bottom() > bar.value() + height - room:
            bar.setValue(round(bounds.bottom()) - height + room)
