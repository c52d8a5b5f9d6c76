"""A few choices side by side, one of which holds."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QRadioButton

from kgstudy.gui.theme import Look


class Segments(QFrame):
    """`chosen` carries the key a person chose; the arrow keys go from one to the next."""

    chosen = Signal(str)

    def __init__(self, look: Look, name: str, choices: Mapping[str, str]) -> None:
        super().__init__()
        self._look = look
        self.setProperty("kind", "segments")
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self.buttons = {key: self._button(name, words) for key, words in choices.items()}
        self._group.buttonClicked.connect(self._on_clicked)
        self._arrange()
        look.changed.connect(self._arrange)

    def put(self, key: str) -> None:
        """Shows that `key` holds, without a signal; the keyboard goes with it if it was here."""
        focused = any(button.hasFocus() for button in self.buttons.values())
        self.buttons[key].setChecked(True)
        self._lead_here()
        if focused:
            self.buttons[key].setFocus()

    @property
    def chosen_key(self) -> str:
        """The key that holds, or nothing before one does."""
        return next((key for key, button in self.buttons.items() if button.isChecked()), "")

    def _button(self, name: str, words: str) -> QRadioButton:
        button = QRadioButton(words)
        button.setAccessibleName(f"{name}: {words}")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        self._group.addButton(button)
        self._row.addWidget(button)
        return button

    def _lead_here(self) -> None:
        """Tab and Shift+Tab come to the choice that holds; Qt sees to that for clicks alone."""
        for button in self.buttons.values():
            holds = button.isChecked()
            button.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if holds else Qt.FocusPolicy.ClickFocus
            )
            if holds:
                self.setFocusProxy(button)

    def _on_clicked(self, clicked: QRadioButton) -> None:
        self._lead_here()
        self.chosen.emit(next(key for key, button in self.buttons.items() if button is clicked))

    def _arrange(self) -> None:
        edge = self._look.px(3)
        self._row.setContentsMargins(edge, edge, edge, edge)
        self._row.setSpacing(edge)
