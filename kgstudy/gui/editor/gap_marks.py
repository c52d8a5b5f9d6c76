"""Marks of gaps and formulas stand back behind the words they are about."""

import re

from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument
from typing_extensions import override

from kgstudy.gui.theme import Look

_MARK = re.compile(r"\{\{c[0-9,]+::|::(?=[^{}]*\}\})[^{}]*\}\}|\}\}")
_GAP = re.compile(r"\{\{c[0-9,]+::(?P<words>.*?)(?=::|\}\})")
_FORMULA = re.compile(r"\\\(.*?\\\)|\\\[.*?\\\]")


class GapMarks(QSyntaxHighlighter):
    """Changes how the document looks and nothing that is in it."""

    def __init__(self, look: Look, document: QTextDocument) -> None:
        super().__init__(document)
        self._look = look
        look.changed.connect(self.rehighlight)

    @override
    def highlightBlock(self, text: str) -> None:
        if "{{" not in text and "\\" not in text:
            return
        for found in _FORMULA.finditer(text):
            self._show(text, found.start(), found.end(), "accent")
        for found in _GAP.finditer(text):
            self._show(text, found.start("words"), found.end("words"), "accent", bold=True)
        for found in _MARK.finditer(text):
            self._show(text, found.start(), found.end(), "soft")

    def _show(self, text: str, start: int, end: int, role: str, *, bold: bool = False) -> None:
        form = QTextCharFormat()
        form.setForeground(self._look.color(role))
        if bold:
            form.setFontWeight(QFont.Weight.DemiBold)
        at, stop = width(text[:start]), width(text[:end])
        self.setFormat(at, stop - at, form)


def width(text: str) -> int:
    """How long Qt takes the text to be."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
