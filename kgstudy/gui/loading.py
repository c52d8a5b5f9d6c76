"""Loads modules one by one, so that what the person does comes in between."""

import sys
from collections.abc import Sequence
from importlib import import_module

from PySide6.QtCore import QObject, Signal

from kgstudy.gui.alarm import alarm

SEEN_MS = 30
"""So long a page has to be painted before the first is loaded."""


class Loading(QObject):
    """In the window's thread, since nothing may be loaded inside a job; `done` follows the last."""

    done = Signal()

    def __init__(self, modules: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self._modules = modules
        self._left: list[str] = []
        self._next = alarm(self)
        self._next.timeout.connect(self._load)

    def begin(self) -> None:
        """Anew; what is loaded already costs nothing."""
        self._left = [name for name in self._modules if name not in sys.modules]
        self._next.start(SEEN_MS if self._left else 0)

    def stop(self) -> None:
        self._next.stop()

    def _load(self) -> None:
        if not self._left:
            self.done.emit()
            return
        import_module(self._left.pop(0))
        self._next.start(0)
