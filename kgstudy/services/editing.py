"""Notes written and changed by hand; an edit never touches a schedule."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath

from kgstudy.domain import naming
from kgstudy.domain.card_types import CARD_TYPES, card_type
from kgstudy.domain.card_types.base import CardType
from kgstudy.domain.changes import Change, Touched
from kgstudy.domain.errors import UserError
from kgstudy.domain.ids import DeckId, NoteId
from kgstudy.domain.markup import fold, media, plain
from kgstudy.domain.note import Note
from kgstudy.domain.note_type import TEMPLATED, NoteType
from kgstudy.domain.picture_notes import STOCK, holders
from kgstudy.services import dealing, new_decks
from kgstudy.store import cards, decks, lines, note_types, notes
from kgstudy.store import media as files
from kgstudy.store.collection import Act, Collection

Kind = str | NoteType
"""A kind of ours by its word, or the note type whose templates make the cards."""

LARGEST_FILE = 64 << 20
"""Bytes of a picture or a sound that is put into a field; what is larger is no flashcard's."""

_NONE: Mapping[str, bytes] = {}


@dataclass(frozen=True, slots=True)
class Opened:
    """A note as it is now; `deck` is its first card's, `cards` how many it has."""

    note: Note
    deck: str
    cards: int


def opened(collection: Collection, note: NoteId) -> Opened | None:
    """The note to be edited; None where it is not there any more."""
    with collection.reading():
        found = notes.several(collection, [note]).get(note)
        if found is None:
            return None
        made = cards.of_note(collection, note)
        deck = decks.get(collection, made[0].deck_id).name if made else ""
        return Opened(found, deck, len(made))


def kinds(collection: Collection) -> tuple[Kind, ...]:
    """What a new note can be: our kinds, pictures, and note types from elsewhere by name."""
    types = note_types.several(collection, note_types.ids(collection).values()).values()
    rest = sorted(types, key=lambda each: (holders(each) is None, each.name.casefold()))
    drawn = () if any(map(holders, rest)) else (STOCK,)
    return (*CARD_TYPES, *drawn, *rest)


def maker(kind: Kind) -> CardType:
    """What makes the cards of notes of this kind."""
    return card_type(_note(NoteId(0), kind, {}, ()))


def field_names(kind: Kind) -> tuple[str, ...]:
    if isinstance(kind, NoteType):
        return kind.fields
    return tuple(field.name for field in CARD_TYPES[kind].fields)


def tag_names(collection: Collection) -> tuple[str, ...]:
    """All tags, in the order of the alphabet."""
    return notes.tag_names(collection)


def add(
    collection: Collection,
    deck: DeckId | str,
    kind: Kind,
    fields: Mapping[str, str],
    tags: Iterable[str] = (),
    files: Mapping[str, bytes] = _NONE,
) -> tuple[NoteId, Change]:
    """Makes a note, whose cards come after all other new ones, as one act.

    A deck that is given by its name is made where there is none.  `files` are pictures and sounds
    by name, of which those are kept that the fields show.  Raises UserError where the fields make
    no card.
    """
    with collection.act("add-note", Touched.NOTES, Touched.CARDS) as act:
        target, made = _deck(collection, deck), _made(collection, kind, fields, tags)
        notes.add(collection, [made])
        dealing.deal(collection, target, [made])
        _keep(collection, act, made.fields, files)
    return made.id, act.change


def edit(
    collection: Collection,
    note: NoteId,
    fields: Mapping[str, str],
    tags: Iterable[str],
    files: Mapping[str, bytes] = _NONE,
) -> Change:
    """Makes these the note's fields and tags, as one act; every card keeps its schedule.

    A card whose words now stand in another gap follows them.  One that has no place any more goes
    where nobody has answered or marked it; else it is put aside until the fields ask for it again,
    and comes back as it was: so a gap that is lost while one writes costs nothing.  Raises
    UserError where the fields make no card, or the note is gone.
    """
    with collection.act("edit-note") as act:
        before = notes.several(collection, [note]).get(note)
        if before is None:
            raise UserError("This note is not there any more: it was deleted meanwhile.")
        if strange := fields.keys() - {*before.fields, *field_names(_kind(before))}:
            raise UserError(
                "The note has no field “{name}”: it is of another kind now.", name=min(strange)
            )
        after = before._replace(fields={**before.fields, **fields}, tags=naming.tags(*tags))
        if (after.fields, set(after.tags)) == (before.fields, set(before.tags)):
            return act.change
        act.touched.add(Touched.NOTES)
        if after.fields != before.fields:
            _check(after)
            _keep(collection, act, after.fields, files)
        notes.save(collection, after)
        if dealing.settle(collection, before, after):
            act.touched.add(Touched.CARDS)
    return act.change


