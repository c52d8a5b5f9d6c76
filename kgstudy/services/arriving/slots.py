"""Which of the cards that a file gives a note the note can have."""

from collections.abc import Container, Sequence

from kgstudy.domain.card_types import CARD_TYPES
from kgstudy.domain.card_types.cloze import Cloze
from kgstudy.domain.note import Note
from kgstudy.domain.parcel import ParcelCard

_MOST_GAPS = 10_000
_GAPS = range(1, _MOST_GAPS)


def possible(note: Note, dealt: Sequence[ParcelCard]) -> Sequence[ParcelCard]:
    """Those that the note can have, and of two in one slot the first.

    Beside them a card that waits, suspended, for a gap that is gone.
    """
    can = can_have(note)
    if len(dealt) == 1 and dealt[0].slot in can:
        return dealt
    if not any(card.slot in can for card in dealt):
        return ()
    found = {card.slot: card for card in reversed(dealt) if card.slot in can or _waits(note, card)}
    return list(found.values())[::-1]


def _waits(note: Note, card: ParcelCard) -> bool:
    return note.kind == Cloze.kind and card.suspended and card.slot in _GAPS


def can_have(note: Note) -> Container[int]:
    """The slots of the note's kind, though its fields need not fill them now."""
    if note.note_type is None:
        return CARD_TYPES[note.kind].slots(note.fields)
    return _GAPS if note.note_type.cloze else range(len(note.note_type.templates))
