"""The middle of the browser: the table, or what is said where there is nothing to list."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kgstudy.gui import wording
from kgstudy.gui.browse.nothing import NothingFound
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.elided_label import ElidedLabel


class Middle(QWidget):
    """Below the table stands what is not in order yet, so that no row moves when it goes."""

    def __init__(self, look: Look, table: QWidget) -> None:
        super().__init__()
        self._look = look
        self._table = table
        self.nothing = NothingFound()
        self.foot = ElidedLabel("small")
        self.foot.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.foot.hide()
        self._stack = QStackedWidget()
        self._stack.addWidget(table)
        self._stack.addWidget(self.nothing)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self._stack, 1)
        rows.addWidget(self.foot)
        look.changed.connect(self._dress)
        self._dress()

    @property
    def lists(self) -> bool:
        """Whether the table is shown."""
        return self._stack.currentWidget() is self._table

    def show_table(self) -> None:
        self._stack.setCurrentWidget(self._table)

    def show_nothing(self, query: str, *, is_empty: bool) -> None:
        self.nothing.tell(query, is_empty=is_empty)
        self._stack.setCurrentWidget(self.nothing)

    def show_mistake(self) -> None:
        """What stands in the search cannot be looked for, whatever was not found before."""
        if not self.lists:
            self.nothing.tell_mistake()

    def show_reading(self, left: int) -> None:
        """So many notes stand in no order yet."""
        words = wording.several(
            left,
            "Still reading 1 note; its place in the order follows.",
            "Still reading %n notes; their places in the order follow.",
        )
        self.foot.say(words if left else "")
        self.foot.setVisible(left > 0)

    def _dress(self) -> None:
        px = self._look.px
        self.foot.setContentsMargins(px(16), px(4), px(16), px(4))
