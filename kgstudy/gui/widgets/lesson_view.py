"""The lesson as a page to read, each sentence on a ground that tells how well it is remembered."""

from bisect import bisect_right
from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
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

from kgstudy.domain.lesson import Span, bare
from kgstudy.gui.models.lesson_parts import Part, Piece, parts
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.lesson_writer import AFTER, LessonWriter, Place
from kgstudy.gui.widgets.text_pieces import outline, pieces
from kgstudy.services.lessons import LessonPage, SentenceView

_MARGIN = 3
_ROUNDING = 5.0
_FORWARD = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_BACKWARD = (Qt.Key.Key_Left, Qt.Key.Key_Up)


class LessonView(QTextEdit):
    """Reads like a page; the arrow keys go from sentence to sentence, the mouse points at one."""

    pointed = Signal(object, int)
    """A SentenceView under the mouse or the keyboard, and the number of its section."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._places: list[Place] = []
        self._starts: list[int] = []
        self._headings: dict[int, int] = {}
        self._parts: tuple[Part, ...] = ()
        self._part = 0
        self._page: LessonPage | None = None
        self._tint: Callable[[SentenceView], QColor] = lambda _: look.color("recall-none")
        self._current = 0
        self._hovered: int | None = None
        self.setReadOnly(True)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("The lesson, sentence by sentence"))
        self.viewport().setAutoFillBackground(False)
        self.viewport().setMouseTracking(True)
        self.setProperty("kind", "lesson")
        look.changed.connect(self._lay_out)

    def show_page(self, page: LessonPage, above: str) -> None:
        """Shows the lesson, with a quiet line `above` its title."""
        same = self._page is not None and self._page.lesson.id == page.lesson.id
        scrolled = self.verticalScrollBar().value() if same else 0
        self._page = page
        self._above = above
        self._parts = parts(page)
        if not same:
            self._current = self._part = 0
        self._part = min(self._part, max(0, len(self._parts) - 1))
        self._lay_out()
        self.verticalScrollBar().setValue(scrolled)

    def tint(self, color_of: Callable[[SentenceView], QColor]) -> None:
        """Gives each sentence the ground that `color_of` names."""
        self._tint = color_of
        self.viewport().update()

    @property
    def current(self) -> SentenceView | None:
        return self._places[self._current].sentence if self._places else None

    @property
    def current_section(self) -> int:
        return self._places[self._current].section if self._places else 0

    def go_to_section(self, number: int) -> None:
        """Brings the section's heading to the top and points at its first sentence."""
        self._show_part(self._part_of(lambda piece: piece.section == number))
        first = next((i for i, place in enumerate(self._places) if place.section == number), None)
        if first is not None:
            self._point_at(first)
        if number in self._headings:
            self._scroll_to(self._headings[number])

    def go_to(self, span: Span) -> None:
        """Points at the sentence that holds the beginning of `span`, an offset of the lesson."""
        starts = [part.start for part in self._parts]
        self._show_part(max(0, bisect_right(starts, span.start) - 1))
        for number, place in enumerate(self._places):
            if place.sentence.span.start <= span.start < place.sentence.span.end:
                self._point_at(number)
                self._scroll_to(place.start, above=0.33)
                return

    @property
    def chosen(self) -> Span | None:
        """The words that are selected, or else the sentence that is pointed at."""
        cursor = self.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        spans = [span for place in self._places if (span := place.span_of(start, end))]
        if spans and self._page and cursor.hasSelection():
            return bare(self._page.lesson.text, Span(spans[0].start, spans[-1].end))
        return self.current.span if self.current else None

    def _part_of(self, holds: Callable[[Piece], bool]) -> int:
        """The first part of which a piece is such; the one that is shown if there is none."""
        found = (n for n, part in enumerate(self._parts) if any(map(holds, part.pieces)))
        return next(found, self._part)

    def _show_part(self, number: int, *, at_end: bool = False) -> None:
        """Lays out another part, pointing at its first sentence or its last."""
        if number == self._part or not 0 <= number < len(self._parts):
            return
        self._part, self._current = number, 0
        self._lay_out()
        if at_end and self._places:
            self._point_at(len(self._places) - 1)
        self.verticalScrollBar().setValue(0)

    @override
    def resizeEvent(self, e: QResizeEvent) -> None:
        """The lines break anew; what is pointed at stays in sight."""
        super().resizeEvent(e)
        if self._places:
            self._keep_in_sight()

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, -self.verticalScrollBar().value())
        seen = QRectF(e.rect()).translated(0, self.verticalScrollBar().value())
        for number in self._in_sight():
            place = self._places[number]
            around = self._outline(place)
            if around.boundingRect().intersects(seen):
                painter.fillPath(around, self._tint(place.sentence))
                if number == self._shown:
                    painter.strokePath(around, self._ring())
        painter.end()
        super().paintEvent(e)

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        step = 1 if e.key() in _FORWARD else -1 if e.key() in _BACKWARD else 0
        modifiers = e.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not step or not self._places:
            super().keyPressEvent(e)
        elif modifiers & Qt.KeyboardModifier.ShiftModifier:
            self._select(step, begin=bool(modifiers & Qt.KeyboardModifier.ControlModifier))
        elif modifiers:
            super().keyPressEvent(e)
        else:
            self._go_on(step)

    def _go_on(self, step: int) -> None:
        """To the next sentence or the one before, which may stand in another part."""
        wanted = self._current + step
        if wanted >= len(self._places):
            self._show_part(self._part + 1)
        elif wanted < 0:
            self._show_part(self._part - 1, at_end=True)
        else:
            self._point_at(wanted)
        self._keep_in_sight()

    def _select(self, step: int, *, begin: bool) -> None:
        """Moves the end of the selection by a word, or with `begin` its beginning."""
        cursor, place = self.textCursor(), self._places[self._current]
        if not cursor.hasSelection():
            cursor.setPosition(place.start)
        edge, other = cursor.selectionEnd(), cursor.selectionStart()
        if begin:
            edge, other = other, edge
        cursor.setPosition(edge)
        moves = QTextCursor.MoveOperation
        cursor.movePosition(moves.NextWord if step > 0 else moves.PreviousWord)
        moved = min(max(cursor.position(), place.start), place.end)
        cursor.setPosition(other)
        cursor.setPosition(moved, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self._tell_selection()

    @override
    def mouseMoveEvent(self, e: QMouseEvent) -> None:
        super().mouseMoveEvent(e)
        self._hover(self._number_at(e.position().toPoint()))

    @override
    def mousePressEvent(self, e: QMouseEvent) -> None:
        super().mousePressEvent(e)
        way = self.anchorAt(e.position().toPoint())
        number = self._number_at(e.position().toPoint())
        if way:
            self._show_part(self._part + (1 if way == AFTER else -1))
        elif number is not None:
            self._point_at(number)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(None)
        return super().viewportEvent(event)

    @property
    def _shown(self) -> int:
        return self._current if self._hovered is None else self._hovered

    def _point_at(self, number: int) -> None:
        self._current = number
        self._hovered = None
        self._tell()

    def _hover(self, number: int | None) -> None:
        if number != self._hovered:
            self._hovered = number
            self._tell()

    def _tell(self) -> None:
        place = self._places[self._shown]
        self.setAccessibleDescription(place.sentence.text)
        self.viewport().update()
        self.pointed.emit(place.sentence, place.section)

    def _tell_selection(self) -> None:
        words = self.textCursor().selectedText()
        self.setAccessibleDescription(words or self._places[self._current].sentence.text)

    def _in_sight(self) -> range:
        """The numbers of the places of which something can be seen."""
        if not self._places:
            return range(0)
        size = self.viewport().size()
        top = self.cursorForPosition(QPoint(0, 0)).position()
        end = self.cursorForPosition(QPoint(size.width(), size.height())).position()
        first = max(0, bisect_right(self._starts, top) - 2)
        return range(first, min(len(self._places), bisect_right(self._starts, end) + 1))

    def _number_at(self, point: QPoint) -> int | None:
        position = self.cursorForPosition(point).position()
        number = bisect_right(self._starts, position) - 1
        if number < 0:
            return None
        in_document = point + QPoint(0, self.verticalScrollBar().value())
        around = self._outline(self._places[number])
        return number if around.contains(in_document.toPointF()) else None

    def _lay_out(self) -> None:
        if self._page is None:
            return
        # While the document changes it may be resized and painted: no place holds until the end.
        self._places = []
        self.document().setDefaultFont(self._look.font(17))
        self.document().setDocumentMargin(self._look.px(6))
        self.clear()
        writer = LessonWriter(self.textCursor(), self._look)
        part = self._parts[self._part] if self._parts else None
        title, count = self._page.lesson.title, len(self._parts)
        writer.write(self._above, title, part, self._part, count)
        self._places, self._headings = writer.places, writer.headings
        self._starts = [place.start for place in self._places]
        self._current = min(self._current, max(0, len(self._places) - 1))
        self._hovered = None
        if self._places:
            self._tell()

    def _ring(self) -> QPen:
        return QPen(self._look.color("focus"), 2 if self.hasFocus() else 1.5)

    def _outline(self, place: Place) -> QPainterPath:
        return outline(self._pieces(place), 0, _ROUNDING)

    def _pieces(self, place: Place) -> Iterator[QRectF]:
        """The sentence's rectangles, one a line, in the document's coordinates."""
        for piece in pieces(self.document(), place.start, place.end):
            yield piece.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)

    def _scroll_to(self, position: int, above: float = 0.0) -> None:
        block = self.document().findBlock(position)
        top = self.document().documentLayout().blockBoundingRect(block).top()
        room = round(self.viewport().height() * above) + self._look.px(12)
        self.verticalScrollBar().setValue(round(top) - room)

    def _keep_in_sight(self) -> None:
        bounds = self._outline(self._places[self._current]).boundingRect()
        bar, height = self.verticalScrollBar(), self.viewport().height()
        room = self._look.px(40)
        if bounds.top() < bar.value() + room:
            bar.setValue(round(bounds.top()) - room)
        elif bounds.bottom() > bar.value() + height - room:
            bar.setValue(round(bounds.bottom()) - height + room)
