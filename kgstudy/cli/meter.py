"""How far a long work has come, on the line where a person waits for it."""

import sys
from types import TracebackType
from typing import Self

from kgstudy.domain.progress import Progress

_CLEAR = "\r\033[K"


class Meter:
    """Shows percents on standard error while a person looks on, and clears the line at the end."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._shown = -1
        self._seen = bool(sys.stderr and sys.stderr.isatty())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._seen and self._shown >= 0:
            print(_CLEAR, end="", file=sys.stderr, flush=True)

    def part(self, begin: float, end: float) -> Progress:
        """Hears how much of this part of the work is done, from 0 to 1."""

        def hear(done: float) -> None:
            percent = int(100 * (begin + done * (end - begin)))
            if self._seen and percent != self._shown:
                self._shown = percent
                print(f"{_CLEAR}{self._name}: {percent} %", end="", file=sys.stderr, flush=True)

        return hear
