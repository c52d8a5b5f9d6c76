"""Where the person reads and types: single keys where the terminal gives them, else whole lines."""

import codecs
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol, TextIO

from typing_extensions import override

ENTER = "\n"

_END_OF_INPUT = "\x04\x1a"
"""Ctrl+D, and Ctrl+Z on Windows."""
_INTERRUPT = "\x03"
_ESCAPE = "\x1b"


class Console(Protocol):
    @property
    def width(self) -> int:
        """Characters in a line."""
        ...

    @property
    def colour(self) -> bool: ...

    def write(self, text: str) -> None: ...

    def read_key(self) -> str | None:
        """The next key, `ENTER` for Enter; None at the end of the input.

        Where keys come by the line, that is the whole line.
        """
        ...

    def read_line(self) -> str | None:
        """The next line without its end; None at the end of the input."""
        ...


class Lines(Console):
    """Reads lines, also where a key is asked for."""

    def __init__(self, source: TextIO, target: TextIO) -> None:
        self._source = source
        self._target = target

    @property
    @override
    def width(self) -> int:
        return shutil.get_terminal_size().columns

    @property
    @override
    def colour(self) -> bool:
        """As https://no-color.org has it."""
        plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
        return self._target.isatty() and not plain

    @override
    def write(self, text: str) -> None:
        self._target.write(text)
        self._target.flush()

    @override
    def read_key(self) -> str | None:
        line = self.read_line()
        return line if line is None else line.strip() or ENTER

    @override
    def read_line(self) -> str | None:
        line = self._source.readline()
        if not self._source.isatty():
            self.write("\n")  # where nobody has pressed Enter
        return line.rstrip("\r\n") if line else None


if sys.platform == "win32":
    import ctypes
    import msvcrt

    _STANDARD_OUTPUT = -11
    _ESCAPE_CODES = 4

    class Keys(Lines):
        """The Windows console."""

        @property
        @override
        def colour(self) -> bool:
            return super().colour and _takes_escape_codes()

        @override
        def read_key(self) -> str | None:
            key = msvcrt.getwch()
            while key in "\0\xe0\x1b":  # an arrow or function key: its name follows
                if key != _ESCAPE:
                    msvcrt.getwch()
                key = msvcrt.getwch()
            self.write("\n")
            if key == _INTERRUPT:
                raise KeyboardInterrupt
            if key in _END_OF_INPUT:
                return None
            return ENTER if key == "\r" else key

    def _takes_escape_codes() -> bool:
        """Asks the console to understand colours; an old one does not."""
        kernel = ctypes.windll.kernel32
        handle, mode = kernel.GetStdHandle(_STANDARD_OUTPUT), ctypes.c_ulong()
        known = kernel.GetConsoleMode(handle, ctypes.byref(mode))
        return bool(known and kernel.SetConsoleMode(handle, mode.value | _ESCAPE_CODES))

    def _gives_keys(source: TextIO) -> bool:
        return source.isatty()

else:
    import select
    import termios

    _PAUSE = 0.05
    """Seconds within which a terminal sends the rest of an arrow or function key."""
    _LOCAL_MODES, _CONTROL_CHARACTERS = 3, 6

    class Keys(Lines):
        """A terminal of Linux, macOS and their kin."""

        @override
        def read_key(self) -> str | None:
            with _at_once(self._source.fileno()) as terminal:
                key = _character(terminal)
                while key == _ESCAPE:
                    _skip_sequence(terminal)
                    key = _character(terminal)
            self.write("\n")
            if key is None or key in _END_OF_INPUT:
                return None
            return ENTER if key in "\r\n" else key

        @override
        def read_line(self) -> str | None:
            terminal, line = self._source.fileno(), b""
            while (byte := _byte(terminal)) not in (b"\n", b""):
                line += byte
            return line.decode("utf-8", "replace") if line or byte else None

    @contextmanager
    def _at_once(terminal: int) -> Iterator[int]:
        """Each key arrives when it is pressed, unseen; what was typed ahead is kept."""
        before = termios.tcgetattr(terminal)
        modes = termios.tcgetattr(terminal)
        modes[_LOCAL_MODES] &= ~(termios.ICANON | termios.ECHO)
        modes[_CONTROL_CHARACTERS][termios.VMIN] = 1
        modes[_CONTROL_CHARACTERS][termios.VTIME] = 0
        termios.tcsetattr(terminal, termios.TCSADRAIN, modes)
        try:
            yield terminal
        finally:
            termios.tcsetattr(terminal, termios.TCSADRAIN, before)

    def _character(terminal: int) -> str | None:
        """The next character; None at the end of the input."""
        decoder = codecs.getincrementaldecoder("utf-8")("ignore")
        character = ""
        while not character:
            byte = _byte(terminal)
            if not byte:
                return None
            character = decoder.decode(byte)
        return character

    def _byte(terminal: int) -> bytes:
        """One byte, so that what was typed ahead stays in the terminal; none once it is closed."""
        try:
            return os.read(terminal, 1)
        except OSError:
            return b""

    def _skip_sequence(terminal: int) -> None:
        """Reads the rest of an arrow or function key: `[` or `O`, parameters, a last letter."""
        within = False
        while select.select([terminal], [], [], _PAUSE)[0]:
            byte = _byte(terminal)
            if not within and byte not in (b"[", b"O"):
                return
            if not byte or (within and b"@" <= byte <= b"~"):
                return
            within = True

    def _gives_keys(source: TextIO) -> bool:
        try:
            termios.tcgetattr(source.fileno())
        except (termios.error, OSError, ValueError):
            return False
        return source.isatty()


def open_console() -> Console:
    """The console of this process."""
    keys = _gives_keys(sys.stdin) and sys.stdout.isatty()
    return Keys(sys.stdin, sys.stdout) if keys else Lines(sys.stdin, sys.stdout)
