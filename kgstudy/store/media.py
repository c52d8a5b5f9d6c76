"""Media: named in the fields, kept once under the SHA-256 of their content."""

import hashlib
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from zipfile import BadZipFile

from kgstudy.domain.errors import UserError
from kgstudy.store.collection import Collection
from kgstudy.store.tables import Media as Table

_CHUNK = 1 << 20
_TELLING = 8
"""Digits of the content's SHA-256 that tell two files of one name apart."""


_UNREADABLE = (OSError, EOFError, ValueError, BadZipFile, zlib.error)


@contextmanager
def reading() -> Iterator[None]:
    """Tells that the source of a file is at fault, not the place where it is kept."""
    try:
        yield
    except _UNREADABLE as error:
        raise UserError("It cannot be read ({reason}).", reason=error) from error


class Names:
    """Which content each name stands for; `added` counts the names that were not here."""

    def __init__(self, collection: Collection) -> None:
        self.added = 0
        self._known = _contents(collection)

    def __contains__(self, name: str) -> bool:
        return name in self._known

    def found(self, name: str, sha256: str) -> tuple[str, bool]:
        """The name for the content, another where this one is taken; whether it is new."""
        kept, path = name, PurePosixPath(name)
        for digits in range(_TELLING, len(sha256) + 1):
            if self._known.get(kept, sha256) == sha256:
                break
            kept = f"{path.stem}-{sha256[:digits]}{path.suffix}"
        is_new = kept not in self._known
        self._known[kept] = sha256
        self.added += is_new
        return kept, is_new


def digest(content: BinaryIO) -> str:
    """The SHA-256 of what is read; raises UserError where it cannot be."""
    found = hashlib.sha256()
    for chunk in _chunks(content):
        found.update(chunk)
    return found.hexdigest()


class Intake:
    """Media on their way in; where the act fails, the files it wrote are taken away again."""

    def __init__(self, collection: Collection) -> None:
        if collection.media_folder is None:
            raise UserError("A collection in memory keeps no media.")
        self.names = Names(collection)
        self._collection = collection
        self._folder = collection.media_folder
        self._folder.mkdir(exist_ok=True)

    def add(self, name: str, content: BinaryIO) -> str:
        """Keeps the content (read to its end); under another name where this one is taken."""
        sha256, size = self._write(content)
        kept, is_new = self.names.found(name, sha256)
        if is_new:
            self._collection.connection.execute(
                "INSERT INTO media (name, sha256, size) VALUES (?, ?, ?)", (kept, sha256, size)
            )
        return kept

    def _write(self, content: BinaryIO) -> tuple[str, int]:
        part = self._folder / ".part"
        found, size = hashlib.sha256(), 0
        try:
            with part.open("wb") as target:
                for chunk in _chunks(content):
                    found.update(chunk)
                    size += target.write(chunk)
            path = _path(self._folder, found.hexdigest())
            if not path.exists():
                path.parent.mkdir(exist_ok=True)
                self._collection.wrote(path)
                part.replace(path)
        finally:
            part.unlink(missing_ok=True)
        return found.hexdigest(), size


def add(collection: Collection, name: str, content: BinaryIO) -> str:
    """Keeps the content (read to its end); returns its name, another where this one is taken."""
    return Intake(collection).add(name, content)


def read(collection: Collection, name: str) -> bytes | None:
    """The content under that name; None where there is none."""
    found = path(collection, name)
    return None if found is None else found.read_bytes()


def path(collection: Collection, name: str) -> Path | None:
    """Where the content under that name lies; None where there is none."""
    row = collection.row(Table.select(Table.sha256).where(Table.name == name))
    folder = collection.media_folder
    if row is None or folder is None:
        return None
    found = _path(folder, row[0])
    return found if found.is_file() else None


def openers(
    collection: Collection, names: Iterable[str] | None = None
) -> dict[str, Callable[[], BinaryIO]]:
    """By name, what opens the content; of those of `names` that are there, or of all."""
    folder = collection.media_folder
    if folder is None:
        return {}
    known = _contents(collection)
    chosen = known if names is None else names
    paths = {name: _path(folder, known[name]) for name in sorted(chosen) if name in known}
    return {name: partial(_open, path) for name, path in paths.items() if path.is_file()}


def files(collection: Collection) -> Iterator[Path]:
    """Where the contents lie that are there."""
    if (folder := collection.media_folder) is not None:
        paths = (_path(folder, sha256) for sha256 in sorted({*_contents(collection).values()}))
        yield from (path for path in paths if path.is_file())


def count(collection: Collection) -> int:
    found = collection.connection.execute("SELECT count(*) FROM media").get
    assert isinstance(found, int)
    return found


def missing(collection: Collection) -> tuple[str, ...]:
    """The names whose content is not there."""
    folder = collection.media_folder
    rows = collection.rows(Table.select(Table.name, Table.sha256))
    return tuple(
        name for name, sha256 in rows if folder is None or not _path(folder, sha256).is_file()
    )


def _chunks(content: BinaryIO) -> Iterator[bytes]:
    while True:
        with reading():
            chunk = content.read(_CHUNK)
        if not chunk:
            return
        yield chunk


def _contents(collection: Collection) -> dict[str, str]:
    """The SHA-256 of what each name stands for."""
    return dict(collection.rows(Table.select(Table.name, Table.sha256)))


def _open(path: Path) -> BinaryIO:
    return path.open("rb")


def _path(folder: Path, sha256: str) -> Path:
    return folder / sha256[:2] / sha256
