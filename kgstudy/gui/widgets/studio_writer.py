"""Writes the text of a lesson for the desk, and remembers where each sentence comes to stand."""

from collections.abc import Iterator, Sequence

from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor

from kgstudy.domain.lesson import Section, Span
from kgstudy.gui.models.placed_text import Place
from kgstudy.gui.theme import Look

BODY, _HEADING = 16, 18
_LINE_HEIGHT = 138
_LINE_BREAK = "\u2028"


class StudioWriter:
    """Headings and paragraphs, a list's items each in a line of its own."""

    def __init__(self, look: Look, text: str) -> None:
        self._look = look
        self._text = text
        self._plain = QTextCharFormat()
        self._plain.setFont(look.font(BODY))
        self._plain.setForeground(look.color("ink"))
        self._bold = QTextCharFormat()
        self._bold.setFont(look.font(_HEADING, 600))
        self._bold.setForeground(look.color("ink"))

    def write(self, cursor: QTextCursor, sections: Sequence[Section]) -> list[Place]:
        places: list[Place] = []
        cursor.beginEditBlock()
        begun = False
        for section in sections:
            if section.heading:
                self._block(cursor, begun=begun, above=18 if begun else 0, below=6)
                cursor.insertText(section.heading, self._bold)
                begun = True
            for paragraph in section.paragraphs:
                self._block(cursor, begun=begun, below=10, line_height=_LINE_HEIGHT)
                places += self._paragraph(cursor, paragraph.sentences)
                begun = True
        cursor.endEditBlock()
        return places

    def _paragraph(self, cursor: QTextCursor, sentences: Sequence[Span]) -> Iterator[Place]:
        at = sentences[0].start
        for span in sentences:
            between = self._text[at : span.start]
            cursor.insertText(_LINE_BREAK if "\n" in between else between and "  ", self._plain)
            start = cursor.position()
            words = self._text[span.start : span.end].replace("\n", " ")
            cursor.insertText(words, self._plain)
            yield Place(start, cursor.position(), span)
            at = span.end

    def _block(
        self,
        cursor: QTextCursor,
        *,
        begun: bool,
        above: int = 0,
        below: int = 0,
        line_height: int = 0,
    ) -> None:
        form = QTextBlockFormat()
        form.setTopMargin(self._look.px(above))
        form.setBottomMargin(self._look.px(below))
        if line_height:
            proportional = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
            form.setLineHeight(line_height, proportional)
        if begun:
            cursor.insertBlock(form)
        else:
            cursor.setBlockFormat(form)
