"""What an act is done to."""

from dataclasses import dataclass

from kgstudy.domain.ids import CardId, NoteId


@dataclass(frozen=True, slots=True)
class Selection:
    """The chosen cards in the order of the list, and their notes each once."""

    cards: tuple[CardId, ...] = ()
    notes: tuple[NoteId, ...] = ()
