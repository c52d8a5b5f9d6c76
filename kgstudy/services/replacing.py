"""Find and replace in notes: each change is shown before anything is written."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kgstudy.domain import naming, replacing
from kgstudy.domain.card_types import card_type
from kgstudy.domain.changes import Change, Touched
from kgstudy.domain.differences import Run
from kgstudy.domain.ids import NoteId
from kgstudy.domain.note import Note
from kgstudy.domain.progress import Progress, in_chunks, unheard
from kgstudy.domain.replacing import Found, Wanted
from kgstudy.host.patience import Patience
from kgstudy.services import dealing, tags
from kgstudy.store import notes as stored
from kgstudy.store.collection import Collection

EVERY_FIELD = ""
TAGS = "\n"
"""What may stand for the name of a field; no field is called so."""

_CHUNK = 2000
"""Notes searched at once."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What would become of one field of a note, or of its tags (then they are joined by blanks).

    `text` is what was searched, `found` the places in it; `problem` says why the note would have
    no card any more.
    """

    note_id: NoteId
    field: str
    before: str
    after: str
    text: str
    found: tuple[Found, ...]
    problem: str | None = None

    @property
    def runs(self) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
        """The text before and after, in runs of which those differ that change."""
        return replacing.runs(self.text, self.found)


@dataclass(frozen=True, slots=True)
class Replaced:
    """How many edits were made, in how many notes; `left` were not, since their notes had changed
    meanwhile or would have no card.
    """

    change: Change
    edits: int
    notes: int
    left: int


def field_names(collection: Collection, notes: Sequence[NoteId]) -> tuple[str, ...]:
    """The names of the fields that any of the notes has."""
    return stored.field_names(collection, notes)


def every_field_name(collection: Collection) -> tuple[str, ...]:
    """The names of the fields that any note has."""
    return stored.field_names(collection)


def preview(
    collection: Collection,
    notes: Sequence[NoteId],
    wanted: Wanted,
    where: str = EVERY_FIELD,
    progress: Progress = unheard,
) -> tuple[Edit, ...]:
    """What would change in the field `where` (or in all, or the tags); nothing is written.

    Raises UserError where a regular expression cannot be read, or takes too long.
    """
    search = _Search(wanted)
    sieve = replacing.sieve(wanted)
    edits = list[Edit]()
    with collection.reading():
        for chunk in in_chunks(notes, _CHUNK, progress):
            if where == TAGS:
                edits += _in_tags(search, stored.several(collection, chunk).values())
            else:
                told = stored.fields_of(collection, chunk, sieve)
                edits += _judged(collection, list(_in_fields(search, told, where)))
    return tuple(edits)


def carry_out(
    collection: Collection, edits: Sequence[Edit], progress: Progress = unheard
) -> Replaced:
    """Makes the edits, as one act; every card keeps its schedule."""
    by_note: dict[NoteId, list[Edit]] = {}
    for edit in edits:
        by_note.setdefault(edit.note_id, []).append(edit)
    ids, made, changed = list(by_note), 0, 0
    with collection.act("find-and-replace", Touched.NOTES, Touched.CARDS) as act:
        for chunk in in_chunks(ids, _CHUNK, progress):
            present = stored.several(collection, chunk)
            pairs = list(_edited(present, by_note))
            _save(collection, [(before, after) for before, after, _ in pairs])
            made += sum(count for *_, count in pairs)
            changed += len(pairs)
    return Replaced(act.change, made, changed, len(edits) - made)


class _Search:
    """Looks for what is wanted in many texts; a regular expression gets only so much time."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self._pattern, self._write = replacing.compiled(wanted)
        self._patience = Patience()

    def may_hold(self, html: str) -> bool:
        return replacing.may_hold(html, self._pattern, self.wanted)

    def __call__(self, texts: Sequence[str]) -> Iterator[Sequence[Found]]:
        for found in replacing.find(self._pattern, self._write, texts, self.wanted):
            self._patience.check()
            yield found


