"""Where words stand in a document that is shown: their rectangles, one a line."""

from collections.abc import Iterable, Iterator
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath, QTextBlock, QTextDocument, QTextLine


def pieces(document: QTextDocument, start: int, end: int) -> Iterator[QRectF]:
    """The rectangles of the characters from `start` to `end`, which lie in one block."""
    block = document.findBlock(start)
    origin = document.documentLayout().blockBoundingRect(block).topLeft()
    first, last = start - block.position(), end - block.position()
    for line in _lines(block):
        left = max(first, line.textStart())
        right = min(last, line.textStart() + line.textLength())
        # Asked of the document, whose places count in UTF-16, as those of Python's text do not.
        while left < right and document.characterAt(block.position() + right - 1) == " ":
            right -= 1
        if left < right:
            from_x, to_x = _x(line, left), _x(line, right)
            yield QRectF(from_x, line.y(), to_x - from_x, line.height()).translated(origin)


def outline(rectangles: Iterable[QRectF], margin: float, rounding: float) -> QPainterPath:
    """The path around them, `margin` away."""
    path = QPainterPath()
    for piece in rectangles:
        part = QPainterPath()
        wide = piece.adjusted(-margin, -margin, margin, margin)
        part.addRoundedRect(wide, rounding, rounding)
        path = path.united(part)
    return path


def _lines(block: QTextBlock) -> Iterator[QTextLine]:
    layout = block.layout()
    return (layout.lineAt(number) for number in range(layout.lineCount()))


def _x(line: QTextLine, position: int) -> float:
    found: Any = line.cursorToX(position)  # declared a number, and is a pair with the position
    return float(found[0])
