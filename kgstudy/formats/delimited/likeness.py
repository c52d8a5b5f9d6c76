"""Whether a file looks like a table of text, and not like prose, code or another format."""

import re
from pathlib import Path

from kgstudy.formats import encoding
from kgstudy.formats.delimited import guessing
from kgstudy.formats.delimited.directives import directives
from kgstudy.formats.delimited.table import cleaned

_LOOKED_AT = 1 << 16
_MAGIC = (b"PK", b"SQLite", b"%PDF", b"\x1f\x8b", b"\x89PNG", b"GIF8", b"\xff\xd8", b"\x7fELF")
_OTHER = re.compile(
    r"\s*(?:<[?!a-z]|\{|\[[\s\"\[{\d]|-{3,}\n|#!|#include|\\documentclass|```|#{1,6}\x20\S"
    r"|(?:from\x20[\w.]+\x20)?import\x20)",
    re.IGNORECASE,
)
"""How XML, HTML, JSON, Markdown and programs begin."""
_MARKDOWN = re.compile(
    r"^(?:#{1,6}\x20\S.*|```.*|[-*]\x20\S.*|\|?[\x20:]*-{2,}[-|:\x20]*)$", re.MULTILINE
)
_CODE = re.compile(r"[;{}]\x20*$|^\x20*(?:def|class|return|if|for|while|import)\b", re.MULTILINE)
_DASHES = (" — ", " – ", " - ")
"""Colons and blanks would make tables of settings and of verse."""
_LONGEST_PAIR = 400
"""Characters of a line of a list that somebody wrote with dashes."""


def recognises(path: Path) -> bool:
    """Whether it is text in rows of two columns and more, or says so by directives."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        data = file.read(_LOOKED_AT)
    if not data or data.startswith(_MAGIC):
        return False
    text, encoded = encoding.decoded(data)
    if _is_binary(text, encoded):
        return False
    text = cleaned(text)
    if len(data) == _LOOKED_AT and "\n" in text:
        text = text[: text.rindex("\n") + 1]
    return is_table(text)


def is_table(text: str) -> bool:
    told = directives(text)
    if told.any:
        return told.end < len(text)
    if _OTHER.match(text) or _is_much(_MARKDOWN, text, 0.1) or _is_much(_CODE, text, 0.3):
        return False
    mark = guessing.delimiter(text, 0)
    rows = guessing.sample(text, mark, 0, strict=False)
    several = sum(sum(map(bool, map(str.strip, row))) > 1 for row in rows)
    if not rows or several < 0.7 * len(rows):
        return False
    if mark in guessing.PAIRS:
        # A dash stands in prose, too: each line must be a short pair.
        short = all(len(line) < _LONGEST_PAIR for line in text.split("\n"))
        even = guessing.fit(text, mark, 0).share > 0.95
        return mark in _DASHES and short and even and len(rows) > 2
    return mark == "\t" or _is_even(text, mark, rows)


def _is_even(text: str, mark: str, rows: guessing.Rows) -> bool:
    """Whether rows have one number of columns, and no blanks as sentences have behind commas."""
    if guessing.fit(text, mark, 0).share < 0.7:
        return False
    if '"' in text or mark == "|":
        return True
    spaced = text.count(mark + " ")
    return len(rows) > 1 and spaced <= 0.5 * text.count(mark)


def _is_binary(text: str, encoded: str) -> bool:
    odd = sum(text.count(chr(code)) for code in (*range(9), *range(14, 32), 0xFFFD))
    return odd > max(2, len(text) // (200 if encoded.startswith("utf") else 1000))


def _is_much(pattern: re.Pattern[str], text: str, share: float) -> bool:
    lines = 1 + text.count("\n")
    return sum(1 for _ in pattern.finditer(text)) > share * lines
