"""A text taken apart: how it is laid out, and its rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kgstudy.domain.errors import Place, UserError
from kgstudy.domain.markup import CONTROLS
from kgstudy.domain.progress import Progress, unheard
from kgstudy.formats import encoding
from kgstudy.formats.archive import telling
from kgstudy.formats.delimited import guessing
from kgstudy.formats.delimited.directives import Directives, directives
from kgstudy.formats.delimited.guarding import HEADER, unguarded
from kgstudy.formats.delimited.records import Records
from kgstudy.formats.delimited.shape import Column, Layout

LARGEST = 64 << 20
"""Bytes."""
MOST_ROWS = 1_000_000
MOST_CELLS = 10_000_000
_PIECE = 1 << 18
"""Characters cleaned together."""
_A_STEP = 5000
"""Rows between two tellings of the progress."""
_CONTROLS = [chr(code) for code in range(128) if CONTROLS.match(chr(code))]


Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class Table:
    """`name` is what people call the text, `names` are the columns' own, as far as they are told.

    `rows` are those of cards, without a header; `records` tells the line of each, the header's
    being the first.
    """

    name: str
    layout: Layout
    told: Directives
    names: tuple[str, ...]
    rows: list[Row]
    records: Records

    def line(self, row: int) -> int:
        """The line of the text on which that one of the rows begins; ask in their order."""
        return self.records.line(row + self.layout.header)


def open_text(path: Path, layout: Layout | None) -> tuple[str, str]:
    """The text of the file and its encoding; raises UserError where it is no text, or too large."""
    with telling(path):
        if path.stat().st_size > LARGEST:
            raise UserError(
                "The text is larger than {most} MiB: cut it into several.",
                place=Place(str(path)),
                most=LARGEST >> 20,
            )
        data = path.read_bytes()
    if layout is None:
        return encoding.decoded(data)
    try:
        text = encoding.in_pieces(data, layout.encoding)
        return text.removeprefix("\ufeff"), layout.encoding
    except LookupError as error:
        why = "There is no encoding of the name “{encoding}”: choose another one."
        raise UserError(why, place=Place(str(path)), encoding=layout.encoding) from error


def cleaned(text: str) -> str:
    """The text with one kind of line end, and without characters that no text has."""
    return "".join(map(_cleaned, _pieces(text)))


def _pieces(text: str) -> Iterator[str]:
    """The text in pieces, between which others have their turn; no line end is parted."""
    at = 0
    while at < len(text):
        end = at + _PIECE
        while text[end - 1 : end] == "\r":
            end += 1
        yield text[at:end]
        at = end


def _cleaned(piece: str) -> str:
    if "\r" in piece:
        piece = piece.replace("\r\n", "\n").replace("\r", "\n")
    if any(control in piece for control in _CONTROLS):
        piece = CONTROLS.sub("", piece)
    return piece


def pasted(text: str) -> str:
    """A text from elsewhere than a file, which may hold halves of characters."""
    return cleaned(text.encode("utf-8", "replace").decode("utf-8").removeprefix("\ufeff"))


def taken_apart(
    text: str,
    encoded: str,
    name: str,
    layout: Layout | None = None,
    progress: Progress = unheard,
) -> Table:
    """Takes the text (cleaned) apart, by this layout or the one that it seems to have."""
    told = directives(text)
    mark = layout.delimiter if layout else told.delimiter
    if mark is None:
        mark = guessing.delimiter(text, told.end, strict=told.any)
    usual = guessing.plain_width(text, mark, told.end)
    records = Records(text, mark, start=told.end, strict=told.any, width=usual)
    rows = list(_bounded(records, name, len(text), progress))
    if rows and tuple(rows[0]) == HEADER:
        rows = [tuple(map(unguarded, row)) for row in rows]
    if layout is None:
        layout = _guessed(text, encoded, mark, told, rows)
    names = _names(told, mark)
    if layout.header and rows:
        names = tuple(" ".join(cell.split()) for cell in rows.pop(0))
    return Table(name, layout, told, names, rows, records)


def _bounded(records: Records, name: str, size: int, progress: Progress) -> Iterator[Row]:
    """The rows, where there are not more of them than memory and patience last for."""
    cells = 0
    for done, row in enumerate(records):
        cells += len(row)
        if done % _A_STEP == 0:
            progress(0.5 * records.place / max(1, size))
            if done > MOST_ROWS or cells > MOST_CELLS:
                break
        yield tuple(row)  # which, unlike a list, the garbage collector soon passes over
    if cells > MOST_CELLS or len(records) > MOST_ROWS:
        raise UserError(
            "The table has more than {rows} rows or {cells} cells: cut it into several.",
            place=Place(name),
            rows=f"{MOST_ROWS:,}",
            cells=f"{MOST_CELLS:,}",
        )


def _guessed(text: str, encoded: str, mark: str, told: Directives, rows: list[Row]) -> Layout:
    looked_at = rows[: guessing.LOOKED_AT]
    header = not told.any and guessing.has_header(looked_at)
    names = tuple(looked_at[0]) if header else _names(told, mark)
    wide = 2 if mark in guessing.PAIRS and not told.any else guessing.width(looked_at)
    wide = max(wide, 1 + max(told.columns, default=-1))
    html = told.html
    if html is None:
        html = names != HEADER and guessing.is_html(text, told.end)
    columns = guessing.columns(rows[header:], names, wide, dict(told.columns))
    if told.columns and Column.NOTE_TYPE in told.columns.values():
        columns = _all_shown(columns)
    return Layout(encoded, mark, header, html, columns, told.deck, told.tags)


def _all_shown(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Where rows are of several note types, a column has no purpose of its own."""
    return tuple(Column.NOTE if column is Column.KEPT else column for column in columns)


def _names(told: Directives, mark: str) -> tuple[str, ...]:
    if not told.names:
        return ()
    row = next(iter(Records(told.names, mark, strict=False)), [])
    return tuple(" ".join(cell.split()) for cell in row)
