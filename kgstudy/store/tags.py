"""Tags: words on notes, nested by `::`, each with a row of its own also where no note has it."""

import json
from collections.abc import Iterable, Sequence

from kgstudy.domain.ids import NoteId
from kgstudy.domain.spelling import Spellings
from kgstudy.store.collection import Collection, Row

_GIVEN = "(SELECT value FROM json_each(?))"


def counted(collection: Collection) -> list[tuple[str, int]]:
    """Every tag with the notes that have it."""
    rows: list[Row] = collection.connection.execute(
        "SELECT name, count(note_id) FROM tag LEFT JOIN note_tag ON tag_id = tag.id GROUP BY tag.id"
    ).fetchall()
    return [(name, count) for name, count in rows]


def counted_among(collection: Collection, notes: Sequence[NoteId]) -> list[tuple[str, int]]:
    """The tags that any of the notes has, with how many of them have it."""
    rows: list[Row] = collection.connection.execute(
        "SELECT name, count(*) FROM note_tag JOIN tag ON tag.id = tag_id"
        f" WHERE note_id IN {_GIVEN} GROUP BY tag_id",
        (json.dumps(notes),),
    ).fetchall()
    return [(name, count) for name, count in rows]


def ids(collection: Collection) -> dict[str, int]:
    """The id of every tag, by name."""
    return dict(collection.connection.execute("SELECT name, id FROM tag"))


def called(collection: Collection, names: Iterable[str]) -> dict[str, int]:
    """The ids of the tags by these names, whatever their case; made where there are none."""
    wanted = set(names)
    found: dict[str, int] = dict(
        collection.connection.execute(
            f"SELECT name, id FROM tag WHERE name IN {_GIVEN}", (json.dumps(list(wanted)),)
        )
    )
    missing = sorted(wanted - found.keys())
    return found | _spelled(collection, missing) if missing else found


def _spelled(collection: Collection, names: Iterable[str]) -> dict[str, int]:
    known = ids(collection)
    spellings, here = Spellings(known), set(known)
    written = {}
    for name in names:
        written[name] = spellings.of(name)
        spellings.add(written[name])
    for name in sorted(set(written.values()) - here):
        known[name] = collection.new_id()
    collection.connection.executemany(
        "INSERT INTO tag (name, id) VALUES (?, ?)",
        ((name, tag) for name, tag in known.items() if name not in here),
    )
    return {name: known[tag] for name, tag in written.items()}


def give(collection: Collection, notes: Sequence[NoteId], tag: int) -> None:
    """Gives the tag to those of the notes that exist and have it not."""
    collection.connection.execute(
        "INSERT OR IGNORE INTO note_tag (note_id, tag_id)"
        f" SELECT id, ? FROM note WHERE id IN {_GIVEN}",
        (tag, json.dumps(notes)),
    )


def take(collection: Collection, notes: Sequence[NoteId], tags: Sequence[int]) -> None:
    collection.connection.execute(
        f"DELETE FROM note_tag WHERE note_id IN {_GIVEN} AND tag_id IN {_GIVEN}",
        (json.dumps(notes), json.dumps(tags)),
    )


def wearers(collection: Collection, notes: Sequence[NoteId], tags: Sequence[int]) -> int:
    """How many of the notes have any of the tags."""
    found = collection.connection.execute(
        "SELECT count(DISTINCT note_id) FROM note_tag"
        f" WHERE note_id IN {_GIVEN} AND tag_id IN {_GIVEN}",
        (json.dumps(notes), json.dumps(tags)),
    ).get
    return int(found)


def bearers(collection: Collection, notes: Sequence[NoteId], tags: Sequence[int]) -> int:
    """How many of the notes have all of the tags, of which there is one at least."""
    found = collection.connection.execute(
        "SELECT count(*) FROM (SELECT note_id FROM note_tag"
        f" WHERE note_id IN {_GIVEN} AND tag_id IN {_GIVEN} GROUP BY note_id HAVING count(*) = ?)",
        (json.dumps(notes), json.dumps(tags), len(tags)),
    ).get
    return int(found)


def join(collection: Collection, tag: int, into: int) -> None:
    """Gives the notes of one tag the other; the first is there no longer."""
    collection.connection.execute(
        "INSERT OR IGNORE INTO note_tag (note_id, tag_id)"
        " SELECT note_id, ?2 FROM note_tag WHERE tag_id = ?1",
        (tag, into),
    )
    delete(collection, [tag])


def rename(collection: Collection, names: Iterable[tuple[int, str]]) -> None:
    """Renames tags by id; none of the new names may be that of another tag."""
    names = list(names)
    # First out of each other's way: `a::b` may become `a` while `a` becomes `c`.
    for each in ([(tag, f"::{tag}") for tag, _ in names], names):
        collection.connection.executemany("UPDATE tag SET name = ?2 WHERE id = ?1", each)


def delete(collection: Collection, tags: Sequence[int]) -> None:
    given = json.dumps(tags)
    collection.connection.execute(f"DELETE FROM note_tag WHERE tag_id IN {_GIVEN}", (given,))
    collection.connection.execute(f"DELETE FROM tag WHERE id IN {_GIVEN}", (given,))


def unused(collection: Collection) -> list[int]:
    rows = collection.connection.execute(
        "SELECT id FROM tag WHERE NOT EXISTS (SELECT 1 FROM note_tag WHERE tag_id = tag.id)"
    )
    return [row[0] for row in rows]
