"""Rows become notes: with a question and an answer, with gaps, or of a note type with more."""

import re
from collections.abc import Iterator, Sequence
from html import unescape

from kgstudy.domain.card_types import CARD_TYPES
from kgstudy.domain.deck import SEPARATOR
from kgstudy.domain.errors import Place, UserError
from kgstudy.domain.markup import as_html
from kgstudy.domain.note_type import NoteType
from kgstudy.domain.parcel import Parcel, ParcelDeck, ParcelNote, Problem
from kgstudy.domain.progress import Progress, unheard
from kgstudy.formats.delimited import stock
from kgstudy.formats.delimited.guessing import GAP
from kgstudy.formats.delimited.kinds import Kinds, is_empty
from kgstudy.formats.delimited.note_types import stable_id
from kgstudy.formats.delimited.records import MOST_COLUMNS
from kgstudy.formats.delimited.shape import CONTENT, Column
from kgstudy.formats.delimited.table import Row, Table

LONGEST = 1_000_000
"""Characters of a cell."""

_A_STEP = 2000
"""Notes between two tellings of the progress."""
_UNSAID = re.compile(r"<(?!(?:img|audio|video|source)\b)/?[a-z][^<>]*>", re.IGNORECASE)
"""Tags that do not make another question of it."""
_LONGEST_DECK = 500
_LONGEST_GUID = 500
_TAG_ENDS = re.compile(r"[\s,;]+")
_CALLED = {"\t": "a tab", ";": "a semicolon", ",": "a comma", "|": "a bar", ":": "a colon"}


def parcel(table: Table, stem: str, progress: Progress = unheard) -> Parcel:
    """The notes of the table; those without a deck come into the one called `stem`.

    Raises UserError where there is nothing to ask, or nothing to answer.
    """
    _check(table)
    reading = _Reading(table, stem)
    notes = []
    for index, row in enumerate(table.rows):
        if index % _A_STEP == 0:
            progress(0.5 + 0.5 * index / len(table.rows))
        note = reading.note(index, row)
        if note is not None:
            notes.append(note)
    progress(1.0)
    return Parcel(
        decks=tuple(ParcelDeck(guid, name) for name, guid in reading.decks.items()),
        notes=tuple(notes),
        problems=tuple(reading.problems()),
        note_types=tuple(reading.note_types()),
    )


def _check(table: Table) -> None:
    columns = table.layout.columns
    called = _CALLED.get(table.layout.delimiter, "a tab")
    if not table.rows:
        why = "There are no cards in it: write a question and its answer on each line."
        raise UserError(why, place=Place(table.name))
    if Column.FRONT not in columns:
        why = "No column is the front: choose the one that has the questions."
        raise UserError(why, place=Place(table.name))
    alone = not CONTENT & (set(columns) - {Column.FRONT})
    if alone and not any(GAP.search(cell) for row in table.rows for cell in row):
        why = "There is one column only: put {delimiter} between the question and the answer."
        raise UserError(why, place=Place(table.name), delimiter=called)


