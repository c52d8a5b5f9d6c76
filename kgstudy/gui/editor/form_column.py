"""The fields of a note as a column, beside its cards."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.column import Column

_WIDTH = 760


class FormColumn(Column):
    """There is less room than on a page; what has the keyboard stays in sight as others grow."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, _WIDTH)
        self.verticalScrollBar().rangeChanged.connect(
            lambda: QTimer.singleShot(0, self, self._keep_in_sight)
        )

    @override
    def _arrange(self) -> None:
        super()._arrange()
        side = self._look.px(20)
        self.rows.setContentsMargins(side, side, side, side)
        self.rows.setSpacing(self._look.px(10))

    def _keep_in_sight(self) -> None:
        """Only what nothing is to be seen of: nobody is to be shaken while they write."""
        at: QWidget | None = self.focusWidget()
        if at is not None and at.hasFocus() and at.visibleRegion().isEmpty():
            self.ensureWidgetVisible(at)
