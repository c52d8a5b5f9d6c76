"""Writes a part of a lesson into a document, and knows where each sentence came to stand."""

import re
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor

from kgstudy.domain.lesson import Span
from kgstudy.gui.models.lesson_parts import Part, Piece
from kgstudy.gui.theme import Look
from kgstudy.services.lessons import SentenceView

_LINE_HEIGHT = 142
_BELOW_TITLE = 14
_LINE_BREAK = "\u2028"
_ITEM = re.compile(r"(?:[-*+•]|\d{1,3}[.)])\s")

BEFORE, AFTER = "before", "after"
"""The ways to the parts before and after this one."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands in the document, and in which section of the lesson."""

    start: int
    end: int
    section: int
    sentence: SentenceView

    def span_of(self, start: int, end: int) -> Span | None:
        """The words of the lesson between two positions of the document, as far as it has them."""
        first = max(start, self.start) - self.start
        last = min(end, self.end) - self.start
        begin = self.sentence.span.start
        return Span(begin + first, begin + last) if first < last else None


class LessonWriter:
    """`places` and `headings` (by section) are the positions of what has been written."""

    def __init__(self, cursor: QTextCursor, look: Look) -> None:
        self._cursor = cursor
        self._look = look
        self.places: list[Place] = []
        self.headings: dict[int, int] = {}

    def write(self, above: str, title: str, part: Part | None, number: int, count: int) -> None:
        """Writes part `number` of `count`, with a quiet line `above` the title."""
        self._cursor.beginEditBlock()  # laid out once, not after each sentence
        self._small(above)
        self._block(below=6)
        self._cursor.insertText(title, self._bold(27))
        if number:
            self._way(BEFORE, "‹", number, count)
        for piece in part.pieces if part else ():
            said = piece.section == 0 and piece.heading == title
            self._piece(piece, headed=bool(piece.heading) and not said)
        if number + 1 < count:
            self._way(AFTER, "›", number + 2, count)
        self._cursor.endEditBlock()

    def _piece(self, piece: Piece, *, headed: bool) -> None:
        """A first heading that is the title is not said twice."""
        if headed:
            self._block(above=22, below=8)
            self.headings[piece.section] = self._cursor.position()
            self._cursor.insertText(piece.heading, self._bold(19))
        for paragraph in piece.paragraphs:
            above = 0 if self.headings else _BELOW_TITLE
            self._block(above=above, below=12, line_height=_LINE_HEIGHT)
            self.headings.setdefault(piece.section, self._cursor.position())
            for number, sentence in enumerate(paragraph):
                self._sentence(sentence, piece.section, first=not number)

    def _sentence(self, sentence: SentenceView, section: int, *, first: bool) -> None:
        form = QTextCharFormat()
        form.setFont(self._look.font(17))
        form.setForeground(self._look.color("ink"))
        if not first:
            gap = _LINE_BREAK if _ITEM.match(sentence.text) else "  "
            self._cursor.insertText(gap, form)
        start = self._cursor.position()
        self._cursor.insertText(sentence.text.replace("\n", " "), form)
        self.places.append(Place(start, self._cursor.position(), section, sentence))

    def _way(self, where: str, mark: str, number: int, count: int) -> None:
        """Leads to another part by a click."""
        self._block(above=10, below=10)
        form = QTextCharFormat()
        form.setFont(self._look.font(15))
        form.setForeground(self._look.color("accent"))
        form.setAnchor(True)
        form.setAnchorHref(where)
        told = f"{number} / {count}"
        self._cursor.insertText(f"{mark} {told}" if where == BEFORE else f"{told} {mark}", form)

    def _small(self, text: str) -> None:
        form = QTextCharFormat()
        form.setFont(self._look.font(14))
        form.setForeground(self._look.color("soft"))
        self._cursor.insertText(text, form)

    def _block(self, above: int = 0, below: int = 0, line_height: int = 0) -> None:
        form = QTextBlockFormat()
        form.setAlignment(Qt.AlignmentFlag.AlignLeft)
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
