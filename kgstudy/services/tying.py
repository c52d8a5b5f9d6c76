"""Cards of any deck are tied to the words of a lesson."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kgstudy.domain.changes import Change, Touched
from kgstudy.domain.errors import UserError
from kgstudy.domain.ids import CardId, LessonId
from kgstudy.domain.lesson import Anchor, Span, bare, context
from kgstudy.domain.markup import fold
from kgstudy.services import listing
from kgstudy.store import cards, lessons, looks, text_index
from kgstudy.store.collection import Collection

_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 4
"""Letters of a word that is looked for; shorter ones stand in every other card, but for names."""


@dataclass(frozen=True, slots=True)
class Tieable:
    """A card that could be tied; `tied` says that it is tied to these words already."""

    card_id: CardId
    deck: str
    question: str
    answer: str
    tied: bool


def tieable(
    collection: Collection, lesson: LessonId, span: Span, query: str, limit: int = 100
) -> tuple[Tieable, ...]:
    """Cards that the query finds; without one, those tied to the words, and then those that share
    the most with them.

    Raises UserError if the query cannot be read.
    """
    with collection.reading():
        here = dict.fromkeys(
            anchor.card_id
            for anchor in lessons.anchors_in(collection, lesson)
            if anchor.span.touches(span)
        )
    found = (
        listing.find_ids(collection, query)
        if query.strip()
        else tuple(here | dict.fromkeys(_alike(collection, lesson, span, limit)))
    )
    return tuple(
        Tieable(row.card.id, row.deck, row.question, row.answer, row.card.id in here)
        for row in listing.rows(collection, found[:limit])
    )


def tie(collection: Collection, lesson: LessonId, span: Span, cards: Sequence[CardId]) -> Change:
    """Ties the cards to the words, as one act; those tied elsewhere in the lesson are so no longer.

    Raises UserError where there are no words.
    """
    text = lessons.get(collection, lesson).text
    words = bare(text, span)
    quote = text[words.start : words.end]
    if not quote:
        raise UserError("There are no words to tie a card to: select some in the lesson.")
    with collection.act("tie-card" if len(cards) == 1 else "tie-cards", Touched.LESSONS) as act:
        for card in cards:
            anchor = Anchor(card, lesson, words, quote, *context(text, words))
            _set(collection, lesson, card, [anchor])
    return act.change


def untie(collection: Collection, lesson: LessonId, cards: Sequence[CardId]) -> Change:
    """Unties the cards from the lesson, as one act."""
    with collection.act("untie-card" if len(cards) == 1 else "untie-cards", Touched.LESSONS) as act:
        for card in cards:
            _set(collection, lesson, card, [])
    return act.change


def _alike(collection: Collection, lesson: LessonId, span: Span, limit: int) -> tuple[CardId, ...]:
    text = lessons.get(collection, lesson).text
    words = _telling(text[span.start : span.end])
    notes = text_index.alike(collection, words, limit)
    places = {note: place for place, note in enumerate(notes)}
    every = cards.of_notes(collection, notes)
    ordered = sorted(every, key=lambda card: (places[card.note_id], card.slot))
    return tuple(card.id for card in ordered)


def _telling(words: str) -> Iterable[str]:
    """The words by which cards are found, folded; all of them where none is more than short."""
    found = _WORD.findall(words)
    return [fold(word) for word in filter(_tells, found)] or [fold(word) for word in found]


def _tells(word: str) -> bool:
    """A long word, a name in capitals, or a number; the figure before an item is none."""
    return len(word) >= _SHORTEST or word.isupper() or (word.isdecimal() and len(word) > 1)


def _set(collection: Collection, lesson: LessonId, card: CardId, anchors: Sequence[Anchor]) -> None:
    lessons.set_anchors(collection, card, [lesson], anchors)
    looks.forget(collection, lesson, [card])
