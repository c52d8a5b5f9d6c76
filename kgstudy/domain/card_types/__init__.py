"""The kinds of cards: one file a kind, one line in the table."""

from collections.abc import Mapping

from kgstudy.domain.card_types.base import CardType
from kgstudy.domain.card_types.basic import Basic
from kgstudy.domain.card_types.both_ways import BothWays
from kgstudy.domain.card_types.choice import Choice
from kgstudy.domain.card_types.cloze import Cloze
from kgstudy.domain.card_types.ordering import Ordering
from kgstudy.domain.card_types.typed import Typed
from kgstudy.domain.note import Note

_KINDS: tuple[CardType, ...] = (
    Basic(),
    BothWays(),
    Cloze(),
    Typed(),
    Choice(),
    Ordering(),
)

CARD_TYPES: Mapping[str, CardType] = {card_type.kind: card_type for card_type in _KINDS}
"""Card types by kind, in the order in which people are offered them."""


def card_type(note: Note, deck: str = "") -> CardType:
    """What makes the cards of `note`; `deck` is the name of theirs, where templates may show it."""
    if note.note_type is not None:
        from kgstudy.domain.card_types.templated import (  # noqa: PLC0415 - not needed to start
            Templated,
        )

        return Templated(note.note_type, note.tags, deck)
    return CARD_TYPES[note.kind]
