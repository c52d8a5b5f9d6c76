"""Rows of cells, as programs and people write them, with quotes that may be wrong.

    record = field (delimiter field)* (line break | end)
    field  = '"' ([^"] | '""')* '"'  |  what does not begin with a quote

Where a line is no record, because of a quote that is not closed, say, its quotes are words.
"""

import csv
import re
from array import array
from collections import deque
from collections.abc import Iterator
from functools import lru_cache

from kgstudy.formats.delimited import repair

MOST_COLUMNS = 1000
"""A row with more is cut off behind them, and has one more for it to be seen."""
_LONG = 100_000
"""Characters of a row that `csv` takes without another limit, which would hold everywhere."""

_PATIENCE = 500_000
"""How many cells are looked at closely; after that quotes that do not fit are words."""
_MANY_LINES = 20
_ALIKE = 0.8


class Records:
    """The rows of a text from `start` on; `lines` tells where those read so far began.

    With `strict`, `#` begins a comment, and blanks are words; otherwise blanks beside a delimiter
    are not.  `width` is the number of columns that the lines without quotes have, or 0.
    """

    def __init__(
        self, text: str, delimiter: str, *, start: int = 0, strict: bool = False, width: int = 0
    ) -> None:
        self._text = text
        self._delimiter = delimiter
        self._start = start
        self._strict = strict
        self._width = width
        self._patience = _PATIENCE
        self.repaired: list[int] = []
        """Which rows had quotes that do not fit."""
        self._starts = array("q")
        self._told = (0, 1)  # a place in the text, and the number of its line

    def __iter__(self) -> Iterator[list[str]]:
        """The rows that are not empty."""
        return self._pairs() if len(self._delimiter) > 1 else self._table()

    def __len__(self) -> int:
        """How many rows were read so far."""
        return len(self._starts)

    @property
    def place(self) -> int:
        """How far in the text the rows read so far reach."""
        return self._starts[-1] if self._starts else self._start

    def line(self, index: int) -> int:
        """On which line of the text the row `index` begins; fast if asked for in order."""
        place = self._starts[index]
        told, line = self._told if self._told[0] <= place else (0, 1)
        line += self._text.count("\n", told, place)
        self._told = (place, line)
        return line

    def _pairs(self) -> Iterator[list[str]]:
        """Lines of words with a dash between them, say: no quotes are in use there."""
        for found in re.compile(r"[^\n]+").finditer(self._text, self._start):
            line = found[0]
            if line.strip() and not (self._strict and line[0] == "#"):
                self._starts.append(found.start())
                yield line.split(self._delimiter, MOST_COLUMNS)

    def _table(self) -> Iterator[list[str]]:
        feed: deque[str] = deque()
        by = self._delimiter
        loose = not self._strict and by != " "
        quoted = csv.reader(iter(feed.popleft, None), delimiter=by, skipinitialspace=loose)
        pattern, at = _pattern(by, self._strict), self._start
        while at < len(self._text):
            for found in pattern.finditer(self._text, at):
                kind, at = found.lastgroup, found.end()
                if kind == "passed":
                    continue
                self._starts.append(found.start())
                if kind == "plain":
                    yield found["plain"].split(by, MOST_COLUMNS)
                elif kind == "whole" and at - found.start() < _LONG and not self._swallows(found):
                    feed.append(found[0])
                    yield next(quoted)
                else:
                    cells, at = self._apart(found)
                    yield cells
                    if at != found.end():
                        break

    def _apart(self, found: re.Match[str]) -> tuple[list[str], int]:
        """The cells of a row that `csv` would not read, and where the next one begins."""
        start = found.start()
        swallows = found.lastgroup == "whole" and self._swallows(found)
        if found.lastgroup != "whole" or swallows:
            self.repaired.append(len(self._starts) - 1)
        if swallows or self._patience < 0:
            end = self._text.find("\n", start)
            end = len(self._text) if end < 0 else end
            return self._text[start:end].split(self._delimiter, MOST_COLUMNS), end + 1
        cells, end = repair.row(self._text, start, self._delimiter, MOST_COLUMNS)
        self._patience -= len(cells)
        return cells, end

    def _swallows(self, found: re.Match[str]) -> bool:
        """Whether a stray quote joined what are so many rows of their own, by their columns."""
        lines = self._text.count("\n", *found.span())
        if lines < _MANY_LINES or self._width < 2:
            return False
        fits = [line.count(self._delimiter) == self._width - 1 for line in found[0].split("\n")]
        return fits[0] and sum(fits) > _ALIKE * lines


@lru_cache(maxsize=32)
def _pattern(delimiter: str, strict: bool) -> re.Pattern[str]:
    """What comes next: an empty line, a record (without quotes in most cases), or a line."""
    by = re.escape(delimiter)
    blanks = "" if strict or delimiter == " " else r"\x20*+"
    quoted = rf'{blanks}"(?:[^"]++|"")*+"{blanks}(?={by}|\n|\Z)'
    field = rf'(?:{quoted}|(?!{blanks}")[^\n{by}]*+)'
    end = r"(?:\n|\Z)"
    comment = rf"#[^\n]*+{end}|" if strict else ""
    return re.compile(
        rf"(?!\Z)(?:(?P<passed>{comment}[\x20\t]*+{end})"
        rf'|(?P<plain>[^\n"]++){end}'
        rf"|(?P<whole>{field}(?:{by}{field}){{0,{MOST_COLUMNS}}}+{end})"
        rf"|(?P<stray>[^\n]++{end}))"
    )
