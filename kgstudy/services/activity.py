"""What was done with the collection: every act with its time and what it touched."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, islice

from kgstudy.domain.card_types import card_type
from kgstudy.domain.changes import Change
from kgstudy.domain.ids import ActId, CardId, NoteId
from kgstudy.domain.note import Note, headline
from kgstudy.store import activity, cards, notes
from kgstudy.store.activity import Entry, Record, RowChange
from kgstudy.store.collection import Collection
from kgstudy.store.journal import Undone

_FEW = 12
"""Rows of an act that may be about a single note."""

_MANY = 1_000
"""Rows of an act that take some milliseconds to count."""

SHOWN = 40
"""Things of an act that are named."""


class Deed(StrEnum):
    """What an act did to a thing."""

    ADDED = "added"
    CHANGED = "changed"
    DELETED = "deleted"


_DEEDS = {"INSERT": Deed.ADDED, "UPDATE": Deed.CHANGED, "DELETE": Deed.DELETED}

Tally = Mapping[tuple[str, Deed], int]
"""How many rows of a table an act added, changed and deleted."""


@dataclass(frozen=True, slots=True)
class Done:
    """An act that was done, with how much it touched.

    `line` is what the note asks where it touched a single one.
    """

    entry: Entry
    tally: Tally
    line: str = ""

    @property
    def stands(self) -> bool:
        return self.entry.undone is Undone.STANDS


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that an act touched.

    `line` is what a note asks now, or said when it came or went; of anything else it is the name.
    `note` is a note that is still there.
    """

    line: str
    deed: Deed
    note: NoteId | None = None


def done(
    collection: Collection,
    before: ActId | None = None,
    most: int = 200,
    heed: Callable[[], None] = lambda: None,
    known: MutableMapping[ActId, Tally] | None = None,
) -> tuple[Done, ...]:
    """The acts before another one, the last first; `heed` is called at each and may raise.

    In `known` the counts of large acts are kept for the next time.
    """
    kept = {} if known is None else known

    def each(entry: Entry) -> Done:
        heed()
        counts = kept.get(entry.id) or _tally(collection, entry.id, kept)
        few = sum(counts.values()) <= _FEW
        return Done(entry, counts, _single_line(collection, entry.id) if few else "")

    with collection.reading():
        return tuple(map(each, activity.entries(collection, before, most)))


def things(collection: Collection, acts: Sequence[ActId]) -> tuple[Thing, ...]:
    """The first things that the acts touched: decks and lessons by name, then notes.

    A note is touched also through its tags, its cards or their answers.
    """
    with collection.reading():
        named: list[Thing] = []
        found: list[tuple[NoteId, Deed, str]] = []
        touched = _Touched(collection)
        for act in acts:
            record = Record(collection, act)
            named += _named(collection, record)
            found += islice(touched.notes(record), SHOWN - len(found))
        present = notes.several(collection, [note for note, _, _ in found])
    about = (
        Thing(asked(present[id_]), deed, id_) if id_ in present else Thing(line, deed)
        for id_, deed, line in found
    )
    return tuple(islice(chain(named, about), SHOWN))


def undo_to(collection: Collection, act: ActId) -> Change | None:
    """Takes back the act and all that came after it; the change is named after the act."""
    return _step_to(collection, act, collection.undo, Undone.STANDS)


def redo_to(collection: Collection, act: ActId) -> Change | None:
    """Does again what was taken back, up to the act; likewise."""
    return _step_to(collection, act, collection.redo, Undone.TAKEN_BACK)


def _step_to(
    collection: Collection, act: ActId, step: Callable[[], Change | None], state: Undone
) -> Change | None:
    """Each step is a transaction of its own: were one of them to fail, those before it stand."""
    whole: Change | None = None
    while activity.state(collection, act) is state and (change := step()) is not None:
        touched = change.touched | (whole.touched if whole else frozenset())
        whole = Change(change.act, touched)
    return whole


def asked(note: Note) -> str:
    """What the first card of a note asks, in one line."""
    made_by = card_type(note)
    slots = made_by.slots(note.fields)
    text = made_by.question_text(note.fields, slots[0]) if slots else ""
    return " ".join(text.split())


def _single_line(collection: Collection, act: ActId) -> str:
    touched = things(collection, [act])
    return touched[0].line if len(touched) == 1 else ""


def _named(collection: Collection, record: Record) -> Iterator[Thing]:
    """Such as a deck `Rivers`, or `Rivers → Lakes` where it was renamed."""
    for change in record.changes(*_NAMES):
        place = _NAMES[change.table]
        names = [row[place] for row in (change.before, change.after) if row and row[place]]
        names = names or [activity.name_of(collection, change.table, change.key)]
        yield Thing(" → ".join(dict.fromkeys(names)), _DEEDS[change.op])


_BY_NOTES = ("note", "card", "review", "note_tag")
"""Notes first: what became of themselves says more than what became of their cards."""

_NAMES = {"deck": 2, "lesson": 3, "preset": 1, "saved_search": 0}
"""The column that holds the name of such a thing."""


def _tally(collection: Collection, act: ActId, kept: MutableMapping[ActId, Tally]) -> Tally:
    """What was recorded of an act changes only where notes were made unrecorded."""
    rows = Record(collection, act).tally()
    counts = Counter({(table, _DEEDS[op]): count for (table, op), count in rows.items()})
    if counts.total() > _MANY and not activity.made(collection, act):
        kept[act] = counts
    for first, last in activity.made(collection, act):
        for table, count in activity.made_between(collection, first, last):
            counts[table, Deed.ADDED] += count
    return counts


class _Touched:
    """The notes of acts, each once."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._met: set[NoteId] = set()

    def notes(self, record: Record) -> Iterator[tuple[NoteId, Deed, str]]:
        """Those not met before, with what became of them, and what it said if it came or went."""
        for note, deed, line in chain(self._recorded(record), self._made(record.act)):
            if note not in self._met:
                self._met.add(note)
                yield note, deed, line

    def _recorded(self, record: Record) -> Iterator[tuple[NoteId, Deed, str]]:
        for change in chain.from_iterable(map(record.changes, _BY_NOTES)):
            note = self._note_of(change)
            if note is not None:
                own = change.table == "note"
                deed = _DEEDS[change.op] if own else Deed.CHANGED
                yield note, deed, _line(change) if own else ""

    def _made(self, act: ActId) -> Iterator[tuple[NoteId, Deed, str]]:
        for first, last in activity.made(self._collection, act):
            for note in activity.notes_between(self._collection, first, last, SHOWN):
                yield note, Deed.ADDED, ""

    def _note_of(self, change: RowChange) -> NoteId | None:
        row = change.before or change.after or ()
        match change.table:
            case "note" | "note_tag":
                return NoteId(row[0])
            case "card":
                return self._note_of_card(row[0], row[1])
            case "review":
                return self._note_of_card(row[1], None)
            case _:
                return None

    def _note_of_card(self, card: int, note: int | None) -> NoteId | None:
        return NoteId(note) if note else cards.note_of(self._collection, CardId(card))


def _line(change: RowChange) -> str:
    """The first field of a note that came or was deleted, as it was seen."""
    row = change.before if change.op == "DELETE" else change.after
    fields = row[3] if row else None
    return headline(json.loads(fields or "{}"))
