"""A row of buttons as one stop of Tab: the arrow keys go from one to the next."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget
from typing_extensions import override


class Roving(QObject):
    """As toolbars do: Left, Right, Home and End go about; Tab comes back to where one was.

    A click leaves the keyboard where it is.  `done` is called when a button was pressed by a key.
    """

    def __init__(
        self, buttons: Sequence[QAbstractButton], done: Callable[[], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._buttons = buttons
        self._done = done
        for button in buttons:
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.installEventFilter(self)
        self.at = buttons[0]
        self._stop_at(buttons[0])

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        here = [button for button in self._buttons if not button.isHidden() and button.isEnabled()]
        match Qt.Key(event.key()):
            case Qt.Key.Key_Left | Qt.Key.Key_Right as key if watched in here:
                step = -1 if key == Qt.Key.Key_Left else 1
                self._go(here[(here.index(self.at) + step) % len(here)])
            case Qt.Key.Key_Home:
                self._go(here[0])
            case Qt.Key.Key_End:
                self._go(here[-1])
            case Qt.Key.Key_Space | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.at.click()
                self._done()
            case _:
                return False
        return True

    def follow(self, before: QWidget) -> None:
        """Tab comes here from `before`, and goes on to what came after that."""
        for button in self._buttons:  # Qt puts none in order that takes no focus at that moment
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for one, other in pairwise([before, *self._buttons]):
            QWidget.setTabOrder(one, other)
        for button in self._buttons:
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._stop_at(self.at)

    def leave_hidden(self) -> None:
        """Another is the stop where the one that was is hidden now."""
        if self.at.isHidden():
            self._stop_at(self._buttons[0])

    def _go(self, button: QAbstractButton) -> None:
        self._stop_at(button)
        button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stop_at(self, button: QAbstractButton) -> None:
        self.at.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.at = button
