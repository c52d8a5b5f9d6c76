"""What an act is done to."""

from collections.abc import Callable, Sequence
from functools import cached_property

from kgstudy.domain.ids import CardId, NoteId


class Selection:
    """The chosen cards in the order of the list, and their notes each once.

    Of a hundred thousand cards it takes a while to read the notes, so either may be given as what
    reads it once it is asked for.
    """

    def __init__(
        self,
        cards: Sequence[CardId] | Callable[[], Sequence[CardId]] = (),
        notes: Sequence[NoteId] | Callable[[], Sequence[NoteId]] = (),
    ) -> None:
        self._cards = cards
        self._notes = notes

    @property
    def size(self) -> int:
        """How many of what was chosen there are, cards or notes, without reading the others."""
        known = self._notes if callable(self._cards) else self._cards
        return len(self.cards if callable(known) else known)

    def read(self) -> None:
        """Reads both, in whatever thread."""
        _ = self.cards, self.notes

    @cached_property
    def cards(self) -> tuple[CardId, ...]:
        return tuple(self._cards() if callable(self._cards) else self._cards)

    @cached_property
    def notes(self) -> tuple[NoteId, ...]:
        return tuple(self._notes() if callable(self._notes) else self._notes)
