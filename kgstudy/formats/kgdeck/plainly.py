"""Notes whose cards are made by templates, as notes of our own kinds: one for each card."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kgstudy.domain.card_types import CARD_TYPES, card_type
from kgstudy.domain.card_types.typed import TypedFace
from kgstudy.domain.ids import NoteId
from kgstudy.domain.markup import as_html
from kgstudy.domain.note import Note
from kgstudy.domain.note_type import NoteType
from kgstudy.domain.parcel import Parcel, ParcelNote
from kgstudy.formats import losses as left


def plainly(parcel: Parcel) -> Parcel:
    """The parcel with every note of a native kind; cards without an answer or question are left."""
    if not parcel.note_types:
        return parcel
    types = {note_type.guid: note_type for note_type in parcel.note_types}
    notes = tuple(made for note in parcel.notes for made in _native(note, types))
    return replace(parcel, notes=notes, note_types=())


def losses(parcel: Parcel) -> tuple[str, ...]:
    """What of the parcel stays behind in a deck, in sentences."""
    told = [*left.schedules(parcel)]
    made = [note for note in parcel.notes if note.note_type]
    if made:
        told.append(f"Cards with templates become plain questions (notes: {len(made):,}).")
    return tuple(told)


def _native(note: ParcelNote, types: Mapping[str, NoteType]) -> Iterable[ParcelNote]:
    return _cards(note, types[note.note_type]) if note.note_type else (note,)


def _cards(note: ParcelNote, note_type: NoteType) -> Iterator[ParcelNote]:
    kind = card_type(Note(NoteId(0), note.guid, note.kind, note.fields, note.tags, note_type))
    cards = {card.slot: card.deck for card in note.cards or ()}
    for slot in cards or dict.fromkeys(kind.slots(note.fields), note.deck):
        face = kind.face(note.fields, slot)
        fields = {"front": face.question, "back": face.answer, "note": face.note}
        made = "basic"
        if isinstance(face, TypedFace) and face.accepted:
            made, also = "typed", "\n".join(map(as_html, face.accepted[1:]))
            answer = as_html(face.accepted[0])
            fields = {"question": face.question, "answer": answer, "also": also, "note": face.note}
        if CARD_TYPES[made].problem(fields) is None:
            guid = note.guid if slot == min(cards, default=0) else f"{note.guid}/{slot}"
            deck = cards.get(slot, note.deck)
            yield ParcelNote(guid, deck, made, fields, note.tags, note.source)
