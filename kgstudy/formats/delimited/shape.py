"""How a table is laid out: what its columns are for, and how it is written."""

from dataclasses import dataclass, replace
from enum import StrEnum


class Column(StrEnum):
    """What a column holds; `NOTE` stands under the answer, `KEPT` is a field that is not shown."""

    FRONT = "front"
    BACK = "back"
    NOTE = "note"
    TAGS = "tags"
    DECK = "deck"
    GUID = "guid"
    NOTE_TYPE = "note-type"
    KEPT = "kept"
    IGNORED = "ignored"


CONTENT = frozenset({Column.FRONT, Column.BACK, Column.NOTE, Column.KEPT})
"""Columns that become fields."""

_OTHER_SIDE = {Column.FRONT: Column.BACK, Column.BACK: Column.FRONT}


@dataclass(frozen=True, slots=True)
class Layout:
    """`header` says that the first row names the columns; `deck` and `tags` are for all rows.

    What a row has beyond the columns belongs to its last one: somebody wrote the delimiter there.
    """

    encoding: str
    delimiter: str
    header: bool
    html: bool
    columns: tuple[Column, ...]
    deck: str = ""
    tags: tuple[str, ...] = ()


def swapped(layout: Layout) -> Layout:
    """The same with front and back exchanged."""
    columns = tuple(_OTHER_SIDE.get(column, column) for column in layout.columns)
    return replace(layout, columns=columns)
