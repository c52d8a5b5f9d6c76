"""The name of a deck: one that is there, from a list, or a new one, typed."""

from kgstudy.domain.deck import SEPARATOR
from kgstudy.gui.widgets.name_field import NameField


class DeckField(NameField):
    """Takes names with their places, the decks above first."""

    @property
    def deck(self) -> str:
        """The whole name, or nothing."""
        return SEPARATOR.join(part.strip() for part in self.line.text().strip().split(SEPARATOR))

    @property
    def is_wrong(self) -> bool:
        """Whether a part of the name is missing."""
        return bool(self.deck) and not all(self.deck.split(SEPARATOR))
