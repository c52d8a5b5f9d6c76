"""Which branches of a tree the person has opened or closed, kept for the next start."""

from dataclasses import replace

from PySide6.QtCore import QObject

from kgstudy.gui.alarm import alarm
from kgstudy.gui.choices import Choices

MOST = 2000
"""Branches remembered; beyond them the oldest are forgotten."""
SETTLED_MS = 300
"""They are written down once no other has been turned for so long."""


class Turned(QObject):
    """Of one tree, told from others by `name`: branches not as they are on the first day.

    It is no act, and nothing that undo takes back.
    """

    def __init__(self, choices: Choices, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self._choices = choices
        self._prefix = f"{name}/"
        kept = (key for key in choices.value.turned if key.startswith(self._prefix))
        self._keys = dict.fromkeys(key.removeprefix(self._prefix) for key in kept)
        self._settled = alarm(self, SETTLED_MS)
        self._settled.timeout.connect(self.write)

    def has(self, key: str) -> bool:
        return key in self._keys

    def turn(self, key: str, *, turned: bool) -> None:
        """Remembers whether the branch is turned now."""
        self._keys.pop(key, None)
        if turned:
            self._keys[key] = None
        self._settled.start()

    def write(self) -> None:
        """Writes down what was turned since the last time."""
        self._settled.stop()
        value = self._choices.value
        others = tuple(key for key in value.turned if not key.startswith(self._prefix))
        mine = tuple(f"{self._prefix}{key}" for key in self._keys)[-MOST:]
        self._choices.choose(replace(value, turned=others + mine))
