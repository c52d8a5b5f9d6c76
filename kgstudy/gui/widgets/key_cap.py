"""A key to press, drawn as the cap of a key."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


class KeyCap(QLabel):
    """A small bordered hint such as `Esc`; clicks go to what it stands on."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("role", "key")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName(self.tr("Key {key}").format(key=text))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
