"""Menus for keyboards that have no key for them."""

from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication


def open_menu() -> None:
    """Opens the menu of whatever has the keyboard, as the menu key does."""
    widget = QApplication.focusWidget()
    if widget is not None:
        place, by_key = widget.rect().center(), QContextMenuEvent.Reason.Keyboard
        asked = QContextMenuEvent(by_key, place, widget.mapToGlobal(place))
        QApplication.sendEvent(widget, asked)
