"""All that is known of one card: where it stands, and its whole history."""

from dataclasses import dataclass

from kgstudy.domain.card import Card
from kgstudy.domain.card_types import card_type
from kgstudy.domain.ids import RANDOM_BITS, CardId
from kgstudy.domain.note import Note
from kgstudy.domain.recall import recall
from kgstudy.domain.recall_curve import Answered, Stretch, answered, curve
from kgstudy.store import cards, decks, notes, presets, reviews
from kgstudy.store.collection import Collection

AHEAD_SHARE = 0.25
AHEAD_MS = 7 * 86_400_000
"""The curve looks ahead by a quarter of the card's life, at least by a week."""


@dataclass(frozen=True, slots=True)
class CardInfo:
    """`added` and `now` are UTC milliseconds; `recall` is predicted for this day.

    `answers` come in the order in which they were given.
    """

    card: Card
    note: Note
    deck: str
    preset: str
    retention: float
    question: str
    added: int
    now: int
    recall: float | None
    answers: tuple[Answered, ...]
    curve: tuple[Stretch, ...]

    @property
    def spent_ms(self) -> int:
        """The time spent on all its answers."""
        return sum(each.review.taken for each in self.answers)


def card_info(collection: Collection, card_id: CardId) -> CardInfo | None:
    """None where the card is gone."""
    with collection.reading():
        card = cards.several(collection, [card_id]).get(card_id)
        if card is None:
            return None
        note = notes.get(collection, card.note_id)
        deck = decks.get(collection, card.deck_id)
        preset = presets.get(collection, deck.preset_id)
        parameters, now = preset.options.parameters, collection.clock.now_ms()
        given = answered(
            reviews.of_card(collection, card_id), parameters, cards.position(collection, card_id)
        )
    added = card_id >> RANDOM_BITS
    first = min((answer.review.at for answer in given), default=now)
    until = now + max(AHEAD_MS, round((now - first) * AHEAD_SHARE))
    return CardInfo(
        card,
        note,
        deck.name,
        preset.name,
        preset.options.retention,
        " ".join(card_type(note, deck.name).question_text(note.fields, card.slot).split()),
        added,
        now,
        recall(card.state, parameters, collection.calendar.today()),
        given,
        curve(given, parameters, until),
    )
