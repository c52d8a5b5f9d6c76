"""What can be carried by the mouse within the window, and how it is packed."""

import json
from collections.abc import Iterable

from PySide6.QtCore import QMimeData

from kgstudy.domain.ids import CardId, DeckId

CARDS = "application/x-kgstudy-cards"
"""JSON: the ids of cards."""
DECK = "application/x-kgstudy-deck"
"""JSON: the id of a deck."""
TAG = "application/x-kgstudy-tag"
"""UTF-8: the whole name of a tag."""


def with_cards(cards: Iterable[CardId]) -> QMimeData:
    return _packed(CARDS, json.dumps(list(cards)))


def with_deck(deck: DeckId) -> QMimeData:
    return _packed(DECK, json.dumps(deck))


def with_tag(tag: str) -> QMimeData:
    return _packed(TAG, tag)


def cards_of(data: QMimeData) -> tuple[CardId, ...]:
    return tuple(map(CardId, json.loads(_text(data, CARDS))))


def deck_of(data: QMimeData) -> DeckId:
    return DeckId(json.loads(_text(data, DECK)))


def tag_of(data: QMimeData) -> str:
    return _text(data, TAG)


def _packed(kind: str, text: str) -> QMimeData:
    made = QMimeData()
    made.setData(kind, text.encode())
    return made


def _text(data: QMimeData, kind: str) -> str:
    return bytes(data.data(kind).data()).decode()
