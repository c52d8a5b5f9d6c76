"""What a note was, and the way back to it."""

from collections.abc import Mapping
from dataclasses import dataclass

from kgstudy.domain.changes import Change
from kgstudy.domain.errors import UserError
from kgstudy.domain.ids import NoteId
from kgstudy.domain.note import Note
from kgstudy.services import editing
from kgstudy.store import notes, versions
from kgstudy.store.collection import Collection


@dataclass(frozen=True, slots=True)
class Version:
    """The fields (HTML by name) that a note had from `at` (UTC milliseconds) on.

    One of another kind of note, with other fields, does not fit: it can be read, not brought back.
    """

    at: int
    fields: Mapping[str, str]
    fits: bool


def of_note(collection: Collection, note: NoteId) -> tuple[Version, ...]:
    """What the note is now, and before it what it was, the last first; none where it is gone."""
    with collection.reading():
        found = next(iter(notes.dated(collection, [note])), None)
        if found is None:
            return ()
        present, changed = found
        earlier = versions.of_note(collection, note)
    return (
        Version(changed, present.fields, fits=True),
        *(
            Version(each.at, each.fields, _fits(present, each.fields))
            for each in earlier
            if each.at != changed  # undo has gone back to that one
        ),
    )


def bring_back(collection: Collection, note: NoteId, version: Version) -> Change:
    """Gives the note these fields again; its tags and the schedules of its cards stay."""
    present = notes.get(collection, note)
    if not _fits(present, version.fields):
        raise UserError("That version is of another kind of note, so it cannot be brought back.")
    with collection.act("bring-back-version") as act:
        change = editing.edit(collection, note, version.fields, present.tags)
        act.touched.update(change.touched)
    return act.change


def forget_old(collection: Collection) -> None:
    """Forgets the oldest of very many versions, and those of notes that are gone for good."""
    versions.prune(collection)


def _fits(note: Note, fields: Mapping[str, str]) -> bool:
    return note.fields.keys() == fields.keys()
