"""Notes that read alike in a field."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kgstudy.domain.ids import NoteId
from kgstudy.domain.markup import plain
from kgstudy.domain.progress import Progress, in_chunks, unheard
from kgstudy.services import listing
from kgstudy.store import browsing
from kgstudy.store import notes as stored
from kgstudy.store.collection import Collection

FIRST_FIELD = ""
"""What may stand for the name of a field: the first one of each note."""

_CHUNK = 5000


@dataclass(frozen=True, slots=True)
class Alike:
    """Two notes or more, the oldest first, and what they all show in the field."""

    text: str
    notes: tuple[NoteId, ...]


def searched(collection: Collection, query: str) -> tuple[NoteId, ...]:
    """The notes whose cards a search finds; UserError where it cannot be read."""
    return tuple(browsing.notes_of(collection, listing.find_ids(collection, query)))


def find(
    collection: Collection,
    notes: Sequence[NoteId],
    field: str = FIRST_FIELD,
    progress: Progress = unheard,
) -> tuple[Alike, ...]:
    """Those of the notes that show the same in the field, whatever the case; the largest groups
    first.

    Letters with marks are letters of their own, as `ң` and `н`: these make other words.
    """
    groups: dict[str, list[NoteId]] = {}
    shown: dict[str, str] = {}
    for note, html in _fields(collection, notes, field, progress):
        text = plain(html)
        key = text.casefold()
        if key:
            groups.setdefault(key, []).append(note)
            shown.setdefault(key, text)
    alike = (Alike(shown[key], tuple(group)) for key, group in groups.items() if len(group) > 1)
    return tuple(sorted(alike, key=lambda each: (-len(each.notes), each.text.casefold())))


def _fields(
    collection: Collection, notes: Sequence[NoteId], field: str, progress: Progress
) -> Iterator[tuple[NoteId, str]]:
    for chunk in in_chunks(notes, _CHUNK, progress):
        for note, fields in stored.fields_of(collection, chunk):
            if field:
                yield note, fields.get(field, "")
            else:
                yield note, next(iter(fields.values()), "")
