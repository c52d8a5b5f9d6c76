"""Many lines to be read, scrolled in themselves, and copied."""

from collections.abc import Sequence

from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from kgstudy.gui import wording
from kgstudy.gui.theme import Look

MOST_LINES = 500
MOST_HEIGHT = 220


class LineList(QPlainTextEdit):
    """Shows the first of the lines, and says how many follow."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setProperty("kind", "lines")
        look.changed.connect(self._arrange)

    def show_lines(self, lines: Sequence[str]) -> None:
        shown = list(lines[:MOST_LINES])
        if more := len(lines) - len(shown):
            shown.append(wording.several(more, "… and one more", "… and %n more"))
        self.setPlainText("\n".join(shown))
        self._arrange()

    def _arrange(self) -> None:
        """A line that is broken takes two; longer lists scroll."""
        lines = self._look.px(24) * (2 * self.blockCount()) + self._look.px(20)
        self.setFixedHeight(min(self._look.px(MOST_HEIGHT), lines))
