"""How the words of a field look while they are edited."""

import re

from PySide6.QtGui import QColor, QFont, QFontDatabase, QTextCharFormat

from kgstudy.domain.rich import Style
from kgstudy.domain.templates.colours import colour
from kgstudy.gui.card_style import contrast
from kgstudy.gui.editor.document import put_style
from kgstudy.gui.theme import Look

_HEX = re.compile(r"#[0-9a-f]{6}")
_READABLE = 3.0


class Dressing:
    """A colour of ours is written as the light theme has it, and shown as the theme in use does."""

    def __init__(self, look: Look) -> None:
        self._look = look

    def dressed(self, style: Style) -> QTextCharFormat:
        form = QTextCharFormat()
        put_style(form, style)
        if "b" in style.marks:
            form.setFontWeight(QFont.Weight.Bold)
        form.setFontItalic("i" in style.marks)
        form.setFontUnderline("u" in style.marks or bool(style.href))
        form.setFontStrikeOut("s" in style.marks)
        for mark, place in (
            ("sub", QTextCharFormat.VerticalAlignment.AlignSubScript),
            ("sup", QTextCharFormat.VerticalAlignment.AlignSuperScript),
        ):
            if mark in style.marks:
                form.setVerticalAlignment(place)
        if "code" in style.marks:
            fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
            form.setFontFamilies(fixed.families())
            form.setBackground(self._look.color("hover"))
        if shade := self._shade(style):
            form.setForeground(shade)
        return form

    def _shade(self, style: Style) -> QColor | None:
        if style.href and not style.colour:
            return self._look.color("accent")
        value = colour(style.colour) if style.colour else None
        if value is None or not _HEX.fullmatch(value):
            return None
        if shade := self._look.shades.get(value):
            return QColor(shade)
        paper = self._look.theme.roles["surface"]
        return QColor(value) if contrast(value, paper) >= _READABLE else None
