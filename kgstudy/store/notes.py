"""Notes with their tags."""

import json
from collections.abc import Collection as Group
from collections.abc import Iterable, Sequence

from kgstudy.domain.ids import NoteId
from kgstudy.domain.note import Note
from kgstudy.store.collection import Collection, Row
from kgstudy.store.tables import Note as Table
from kgstudy.store.tables import Tag


def get(collection: Collection, note: NoteId) -> Note:
    row = collection.row(Table.select().where(Table.id == note))
    assert row is not None
    return _value(row, _tags(collection, note))


def several(collection: Collection, notes: Group[NoteId]) -> dict[NoteId, Note]:
    """Those of `notes` that exist, by id."""
    marks = ", ".join("?" * len(notes))
    rows = collection.connection.execute(
        f"""
        SELECT id, guid, kind, fields,
            (SELECT group_concat(name, ' ' ORDER BY name)
             FROM note_tag JOIN tag ON tag.id = tag_id WHERE note_id = note.id)
        FROM note WHERE id IN ({marks})
        """,
        tuple(notes),
    )
    return {
        NoteId(row[0]): Note(NoteId(row[0]), row[1], row[2], json.loads(row[3]), _split(row[4]))
        for row in rows
    }


def find(collection: Collection, *, guid: str) -> Note | None:
    row = collection.row(Table.select().where(Table.guid == guid))
    return None if row is None else _value(row, _tags(collection, NoteId(row[0])))


def add(collection: Collection, notes: Sequence[Note]) -> None:
    now = collection.clock.now_ms()
    collection.connection.executemany(
        "INSERT INTO note (id, guid, kind, fields, changed) VALUES (?, ?, ?, ?, ?)",
        ((note.id, note.guid, note.kind, _text(note), now) for note in notes),
    )
    for note in notes:
        _set_tags(collection, note)


def save(collection: Collection, note: Note) -> None:
    query = Table.update(
        kind=note.kind, fields=_text(note), changed=collection.clock.now_ms()
    ).where(Table.id == note.id)
    collection.run(query)
    _set_tags(collection, note)


def tag(collection: Collection, note: NoteId, name: str) -> None:
    """Adds one tag; a note that has it already is left as it is."""
    collection.connection.execute(
        "INSERT OR IGNORE INTO note_tag (note_id, tag_id) VALUES (?, ?)",
        (note, _tag_id(collection, name)),
    )


def search(collection: Collection, words: Iterable[str]) -> set[NoteId]:
    """The notes whose text holds all the words, each already folded, as the beginning of a word."""
    query = " AND ".join('"{}"*'.format(word.replace('"', '""')) for word in words)
    rows = collection.connection.execute(
        "SELECT rowid FROM note_text WHERE note_text MATCH ?", (query,)
    )
    return {NoteId(row[0]) for row in rows}


def _set_tags(collection: Collection, note: Note) -> None:
    present = _tags(collection, note.id)
    if set(present) == set(note.tags):
        return
    collection.connection.execute("DELETE FROM note_tag WHERE note_id = ?", (note.id,))
    for name in note.tags:
        tag(collection, note.id, name)


def _tags(collection: Collection, note: NoteId) -> tuple[str, ...]:
    rows = collection.connection.execute(
        "SELECT name FROM note_tag JOIN tag ON tag.id = tag_id WHERE note_id = ? ORDER BY name",
        (note,),
    )
    return tuple(row[0] for row in rows)


def _split(tags: str | None) -> tuple[str, ...]:
    return tuple(tags.split(" ")) if tags else ()


def _tag_id(collection: Collection, name: str) -> int:
    row = collection.row(Tag.select(Tag.id).where(Tag.name == name))
    if row is not None:
        return int(row[0])
    made = collection.new_id()
    collection.run(Tag.insert(id=made, name=name))
    return made


def _text(note: Note) -> str:
    return json.dumps(dict(note.fields), ensure_ascii=False)


def _value(row: Row, tags: tuple[str, ...]) -> Note:
    identifier, guid, kind, fields, _changed = row
    return Note(NoteId(identifier), guid, kind, json.loads(fields), tags)
