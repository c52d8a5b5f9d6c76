"""What a word processor's file is made of, in whatever format it comes."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import BinaryIO

from kgstudy.domain.progress import Progress
from kgstudy.formats import xml
from kgstudy.formats.archive import Archive
from kgstudy.formats.texts.base import check_size
from kgstudy.formats.texts.blocks import Block, Cell, Kind, Table
from kgstudy.formats.texts.layout import Piece, could_be_heading, is_prose
from kgstudy.formats.texts.sheet import check_length

_MOST_TABLES = 50


class Manuscript:
    """Takes blocks as they come; those within a table become its rows when it ends."""

    def __init__(self, place: str) -> None:
        self._place = place
        self._length = 0
        self._blocks: list[Block] = []
        self._tables: list[Table] = []
        self._deeper = 0
        self._names = False
        self._languages = Counter[str]()
        self.notes = 0
        """Footnotes and endnotes, which stay out."""

    def add(self, block: Block) -> None:
        self._length += len(block.words)
        check_length(self._length, self._place)
        if block.words.strip():
            self._where().append(block)

    def speak(self, language: str, words: str) -> None:
        """Notes that these words are in that language."""
        self._languages[language] += len(words)

    @property
    def language(self) -> str:
        """That of most words, among which a file's usual one counts as any other."""
        return next((language for language, _ in self._languages.most_common(1)), "")

    def begin_table(self) -> None:
        if len(self._tables) == _MOST_TABLES:
            self._deeper += 1
            return
        for outer in self._tables:
            outer.is_layout = True
        self._tables.append(Table())

    def begin_row(self, *, names: bool = False) -> None:
        """A row; its cells are the names of the columns, or that may be said of it later."""
        self._names = names
        if self._tables:
            self._tables[-1].rows.append([])

    def begin_cell(self) -> None:
        if self._tables and self._tables[-1].rows:
            self._tables[-1].rows[-1].append(Cell(self._names))

    def name_columns(self) -> None:
        """Says so of the row that has begun."""
        self._names = True

    def end_table(self) -> None:
        if self._deeper:
            self._deeper -= 1
        elif self._tables:
            table = self._tables.pop()
            _name_strong(table)
            self._where().extend(table.blocks())

    def _where(self) -> list[Block]:
        if not self._tables:
            return self._blocks
        table = self._tables[-1]
        return table.rows[-1][-1].blocks if table.rows and table.rows[-1] else table.before

    def blocks(self) -> list[Block]:
        """All of them; where no headings are marked, bold lines are what the writer meant by it."""
        while self._tables:
            self.end_table()
        promote(self._blocks)
        return self._blocks


def _name_strong(table: Table) -> None:
    """A first row, or column, all in bold names the others."""
    rows = [row for row in table.rows if row]
    if len(rows) < 2 or any(cell.is_name for cell in rows[0]):
        return
    for line in (rows[0], [row[0] for row in rows]):
        others = [cell for row in rows for cell in row if not any(cell is each for each in line)]
        if all(map(_is_strong, line)) and not any(map(_is_strong, others)):
            for cell in line:
                cell.is_name = True
            return


def _is_strong(cell: Cell) -> bool:
    return bool(cell.blocks) and all(block.strong for block in cell.blocks)


def promote(blocks: Sequence[Block]) -> None:
    """Makes headings of bold lines, where there are none but perhaps a title."""
    if not any(block.kind is Kind.HEADING and block.level > 1 for block in blocks):
        for block, following in pairwise(blocks):
            _promote(block, following)


def _promote(block: Block, following: Block) -> None:
    if block.kind is not Kind.PARAGRAPH or not block.strong or following.kind is Kind.HEADING:
        return
    said = Piece(" ".join(block.words.split()), alone=True)
    prose = following.kind is not Kind.PARAGRAPH or is_prose(Piece(following.words))
    if prose and could_be_heading(said):
        block.kind, block.level = Kind.HEADING, 2


def part(
    archive: Archive, name: str, take: Callable[[Iterator[xml.Event]], None], progress: Progress
) -> None:
    """Hands the events of a part of the file to `take`, if the file has it."""
    entry = archive.entries.get(name)
    if entry is None:
        return
    place = f"{archive.path}/{name}"
    check_size(entry.file_size, place)
    source: BinaryIO
    with archive.open(name) as source:
        take(xml.events(source, place, progress, entry.file_size))


def local(name: str) -> str:
    """The name without the prefix of its namespace, of which each file may choose another."""
    return name.rpartition(":")[2]


def untold(done: float) -> None:
    del done
