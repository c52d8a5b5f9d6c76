"""A click, as a filter of events sees it."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QMouseEvent


def is_clicked(event: QEvent) -> bool:
    """Whether the left button is let go of."""
    released = event.type() == QEvent.Type.MouseButtonRelease
    left = Qt.MouseButton.LeftButton
    return released and isinstance(event, QMouseEvent) and event.button() == left
