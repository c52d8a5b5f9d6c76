"""Note types: their fields and templates as JSON, read once and shared by their notes."""

import json
from collections.abc import Iterable
from functools import lru_cache

from kgstudy.domain.note_type import NoteType, Template
from kgstudy.store.collection import Collection
from kgstudy.store.tables import NoteType as Table

_MOST_KEPT = 500
"""Note types held in memory; few collections have more than some dozens."""


def ids(collection: Collection) -> dict[str, int]:
    """The id of every note type, by guid."""
    return {guid: id_ for id_, guid in collection.rows(Table.select(Table.id, Table.guid))}


def every(collection: Collection) -> tuple[NoteType, ...]:
    """All note types by name."""
    return tuple(_value(*row[1:]) for row in collection.rows(Table.select().order_by(Table.name)))


def several(collection: Collection, wanted: Iterable[int]) -> dict[int, NoteType]:
    """Those of `wanted` that exist, by id."""
    chosen = Table.select().where(Table.id.in_(list(wanted)))
    return {row[0]: _value(*row[1:]) for row in collection.rows(chosen)}


def add(collection: Collection, note_type: NoteType) -> int:
    """Returns its id."""
    made = collection.new_id()
    definition = json.dumps(
        {
            "cloze": note_type.cloze,
            "fields": note_type.fields,
            "templates": [(t.name, t.question, t.answer) for t in note_type.templates],
            "css": note_type.css,
            "origin": note_type.origin,
        },
        ensure_ascii=False,
    )
    collection.connection.execute(
        "INSERT INTO note_type (id, guid, name, definition) VALUES (?, ?, ?, ?)",
        (made, note_type.guid, note_type.name, definition),
    )
    return made


@lru_cache(_MOST_KEPT)
def _value(guid: str, name: str, definition: str) -> NoteType:
    stored = json.loads(definition)
    return NoteType(
        guid,
        name,
        stored["cloze"],
        tuple(stored["fields"]),
        tuple(Template(*template) for template in stored["templates"]),
        stored["css"],
        stored["origin"],
    )
