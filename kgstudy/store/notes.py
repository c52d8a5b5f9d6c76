"""Notes with their tags."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Collection as Group
from json.encoder import encode_basestring as _quoted
from typing import NamedTuple

from kgstudy.domain.ids import NoteId
from kgstudy.domain.markup import sorted_as
from kgstudy.domain.note import Note
from kgstudy.store import bulk, note_types
from kgstudy.store.collection import Collection, Row
from kgstudy.store.tags import called as tag_ids

_COLUMNS = """
    id, guid, kind, fields, note_type_id,
    (SELECT group_concat(name, ' ' ORDER BY name)
     FROM note_tag JOIN tag ON tag.id = tag_id WHERE note_id = note.id)
"""

_read = json.JSONDecoder().raw_decode  # of what is ours, and has no blanks around it


class Present(NamedTuple):
    """A note that once came in, or was made here.

    `imported` are its fields as they came in last: those it has, unless they were changed here
    since; None for a note that never came in.  `changed` is UTC milliseconds.
    """

    note: Note
    imported: Mapping[str, str] | None
    changed: int


def get(collection: Collection, note: NoteId) -> Note:
    return several(collection, [note])[note]


def several(collection: Collection, notes: Group[NoteId]) -> dict[NoteId, Note]:
    """Those of `notes` that exist, by id."""
    return {note.id: note for note, _ in dated(collection, notes)}


def dated(collection: Collection, notes: Group[NoteId]) -> Iterator[tuple[Note, int]]:
    """Those of `notes` that exist, by id, each with its last change in UTC milliseconds."""
    rows: list[Row] = collection.connection.execute(
        f"SELECT {_COLUMNS}, changed FROM note"
        " WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(list(notes)),),
    ).fetchall()
    return zip(_values(collection, rows), (row[6] for row in rows), strict=True)


def find(collection: Collection, *, guid: str) -> Note | None:
    rows = collection.connection.execute(f"SELECT {_COLUMNS} FROM note WHERE guid = ?", (guid,))
    return next(_values(collection, rows), None)


def present(collection: Collection, guids: Iterable[str]) -> dict[str, Present]:
    """The notes that are here already, by guid."""
    rows: list[Row] = collection.connection.execute(
        f"SELECT {_COLUMNS}, imported, changed FROM note"
        " WHERE guid IN (SELECT value FROM json_each(?))",
        (json.dumps(list(guids)),),
    ).fetchall()
    found = zip(_values(collection, rows), rows, strict=True)
    return {note.guid: Present(note, _imported(note, row[6]), row[7]) for note, row in found}


def named(collection: Collection, beginning: str) -> dict[str, Note]:
    """The notes whose guids begin so, by guid."""
    rows: list[Row] = collection.connection.execute(
        f"SELECT {_COLUMNS} FROM note WHERE guid >= ? AND guid < ?",
        (beginning, f"{beginning}{chr(0x10FFFF)}"),
    ).fetchall()
    return {note.guid: note for note in _values(collection, rows)}


def add(collection: Collection, notes: Sequence[Note]) -> None:
    """Adds notes that were made here."""
    _add(collection, notes, tag_ids(collection, _tags_of(notes)), {}, None)


def add_import(
    collection: Collection, notes: Sequence[Note], changed: Mapping[str, int], ids: range
) -> None:
    """Adds notes that came in, with ids out of `ids`, which are kept for them.

    `changed` tells by guid when they were last changed, in UTC milliseconds, where that is known.
    """
    tags = tag_ids(collection, _tags_of(notes))
    if notes:
        with collection.unrecorded(ids):
            _add(collection, notes, tags, changed, "")


def _add(
    collection: Collection,
    notes: Sequence[Note],
    tags: Mapping[str, int],
    changed: Mapping[str, int],
    came: str | None,
) -> None:
    now = collection.clock.now_ms()
    types = note_types.ids(collection) if any(note.note_type for note in notes) else {}
    bulk.append(
        collection,
        "note (id, guid, kind, fields, changed, note_type_id, imported)",
        "(?, ?, ?, ?, ?, ?, ?)",
        (
            (n.id, n.guid, n.kind, _text(n.fields), changed.get(n.guid, now), _type(n, types), came)
            for n in notes
        ),
    )
    _add_tags(collection, notes, tags)


def save(collection: Collection, note: Note) -> None:
    """Writes the note as it is now; what it was when it came in is remembered."""
    collection.connection.execute(
        """
        UPDATE note SET kind = :kind, fields = :fields, changed = :now, note_type_id = :type,
            imported = CASE WHEN imported = '' AND fields != :fields THEN fields ELSE imported END
        WHERE id = :id
        """,
        _bindings(collection, note) | {"now": collection.clock.now_ms()},
    )
    _set_tags(collection, note)


def save_fields(collection: Collection, notes: Iterable[Note]) -> None:
    """Writes the fields of notes as they are now; what they were when they came in is remembered.

    Nothing else of them may have changed.
    """
    now = collection.clock.now_ms()
    collection.connection.executemany(
        """
        UPDATE note SET fields = ?2, changed = ?3,
            imported = CASE WHEN imported = '' THEN fields ELSE imported END
        WHERE id = ?1 AND fields != ?2
        """,
        ((note.id, _text(note.fields), now) for note in notes),
    )


def fields_of(
    collection: Collection, notes: Sequence[NoteId], sieve: Callable[[str], bool] | None = None
) -> Iterator[tuple[NoteId, dict[str, str]]]:
    """The fields of those of the notes that exist, by id; `sieve` leaves out some by their JSON."""
    rows: Iterator[Row] = collection.connection.execute(
        "SELECT id, fields FROM note WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(notes),),
    )
    return (
        (NoteId(note), _read(fields)[0]) for note, fields in rows if sieve is None or sieve(fields)
    )


def field_names(collection: Collection, notes: Sequence[NoteId] | None = None) -> tuple[str, ...]:
    """The names of all fields of the notes (or of all there are), of the first kind first."""
    within = "" if notes is None else "WHERE id IN (SELECT value FROM json_each(?))"
    rows = collection.connection.execute(
        f"SELECT fields, min(id) AS first FROM note {within}"
        " GROUP BY kind, note_type_id ORDER BY first",
        () if notes is None else (json.dumps(notes),),
    )
    return tuple(dict.fromkeys(name for fields, _ in rows for name in json.loads(fields)))


def save_import(
    collection: Collection, note: Note, imported: Mapping[str, str], changed: int | None
) -> None:
    """Writes a note that has come in again, with the fields `imported`."""
    came = "" if dict(imported) == dict(note.fields) else _text(imported)
    now = collection.clock.now_ms() if changed is None else changed
    collection.connection.execute(
        """
        UPDATE note SET kind = :kind, fields = :fields, changed = :now, note_type_id = :type,
            imported = :came
        WHERE id = :id
        """,
        _bindings(collection, note) | {"now": now, "came": came},
    )
    _set_tags(collection, note)


def delete(collection: Collection, notes: Iterable[NoteId]) -> None:
    """Deletes the notes with their cards."""
    collection.connection.executemany("DELETE FROM note WHERE id = ?", ((id_,) for id_ in notes))


def tag(collection: Collection, note: NoteId, name: str) -> None:
    """Adds one tag; a note that has it already is left as it is."""
    collection.connection.execute(
        "INSERT OR IGNORE INTO note_tag (note_id, tag_id) VALUES (?, ?)",
        (note, tag_ids(collection, {name})[name]),
    )


def tag_names(collection: Collection) -> tuple[str, ...]:
    """All tags, in the order of the alphabet."""
    names = (row[0] for row in collection.connection.execute("SELECT name FROM tag"))
    return tuple(sorted(names, key=sorted_as))


def _add_tags(collection: Collection, notes: Sequence[Note], ids: Mapping[str, int]) -> None:
    collection.connection.executemany(
        "INSERT OR IGNORE INTO note_tag (note_id, tag_id) VALUES (?, ?)",
        ((note.id, ids[name]) for note in notes for name in note.tags),
    )


def _tags_of(notes: Iterable[Note]) -> set[str]:
    return {name for note in notes for name in note.tags}


def _set_tags(collection: Collection, note: Note) -> None:
    present = _tags(collection, note.id)
    if present == set(note.tags):
        return
    collection.connection.execute("DELETE FROM note_tag WHERE note_id = ?", (note.id,))
    _add_tags(collection, [note], tag_ids(collection, set(note.tags)))


def _tags(collection: Collection, note: NoteId) -> set[str]:
    rows = collection.connection.execute(
        "SELECT name FROM note_tag JOIN tag ON tag.id = tag_id WHERE note_id = ?", (note,)
    )
    return {row[0] for row in rows}


def _bindings(collection: Collection, note: Note) -> dict[str, str | int | None]:
    type_id = _type(note, note_types.ids(collection) if note.note_type else {})
    fields = _text(note.fields)
    return {"id": note.id, "kind": note.kind, "fields": fields, "type": type_id}


def _type(note: Note, ids: Mapping[str, int]) -> int | None:
    return None if note.note_type is None else ids[note.note_type.guid]


def _text(fields: Mapping[str, str]) -> str:
    """The fields as JSON, as `json` would write them, in a third of the time."""
    pairs = [f"{_quoted(name)}: {_quoted(html)}" for name, html in fields.items()]
    return "{" + ", ".join(pairs) + "}"


def _imported(note: Note, stored: str | None) -> Mapping[str, str] | None:
    if stored is None:
        return None
    fields: Mapping[str, str] = json.loads(stored) if stored else note.fields
    return fields


def _values(collection: Collection, rows: Iterable[Row]) -> Iterator[Note]:
    rows = list(rows)
    types = {row[4] for row in rows if row[4] is not None}
    known = note_types.several(collection, types) if types else {}
    for identifier, guid, kind, fields, type_id, tags, *_ in rows:
        split = tuple(tags.split(" ")) if tags else ()
        told, _ = _read(fields)
        yield Note(NoteId(identifier), guid, kind, told, split, known.get(type_id))
