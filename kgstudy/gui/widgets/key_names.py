"""What a pressed key is called: a character by itself, whatever has to be held to type it."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

_NAMED: Final[Mapping[int, str]] = {
    Qt.Key.Key_Escape: "Esc",
    Qt.Key.Key_Space: "Space",
    Qt.Key.Key_Return: "Enter",
    Qt.Key.Key_Enter: "Enter",
    Qt.Key.Key_Backspace: "Backspace",
    Qt.Key.Key_Up: "Up",
    Qt.Key.Key_Down: "Down",
    Qt.Key.Key_PageUp: "PgUp",
    Qt.Key.Key_PageDown: "PgDown",
}
_CONTROL: Final = Qt.KeyboardModifier.ControlModifier
_ALT: Final = Qt.KeyboardModifier.AltModifier


def key_name(event: QKeyEvent) -> str:
    """Such as `Esc`, `Ctrl+Shift+Z`, `F1`, `S`, `@`; empty for what has no name here."""
    held = event.modifiers() & (_CONTROL | _ALT)
    if held == _CONTROL:
        return QKeySequence(event.keyCombination()).toString()
    if held == _ALT:
        return ""
    # Control and Alt together are AltGr on some systems, which types characters.
    if event.key() in _NAMED:
        return _NAMED[event.key()]
    return event.text().upper() or QKeySequence(event.keyCombination()).toString()
