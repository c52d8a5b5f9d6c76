"""Text on a terminal: wrapped, plainly styled, and unable to do anything but be read."""

import re
import textwrap
from collections.abc import Iterator
from enum import Enum

from kgstudy.terminal.console import Console

WIDEST = 78
"""Characters; longer lines are tiring to read."""
_NARROWEST = 20


class Style(Enum):
    """The value is the number of the terminal's code for it."""

    STRONG = 1
    SOFT = 2
    MARKED = 4
    AGAIN = 31
    RIGHT = 32
    HARD = 33
    ACCENT = 36


# Private characters stand for the codes until a line is written, since they count as one wide.
_OPEN = {style: chr(0xE000 + style.value) for style in Style}
_CLOSE = "\ue0ff"
_STYLES = {mark: style for style, mark in _OPEN.items()}
_MARK = re.compile(f"[{''.join(_STYLES)}{_CLOSE}]")
_HARMFUL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ue000-\ue0ff]")


def harmless(text: str) -> str:
    """Without characters that command a terminal, which a stranger's deck may hold."""
    return _HARMFUL.sub("", text).replace("\t", " ")


def styled(text: str, style: Style) -> str:
    """Marks `text`, for `Page` to show; styles do not nest."""
    return f"{_OPEN[style]}{text}{_CLOSE}" if text else ""


class Page:
    """Writes to a console, line below line."""

    def __init__(self, console: Console) -> None:
        self._console = console

    @property
    def width(self) -> int:
        return max(_NARROWEST, min(self._console.width - 1, WIDEST))

    @property
    def colour(self) -> bool:
        return self._console.colour

    def say(self, text: str = "", style: Style | None = None, *, indent: str = "") -> None:
        """Writes wrapped lines, all of which begin where the first one does after `indent`."""
        words = styled(text, style) if style else text
        margin = " " * len(indent)
        for number, line in enumerate(_wrapped(words, self.width - len(indent))):
            self._write((indent if number == 0 else margin) + line, end="\n")

    def as_it_is(self, line: str) -> None:
        """Writes a line that is not to be wrapped."""
        self._write(line, end="\n")

    def ask_key(self, prompt: str) -> str | None:
        self._prompt(prompt)
        return self._console.read_key()

    def ask_line(self, prompt: str) -> str | None:
        self._prompt(prompt)
        return self._console.read_line()

    def ends(self, left: str, right: str) -> None:
        """One line with words at both ends; where room is short, the left ones are cut."""
        room = self.width - len(_MARK.sub("", right)) - 2
        if room < _NARROWEST:
            self.say(left)
            self.say(right)
            return
        shown = left if len(left) <= room else left[: room - 1] + "…"
        self._write(shown + " " * (room + 2 - len(shown)) + right, end="\n")

    def rule(self) -> None:
        self._write(styled("─" * self.width, Style.SOFT), end="\n")

    def _prompt(self, text: str) -> None:
        self._write(f"{styled(text, Style.SOFT)} › ", end="")

    def _write(self, line: str, end: str) -> None:
        self._console.write(_MARK.sub(self._code, line).rstrip(" " if end else "") + end)

    def _code(self, mark: re.Match[str]) -> str:
        if not self.colour:
            return ""
        style = _STYLES.get(mark[0])
        return f"\x1b[{style.value if style else 0}m"


def _wrapped(text: str, width: int) -> Iterator[str]:
    """Lines of at most `width`; a style goes on from line to line, and not into the margin."""
    style = ""
    for part in text.split("\n"):
        for line in textwrap.wrap(part, width, break_on_hyphens=False) or [""]:
            marks = _MARK.findall(style + line)
            following = marks[-1] if marks and marks[-1] != _CLOSE else ""
            yield style + line + (_CLOSE if following else "")
            style = following
