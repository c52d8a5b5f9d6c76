"""The decks that come with the program: there on the first start, and brought back on wish."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from kgstudy.domain.changes import Change
from kgstudy.domain.parcel import Parcel
from kgstudy.services import history, importing
from kgstudy.store import decks, settings
from kgstudy.store.collection import Collection

Read = Callable[[Path], Parcel]


def deck_folders(shipped: Path) -> tuple[Path, ...]:
    return tuple(sorted(path for path in shipped.iterdir() if path.is_dir()))


def bring_new(collection: Collection, read: Read, shipped: Path) -> Change | None:
    """Takes in each shipped deck that is new or has changed since; a deleted one stays deleted.

    History begins after the first start: undo is for what the person does.
    """
    first = history.last(collection) is None
    change = None
    for folder in deck_folders(shipped):
        stamp, known = _stamp(folder), settings.get(collection, _name(folder))
        if known is None or (stamp != known and _missing(collection, read(folder)) is None):
            change = _take_in(collection, read(folder), folder, stamp)
    if first and change is not None:
        collection.forget_history()
    return change


def missing(collection: Collection, read: Read, shipped: Path) -> tuple[str, ...]:
    """The names of the shipped decks that are not in the collection."""
    names = (_missing(collection, read(folder)) for folder in deck_folders(shipped))
    return tuple(name for name in names if name is not None)


def bring_back(collection: Collection, read: Read, shipped: Path) -> Change | None:
    """Takes in the shipped decks that were deleted."""
    change = None
    for folder in deck_folders(shipped):
        parcel = read(folder)
        if _missing(collection, parcel) is not None:
            change = _take_in(collection, parcel, folder, _stamp(folder))
    return change


def _take_in(collection: Collection, parcel: Parcel, folder: Path, stamp: str) -> Change:
    with collection.act("bring-lesson") as act:
        importing.bring_in(collection, parcel)
        settings.put(collection, _name(folder), stamp)
    return act.change


def _missing(collection: Collection, parcel: Parcel) -> str | None:
    gone = (deck for deck in parcel.decks if decks.find(collection, guid=deck.guid) is None)
    return next((deck.name for deck in gone), None)


def _name(folder: Path) -> str:
    return f"shipped/{folder.name}"


def _stamp(folder: Path) -> str:
    """What tells one version of a deck from another."""
    digest = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(file.relative_to(folder).as_posix().encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()
