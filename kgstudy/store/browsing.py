"""Puts cards and notes in order, in SQL; a list of them holds their ids and nothing else."""

import json
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from kgstudy.domain.clock import StudyDay
from kgstudy.domain.columns import Column, Sorting, Unit
from kgstudy.domain.ids import CardId, NoteId
from kgstudy.store.collection import Collection
from kgstudy.store.search import Condition
from kgstudy.store.sort_keys import KEYS, Key, values

Ids: TypeAlias = "array[int]"
"""Of cards or of notes, eight bytes each."""

_RARE = 100
"""One of so many is met soon enough in a walk through all."""
_FEW = 4
"""Fewer than one of so many are looked up one by one, rather than met in a walk through all."""

EVERYTHING = "TRUE"
"""The condition that holds for every card."""

_WANTED = "SELECT value FROM json_each(:wanted)"


@dataclass(frozen=True, slots=True)
class Those:
    """The cards for which `condition` holds, or their notes; and besides, cards or notes `kept`."""

    condition: Condition
    kept: tuple[int, ...] = ()


Which = tuple[int, ...] | Those
"""Ids of cards or notes, or what holds for them."""


def count(collection: Collection, unit: Unit) -> int:
    """How many there are in the whole collection."""
    table = "card" if unit is Unit.CARDS else "note"
    return int(collection.connection.execute(f"SELECT count(*) FROM {table}").get)


def unlined(collection: Collection) -> int:
    """How many notes are without their line, or with one that may be of words they had before."""
    return int(
        collection.connection.execute(
            "SELECT count(*) FROM unindexed CROSS JOIN note ON note.id = note_id"
        ).get
    )


def counted(collection: Collection, unit: Unit, condition: Condition) -> int:
    """For how many cards it holds, or how many notes these have."""
    what = "*" if unit is Unit.CARDS else "DISTINCT note_id"
    return int(
        collection.connection.execute(
            f"SELECT count({what}) FROM card WHERE {condition.sql}", condition.values
        ).get
    )


def matching(collection: Collection, condition: Condition) -> Iterator[CardId]:
    """The cards for which it holds, in no order, while nothing is changed."""
    rows = collection.connection.execute(
        f"SELECT id FROM card WHERE {condition.sql}", condition.values
    )
    return (CardId(card) for (card,) in rows)


def strays(
    collection: Collection, unit: Unit, condition: Condition, kept: Iterable[int]
) -> tuple[int, ...]:
    """Those of the cards or notes `kept` that are there still, but it does not hold for them."""
    if unit is Unit.CARDS:
        missed = f"id IN ({_WANTED}) AND ({condition.sql}) IS NOT TRUE"
    else:
        found = f"SELECT note_id FROM card WHERE {condition.sql}"
        missed = f"note_id IN ({_WANTED}) AND note_id NOT IN ({found})"
    rows = collection.connection.execute(
        f"SELECT DISTINCT {_id(unit)} FROM card WHERE {missed}",
        {**condition.values, "wanted": json.dumps(list(kept))},
    )
    return tuple(id_ for (id_,) in rows)


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
    which: Which,
    sorting: Sorting,
    today: StudyDay,
    most: int | None = None,
) -> Ids:
    """Their ids in order; the first `most` of them, where that is given.

    Notes that have no line yet stand last where they are sorted by their question.
    """
    way = "DESC" if sorting.descending else "ASC"
    if sorting.column is Column.QUESTION:
        sql, bound = _by_line(unit, which, way, walk=_may_walk(collection, which, most))
    else:
        sql, bound = _by_key(unit, which, KEYS[sorting.column], way)
    bound |= values(collection) | {"today": today, "most": -1 if most is None else most}
    rows = collection.connection.execute(sql, bound)
    return array("q", (id_ for (id_,) in rows))


_Statement = tuple[str, dict[str, object]]
"""With its values."""


def _by_line(unit: Unit, which: Which, way: str, *, walk: bool) -> _Statement:
    """In a walk through the index of lines, or by the lines of those that are wanted."""
    notes, note = ("note_line", "note_line.note_id") if walk else ("note", "note.id")
    joined = "" if walk else " LEFT JOIN note_line ON note_line.note_id = note.id"
    order = f"line {way}{'' if walk else ' NULLS LAST'}, {note} {way}"
    if unit is Unit.NOTES:
        where, bound = _bound(unit, which, note)
        return (
            f"SELECT {note} FROM {notes}{joined} WHERE {where} ORDER BY {order} LIMIT :most",
            bound,
        )
    where, bound = _bound(unit, which, "card.id")
    tables = f"{notes} CROSS JOIN card ON card.note_id = {note}"
    if not walk:
        tables = f"card JOIN note ON note.id = card.note_id{joined}"
    return (
        f"SELECT card.id FROM {tables} WHERE {where} ORDER BY {order}, slot {way} LIMIT :most",
        bound,
    )


def _by_key(unit: Unit, which: Which, key: Key, way: str) -> _Statement:
    id_, value, group = "card.id", key.sql, ""
    if unit is Unit.NOTES:
        id_, value, group = "card.note_id", f"{key.whole}({key.sql})", " GROUP BY card.note_id"
    where, bound = _bound(unit, which, id_)
    return (
        (f"WITH {key.made} " if key.made else "")
        + f"SELECT {id_} FROM card{key.tables} WHERE {where}{group}"
        + f" ORDER BY {value} {way} NULLS LAST, {id_} LIMIT :most",
        bound,
    )


def _bound(unit: Unit, which: Which, id_: str) -> _Statement:
    """What must hold of a row `card`, or of a note's `id_`, and the values it names."""
    if not isinstance(which, Those):
        return f"{id_} IN ({_WANTED})", {"wanted": json.dumps(which)}
    holds = which.condition.sql
    if unit is Unit.NOTES and holds != EVERYTHING:
        holds = f"{id_} IN (SELECT card.note_id FROM card WHERE {holds})"
    bound: dict[str, object] = dict(which.condition.values)
    if not which.kept:
        return holds, bound
    return f"({holds} OR {id_} IN ({_WANTED}))", bound | {"wanted": json.dumps(which.kept)}


def _id(unit: Unit) -> str:
    return "card.id" if unit is Unit.CARDS else "card.note_id"


def _may_walk(collection: Collection, which: Which, most: int | None) -> bool:
    """Whether the index of lines leads to them soon enough, and to all of them."""
    many = isinstance(which, Those) or (
        most is not None and len(which) * _RARE > count(collection, Unit.CARDS)
    )
    return many and _are_lined(collection)


def _are_lined(collection: Collection) -> bool:
    """Whether every note has its line, which it is given together with the rest of the index."""
    return not collection.connection.execute(
        "SELECT EXISTS (SELECT 1 FROM unindexed"
        " WHERE note_id NOT IN (SELECT note_id FROM note_line))"
    ).get


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
