"""Backups, their restoring, and a look whether all is sound."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from kgstudy.domain.changes import Change, Touched
from kgstudy.domain.errors import UserError
from kgstudy.domain.ids import NoteId
from kgstudy.domain.parcel import Opener
from kgstudy.store import backup as copies
from kgstudy.store import cards, integrity, media, whole
from kgstudy.store import unused as media_unused
from kgstudy.store.collection import BACKUPS, FILE, Collection
from kgstudy.store.unused import Unused
from kgstudy.store.writer import WriterLock

WHOLE = ".zip"
"""What ends the name of a backup that holds the pictures and sounds too."""

_NAME = "collection-%Y-%m-%d-%H%M%S.db"


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What is wrong; of that, what can be mended: cards whose state does not follow from their
    reviews, and notes that a search would miss.

    Media that nothing uses are nothing wrong.
    """

    problems: tuple[str, ...]
    cards: int = 0
    notes: int = 0
    unused: Unused = field(default_factory=Unused)

    @property
    def mendable(self) -> int:
        return self.cards + self.notes

    @property
    def sound(self) -> bool:
        return not self.problems


def backup(collection: Collection, to: Path | None = None) -> Path:
    """Writes a backup to the file `to`, or into the data folder under today's date and time."""
    if to is None:
        if collection.folder is None:
            raise UserError("A collection in memory needs a file to be backed up to.")
        wall = collection.clock.wall(collection.clock.now_ms())
        to = collection.folder / BACKUPS / wall.strftime(_NAME)
        to.parent.mkdir(exist_ok=True)
    copies.copy(collection.connection, to)
    return to


def backup_whole(collection: Collection, to: Path, proof: Callable[[Path], object]) -> Path:
    """Writes one that holds the pictures and sounds too; `proof` raises UserError where it could
    not be read again, and then there is none.
    """
    whole.pack(collection, to, proof)
    return to


def media_beside(collection: Collection) -> int:
    """How many pictures and sounds there are, of which a backup holds only the names."""
    return media.count(collection)


def backup_of_the_day(collection: Collection) -> Path | None:
    """Backs up once a day and thins out the older ones; None if today has its backup."""
    if collection.folder is None:
        return None
    folder = collection.folder / BACKUPS
    today = collection.clock.wall(collection.clock.now_ms()).date()
    present = _dated(folder)
    if today in present.values():
        return None
    made = backup(collection)
    keep = copies.thinned(present.values(), today)
    for path, day in present.items():
        if day not in keep and day < today:
            path.unlink(missing_ok=True)
    return made


def restore(
    folder: Path, backup_file: Path, contents: Mapping[str, Opener] | None = None
) -> Path | None:
    """Puts a backup in place of the collection in `folder`, which is itself backed up first.

    `contents` are those of a backup that holds the pictures and sounds too.
    Returns that last backup.  Raises UserError when the collection is open somewhere, or the file
    is no sound backup; then nothing is changed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = WriterLock(folder, "a restore")
    try:
        if contents:
            with whole.unpacked(contents, backup_file, folder) as database:
                return _put_in_place(folder, database)
        return _put_in_place(folder, backup_file)
    finally:
        lock.release()


def _put_in_place(folder: Path, database: Path) -> Path | None:
    copies.check(database)
    before = _set_aside(folder / FILE, folder / BACKUPS)
    copies.restore(database, folder / FILE)
    return before


def check(collection: Collection) -> CheckReport:
    """Looks at everything; only at the database itself where that is damaged."""
    faults = integrity.database_faults(collection)
    if faults:
        return CheckReport(faults)
    wrong = integrity.recomputed(collection)
    problems = [f"media: {name} is missing" for name in integrity.missing_media(collection)]
    problems += [
        f"card {card}: its words are no longer in the lesson"
        for card in integrity.anchors_astray(collection)
    ]
    if astray := integrity.drafts_astray(collection):
        problems.append(f"drafts of lessons that have lost their words: {astray}")
    orphans = integrity.notes_without_cards(collection)
    if orphans:
        problems.append(f"{orphans} notes have no card")
    problems += [f"card {card.id}: its state does not follow from its reviews" for card, _ in wrong]
    lost = _lost(collection)
    if lost:
        problems.append(f"notes that a search would miss, as its index has lost them: {len(lost)}")
    unused = media_unused.unused(collection)
    return CheckReport(tuple(problems), len(wrong), len(lost), unused)


def mend(collection: Collection) -> Change:
    """Recomputes every card whose state does not follow from its reviews, as one act; and has
    the notes that a search would miss read anew, which nobody need take back.
    """
    with collection.act("mend-cards", Touched.CARDS) as act:
        for _stored, right in integrity.recomputed(collection):
            cards.save(collection, right)
        integrity.read_again(collection, _lost(collection))
    return act.change


def find_unread(collection: Collection) -> None:
    """Has notes that the index of the search has lost read anew, as far as that is told quickly."""
    lost = integrity.unread(collection)
    if lost:
        with collection.database.atomic("IMMEDIATE"):
            integrity.read_again(collection, lost)


def _lost(collection: Collection) -> frozenset[NoteId]:
    return integrity.unread(collection) | integrity.misread(collection)


def remove_unused(collection: Collection) -> Unused:
    """Removes the media that nothing uses, as one act; returns what that were.

    Their files, and those of removals before, are deleted once no undo can ask for them.
    """
    with collection.act("remove-unused-media", Touched.MEDIA):
        found = media_unused.unused(collection)
        media_unused.remove(collection, found.names)
    media_unused.sweep(collection)
    return found


def _set_aside(target: Path, backups: Path) -> Path | None:
    if not target.exists():
        return None
    number = 1
    while (before := backups / f"before-restore-{number}.db").exists():
        number += 1
    copies.set_aside(target, before)
    return before


def _dated(folder: Path) -> dict[Path, date]:
    """The backups that were made by the day, with their dates."""
    dated = {}
    for path in folder.glob("collection-*.db"):
        try:
            dated[path] = datetime.strptime(path.name, _NAME).date()  # noqa: DTZ007 - a wall date
        except ValueError:
            continue  # somebody's own file
    return dated