def _in_fields(
    search: _Search, notes: Iterable[tuple[NoteId, dict[str, str]]], where: str
) -> Iterator[Edit]:
    fields = [
        (note, name, html, replacing.searched(html, search.wanted))
        for note, told in notes
        for name, html in told.items()
        if html and where in (EVERY_FIELD, name) and search.may_hold(html)
    ]
    for (note, name, html, text), found in zip(
        fields, search([text for *_, text in fields]), strict=True
    ):
        if found:
            after, places = replacing.replaced(html, found, search.wanted)
            if after != html:
                yield Edit(note, name, html, after, text, places)


def _in_tags(search: _Search, notes: Iterable[Note]) -> Iterator[Edit]:
    """Each tag is searched for itself."""
    worn = list(notes)
    names = sorted({name for note in worn for name in note.tags})
    found = dict(zip(names, search(names), strict=True))
    for note in worn:
        after = naming.tags(*(_replaced(name, found[name]) for name in note.tags))
        if set(after) != set(note.tags):
            before = " ".join(note.tags)
            yield Edit(note.id, TAGS, before, " ".join(after), before, tuple(_shift(note, found)))


def _replaced(name: str, found: Sequence[Found]) -> str:
    for start, end, words in reversed(found):
        name = name[:start] + words + name[end:]
    return name


def _shift(note: Note, found: dict[str, Sequence[Found]]) -> Iterator[Found]:
    """The places in the tags, as places in all of them joined."""
    at = 0
    for name in note.tags:
        for start, end, words in found[name]:
            yield Found(start + at, end + at, words)
        at += len(name) + 1


def _judged(collection: Collection, edits: Sequence[Edit]) -> Iterator[Edit]:
    """The edits, with the problem of those whose notes would have no card."""
    notes = stored.several(collection, {edit.note_id for edit in edits})
    after: dict[NoteId, dict[str, str]] = {}
    for edit in edits:
        fields = after.setdefault(edit.note_id, dict(notes[edit.note_id].fields))
        fields[edit.field] = edit.after
    problems = {note: _new_problem(notes[note], fields) for note, fields in after.items()}
    for edit in edits:
        problem = problems.get(edit.note_id)
        yield replace(edit, problem=problem) if problem else edit


def _edited(
    notes: dict[NoteId, Note], edits: dict[NoteId, list[Edit]]
) -> Iterator[tuple[Note, Note, int]]:
    """Each note as it is and as it will be, with the edits that this takes."""
    for note in notes.values():
        fitting = [edit for edit in edits[note.id] if _current(note, edit) == edit.before]
        after = note
        for edit in fitting:
            after = _with(after, edit)
        if fitting and not _new_problem(note, after.fields):
            yield note, after, len(fitting)


def _new_problem(note: Note, fields: Mapping[str, str]) -> str | None:
    """Why these fields would make no card, where the note has one now."""
    made_by = card_type(note)
    problem = made_by.problem(fields)
    return None if problem is None or made_by.problem(note.fields) else problem


def _current(note: Note, edit: Edit) -> str | None:
    return " ".join(note.tags) if edit.field == TAGS else note.fields.get(edit.field)


def _with(note: Note, edit: Edit) -> Note:
    if edit.field == TAGS:
        return note._replace(tags=naming.tags(*edit.after.split()))
    return note._replace(fields={**note.fields, edit.field: edit.after})


def _save(collection: Collection, pairs: Sequence[tuple[Note, Note]]) -> None:
    worded = [(before, after) for before, after in pairs if before.fields != after.fields]
    stored.save_fields(collection, [after for _, after in worded])
    for before, after in worded:
        if _slots(before) != _slots(after):
            dealing.settle(collection, before, after)
    _wear(collection, [(before, after) for before, after in pairs if before.tags != after.tags])


def _wear(collection: Collection, pairs: Sequence[tuple[Note, Note]]) -> None:
    """Changes the tags of notes, those alike at one stroke."""
    groups: dict[tuple[tuple[str, ...], tuple[str, ...]], list[NoteId]] = {}
    for before, after in pairs:
        groups.setdefault((before.tags, after.tags), []).append(after.id)
    for (old, new), notes in groups.items():
        tags.exchange(collection, notes, old, new)


def _slots(note: Note) -> tuple[int, ...]:
    return card_type(note).slots(note.fields)
