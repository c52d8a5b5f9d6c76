"""Which lines of a page are rows of a table, told by the room between words in columns."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kgstudy.formats.texts.lines import MARKER
from kgstudy.formats.texts.pdf_pages import WIDE, Line, Word

_ALIGNED = 0.5
"""How far apart two columns' beginnings may be, in heights of a letter, to be the same."""
_SPREAD = 4
"""Rooms between words from which on a line that is set to both margins is told by them."""
_CLOSE = 1.6
"""How far below a row another line of its cells is, in heights of a letter."""


def parted(lines: Sequence[Line]) -> Iterator[tuple[bool, list[Line]]]:
    """The lines in runs, each with whether it is a table."""
    run: list[Line] = []
    text: list[Line] = []
    for line in lines:
        if run and (_is_next(run, line) or _goes_on(run, line)):
            run.append(line)
            continue
        yield from _ended(run, text)
        run = [line] if starts(line) else []
        if not run:
            text.append(line)
    yield from _ended(run, text)
    if text:
        yield False, text


def _ended(run: list[Line], text: list[Line]) -> Iterator[tuple[bool, list[Line]]]:
    """The run as a table, or as more of the `text` before it."""
    if len(run) < 2:
        text += run
        return
    if text:
        yield False, list(text)
        text.clear()
    yield True, run


def starts(line: Line) -> list[float]:
    """Where words stand that have wide room before them, unless all of the line is spread out."""
    pairs = list(pairwise(line.words))
    gaps = [after.left - before.right for before, after in pairs]
    if len(gaps) >= _SPREAD and max(gaps) < 2 * line.size and max(gaps) < 1.6 * min(gaps):
        return []
    if pairs and MARKER.match(f"{line.words[0].text} x"):
        pairs, gaps = pairs[1:], gaps[1:]  # the room behind the mark of an item
    room = WIDE * line.size
    return [after.left for (_, after), gap in zip(pairs, gaps, strict=True) if gap > room]


def _is_next(run: Sequence[Line], line: Line) -> bool:
    """Whether a column of the line is one of a row above."""
    if run[-1].page != line.page or run[-1].base <= line.base:
        return False
    known = [start for row in run[-3:] for start in starts(row)]
    return any(_is_same(start, other, line) for start in starts(line) for other in known)


def _goes_on(run: Sequence[Line], line: Line) -> bool:
    """Whether the line stands below another cell than the first, and close to it."""
    above = run[-1]
    near = above.page == line.page and 0 < above.base - line.base < _CLOSE * line.size
    known = [start for row in run[-3:] for start in starts(row)]
    return near and any(_is_same(line.left, start, line) for start in known)


def _is_same(one: float, other: float, line: Line) -> bool:
    return abs(one - other) < _ALIGNED * line.size


def rows(table: Sequence[Line]) -> list[list[str]]:
    """The cells of each row; a cell of several lines is one."""
    columns = _columns(table)
    made: list[list[str]] = []
    for line in table:
        cells = _cells(line, columns)
        if line is table[0] or cells[0] or len(starts(line)):
            made.append(cells)
        else:
            pairs = zip(made[-1], cells, strict=True)
            made[-1] = [" ".join(filter(None, pair)) for pair in pairs]
    return made


def _columns(table: Sequence[Line]) -> list[float]:
    """Where columns begin: a name in the middle above one begins elsewhere."""
    every = sorted(start for line in table for start in starts(line))
    seen = [
        start for start in every if sum(_is_same(start, other, table[0]) for other in every) > 1
    ]
    found: list[float] = [min(line.left for line in table)]
    for start in seen or every:
        if not _is_same(start, found[-1], table[0]):
            found.append(start)
    return found


def _cells(line: Line, columns: Sequence[float]) -> list[str]:
    cells: list[list[str]] = [[] for _ in columns]
    for part in _parts(line, columns):
        middle = (part[0].left + part[-1].right) / 2
        at = max((at for at, start in enumerate(columns) if start <= middle), default=0)
        exact = [at for at, start in enumerate(columns) if _is_same(part[0].left, start, line)]
        cells[exact[0] if exact else at] += [word.text for word in part]
    return [" ".join(cell) for cell in cells]


def _parts(line: Line, columns: Sequence[float]) -> list[list[Word]]:
    """The words between wide rooms, and from where a column begins."""
    wide = starts(line)
    parts: list[list[Word]] = []
    for word in line.words:
        begins = word.left in wide or any(_is_same(word.left, start, line) for start in columns[1:])
        if begins or not parts:
            parts.append([])
        parts[-1].append(word)
    return parts
