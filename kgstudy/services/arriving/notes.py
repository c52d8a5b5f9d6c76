"""What comes of each note: whether it is new, changed or the same, and how it will read."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Literal, NamedTuple, get_args

from kgstudy.domain import naming
from kgstudy.domain.card_types import CARD_TYPES, card_type
from kgstudy.domain.errors import Place
from kgstudy.domain.ids import NoteId
from kgstudy.domain.markup import plain
from kgstudy.domain.merging import merged, renamed
from kgstudy.domain.note import Note
from kgstudy.domain.note_type import TEMPLATED, NoteType
from kgstudy.domain.parcel import Parcel, ParcelNote, Problem
from kgstudy.domain.spelling import Spellings
from kgstudy.services.arriving.slots import possible
from kgstudy.services.arriving.types import with_own_type
from kgstudy.store import note_types, notes
from kgstudy.store.collection import Collection
from kgstudy.store.notes import Present

Fate = Literal["new", "changed", "same", "kept", "rejected"]
FATES: tuple[Fate, ...] = get_args(Fate)
"""Kept are those that were changed both here and in the file, of which nothing of its comes in."""

LESSON = "lesson"

_LONGEST_TITLE = 80
_NO_CARD_MERGED = "With what was changed here it makes no card: the file's version was taken."
_TWICE = "Another note of the file has the same identity: only the first came in."


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How the person wants a parcel to come in.

    `into` is the deck that takes all its decks in; `theirs` holds the pairs of guid and field for
    which the file's version is taken although it was changed here too.
    """

    into: str = ""
    schedules: bool = True
    tags: tuple[str, ...] = ()
    theirs: Container[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that was changed here and in the file since it last came in; mine is kept."""

    guid: str
    deck: str
    title: str
    field: str
    imported: str | None
    mine: str
    theirs: str
    kind: str | NoteType
    """Of the note, which knows what its field is called; `LESSON` where it is a lesson's."""


class Verdict(NamedTuple):
    """`note` as it will be, None where it stays out; `present` as it is here."""

    arriving: ParcelNote
    fate: Fate
    note: Note | None
    present: Present | None
    fields: Mapping[str, str]
    """The fields as they come in."""

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was changed on either side since it came in, as in most notes."""
        return self.present is not None and self.fields is self.present.imported


class Judge:
    """Looks at arriving notes and at those that are here; changes nothing."""

    def __init__(
        self,
        collection: Collection,
        parcel: Parcel,
        arrangement: Arrangement,
        renamed: Mapping[str, str] | None = None,
        ids: Iterator[int] | None = None,
    ) -> None:
        """New notes are given `ids`, or for a plan, which keeps none, 0."""
        self.types = {note_type.guid: note_type for note_type in parcel.note_types}
        self.conflicts: list[Conflict] = []
        self.problems: list[Problem] = []
        self._collection = collection
        self._arrangement = arrangement
        self._ids = ids or repeat(0)
        self._deck_names = {deck.guid: deck.name for deck in parcel.decks}
        self._renamed = renamed or {}
        self._names = _any_of(self._renamed)
        self._seen: set[str] = set()
        self._spellings = Spellings(notes.tag_names(collection))
        self._tags = self._spelled(arrangement.tags)

    def judged(self, arriving: Sequence[ParcelNote]) -> list[Verdict]:
        present = notes.present(self._collection, [note.guid for note in arriving])
        return [self._verdict(note, present.get(note.guid)) for note in arriving]

    def _verdict(self, arriving: ParcelNote, present: Present | None) -> Verdict:
        if present and (kept := with_own_type(arriving, present.note, self.types)):
            arriving = kept
            self._know(present.note.note_type)
        fields = self._with_media(arriving.fields) if self._names else arriving.fields
        twice = _TWICE if arriving.guid in self._seen else None
        self._seen.add(arriving.guid)
        if present and not (twice or self._tags) and _is_untouched(arriving, present, fields):
            return Verdict(arriving, "same", present.note, present, present.note.fields)
        if problem := twice or _problem(arriving, self.types):
            return self._rejected(arriving, problem, present, fields)
        if present and _is_older(arriving, present):
            return Verdict(arriving, "same", present.note, present, fields)
        before = len(self.conflicts)
        note = self._as_it_will_be(arriving, present, fields)
        if arriving.cards is not None and not possible(note, arriving.cards):
            return self._rejected(arriving, "It has no card.", present, fields)
        if present is None:
            return Verdict(arriving, "new", note, None, fields)
        as_it_was: Fate = "kept" if len(self.conflicts) > before else "same"
        fate = as_it_was if _alike(note, present.note) else "changed"
        return Verdict(arriving, fate, note, present, fields)

    def _rejected(
        self, arriving: ParcelNote, why: str, present: Present | None, fields: Mapping[str, str]
    ) -> Verdict:
        self.problems.append(Problem(Place(arriving.guid), why))
        return Verdict(arriving, "rejected", None, present, fields)

    def _as_it_will_be(
        self, arriving: ParcelNote, present: Present | None, fields: Mapping[str, str]
    ) -> Note:
        if present is not None:
            return self._merged(arriving, present, fields)
        tags = naming.tags(*arriving.tags) if arriving.tags else ()
        if self._tags:
            tags = naming.united((tags, self._tags))
        return _note(NoteId(next(self._ids)), arriving, fields, tags, self.types)

    def _merged(self, arriving: ParcelNote, present: Present, theirs: Mapping[str, str]) -> Note:
        mine = present.note
        chosen = self._arrangement.theirs
        preferred = [name for name in (*mine.fields, *theirs) if (arriving.guid, name) in chosen]
        here, base = mine.fields, present.imported
        if here.keys() != theirs.keys():
            base = base and renamed(base, here, theirs)
            here = renamed(here, here, theirs)
        result = merged(here, base, theirs, preferred)
        tags = naming.united((mine.tags, self._spelled(arriving.tags), self._tags))
        note = _note(mine.id, arriving, result.fields, tags, self.types)
        if arriving.cards is None and not card_type(note).slots(note.fields):
            self.problems.append(Problem(Place(arriving.guid), _NO_CARD_MERGED, lost=False))
            return _note(mine.id, arriving, theirs, tags, self.types)
        if result.clashes:
            deck, title = self._deck_names[arriving.deck], _title(mine)
            kind = note.note_type or note.kind
            self.conflicts += (
                Conflict(mine.guid, deck, title, *clash, kind) for clash in result.clashes
            )
        return note

    def _spelled(self, tags: Iterable[str]) -> tuple[str, ...]:
        """The tags as those are written that are here."""
        return tuple(map(self._spellings.of, naming.tags(*tags)))

    def _know(self, note_type: NoteType | None) -> None:
        if note_type is not None:
            self.types[note_type.guid] = note_type

    def _with_media(self, fields: Mapping[str, str]) -> Mapping[str, str]:
        """The fields with the names under which their media are kept here."""
        if self._names is None or not any(map(self._names.search, fields.values())):
            return fields
        return {
            name: self._names.sub(lambda found: self._renamed[found[0]], html)
            for name, html in fields.items()
        }


def settle(
    collection: Collection,
    verdicts: Sequence[Verdict],
    types: Mapping[str, NoteType],
    ids: range,
) -> None:
    """Writes the notes; the new ones have ids out of `ids`."""
    _settle_types(collection, verdicts, types)
    new: list[Note] = []
    dated: dict[str, int] = {}
    for verdict in verdicts:
        if verdict.note is None:
            continue
        if verdict.present is None:
            new.append(verdict.note)
            if verdict.arriving.changed is not None:
                dated[verdict.note.guid] = verdict.arriving.changed
        elif verdict.is_untouched:
            continue
        elif verdict.fate == "changed" or _moves_base(verdict):
            as_told = dict(verdict.note.fields) == dict(verdict.fields)
            changed = verdict.arriving.changed if as_told else None
            notes.save_import(collection, verdict.note, verdict.fields, changed)
    notes.add_import(collection, new, dated, ids)


def _moves_base(verdict: Verdict) -> bool:
    """Whether what comes in is not what came in last, though nothing here changes by it."""
    present = verdict.present
    return (
        present is not None
        and not _is_older(verdict.arriving, present)
        and (present.imported is None or dict(present.imported) != dict(verdict.fields))
    )


def _settle_types(
    collection: Collection, verdicts: Iterable[Verdict], types: Mapping[str, NoteType]
) -> None:
    wanted = {v.note.note_type.guid for v in verdicts if v.note and v.note.note_type}
    for guid in sorted(wanted - note_types.ids(collection).keys() if wanted else ()):
        note_types.add(collection, types[guid])


def _problem(arriving: ParcelNote, types: Mapping[str, NoteType]) -> str | None:
    if arriving.kind == TEMPLATED:
        if arriving.note_type not in types:
            return "Its note type is not in the file."
        return None if arriving.cards is not None else _no_card(arriving, types)
    known = CARD_TYPES.get(arriving.kind)
    if known is None:
        return f"There is no kind of card called “{arriving.kind}”."
    return known.problem(arriving.fields)


def _no_card(arriving: ParcelNote, types: Mapping[str, NoteType]) -> str | None:
    note = _note(NoteId(0), arriving, arriving.fields, (), types)
    if card_type(note).slots(note.fields):
        return None
    return "Its fields make no card: fill in what its templates ask for."


def _note(
    identifier: NoteId,
    arriving: ParcelNote,
    fields: Mapping[str, str],
    tags: tuple[str, ...],
    types: Mapping[str, NoteType],
) -> Note:
    note_type = types[arriving.note_type] if arriving.note_type else None
    return Note(identifier, arriving.guid, arriving.kind, fields, tags, note_type)


def _is_older(arriving: ParcelNote, present: Present) -> bool:
    """Whether the file is an older version of a note that is here as it came in."""
    unchanged = present.imported is not None and present.imported == present.note.fields
    return unchanged and arriving.changed is not None and arriving.changed < present.changed


def _is_untouched(arriving: ParcelNote, present: Present, fields: Mapping[str, str]) -> bool:
    """Whether nothing was changed on either side, which is seen at once."""
    mine = present.note
    return (
        present.imported is mine.fields
        and mine.fields == fields
        and mine.kind == arriving.kind
        and (mine.note_type and mine.note_type.guid) == arriving.note_type
        and (arriving.tags == mine.tags or set(arriving.tags) <= set(mine.tags))
    )


def _alike(one: Note, other: Note) -> bool:
    return (
        one.kind == other.kind
        and dict(one.fields) == dict(other.fields)
        and set(one.tags) == set(other.tags)
        and (one.note_type and one.note_type.guid) == (other.note_type and other.note_type.guid)
    )


def _title(note: Note) -> str:
    words = next(filter(None, map(plain, note.fields.values())), note.guid)
    line = words.replace("\n", " ")
    return line if len(line) <= _LONGEST_TITLE else line[:_LONGEST_TITLE] + "…"


def _any_of(names: Mapping[str, str]) -> re.Pattern[str] | None:
    """Finds the names where they stand as a whole, between quotes or after `sound:`."""
    if not names:
        return None
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<=[\"'=:])(?:{'|'.join(map(re.escape, longest_first))})(?=[\"'\]\s>])")
