"""Packages for Anki: `.apkg`, to be added to a collection, and `.colpkg`, to become one.

They are in the older of the forms that today's Anki reads (schema 11), which holds all that a
parcel has.  Without schedules the collection lies where every program since 2012 looks for it; with
them, in `collection.anki21`, since programs that look only there know the schedules of today, and
the others find a note that says so.
"""

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from kgstudy.domain.errors import Place, UserError
from kgstudy.domain.parcel import Parcel, ParcelDeck, ParcelNote
from kgstudy.domain.progress import Progress, unheard
from kgstudy.formats.anki.writers.cards import is_scheduled
from kgstudy.formats.anki.writers.collection import write_collection
from kgstudy.formats.anki.writers.media import anki_names

WHOLE_COLLECTION = ".colpkg"

_META = b"\x08\x02"
"""The second generation of packages, as a message of protocol buffers."""
_TOO_OLD = (
    "This package needs a newer version of your flashcard program.",
    "It holds schedules that this version does not know: update it, and import the file again.",
)
_NOTES_SHARE, _DATABASE_SHARE = 0.6, 0.8


def write(parcel: Parcel, path: Path, progress: Progress = unheard) -> None:
    """Writes what the name of the file asks for, or nothing."""
    write_package(parcel, path, progress, whole=path.suffix.lower() == WHOLE_COLLECTION)


def write_package(parcel: Parcel, path: Path, progress: Progress = unheard, *, whole: bool) -> None:
    """Writes the package, or nothing; a `whole` collection takes the place of the one in Anki."""
    if path.is_dir():
        raise UserError("This is a folder: choose the name of a file.", place=Place(str(path)))
    with _telling(path), TemporaryDirectory(dir=path.parent, prefix=".kgstudy-") as folder:
        part = Path(folder) / "package"
        _write_members(parcel, part, progress, whole=whole)
        part.replace(path)
    progress(1.0)


@contextmanager
def _telling(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UserError(
            "It cannot be written: {reason}.",
            place=Place(str(path)),
            reason=error.strerror or str(error),
        ) from error


def _write_members(parcel: Parcel, part: Path, progress: Progress, *, whole: bool) -> None:
    names = anki_names(parcel.media)
    collection = part.with_name("collection")
    write_collection(parcel, names, collection, lambda done: progress(done * _NOTES_SHARE))
    with ZipFile(part, "w", strict_timestamps=False) as archive:
        if whole or _has_schedules(parcel):
            archive.writestr(_entry("meta"), _META)
            _add(archive, "collection.anki21", collection)
            _write_notice(collection.with_name("notice"))
            _add(archive, "collection.anki2", collection.with_name("notice"))
        else:
            _add(archive, "collection.anki2", collection)
        progress(_DATABASE_SHARE)
        _add_media(archive, parcel, names, progress)


def _has_schedules(parcel: Parcel) -> bool:
    return any(is_scheduled(card) for note in parcel.notes for card in note.cards or ())


def _write_notice(path: Path) -> None:
    """A collection for programs that know no other; its one note says what to do."""
    deck = ParcelDeck("notice", "Default")
    front, back = _TOO_OLD
    note = ParcelNote("kgstudy-notice", deck.guid, "basic", {"front": front, "back": back})
    write_collection(Parcel(decks=(deck,), notes=(note,)), {}, path, unheard)


def _entry(name: str) -> ZipInfo:
    """An entry without a time, so that the same parcel is the same file; it is not packed."""
    entry = ZipInfo(name)
    entry.external_attr = 0o644 << 16
    return entry


def _add(archive: ZipFile, name: str, path: Path) -> None:
    os.utime(path, (0, 0))  # which becomes the first day that a zip knows, in every time zone
    archive.write(path, name, ZIP_DEFLATED, compresslevel=1)


def _add_media(
    archive: ZipFile, parcel: Parcel, names: Mapping[str, str], progress: Progress
) -> None:
    for at, opener in enumerate(parcel.media.values()):
        progress(_DATABASE_SHARE + (1 - _DATABASE_SHARE) * at / len(parcel.media))
        with opener() as source, archive.open(_entry(str(at)), "w") as target:
            shutil.copyfileobj(source, target, 1 << 20)
    table = {str(at): names[name] for at, name in enumerate(parcel.media)}
    archive.writestr(_entry("media"), json.dumps(table, ensure_ascii=False))
