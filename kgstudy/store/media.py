"""Media: named in the fields, kept once under the SHA-256 of their content."""

import hashlib
import shutil
from pathlib import Path
from typing import BinaryIO

from kgstudy.domain.errors import UserError
from kgstudy.store.collection import Collection
from kgstudy.store.tables import Media as Table

_CHUNK = 1 << 20


def add(collection: Collection, name: str, content: BinaryIO) -> None:
    """Keeps the content (read to its end) under the name."""
    folder = collection.media_folder
    if folder is None:
        raise UserError("A collection in memory keeps no media.")
    folder.mkdir(exist_ok=True)
    part = folder / ".part"
    digest = hashlib.sha256()
    with part.open("wb") as target:
        while chunk := content.read(_CHUNK):
            digest.update(chunk)
            target.write(chunk)
    sha256, size = digest.hexdigest(), part.stat().st_size
    path = _path(folder, sha256)
    path.parent.mkdir(exist_ok=True)
    shutil.move(part, path)
    row = Table.insert(name=name, sha256=sha256, size=size).on_conflict_replace()
    collection.run(row)


def read(collection: Collection, name: str) -> bytes | None:
    """The content under that name; None where there is none."""
    row = collection.row(Table.select(Table.sha256).where(Table.name == name))
    folder = collection.media_folder
    if row is None or folder is None:
        return None
    path = _path(folder, row[0])
    return path.read_bytes() if path.is_file() else None


def missing(collection: Collection) -> tuple[str, ...]:
    """The names whose content is not there."""
    folder = collection.media_folder
    rows = collection.rows(Table.select(Table.name, Table.sha256))
    return tuple(
        name for name, sha256 in rows if folder is None or not _path(folder, sha256).is_file()
    )


def _path(folder: Path, sha256: str) -> Path:
    return folder / sha256[:2] / sha256
