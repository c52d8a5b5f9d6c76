"""Puts cards and notes in order, in SQL; a list of them holds their ids and nothing else."""

import json
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeAlias

from kgstudy.domain.clock import StudyDay
from kgstudy.domain.columns import Column, Sorting, Unit
from kgstudy.domain.ids import CardId, NoteId
from kgstudy.store.collection import Collection
from kgstudy.store.sort_keys import KEYS, Key, values

Ids: TypeAlias = "array[int]"
"""Of cards or of notes, eight bytes each."""

_FEW = 4
"""Where fewer than one of so many are listed, they are looked up one by one."""
_SPARE = 2

_WANTED = "json_each(:wanted) AS wanted"


def count(collection: Collection, unit: Unit) -> int:
    """How many there are in the whole collection."""
    table = "card" if unit is Unit.CARDS else "note"
    return int(collection.connection.execute(f"SELECT count(*) FROM {table}").get)


def existing(collection: Collection, unit: Unit, ids: Iterable[int]) -> set[int]:
    """Those of the cards or notes that are there still."""
    table = "card" if unit is Unit.CARDS else "note"
    rows = collection.connection.execute(
        f"SELECT id FROM {table} WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    )
    return {id_ for (id_,) in rows}


def notes_of(collection: Collection, cards: Sequence[int]) -> list[NoteId]:
    """The notes of the cards, each once."""
    pairs = _pairs(collection, "id", cards)
    return list(dict.fromkeys(NoteId(note) for _, note in pairs))


def cards_of(collection: Collection, notes: Sequence[int]) -> list[CardId]:
    """All cards of the notes."""
    return [CardId(card) for card, _ in _pairs(collection, "note_id", notes)]


def arranged(
    collection: Collection,
    unit: Unit,
    wanted: Sequence[int],
    sorting: Sorting,
    today: StudyDay,
    most: int | None = None,
) -> Ids:
    """The ids `wanted` of cards or notes, in order; about the first `most`, where that is given.

    Notes that have no line yet stand last where they are sorted by their question.
    """
    whole = count(collection, unit)
    if len(wanted) * _FEW < whole:
        found = array("q", _sorted(collection, unit, wanted, sorting, today, most))
    else:
        spare = most and most * _SPARE * whole // max(1, len(wanted))
        rows = _sorted(collection, unit, None, sorting, today, spare)
        kept = filter(set(wanted).__contains__, rows) if len(wanted) < whole else rows
        found = array("q", islice(kept, most))
    if most is None and len(found) < len(wanted):
        found.extend(sorted(set(wanted).difference(found)))
    return found


def _sorted(
    collection: Collection,
    unit: Unit,
    wanted: Sequence[int] | None,
    sorting: Sorting,
    today: StudyDay,
    most: int | None,
) -> Iterator[int]:
    """Of all of them where none are `wanted`."""
    bound = values(collection) | {"today": today, "most": -1 if most is None else most}
    if wanted is not None:
        bound["wanted"] = json.dumps(list(wanted))
    way = "DESC" if sorting.descending else "ASC"
    if sorting.column is Column.QUESTION:
        sql = _by_line(unit, way, everywhere=wanted is None)
    else:
        sql = _by_key(unit, KEYS[sorting.column], way, everywhere=wanted is None)
    return (id_ for (id_,) in collection.connection.execute(sql, bound))


def _by_line(unit: Unit, way: str, *, everywhere: bool) -> str:
    """All are read in the order of the index of lines; of a few the lines are looked up."""
    if unit is Unit.NOTES:
        within = "" if everywhere else f" WHERE note_id IN (SELECT value FROM {_WANTED})"
        return f"SELECT note_id FROM note_line{within} ORDER BY line {way}, note_id LIMIT :most"
    tables = "note_line CROSS JOIN card ON card.note_id = note_line.note_id"
    if not everywhere:
        tables = (
            f"{_WANTED} CROSS JOIN card ON card.id = wanted.value"
            " CROSS JOIN note_line ON note_line.note_id = card.note_id"
        )
    return f"SELECT card.id FROM {tables} ORDER BY line {way}, slot, card.id LIMIT :most"


def _by_key(unit: Unit, key: Key, way: str, *, everywhere: bool) -> str:
    id_, value, group = "card.id", key.sql, ""
    if unit is Unit.NOTES:
        id_, value, group = "card.note_id", f"{key.whole}({key.sql})", " GROUP BY card.note_id"
    cards = "card" if everywhere else f"{_WANTED} CROSS JOIN card ON {id_} = wanted.value"
    return (
        (f"WITH {key.made} " if key.made else "")
        + f"SELECT {id_} FROM {cards}{key.tables}{group}"
        + f" ORDER BY {value} {way} NULLS LAST, {id_} LIMIT :most"
    )


def _pairs(collection: Collection, column: str, wanted: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Cards and their notes, in the order of cards."""
    if len(wanted) * _FEW < count(collection, Unit.CARDS):
        return collection.connection.execute(
            f"SELECT id, note_id FROM card WHERE {column} IN (SELECT value FROM json_each(?))"
            " ORDER BY id",
            (json.dumps(list(wanted)),),
        )
    rows: Iterator[tuple[int, int]] = collection.connection.execute(
        "SELECT id, note_id FROM card ORDER BY id"
    )
    place, inside = (0 if column == "id" else 1), set(wanted)
    return (row for row in rows if row[place] in inside)
