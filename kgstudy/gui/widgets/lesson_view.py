"""The lesson as a page to read, each sentence on a ground that tells how well it is remembered."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

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
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QWidget
from typing_extensions import override

from kgstudy.domain.lesson import Span
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.text_pieces import outline, pieces
from kgstudy.services.lessons import LessonPage, SentenceView

_LINE_HEIGHT = 142
_MARGIN = 3
_ROUNDING = 5.0
_FORWARD = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_BACKWARD = (Qt.Key.Key_Left, Qt.Key.Key_Up)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a sentence stands in the document, and in which section of the lesson."""

    start: int
    end: int
    section: int
    sentence: SentenceView


class LessonView(QTextEdit):
    """Reads like a page; the arrow keys go from sentence to sentence, the mouse points at one."""

    pointed = Signal(object, int)
    """A SentenceView under the mouse or the keyboard, and the number of its section."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._places: list[_Place] = []
        self._starts: list[int] = []
        self._headings: list[int] = []
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
        self._current = self._current if same else 0
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
        inside = (i for i, place in enumerate(self._places) if place.section == number)
        first = next(inside, None)
        if first is None:
            return
        self._point_at(first)
        self._scroll_to(self._headings[number])

    def go_to(self, span: Span) -> None:
        """Points at the sentence that holds the beginning of `span`, an offset of the lesson."""
        for number, place in enumerate(self._places):
            if place.sentence.span.start <= span.start < place.sentence.span.end:
                self._point_at(number)
                self._scroll_to(place.start, above=0.33)
                return

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
        for number, place in enumerate(self._places):
            around = self._outline(place)
            if around.boundingRect().intersects(seen):
                painter.fillPath(around, self._tint(place.sentence))
                if number == self._shown:
                    painter.strokePath(around, self._ring())
        painter.end()
        super().paintEvent(e)

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        if e.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(e)
        elif e.key() in (*_FORWARD, *_BACKWARD) and self._places:
            step = 1 if e.key() in _FORWARD else -1
            self._point_at(min(max(0, self._current + step), len(self._places) - 1))
            self._keep_in_sight()
        else:
            super().keyPressEvent(e)

    @override
    def mouseMoveEvent(self, e: QMouseEvent) -> None:
        super().mouseMoveEvent(e)
        self._hover(self._number_at(e.position().toPoint()))

    @override
    def mousePressEvent(self, e: QMouseEvent) -> None:
        super().mousePressEvent(e)
        number = self._number_at(e.position().toPoint())
        if number is not None:
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
        self._places, places = [], list[_Place]()
        self._headings = []
        self.document().setDefaultFont(self._look.font(17))
        self.document().setDocumentMargin(self._look.px(6))
        self.clear()
        writer = _Writer(self.textCursor(), self._look)
        writer.small(self._above)
        writer.title(self._page.lesson.title)
        for number, section in enumerate(self._page.sections):
            self._headings.append(writer.heading(section.heading))
            for paragraph in section.paragraphs:
                places += writer.paragraph(paragraph, number)
        self._places = places
        self._starts = [place.start for place in self._places]
        self._current = min(self._current, max(0, len(self._places) - 1))
        self._hovered = None
        if self._places:
            self._tell()

    def _ring(self) -> QPen:
        return QPen(self._look.color("focus"), 2 if self.hasFocus() else 1.5)

    def _outline(self, place: _Place) -> QPainterPath:
        return outline(self._pieces(place), 0, _ROUNDING)

    def _pieces(self, place: _Place) -> Iterator[QRectF]:
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


class _Writer:
    """Writes the document block by block."""

    def __init__(self, cursor: QTextCursor, look: Look) -> None:
        self._cursor = cursor
        self._look = look

    def small(self, text: str) -> None:
        form = QTextCharFormat()
        form.setFont(self._look.font(14))
        form.setForeground(self._look.color("soft"))
        self._cursor.insertText(text, form)

    def title(self, text: str) -> None:
        self._block(below=6)
        self._cursor.insertText(text, self._bold(27))

    def heading(self, text: str) -> int:
        """Writes a heading; says where it stands."""
        self._block(above=22, below=8)
        position = self._cursor.position()
        self._cursor.insertText(text, self._bold(19))
        return position

    def paragraph(self, sentences: tuple[SentenceView, ...], section: int) -> list[_Place]:
        self._block(below=12, line_height=_LINE_HEIGHT)
        places = []
        for number, sentence in enumerate(sentences):
            form = QTextCharFormat()
            form.setFont(self._look.font(17))
            form.setForeground(self._look.color("ink"))
            if number:
                self._cursor.insertText("  ", form)
            start = self._cursor.position()
            self._cursor.insertText(sentence.text, form)
            places.append(_Place(start, self._cursor.position(), section, sentence))
        return places

    def _block(self, above: int = 0, below: int = 0, line_height: int = 0) -> None:
        form = QTextBlockFormat()
        form.setTopMargin(self._look.px(above))
        form.setBottomMargin(self._look.px(below))
        if line_height:
            proportional = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
            form.setLineHeight(line_height, proportional)
        self._cursor.insertBlock(form)

    def _bold(self, px: int) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setFont(self._look.font(px, 600))
        form.setForeground(self._look.color("ink"))
        return form
