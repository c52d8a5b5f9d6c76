"""A button that paints itself, and looks otherwise under the pointer and while it is pressed."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QAbstractButton
from typing_extensions import override


class PaintedButton(QAbstractButton):
    """Painted anew whenever the pointer comes or goes."""

    @property
    def ground(self) -> str:
        """The role of the colour it lies on now."""
        if self.isDown():
            return "pressed"
        return "hover" if self.underMouse() else "surface"

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()
