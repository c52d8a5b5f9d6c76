"""Notes whose cards are made by templates, as notes of our own kinds: one for each card."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from kgstudy.domain.card_types import CARD_TYPES, card_type
from kgstudy.domain.card_types.base import Face
from kgstudy.domain.card_types.occlusion import OcclusionFace
from kgstudy.domain.card_types.typed import TypedFace
from kgstudy.domain.ids import NoteId
from kgstudy.domain.markup import as_html
from kgstudy.domain.note import Note
from kgstudy.domain.note_type import NoteType
from kgstudy.domain.parcel import Parcel, ParcelNote
from kgstudy.formats import losses as left

_TOLD = {
    "templates": "Cards with templates become plain questions (notes: {count:,}).",
    "pictures": "Pictures with hidden parts stay behind (cards: {count:,}).",
    "empty": "Cards with an empty side stay behind (cards: {count:,}).",
}


def plainly(parcel: Parcel) -> Parcel:
    """The parcel with every note of a native kind; cards without an answer or question are left."""
    if not parcel.note_types:
        return parcel
    types = {note_type.guid: note_type for note_type in parcel.note_types}
    notes = tuple(made for note in parcel.notes for made in _native(note, types))
    return replace(parcel, notes=notes, note_types=())


def losses(parcel: Parcel) -> tuple[str, ...]:
    """What of the parcel stays behind in a deck, in sentences."""
    types = {note_type.guid: note_type for note_type in parcel.note_types}
    lost = Counter[str]()
    for note in parcel.notes:
        if note.note_type:
            cards = list(_cards(note, types[note.note_type]))
            pictures = sum(isinstance(card.face, OcclusionFace) for card in cards)
            made = [_made(note, card) for card in cards]
            lost["templates"] += any(made)
            lost["pictures"] += pictures
            lost["empty"] += made.count(None) - pictures
    told = (_TOLD[key].format(count=lost[key]) for key in _TOLD if lost[key])
    return (*left.schedules(parcel), *told)


class _Card(NamedTuple):
    guid: str
    deck: str
    face: Face


def _native(note: ParcelNote, types: Mapping[str, NoteType]) -> Iterator[ParcelNote]:
    if note.note_type is None:
        yield note
        return
    for card in _cards(note, types[note.note_type]):
        if made := _made(note, card):
            yield made


def _cards(note: ParcelNote, note_type: NoteType) -> Iterator[_Card]:
    kind = card_type(Note(NoteId(0), note.guid, note.kind, note.fields, note.tags, note_type))
    cards = {card.slot: card.deck for card in note.cards or ()}
    for slot in cards or dict.fromkeys(kind.slots(note.fields), note.deck):
        guid = note.guid if slot == min(cards, default=0) else f"{note.guid}/{slot}"
        yield _Card(guid, cards.get(slot, note.deck), kind.face(note.fields, slot))


def _made(note: ParcelNote, card: _Card) -> ParcelNote | None:
    """The card as a note; None where it has no two sides of words, pictures and sounds."""
    face = card.face
    if isinstance(face, OcclusionFace):  # what is left of it is no question
        return None
    kind, fields = "basic", {"front": face.question, "back": face.answer, "note": face.note}
    if isinstance(face, TypedFace) and face.accepted:
        kind, also = "typed", "\n".join(map(as_html, face.accepted[1:]))
        answer = as_html(face.accepted[0])
        fields = {"question": face.question, "answer": answer, "also": also, "note": face.note}
    if CARD_TYPES[kind].problem(fields) is not None:
        return None
    return ParcelNote(card.guid, card.deck, kind, fields, note.tags, note.source)
