"""Media that no card needs: which they are, and their removal."""

import json
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from urllib.parse import unquote

from kgstudy.domain.markup import media as named_in
from kgstudy.domain.markup import style_media
from kgstudy.store import trash, versions
from kgstudy.store.collection import Collection
from kgstudy.store.tables import Media as Table

_KEPT_FOR_TEMPLATES = "_"
"""Files of such names belong to a deck's templates, whose scripts may build their names."""
_CHUNK = 500
_SHA256 = re.compile(rb"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Unused:
    """Media by their names, and their size in bytes."""

    names: tuple[str, ...] = ()
    size: int = 0


def unused(collection: Collection) -> Unused:
    """The media that no note, note type, lesson or description of a deck names."""
    rows = collection.rows(Table.select(Table.name, Table.size).order_by(Table.name))
    sizes = {name: size for name, size in rows if not name.startswith(_KEPT_FOR_TEMPLATES)}
    if not sizes:
        return Unused()
    used = _used(collection)
    told = _told(collection)
    names = tuple(
        name for name in sizes if name not in used and not any(name in text for text in told)
    )
    return Unused(names, sum(sizes[name] for name in names))


def remove(collection: Collection, names: Iterable[str]) -> None:
    """Forgets the names, within an act; what they stood for stays until no undo needs it."""
    every = list(names)
    for at in range(0, len(every), _CHUNK):
        collection.run(Table.delete().where(Table.name.in_(every[at : at + _CHUNK])))


def sweep(collection: Collection) -> int:
    """Deletes the files that nothing names and no undo can bring back; returns their bytes.

    Called by a writer with no act under way: a file comes before the row that names it.
    """
    folder = collection.media_folder
    if folder is None or not folder.is_dir():
        return 0
    there = {file.name: file for file in folder.glob("??/*") if _is_content(file)}
    named = {sha256 for (sha256,) in collection.rows(Table.select(Table.sha256))}
    loose = there.keys() - named
    if loose:
        loose -= _in_journal(collection)
    freed = 0
    for sha256 in loose:
        freed += there[sha256].stat().st_size
        there[sha256].unlink()
    return freed


def _used(collection: Collection) -> set[str]:
    """The names in the fields of notes, also in the trash, as they are now, as they came in, and
    as they were.
    """
    rows = collection.connection.execute(
        "SELECT fields, coalesce(imported, '') FROM note WHERE"
        " fields || coalesce(imported, '') LIKE '%src%'"
        " OR fields || coalesce(imported, '') LIKE '%[sound:%'"
        " OR fields || coalesce(imported, '') LIKE '%url(%'"
    )
    found: set[str] = set()
    for texts in chain(rows, trash.fields(collection), versions.fields(collection)):
        for html in _fields(texts):
            names = (*named_in(html), *style_media(html))
            found.update(names, map(unquote, names))
    return found


def _fields(texts: Iterable[str]) -> Iterator[str]:
    for text in filter(None, texts):
        yield from json.loads(text).values()


def _told(collection: Collection) -> list[str]:
    """What else may name a file: there is little of it, so any mention counts."""
    rows = collection.connection.execute(
        "SELECT text FROM lesson UNION ALL SELECT description FROM deck"
        " UNION ALL SELECT definition FROM note_type"
    )
    return [form for (text,) in rows for form in {text, unquote(text)}]


def _in_journal(collection: Collection) -> set[str]:
    """Everything that may be a SHA-256 in what undo and redo would bring back."""
    rows = collection.connection.execute("SELECT changeset FROM act WHERE changeset IS NOT NULL")
    return {
        found.decode() for (packed,) in rows for found in _SHA256.findall(zlib.decompress(packed))
    }


def _is_content(file: Path) -> bool:
    return bool(_SHA256.fullmatch(file.name.encode())) and file.is_file()