def numbers_taken(collection: Collection, note: NoteId) -> frozenset[int]:
    """The slots of all its cards, those put aside too: no new gap should wake one of them."""
    return frozenset(card.slot for card in cards.of_note(collection, note))


def losing(collection: Collection, note: NoteId, fields: Mapping[str, str]) -> tuple[int, ...]:
    """The slots whose cards are put aside where the note has these fields, in order."""
    before = notes.several(collection, [note]).get(note)
    if before is None:
        return ()
    lost = dealing.losing(collection, before, {**before.fields, **fields})
    return tuple(sorted(card.slot for card in lost))


def duplicates(
    collection: Collection, first: str, besides: NoteId | None = None, most: int = 5
) -> tuple[Note, ...]:
    """Notes whose first field reads the same, whatever the case and the marks of its letters.

    Of many notes that came in a moment ago, most are found once the index has got to them.
    """
    wanted = fold(plain(first))
    if not wanted:
        return ()
    found = notes.several(collection, lines.reading(collection, plain(first)))
    same = (note for note in found.values() if note.id != besides and _first(note) == wanted)
    return tuple(note for note, _ in zip(same, range(most), strict=False))


def shown(fields: Mapping[str, str], files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Those of the files that the fields name."""
    named = {name for html in fields.values() for name in media(html)} if files else set()
    return {name: content for name, content in files.items() if name in named}


def media_name(name: str, content: bytes) -> str:
    """What a file is called in fields: by its own name and its content.  UserError if too large."""
    if len(content) > LARGEST_FILE:
        raise UserError(
            "{name} is larger than {most} MB: make it smaller first.",
            name=name,
            most=LARGEST_FILE >> 20,
        )
    path = PurePosixPath(name.replace("\\", "/"))
    stem, ending = naming.slug(path.stem) or "file", naming.slug(path.suffix)
    return f"{stem}-{hashlib.sha256(content).hexdigest()[:16]}.{ending or 'bin'}"


def _made(
    collection: Collection, kind: Kind, fields: Mapping[str, str], tags: Iterable[str]
) -> Note:
    """A note that is not stored yet; raises UserError where its fields make no card."""
    if isinstance(kind, NoteType) and kind.guid not in note_types.ids(collection):
        note_types.add(collection, kind)
    whole = {name: fields.get(name, "") for name in field_names(kind)}
    note = _note(NoteId(collection.new_id()), kind, whole, naming.tags(*tags))
    _check(note)
    return note


def _note(identifier: NoteId, kind: Kind, fields: Mapping[str, str], tags: tuple[str, ...]) -> Note:
    guid = f"note-{identifier:x}"
    if isinstance(kind, NoteType):
        return Note(identifier, guid, TEMPLATED, fields, tags, kind)
    return Note(identifier, guid, kind, fields, tags)


def _kind(note: Note) -> Kind:
    return note.note_type or note.kind


def _check(note: Note) -> None:
    if problem := card_type(note).problem(note.fields):
        raise UserError("{problem}", problem=problem)


def _deck(collection: Collection, deck: DeckId | str) -> DeckId:
    """The deck of that name; made, with those around it, where there is none."""
    if not isinstance(deck, str):
        return deck
    return new_decks.called(collection, naming.deck_name(deck))


def _keep(
    collection: Collection, act: Act, fields: Mapping[str, str], given: Mapping[str, bytes]
) -> None:
    """Stores those of the files that the fields name."""
    wanted = shown(fields, given)
    if not wanted:
        return
    act.touched.add(Touched.MEDIA)
    intake = files.Intake(collection)
    for name, content in wanted.items():
        if name not in intake.names:
            intake.add(name, BytesIO(content))


def _first(note: Note) -> str:
    seen = (plain(html) for html in note.fields.values() if html)
    return fold(next((words for words in seen if words), ""))
