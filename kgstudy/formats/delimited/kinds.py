"""What the rows of a note type are: notes of one of our kinds, or of a type made for them."""

import re
from collections import defaultdict
from pathlib import Path

from kgstudy.domain.card_types import CARD_TYPES
from kgstudy.domain.card_types.base import is_blank
from kgstudy.domain.note_type import TEMPLATED, NoteType
from kgstudy.formats.delimited import stock
from kgstudy.formats.delimited.guessing import GAP
from kgstudy.formats.delimited.note_types import field_names, note_type
from kgstudy.formats.delimited.shape import Column
from kgstudy.formats.delimited.table import Row, Table

_SEEN = re.compile(r"\s*(?:<(?:b|i|u|p|div|span|em|strong)\b[^<>]*>\s*)++[^<&\s]")
"""HTML in which there is a word, as a glance tells."""


class Kinds:
    """What rows of a note type are: one of our kinds, if it fits, or of a type made for them."""

    def __init__(self, table: Table, content: list[int]) -> None:
        self._table = table
        self._content = content
        self._order = sorted(content, key=self._is_aside)
        columns = table.layout.columns
        named = Column.NOTE_TYPE in columns
        self._named = columns.index(Column.NOTE_TYPE) if named else None
        self._used = self._filled()
        self._made: dict[str, NoteType] = {}
        self.used: list[NoteType] = []

    def _is_aside(self, at: int) -> int:
        sides = [Column.FRONT, Column.BACK]
        column = self._table.layout.columns[at]
        return sides.index(column) if column in sides else len(sides)

    def _filled(self) -> dict[str, tuple[int, ...]]:
        """The columns that rows of each note type use, and always the front."""
        if self._named is None:
            return {"": tuple(self._content)}
        used: defaultdict[str, set[int]] = defaultdict(lambda: {self._order[0]})
        for row in self._table.rows:
            used[self._name(row)].update(at for at in self._content if at < len(row) and row[at])
        return {name: tuple(sorted(places)) for name, places in used.items()}

    def _name(self, row: Row) -> str:
        """The note type of a row, whether it says so itself or not."""
        if self._named is None:
            return ""
        own = row[self._named].strip() if self._named < len(row) else ""
        return own or self._table.told.note_type

    def of(self, row: Row, shown: Row) -> tuple[str, dict[str, str], str | None] | str:
        name = self._name(row)
        cells = [shown[at] for at in self._order]
        made = stock.from_anki(name, cells) if name in stock.STOCK else None
        if made and name not in self._table.told.fields and _is_complete(*made):
            return *made, None
        its_type = self._made.get(name) or self._make(name)
        places = self._used[name]
        if all(is_empty(shown[at]) for at in places):
            return "This row is empty: write something there."
        fields = {field: shown[at] for field, at in zip(its_type.fields, places, strict=True)}
        asked = shown[self._order[0]]
        if its_type.cloze and not GAP.search(asked):
            return "The text has no gap: mark the words to ask for."
        if is_empty(asked):
            return "The question of this row is empty: write something there."
        return TEMPLATED, fields, its_type.guid

    def _make(self, name: str) -> NoteType:
        layout, told = self._table.layout, self._table.told
        places = self._used[name]
        names = told.fields.get(name, ())
        if len(names) >= len(places):
            # Its own fields, those that no row uses too.
            places = self._used[name] = tuple(self._content[: len(names)])
        else:
            every = self._table.names
            names = tuple(every[at] if at < len(every) else "" for at in places)
        columns = [layout.columns[at] for at in places]
        called = name or told.note_type or Path(self._table.name).stem or "Table"
        made = note_type(called, field_names(names), columns, cloze=self._has_gaps(name))
        self._made[name] = made
        self.used.append(made)
        return made

    def _has_gaps(self, name: str) -> bool:
        """Whether most rows of the note type have gaps in what they ask."""
        asked = self._order[0]
        of_it = [
            bool(GAP.search(row[asked]))
            for row in self._table.rows
            if asked < len(row) and self._name(row) == name
        ]
        return sum(of_it) * 2 > len(of_it)


def _is_complete(kind: str, fields: dict[str, str]) -> bool:
    if kind in ("basic", "both-ways"):
        return not (is_empty(fields["front"]) or is_empty(fields["back"]))
    return CARD_TYPES[kind].problem(fields) is None


def is_empty(html: str) -> bool:
    if not html or html.isspace():
        return True
    return html[0] in "<& " and not _SEEN.match(html) and is_blank(html)