class _Reading:
    """A table while its rows become notes."""

    def __init__(self, table: Table, stem: str) -> None:
        self._table = table
        self._layout = layout = table.layout
        self._width = len(layout.columns)
        self._content = [at for at, column in enumerate(layout.columns) if column in CONTENT]
        self._fronts, self._backs = self._places(Column.FRONT), self._places(Column.BACK)
        self._notes = self._places(Column.NOTE)
        self._guid, self._deck, self._tags = (
            next(iter(self._places(column)), None)
            for column in (Column.GUID, Column.DECK, Column.TAGS)
        )
        self._home = _deck_name(layout.deck) or _deck_name(stem) or "Cards"
        self._told = table.told.note_type
        self._many = bool({Column.KEPT, Column.NOTE_TYPE} & {*layout.columns})
        self._kinds = Kinds(table, self._content)
        self._exact = table.told.any and layout.html
        self._seen: dict[str, int] = {}
        self._tag_lists: dict[str, tuple[str, ...]] = {"": layout.tags}
        self._deck_names: dict[str, str] = {}
        self._troubles: list[tuple[int, str, bool]] = []
        self.decks: dict[str, str] = {}

    def _places(self, wanted: Column) -> list[int]:
        return [at for at, column in enumerate(self._layout.columns) if column is wanted]

    def problems(self) -> Iterator[Problem]:
        """What is to be said of rows, in their order, and of the text as a whole."""
        name = self._table.name
        if self._table.told.matches not in ("", "update current"):
            why = "“#if matches” is not followed: what is here already is updated."
            yield Problem(Place(name, 1), why, lost=False)
        header = self._table.layout.header
        why = "The quotes of this row do not fit: look whether it was read as it is meant."
        repaired = [(row - header, why, False) for row in self._table.records.repaired]
        for row, trouble, lost in sorted([*self._troubles, *repaired]):
            yield Problem(Place(name, self._table.line(row)), trouble, lost)

    def note_types(self) -> Sequence[NoteType]:
        return self._kinds.used

    def note(self, index: int, row: Row) -> ParcelNote | None:
        """The note of a row, or None where there is trouble."""
        cells = self._cells(index, row)
        if cells is None:
            return None
        shown = cells if self._layout.html else [*map(as_html, cells)]
        made = self._fields(shown, cells)
        if isinstance(made, str):
            self._troubles.append((index, made, True))
            return None
        kind, fields, its_type = made
        deck = self._deck_of(cells)
        return ParcelNote(
            self._guid_of(cells, deck, shown),
            self.decks[deck],
            kind,
            fields,
            self._tags_of(cells),
            None,
            its_type,
        )

    def _cells(self, index: int, row: Row) -> Row | None:
        """As many cells as there are columns; None where the row is beyond all measure."""
        if len(row) > MOST_COLUMNS or max(map(len, row)) > LONGEST:
            why = f"This row is longer than {LONGEST:,} characters or {MOST_COLUMNS:,} columns."
            self._troubles.append((index, f"{why} It belongs to no deck.", True))
            return None
        if len(row) > self._width:
            row = self._narrowed(index, row)
        if not self._exact:
            row = [cell.strip() for cell in row]
        return row if len(row) == self._width else [*row, *[""] * (self._width - len(row))]

    def _narrowed(self, index: int, row: Row) -> Row:
        """A row with too many cells: somebody wrote the delimiter into the last one."""
        last = self._width - 1
        if self._layout.columns[last] in CONTENT:
            return [*row[:last], self._layout.delimiter.join(row[last:])]
        if any(row[self._width :]):
            why = f"This row has more than {self._width} columns: the others were passed over."
            self._troubles.append((index, why, False))
        return row[: self._width]

    def _fields(self, shown: Row, cells: Row) -> tuple[str, dict[str, str], str | None] | str:
        """The kind, the fields and the note type of a row, or why there are none."""
        if self._many:
            return self._kinds.of(cells, shown)
        front = self._joined(shown, self._fronts)
        back = self._joined(shown, self._backs)
        note = self._joined(shown, self._notes) if self._notes else ""
        if is_empty(front):
            return "The question of this row is empty: write something there."
        if "{{c" in front and GAP.search(front):
            return self._cloze({"text": front, "note": _together(back, note)})
        if is_empty(back):
            mark = _CALLED.get(self._layout.delimiter, f"“{self._layout.delimiter}”")
            return f"This row has no answer: write one behind {mark}."
        kind = "both-ways" if self._told == stock.REVERSED else "basic"
        return kind, {"front": front, "back": back, "note": note}, None

    def _cloze(self, fields: dict[str, str]) -> tuple[str, dict[str, str], str | None] | str:
        problem = CARD_TYPES["cloze"].problem(fields)
        return problem or ("cloze", fields, None)

    def _joined(self, cells: Row, places: list[int]) -> str:
        if len(places) == 1:
            return cells[places[0]]
        return _together(*(cells[at] for at in places)) if places else ""

    def _deck_of(self, cells: Row) -> str:
        given = cells[self._deck] if self._deck is not None else ""
        name = self._deck_names.get(given)
        if name is None:
            name = self._deck_names[given] = _deck_name(given) or self._home
            self.decks.setdefault(name, stable_id("deck", name))
        return name

    def _tags_of(self, cells: Row) -> tuple[str, ...]:
        given = cells[self._tags] if self._tags is not None else ""
        tags = self._tag_lists.get(given)
        if tags is None:
            split = given.split() if self._table.told.any else _TAG_ENDS.split(given)
            tags = tuple(dict.fromkeys((*filter(None, split), *self._layout.tags)))
            self._tag_lists[given] = tags
        return tags

    def _guid_of(self, cells: Row, deck: str, shown: Row) -> str:
        """As the row says; else by its first field, as Anki knows a note again."""
        own = cells[self._guid] if self._guid is not None else ""
        if not own or own.isspace():
            guid = stable_id(deck, _gist(shown[self._content[0]]))
        else:
            guid = own if len(own) <= _LONGEST_GUID else stable_id(own)
        times = self._seen[guid] = self._seen.get(guid, 0) + 1
        return guid if times == 1 else self._again(guid, times)

    def _again(self, guid: str, times: int) -> str:
        """Another one for a note whose guid others have already."""
        other = stable_id(guid, str(times))
        while other in self._seen:
            other = stable_id(other)
        self._seen[other] = 1
        return other


def _gist(html: str) -> str:
    """What tells a question from another: its words and pictures, without the way they are set."""
    if "<" in html or "&" in html:
        html = unescape(_UNSAID.sub("", html))
    return " ".join(html.split())


def _together(*parts: str) -> str:
    return "<br>".join(filter(None, parts))


def _deck_name(given: str) -> str:
    parts = (" ".join(part.split()) for part in given.split(SEPARATOR))
    return SEPARATOR.join(filter(None, parts))[:_LONGEST_DECK].rstrip(":")
