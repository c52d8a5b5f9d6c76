"""Which cards a study day takes in, and in which order: due dates, limits, siblings, mixing.

Cards on their steps are gathered first, then reviews, then new cards; of the cards of one note
only the first that is gathered is asked on a day, for the kinds a deck buries.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from heapq import merge
from typing import NamedTuple, TypeVar

from kgstudy.domain import fsrs
from kgstudy.domain.clock import StudyDay
from kgstudy.domain.deck import Mix, NewOrder, Options, ReviewOrder
from kgstudy.domain.fuzz import draw
from kgstudy.domain.ids import CardId, DeckId, NoteId
from kgstudy.domain.limits import Allowance, DeckToday
from kgstudy.domain.review import Phase
from kgstudy.domain.scheduling import Now


class Fresh(NamedTuple):
    """A card never answered; of thousands of them, so no heavier than its row."""

    card_id: CardId
    note_id: NoteId
    deck_id: DeckId
    position: int


class Due(NamedTuple):
    """A card answered before, as its row tells it.

    `at` and `day` are those of the last answer.  A card that waits within the day has `due_at`;
    any other has `due_day` and `interval`, in whole days.
    """

    card_id: CardId
    note_id: NoteId
    deck_id: DeckId
    phase: Phase
    at: int
    day: StudyDay
    due_day: StudyDay
    due_at: int | None
    interval: int
    stability: float
    difficulty: float


_Card = TypeVar("_Card", Due, Fresh)
_Any = TypeVar("_Any")


def asked_on(due_day: StudyDay, answered_on: StudyDay, today: StudyDay) -> StudyDay:
    """The study day on which a card that waits for whole days is asked.

    That is the day it was given, except where it was answered later than tomorrow: the clock was
    wrong then, or is now, and the card is asked today.  One day ahead is forgiven, since a journey
    westwards or another rollover hour explains it.  In SQL, the cards to ask today are
    `due_at IS NULL AND (due_day <= :today OR day > :today + 1 AND at > :now)`: what was answered
    since then is asked when its interval is over.
    """
    return today if answered_on > today + 1 else due_day


def asked_at(due_at: int, answered_at: int, now_ms: int) -> int:
    """The instant at which a card that waits within the day is asked, all in milliseconds.

    An answer that lies ahead of the clock was given by a wrong one, and the card is asked at once.
    In SQL, the cards to ask now are `due_at IS NOT NULL AND (due_at <= :now OR at > :now)`.
    """
    return now_ms if answered_at > now_ms else due_at


class Gathering:
    """One pass over the cards; remembers the notes it has met and what the limits leave."""

    def __init__(
        self,
        decks: Mapping[DeckId, DeckToday],
        options: Options,
        now: Now,
        answered_today: Iterable[tuple[NoteId, CardId]],
    ) -> None:
        self._decks = decks
        self._options = options
        self._now = now
        self._met: dict[NoteId, set[CardId]] = {}
        for note, card in answered_today:
            self._meet(note, card)
        parents = {deck: today.parent for deck, today in decks.items()}
        self._new = Allowance({deck: today.new for deck, today in decks.items()}, parents)
        self._reviews = Allowance({deck: today.reviews for deck, today in decks.items()}, parents)

    def learning(self, due: Iterable[Due]) -> list[tuple[int, CardId]]:
        """Cards on their steps within the day, with the instants at which they are asked."""
        asked = []
        for card in due:
            if card.due_at is not None:
                self._meet(card.note_id, card.card_id)
                asked.append((asked_at(card.due_at, card.at, self._now.ms), card.card_id))
        return asked

    def main(
        self, due: Iterable[Due], fresh: Mapping[DeckId, Iterable[Fresh]]
    ) -> list[tuple[CardId, Phase]]:
        """Everything else of today, in the order in which it is asked."""
        today = [card for card in due if card.due_at is None and self._is_due(card)]
        known = [*self._steps(today), *self._due_reviews(today)]
        new = self._new_cards(fresh)
        match self._options.mix:
            case Mix.BEFORE:
                return [*new, *known]
            case Mix.AFTER:
                return [*known, *new]
            case Mix.MIXED:
                return mixed(known, new)

    def _steps(self, due: Iterable[Due]) -> list[tuple[CardId, Phase]]:
        """Steps that were put off to another day, the oldest first."""
        steps = [card for card in due if card.phase != Phase.REVIEWING]
        steps.sort(key=lambda card: (card.due_day, self._draw(card.card_id)))
        buries = {deck for deck, today in self._decks.items() if today.options.bury_learning}
        return [(card.card_id, Phase(card.phase)) for card in self._taken(steps, buries, None)]

    def _due_reviews(self, due: Iterable[Due]) -> list[tuple[CardId, Phase]]:
        reviews = [card for card in due if card.phase == Phase.REVIEWING]
        key = _REVIEW_ORDERS[self._options.review_order]
        today = _Today(self._now, self._decks)
        reviews.sort(key=lambda card: (key(card, today), self._draw(card.card_id)))
        buries = {deck for deck, today in self._decks.items() if today.options.bury_reviews}
        taken = self._taken(reviews, buries, self._reviews)
        return [(card.card_id, Phase.REVIEWING) for card in taken]

    def _new_cards(self, fresh: Mapping[DeckId, Iterable[Fresh]]) -> list[tuple[CardId, Phase]]:
        cards = [self._until_spent(deck, of_deck) for deck, of_deck in fresh.items()]
        buries = {deck for deck, today in self._decks.items() if today.options.bury_new}
        taken = self._taken(merge(*cards, key=self._new_key()), buries, self._new)
        return [(card.card_id, Phase.NEW) for card in taken]

    def _new_key(self) -> Callable[[Fresh], tuple[float, CardId]]:
        if self._options.new_order is NewOrder.RANDOM:
            return lambda card: (self._draw(card.card_id), card.card_id)
        return lambda card: (card.position, card.card_id)

    def _until_spent(self, deck: DeckId, cards: Iterable[Fresh]) -> Iterator[Fresh]:
        """Of thousands that a deck may hold, no more are read than its limit asks for."""
        for card in cards:
            if not self._new.gives(deck):
                return
            yield card

    def _taken(
        self, cards: Iterable[_Card], buries: Set[DeckId], allowance: Allowance | None
    ) -> Iterator[_Card]:
        """Those that no sibling hides (where the deck buries them) and no limit keeps out."""
        for card in cards:
            if allowance is not None and allowance.spent:
                return
            if card.deck_id in buries and self._met.get(card.note_id, set()) - {card.card_id}:
                continue
            if allowance is None or allowance.take(card.deck_id):
                self._meet(card.note_id, card.card_id)
                yield card

    def _meet(self, note: NoteId, card: CardId) -> None:
        self._met.setdefault(note, set()).add(card)

    def _is_due(self, card: Due) -> bool:
        return _due_day(card, _Today(self._now, self._decks)) <= self._now.day

    def _draw(self, card: CardId) -> float:
        """Breaks ties for the whole day, so that the order is the same after a restart."""
        return draw(self._now.day, card)


def mixed(many: Sequence[_Any], few: Sequence[_Any]) -> list[_Any]:
    """Both in their own orders, spread evenly among each other."""
    ranked = [((rank + 1) / (len(many) + 1), card) for rank, card in enumerate(many)]
    ranked += [((rank + 1) / (len(few) + 1), card) for rank, card in enumerate(few)]
    return [card for _, card in sorted(ranked, key=lambda each: each[0])]


class _Today(NamedTuple):
    now: Now
    decks: Mapping[DeckId, DeckToday]


def _due_day(card: Due, today: _Today) -> int:
    if card.at <= today.now.ms:
        return card.due_day
    return asked_on(card.due_day, card.day, today.now.day)


def _place(card: Due, today: _Today) -> int:
    return today.decks[card.deck_id].place


def _waited(card: Due, today: _Today) -> int:
    return max(0, today.now.day - card.day)


def _recall(card: Due, today: _Today) -> float:
    parameters = today.decks[card.deck_id].options.parameters
    return fsrs.retrievability(_waited(card, today), card.stability, parameters)


def _overdue(card: Due, today: _Today) -> float:
    """Time waited in terms of the time it should have waited."""
    return _waited(card, today) / max(1, card.interval)


_Key = Callable[[Due, _Today], float | tuple[int, int]]

_REVIEW_ORDERS: Mapping[ReviewOrder, _Key] = {
    ReviewOrder.DUE: _due_day,
    ReviewOrder.DUE_THEN_DECK: lambda card, today: (_due_day(card, today), _place(card, today)),
    ReviewOrder.DECK_THEN_DUE: lambda card, today: (_place(card, today), _due_day(card, today)),
    ReviewOrder.INTERVAL_SHORTEST: lambda card, _: card.interval,
    ReviewOrder.INTERVAL_LONGEST: lambda card, _: -card.interval,
    ReviewOrder.EASIEST: lambda card, _: card.difficulty,
    ReviewOrder.HARDEST: lambda card, _: -card.difficulty,
    ReviewOrder.RECALL_LOWEST: _recall,
    ReviewOrder.RECALL_HIGHEST: lambda card, today: -_recall(card, today),
    ReviewOrder.OVERDUE: lambda card, today: -_overdue(card, today),
    ReviewOrder.RANDOM: lambda _card, _today: 0,
    ReviewOrder.ADDED: lambda card, _: card.card_id,
    ReviewOrder.ADDED_LAST: lambda card, _: -card.card_id,
}
