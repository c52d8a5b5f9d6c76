"""Rows whose quotes are wrong, read as whoever wrote them probably meant them."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

_MOST_LINES = 200
"""How far a quote that nobody closed may reach."""
_FAR = 1000
"""How many characters a field with quotes in it is looked for over."""


@dataclass(slots=True)
class _Row:
    """A row while it is being read from `at` on; `end` is where the next one begins."""

    text: str
    at: int
    delimiter: str
    cells: list[str] = field(default_factory=list)


def row(text: str, at: int, delimiter: str, most: int) -> tuple[list[str], int]:
    """The cells of the row that begins at `at`, and where the next one begins.

    A quote within quotes is a word.  A field that is not closed ends where the next one opens, be
    it beyond the delimiter or on a later line; else its quote is a word too, and it ends as if
    there were none.  What lies beyond `most` columns is passed over, up to the end of the line.
    """
    reading = _Row(text, at, delimiter)
    while True:
        if len(reading.cells) > most:
            end = text.find("\n", reading.at)
            return reading.cells, (end if end >= 0 else len(text)) + 1
        reading.cells.append(_cell(reading))
        if not text.startswith(delimiter, reading.at):
            return reading.cells, reading.at + 1
        reading.at += len(delimiter)


def _cell(row: _Row) -> str:
    quoted, bare, closing = _patterns(row.delimiter)
    found = quoted.match(row.text, row.at)
    if found is None:
        found = bare.match(row.text, row.at)
        assert found
        row.at = found.end()
        return found[0]
    begin, stop = found.span("words")
    if found["closed"]:
        row.at = found.end()
        return found["words"].replace('""', '"')
    end = _opening_of_next(row, begin, stop)
    if end is None and (last := closing.match(row.text, begin)):
        row.at = last.end()
        return last["words"].replace('""', '"')
    if end is None:
        end = _end_of_bare(row, row.at)
        begin = row.at
    row.at = end
    return row.text[begin:end].replace('""', '"')


def _opening_of_next(row: _Row, begin: int, stop: int) -> int | None:
    """The end of a field that is not closed, if the quote at `stop` opens one on its own."""
    opens = stop < len(row.text) and row.text[stop - 1] in ("\n", row.delimiter)
    if not opens or stop == begin:
        return None
    line = row.text.rfind("\n", begin, stop)
    if line < 0:
        return stop - 1
    return line if row.text.count("\n", begin, line) < _MOST_LINES else None


def _end_of_bare(row: _Row, at: int) -> int:
    found = _patterns(row.delimiter)[1].match(row.text, at)
    assert found
    return found.end()


@lru_cache(maxsize=32)
def _patterns(delimiter: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A field that opens with a quote, one that does not, and the rest of one with quotes in it."""
    by = re.escape(delimiter)
    ends = rf"(?={by}|\n|\Z)"
    return (
        re.compile(rf'\x20*+"(?P<words>(?:[^"]++|"")*+)(?P<closed>"\x20*+{ends})?'),
        re.compile(rf"[^\n{by}]*+"),
        re.compile(rf'(?P<words>[^\n]{{0,{_FAR}}}?)"\x20*+{ends}'),
    )
