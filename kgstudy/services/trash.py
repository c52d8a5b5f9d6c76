"""Notes that were deleted: for thirty days they can be brought back as they were."""

from collections.abc import Sequence
from dataclasses import dataclass

from kgstudy.domain.changes import Change, Touched
from kgstudy.domain.ids import NoteId
from kgstudy.domain.progress import Progress, in_chunks, unheard
from kgstudy.services.restoring import Restoring
from kgstudy.store import journal, trash
from kgstudy.store.collection import Collection
from kgstudy.store.trash import Thrown

KEPT_DAYS = 30
_DAY_MS = 24 * 3600 * 1000
_CHUNK = 500
_NOTES = (Touched.NOTES, Touched.CARDS, Touched.REVIEWS)


@dataclass(frozen=True, slots=True)
class Restored:
    """How many notes came back; `joined` of them were here again and got their answers back, and
    `left` could not come back and are in the trash still.
    """

    change: Change
    notes: int
    joined: int
    left: int


def delete_notes(
    collection: Collection, notes: Sequence[NoteId], progress: Progress = unheard
) -> Change:
    """Puts the notes into the trash, with their cards; where `progress` raises, none."""
    name = "delete-note" if len(notes) == 1 else "delete-notes"
    with collection.act(name, *_NOTES) as act:
        for chunk in in_chunks(notes, _CHUNK, progress):
            trash.put(collection, chunk)
    return act.change


def contents(collection: Collection) -> tuple[Thrown, ...]:
    """What lies in the trash, the last first."""
    return trash.every(collection)


def count(collection: Collection) -> int:
    return trash.count(collection)


def days_left(collection: Collection, thrown: Thrown) -> int:
    """For how many days it will still be kept."""
    gone_at = thrown.at + KEPT_DAYS * _DAY_MS
    return max(0, -(-(gone_at - collection.clock.now_ms()) // _DAY_MS))


def restore(
    collection: Collection, notes: Sequence[NoteId], progress: Progress = unheard
) -> Restored:
    """Brings the notes back as they were, their decks too where these are gone.

    A note that came in again meanwhile gets the cards and the answers that it had.
    """
    name = "restore-note" if len(notes) == 1 else "restore-notes"
    with collection.act(name, *_NOTES, Touched.DECKS, Touched.LESSONS) as act:
        restoring = Restoring(collection)
        for chunk in in_chunks(notes, _CHUNK, progress):
            restoring.bring_back(chunk)
    return Restored(act.change, restoring.notes, restoring.joined, restoring.left)


def purge(collection: Collection, notes: Sequence[NoteId] | None = None) -> Change:
    """Deletes the notes, or all that lie there, for good; undo brings nothing back here."""
    every = [thrown.note_id for thrown in trash.every(collection)] if notes is None else notes
    trash.purge(collection, every)
    return Change("empty-trash", frozenset({Touched.NOTES}))


def purge_old(collection: Collection) -> int:
    """Deletes for good what lay there for thirty days; how many notes it was.

    The days are counted up to the last act, so that a clock that runs ahead empties nothing.
    """
    now = collection.clock.now_ms()
    last = journal.latest(collection.connection)
    until = now if last is None else min(now, last)
    return trash.purge_before(collection, until - KEPT_DAYS * _DAY_MS)
