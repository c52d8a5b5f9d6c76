"""A console whose keys were written down beforehand."""

from collections.abc import Callable, Iterator

from typing_extensions import override

from kgstudy.terminal.console import Console

Key = str | Callable[[], str]
"""What is pressed or typed; a function is asked when its time comes."""


class ScriptedConsole(Console):
    """Gives `keys` one by one, each for a key or a line, then the end of the input."""

    def __init__(self, *keys: Key, width: int = 100, colour: bool = False) -> None:
        self._keys: Iterator[Key] = iter(keys)
        self._width = width
        self._colour = colour
        self.shown = ""
        self.unread = len(keys)

    @property
    @override
    def width(self) -> int:
        return self._width

    @property
    @override
    def colour(self) -> bool:
        return self._colour

    @override
    def write(self, text: str) -> None:
        self.shown += text

    @override
    def read_key(self) -> str | None:
        key = next(self._keys, None)
        self.write("\n")
        if key is None:
            return None
        self.unread -= 1
        return key if isinstance(key, str) else key()

    @override
    def read_line(self) -> str | None:
        line = self.read_key()
        return None if line is None else line.rstrip("\n")

    @property
    def lines(self) -> list[str]:
        return [line.rstrip() for line in self.shown.splitlines() if line.strip()]
