"""What a page is made of, before it is told what of it is the text."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum, auto

from kgstudy.formats.texts.sheet import Sheet


class Kind(Enum):
    PARAGRAPH = auto()
    HEADING = auto()
    ITEM = auto()
    ROW = auto()
    LEFT_OUT = auto()
    """Something stood here that is no text to read."""


@dataclass(slots=True)
class Block:
    """`level` is a heading's, `number` an item's where its list has numbers.

    `linked` counts the characters that lead elsewhere; `inside` says that it stands in what the
    page itself calls its main part, `strong` that all of it is in bold letters.
    A row has `cells`, and the `names` of their columns.
    """

    kind: Kind
    words: str = ""
    level: int = 0
    number: int | None = None
    linked: int = 0
    inside: bool = False
    strong: bool = False
    of_list: int = 0
    """Which list it is an item of, together with those within it."""
    cells: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(slots=True)
class Cell:
    is_name: bool
    blocks: list[Block] = field(default_factory=list)

    @property
    def words(self) -> str:
        return " ".join(block.words for block in self.blocks)


@dataclass(slots=True)
class Table:
    """A table while it is read, row by row."""

    is_layout: bool = False
    rows: list[list[Cell]] = field(default_factory=list)
    before: list[Block] = field(default_factory=list)
    """What stands in no cell, as its caption does."""

    def blocks(self) -> list[Block]:
        """Its rows or, where it only puts things beside each other, what is in its cells."""
        rows = [row for row in self.rows if any(cell.words.strip() for cell in row)]
        if self.is_layout or all(len(row) < 2 for row in rows) or _is_wordy(rows):
            return [*self.before, *(block for row in rows for cell in row for block in cell.blocks)]
        names: tuple[str, ...] = ()
        if len(rows) > 1 and all(cell.is_name for cell in rows[0]):
            names = tuple(cell.words for cell in rows.pop(0))
        return [*self.before, *(_row(row, names) for row in rows)]


_LONGEST_CELL = 400
_MOST_IN_CELL = 4


def _is_wordy(rows: list[list[Cell]]) -> bool:
    return any(
        len(cell.words) > _LONGEST_CELL or len(cell.blocks) > _MOST_IN_CELL
        for row in rows
        for cell in row
    )


def _row(row: list[Cell], names: tuple[str, ...]) -> Block:
    """A row; where its first cell is the name of the others, that is said as people do."""
    cells = tuple(cell.words for cell in row)
    inside = any(block.inside for cell in row for block in cell.blocks)
    linked = sum(block.linked for cell in row for block in cell.blocks)
    if not names and row[0].is_name and not any(cell.is_name for cell in row[1:]):
        rest = ", ".join(filter(str.strip, cells[1:]))
        cells = (f"{cells[0].rstrip(' :')}: {rest}",) if rest else cells[:1]
    words = " ".join(cells)
    return Block(Kind.ROW, words, cells=cells, names=names, inside=inside, linked=linked)


def write(blocks: Iterable[Block], sheet: Sheet) -> None:
    """Puts the blocks down on the sheet."""
    last = 0
    for block in blocks:
        if block.of_list != last:
            sheet.end_list()
        last = block.of_list
        match block.kind:
            case Kind.HEADING:
                sheet.heading(block.words, block.level)
            case Kind.ITEM:
                sheet.item(block.words, block.number)
            case Kind.ROW:
                sheet.row(block.cells, block.names)
            case _:
                sheet.paragraph(block.words)
