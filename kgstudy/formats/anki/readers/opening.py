"""The collection in a package of any generation, or lying bare; unpacked to be looked into."""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from kgstudy.domain.errors import Place, UserError
from kgstudy.domain.parcel import Opener, Problem
from kgstudy.formats.anki.readers.folder import MediaFolder
from kgstudy.formats.anki.readers.media import Media
from kgstudy.formats.anki.readers.zstd import is_packed, unpacked
from kgstudy.formats.anki.wire import Message, WireError
from kgstudy.formats.archive import Archive, open_archive
from kgstudy.formats.database import MAGIC, copied

MEMBERS = ("collection.anki21b", "collection.anki21", "collection.anki2")
"""The newest first; beside a newer one, an older holds a note that says to update."""

_META = "meta"
_NEWEST = 3
_LARGEST = 2 << 30
_TIGHTEST = 200
"""How many bytes one packed byte may stand for, beyond the first 64 MB."""
_PIECE = 1 << 20
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"


@dataclass(frozen=True, slots=True)
class Lifted:
    """A collection that lies in a file of its own for a while, and the media that came with it."""

    database: Path
    media: Mapping[str, Opener] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def beginning(path: Path, size: int = 16) -> bytes:
    with path.open("rb") as file:
        return file.read(size)


def is_zip(words: bytes) -> bool:
    return words.startswith((_ZIP, _EMPTY_ZIP))


def member(archive: Archive) -> str | None:
    """The newest collection in it."""
    return next((name for name in MEMBERS if name in archive.entries), None)


@contextmanager
def lifted(path: Path) -> Iterator[Lifted]:
    words = beginning(path)
    if is_zip(words):
        archive = open_archive(path)
        name = _collection(archive)
        media = Media(archive)
        packed = archive.entries[name].compress_size
        with _unpacked(lambda: archive.open(name), path, packed) as database:
            yield Lifted(database, media.openers, media.problems())
    elif is_packed(words):
        with _unpacked(lambda: path.open("rb"), path, path.stat().st_size) as database:
            yield Lifted(database)
    elif words.startswith(MAGIC):
        beside = MediaFolder(path)
        with copied(path) as database:
            yield Lifted(database, beside.openers, beside.problems())
    else:
        raise UserError("It is no package and no collection of Anki.", place=Place(str(path)))


def _collection(archive: Archive) -> str:
    """The name of the member to be read."""
    place = Place(str(archive.path))
    _check_generation(archive, place)
    name = member(archive)
    if name is None:
        why = "There is no collection in it: it is no package of Anki, or a part is missing."
        raise UserError(why, place=place)
    return name


def _check_generation(archive: Archive, place: Place) -> None:
    if _META not in archive.entries:
        return
    with closing(archive.open(_META)) as content:
        words = content.read(1 << 16)
    try:
        version = Message(words).integer(1)
    except WireError as error:
        why = "It does not say which version of Anki wrote it: export it anew."
        raise UserError(why, place=place) from error
    if not 0 <= version <= _NEWEST:
        why = (
            "It was written by a newer Anki than kgstudy knows: export it there once more, "
            "with support for older versions."
        )
        raise UserError(why, place=place)


@contextmanager
def _unpacked(opener: Opener, path: Path, packed: int) -> Iterator[Path]:
    """The collection in a temporary file; `packed` is its size as it is."""
    with TemporaryDirectory(prefix="kgstudy-") as folder:
        database = Path(folder) / "database"
        most = min(_LARGEST, max(64 << 20, packed * _TIGHTEST))
        with closing(_plain(opener, path)) as source, database.open("wb") as target:
            while piece := source.read(_PIECE):
                most -= len(piece)
                if most < 0:
                    why = "Its collection would unpack to more than a deck can hold."
                    raise UserError(why, place=Place(str(path)))
                target.write(piece)
        yield database


def _plain(opener: Opener, path: Path) -> BinaryIO:
    """The content, unpacked where it is packed once more."""
    with closing(opener()) as content:
        packed = is_packed(content.read(4))
    return unpacked(opener(), path) if packed else opener()
