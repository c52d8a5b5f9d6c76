"""What one sitting asks: the cards whose turn it is, or chosen ones out of their turn."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from kgstudy.domain import limits, practice
from kgstudy.domain.card import Card, New, phase_of
from kgstudy.domain.deck import Options
from kgstudy.domain.gathering import Due, Fresh, asked_at
from kgstudy.domain.ids import CardId, DeckId, NoteId, PresetId
from kgstudy.domain.limits import DeckToday
from kgstudy.domain.queue import Queue, build
from kgstudy.domain.review import Phase, Rating
from kgstudy.domain.scheduling import Now
from kgstudy.store import cards as stored
from kgstudy.store import decks, presets, reviews, waiting
from kgstudy.store.collection import Collection

_NO_LIMIT = 1 << 30


class Given(Protocol):
    """An answer that was given in the sitting."""

    @property
    def card_id(self) -> CardId: ...
    @property
    def rating(self) -> Rating | None: ...
    @property
    def at(self) -> int: ...


class Rules:
    """By which options each deck is studied just now."""

    def __init__(self, collection: Collection) -> None:
        self.decks = decks.every(collection)
        self.options: Mapping[PresetId, Options] = {
            preset.id: preset.options for preset in presets.every(collection)
        }
        self._preset_of = {deck.id: deck.preset_id for deck in self.decks}

    def of(self, deck: DeckId) -> Options:
        return self.options[self._preset_of[deck]]

    def shared(self, deck: DeckId | None) -> Options:
        """Those that order a whole queue: of the chosen deck, or those all decks share.

        Of a deck that is deleted meanwhile there is nothing to be put in order.
        """
        shared = {preset for each, preset in self._preset_of.items() if deck in (None, each)}
        return self.options[shared.pop()] if len(shared) == 1 else Options()


class Sitting(Protocol):
    practice: bool
    """Whether answers leave the schedules as they are."""

    def queue(self, rules: Rules, now: Now, ahead: int, given: Sequence[Given]) -> Queue:
        """What is left to be asked after the answers `given`; steps come `ahead` seconds early."""
        ...


class InTurn:
    """Of a deck with its subdecks, of all decks, or of the cards `only`, those that wait today."""

    practice = False

    def __init__(
        self, collection: Collection, deck: DeckId | None, only: Iterable[CardId] = ()
    ) -> None:
        self._collection = collection
        self._deck = deck
        self._only = frozenset(only)

    def queue(self, rules: Rules, now: Now, ahead: int, given: Sequence[Given]) -> Queue:
        """The collection itself tells what was answered."""
        collection = self._collection
        done = reviews.done_today(collection, now.day)
        today = limits.decks_today(rules.decks, rules.options, done, self._deck)
        if self._only:
            today = _without_limits(today)
        order = rules.shared(self._deck)
        answered = list(waiting.answered_today(collection, now.day))
        fresh, due = self._cards(today, order, now, frozenset(note for note, _ in answered))
        return build(fresh, due, today, order, now, answered_today=answered, learn_ahead=ahead)

    def _cards(
        self, today: Mapping[DeckId, DeckToday], order: Options, now: Now, met: frozenset[NoteId]
    ) -> tuple[Mapping[DeckId, Iterable[Fresh]], Iterable[Due]]:
        collection, day = self._collection, now.day
        if self._only:
            return (
                waiting.fresh_among(collection, self._only, day, order.new_order),
                waiting.due_among(collection, self._only, day),
            )
        return (
            waiting.fresh(collection, today, day, order.new_order),
            waiting.due(collection, limits.most_reviews(today), day, order.review_order, met),
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """Cards to be asked out of their turn, in this order; in `practice` no schedule changes."""

    cards: tuple[CardId, ...]
    practice: bool


class OutOfTurn:
    """Each card of a plan, whatever day it is due on, until it is known.

    Limits of the day do not hold, and siblings hide nothing: who chose the cards wants them.
    """

    def __init__(self, collection: Collection, plan: Plan) -> None:
        self.practice = plan.practice
        self._collection = collection
        self._cards = plan.cards

    def queue(self, rules: Rules, now: Now, ahead: int, given: Sequence[Given]) -> Queue:
        last = {each.card_id: each for each in given if each.rating is not None}
        main: list[tuple[CardId, Phase]] = []
        steps: list[tuple[int, CardId]] = []
        for card in self._open(now):
            at = self._comes_back(card, last.get(card.id), now)
            if at is not None:
                steps.append((at, card.id))
            elif card.id not in last:
                main.append((card.id, phase_of(card.state)))
        return Queue(now.day, main, steps, ahead)

    def _open(self, now: Now) -> Iterable[Card]:
        """Those that are still there, and neither suspended nor buried, in the plan's order."""
        present = stored.several(self._collection, self._cards)
        every = (present[card] for card in self._cards if card in present)
        return (card for card in every if not card.suspended and card.buried_on != now.day)

    def _comes_back(self, card: Card, answer: Given | None, now: Now) -> int | None:
        """The instant at which a card comes that waits within the day; None for any other."""
        if self.practice:
            if answer is None or answer.rating is None:
                return None
            wait = practice.RETURNS[answer.rating]
            return None if wait is None else answer.at + wait.count * 1000
        state = card.state
        if isinstance(state, New) or state.due_at is None:
            return None
        return asked_at(state.due_at, state.at, now.ms)


def _without_limits(today: Mapping[DeckId, DeckToday]) -> dict[DeckId, DeckToday]:
    """Who chooses cards by hand wants these, whatever the day's limits are."""
    return {deck: replace(each, new=_NO_LIMIT, reviews=_NO_LIMIT) for deck, each in today.items()}
