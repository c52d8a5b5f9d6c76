"""Which of the cards that a file gives a note the note can have."""

from collections.abc import Callable, Sequence

from kgstudy.domain.card_types import card_type
from kgstudy.domain.note import Note
from kgstudy.domain.parcel import ParcelCard

_MOST_GAPS = 10_000


def any_possible(note: Note, dealt: Sequence[ParcelCard]) -> bool:
    return any(map(can_have(note), (card.slot for card in dealt)))


def possible(note: Note, dealt: Sequence[ParcelCard]) -> Sequence[ParcelCard]:
    """Those that the note can have, and of two in one slot the first."""
    can = can_have(note)
    if len(dealt) == 1 and can(dealt[0].slot):
        return dealt
    return list({card.slot: card for card in reversed(dealt) if can(card.slot)}.values())[::-1]


def can_have(note: Note) -> Callable[[int], bool]:
    """Whether a slot is one of the note's kind, though its fields need not fill it now."""
    if note.note_type is None:
        return card_type(note).slots(note.fields).__contains__
    if note.note_type.cloze:
        return range(1, _MOST_GAPS).__contains__
    return range(len(note.note_type.templates)).__contains__
