"""Media: named in the fields, kept once under the SHA-256 of their content."""

import hashlib
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import BinaryIO, Self

from kgstudy.domain.errors import UserError
from kgstudy.store.collection import Collection
from kgstudy.store.tables import Media as Table

_CHUNK = 1 << 20
_TELLING = 8
"""Digits of the content's SHA-256 that tell two files of one name apart."""


class Intake:
    """Media on their way in; where the block fails, the files it wrote are taken away again.

    `added` counts the names that were not here.
    """

    def __init__(self, collection: Collection) -> None:
        if collection.media_folder is None:
            raise UserError("A collection in memory keeps no media.")
        self.added = 0
        self._collection = collection
        self._folder = collection.media_folder
        self._known = _contents(collection)
        self._written: list[Path] = []

    def __enter__(self) -> Self:
        self._folder.mkdir(exist_ok=True)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None:
            for path in self._written:
                path.unlink(missing_ok=True)

    def add(self, name: str, content: BinaryIO) -> str:
        """Keeps the content (read to its end); under another name where this one is taken."""
        sha256, size = self._write(content)
        kept = name
        if self._known.get(name, sha256) != sha256:
            path = PurePosixPath(name)
            kept = f"{path.stem}-{sha256[:_TELLING]}{path.suffix}"
        if self._known.get(kept) != sha256:
            self._known[kept] = sha256
            self.added += 1
            row = Table.insert(name=kept, sha256=sha256, size=size).on_conflict_replace()
            self._collection.run(row)
        return kept

    def _write(self, content: BinaryIO) -> tuple[str, int]:
        part = self._folder / ".part"
        digest, size = hashlib.sha256(), 0
        try:
            with part.open("wb") as target:
                while chunk := content.read(_CHUNK):
                    digest.update(chunk)
                    size += target.write(chunk)
            path = _path(self._folder, digest.hexdigest())
            if not path.exists():
                path.parent.mkdir(exist_ok=True)
                self._written.append(path)
                part.replace(path)
        finally:
            part.unlink(missing_ok=True)
        return digest.hexdigest(), size


def add(collection: Collection, name: str, content: BinaryIO) -> str:
    """Keeps the content (read to its end); returns its name, another where this one is taken."""
    with Intake(collection) as intake:
        return intake.add(name, content)


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


def openers(collection: Collection, names: Iterable[str]) -> dict[str, Callable[[], BinaryIO]]:
    """By name, what opens the content; of those of `names` that are there."""
    folder = collection.media_folder
    if folder is None:
        return {}
    known = _contents(collection)
    paths = {name: _path(folder, known[name]) for name in sorted(names) if name in known}
    return {name: partial(_open, path) for name, path in paths.items() if path.is_file()}


def missing(collection: Collection) -> tuple[str, ...]:
    """The names whose content is not there."""
    folder = collection.media_folder
    rows = collection.rows(Table.select(Table.name, Table.sha256))
    return tuple(
        name for name, sha256 in rows if folder is None or not _path(folder, sha256).is_file()
    )


def _contents(collection: Collection) -> dict[str, str]:
    """The SHA-256 of what each name stands for."""
    return dict(collection.rows(Table.select(Table.name, Table.sha256)))


def _open(path: Path) -> BinaryIO:
    return path.open("rb")


def _path(folder: Path, sha256: str) -> Path:
    return folder / sha256[:2] / sha256
