"""What has the keyboard stays in sight."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget


class InSight(QObject):
    """Scrolls an area to what gets the keyboard in it, also from beside it."""

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area)
        self._area = area
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)

    def _on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        """What the mouse has pressed must not slip away."""
        if now and self._area.isAncestorOf(now) and not QApplication.mouseButtons():
            self._area.ensureWidgetVisible(now)
