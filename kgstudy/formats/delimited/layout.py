"""What a table looks like before it is read: for the person who says what its columns are for."""

from dataclasses import dataclass
from pathlib import Path

from kgstudy.formats.delimited.shape import Column, Layout, swapped
from kgstudy.formats.delimited.table import Row, Table, cleaned, open_text, pasted, taken_apart

__all__ = ["Column", "Layout", "Survey", "survey", "survey_text", "swapped"]

_SHOWN = 50
_LONGEST_SHOWN = 2000
"""Characters of a cell."""


@dataclass(frozen=True, slots=True)
class Survey:
    """The first of `count` rows by this layout, and the columns' names where they are told."""

    layout: Layout
    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    count: int


def survey(path: Path, layout: Layout | None = None) -> Survey:
    """A look at the file by this layout, or by the one that it seems to have."""
    text, encoded = open_text(path, layout)
    return _surveyed(taken_apart(cleaned(text), encoded, str(path), layout))


def survey_text(text: str, layout: Layout | None = None) -> Survey:
    """The same for a text that was pasted."""
    return _surveyed(taken_apart(pasted(text), "utf-8", "", layout))


def _surveyed(found: Table) -> Survey:
    rows = tuple(_shown(row, found.layout) for row in found.rows[:_SHOWN])
    return Survey(found.layout, found.names, rows, len(found.rows))


def _shown(row: Row, layout: Layout) -> tuple[str, ...]:
    """A row with as many cells as there are columns, none of them too long to be drawn."""
    last = max(0, len(layout.columns) - 1)
    cells = (*row[:last], layout.delimiter.join(row[last:]), *[""] * (last - len(row)))
    return tuple(cell.strip()[:_LONGEST_SHOWN] for cell in cells)
