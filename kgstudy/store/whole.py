"""Backups with pictures and sounds: the database and all media in one zip file."""

import hashlib
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from kgstudy.domain.errors import Place, UserError
from kgstudy.domain.parcel import Opener
from kgstudy.store import backup, media
from kgstudy.store.collection import FILE, MEDIA, Collection

_CHUNK = 1 << 20
_MEDIUM = re.compile(rf"{MEDIA}/([0-9a-f]{{2}})/(\1[0-9a-f]{{62}})")
"""Under the SHA-256 of its content, as in the data folder."""


def pack(collection: Collection, target: Path, proof: Callable[[Path], object]) -> None:
    """Writes all that the collection is to `target`, which appears only when it is complete and
    `proof`, which may raise UserError, has found that it could be read again.
    """
    try:
        with TemporaryDirectory(dir=target.parent, prefix=".kgstudy-") as folder:
            database, part = Path(folder) / FILE, Path(folder) / target.name
            backup.copy(collection.connection, database)
            with zipfile.ZipFile(part, "w", strict_timestamps=False) as archive:
                archive.write(database, FILE, zipfile.ZIP_DEFLATED, compresslevel=1)
                for path in media.files(collection):
                    archive.write(path, f"{MEDIA}/{path.parent.name}/{path.name}")
            proof(part)
            part.replace(target)
    except OSError as error:
        raise UserError(
            "The backup could not be written ({reason}); free some space or choose a folder that "
            "is there and can be written to.",
            place=Place(str(target)),
            reason=error.strerror or error,
        ) from error


@contextmanager
def unpacked(contents: Mapping[str, Opener], archive: Path, folder: Path) -> Iterator[Path]:
    """The database out of the `archive`; its media come into `folder` when the block is done.

    Media that are here already are left as they are, and none are taken away.
    """
    strangers = [name for name in contents if name != FILE and not _MEDIUM.fullmatch(name)]
    if strangers or FILE not in contents:
        raise UserError("This is not a kgstudy backup.", place=Place(str(archive)))
    with TemporaryDirectory(dir=folder, prefix=".kgstudy-") as beside:
        missing = [name for name in contents if not (folder / name).exists() or name == FILE]
        try:
            for name in missing:
                _unpack(contents[name], Path(beside) / name, archive)
        except OSError as error:
            raise UserError(
                "The backup could not be unpacked ({reason}), and nothing was changed; free some "
                "space, or look at the rights of the data folder.",
                place=Place(str(archive)),
                reason=error.strerror or error,
            ) from error
        try:
            yield Path(beside) / FILE
        except UserError as error:
            raise _of(archive, error, beside) from error
        for name in missing:
            if name != FILE:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (Path(beside) / name).replace(folder / name)


def _unpack(opener: Opener, target: Path, archive: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    found = hashlib.sha256()
    with opener() as source, target.open("wb") as file:
        while chunk := source.read(_CHUNK):
            found.update(chunk)
            file.write(chunk)
    if target.name not in (FILE, found.hexdigest()):
        raise UserError("This backup is damaged; choose another.", place=Place(str(archive)))


def _of(archive: Path, error: UserError, beside: str) -> UserError:
    """What is wrong with the database is wrong with the archive that it came in."""
    if error.place is None or not error.place.file.startswith(beside):
        return error
    return UserError(error.sentence, place=Place(str(archive)), **error.facts)
