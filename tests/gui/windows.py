"""The window in tests: how it is opened, and waited for."""

import time
from collections.abc import Callable
from typing import Protocol

from PySide6.QtWidgets import QApplication

from kgstudy.gui.window import Window


class OpenWindow(Protocol):
    def __call__(self, width: int = 1280, height: int = 800) -> Window:
        """Opens one more, which has the keyboard."""
        ...


def until(met: Callable[[], bool]) -> None:
    """Waits as `qtbot.waitUntil` does, and leaves more time to the work beside the window."""
    end = time.monotonic() + 5
    while not met():
        assert time.monotonic() < end
        QApplication.processEvents()
        time.sleep(0.002)
