"""Rows and JSON on standard output."""

import json
import re
import shutil
import sys
from collections.abc import Sequence
from unicodedata import combining, east_asian_width

from kgstudy.domain.query.tree import Span
from kgstudy.terminal.page import harmless

_AROUND = 200
"""Characters shown on either side of a place that is marked."""

_CONTROLS = re.compile(r"[\x7f-\x9f]")


def print_json(value: object, *, one_line: bool = False) -> None:
    """Prints UTF-8 JSON in which no character commands a terminal."""
    text = json.dumps(value, ensure_ascii=False, indent=None if one_line else 2)
    print(_CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def print_table(head: Sequence[str], rows: Sequence[Sequence[str | int]]) -> None:
    """Columns as wide as they need: the first to the left, the numbers after it to the right."""
    lines = [list(head), *([harmless(str(cell)) for cell in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for first, *rest in lines:
        cells = (cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True))
        print("   ".join((first.ljust(widths[0]), *cells)).rstrip())


def marked(text: str, span: Span) -> tuple[str, str]:
    """The line of text around the place, and a line of marks that stands under it."""
    start, end = max(0, span.start - _AROUND), span.start + _AROUND
    line = "".join(map(_one_line, text[start:end]))
    before = line[: span.start - start]
    place = line[len(before) : span.end - start]
    return f"  {line}", "  " + " " * _columns(before) + "^" * max(1, _columns(place))


def _one_line(sign: str) -> str:
    return " " if sign.isspace() else harmless(sign) or " "


def _columns(text: str) -> int:
    """How wide a terminal shows it."""
    return sum(0 if combining(s) else 2 if east_asian_width(s) in "WF" else 1 for s in text)


def line_width() -> int | None:
    """Characters in a line where a person reads; None where another program does."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def shortened(text: str, width: int | None) -> str:
    """`text` in one line, cut where it has no room."""
    line = " ".join(harmless(text).split())
    return line if width is None or len(line) <= width else line[: max(0, width - 1)] + "…"
