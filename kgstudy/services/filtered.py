"""Studying out of turn: which cards, in which order, and whether their schedules change."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kgstudy.domain import fsrs, spacing
from kgstudy.domain.clock import StudyDay
from kgstudy.domain.fuzz import draw
from kgstudy.domain.recall import elapsed_days
from kgstudy.domain.review import Phase
from kgstudy.services import listing
from kgstudy.services.sitting import Plan, Rules
from kgstudy.store import choosing
from kgstudy.store.choosing import Candidate
from kgstudy.store.collection import Collection

MOST = 9999
"""Cards of one sitting."""


class Order(StrEnum):
    """Which cards come first, and which are left where there are more than wanted."""

    RECALL = "recall"
    DUE = "due"
    RANDOM = "random"
    NEWEST = "newest"
    OLDEST = "oldest"
    LAPSES = "lapses"
    SHORTEST = "shortest"


@dataclass(frozen=True, slots=True)
class Wish:
    """The cards that `query` finds, `most` of them; in practice no schedule changes."""

    query: str
    order: Order = Order.RECALL
    most: int = 100
    practice: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """The cards to be asked, and how many were found beside them: out of study, or too many."""

    plan: Plan
    away: int
    beyond: int


def find(collection: Collection, wish: Wish) -> Found:
    """Raises UserError where the query cannot be read; suspended and buried cards stay away.

    Cards of one note do not follow each other where there are others to come between.
    """
    with collection.reading():
        ids, today = listing.find_ids(collection, wish.query), collection.calendar.today()
        open_cards = list(choosing.candidates(collection, ids, today))
        key = _ORDERS[wish.order]
        about = _About(Rules(collection), today)
    open_cards.sort(key=lambda card: (key(card, about), draw(today, card.card_id)))
    chosen = open_cards[: wish.most]
    asked = spacing.apart([(card.card_id, card.note_id) for card in chosen])
    return Found(
        Plan(tuple(asked), wish.practice),
        len(ids) - len(open_cards),
        len(open_cards) - len(chosen),
    )


def forgotten_today() -> str:
    """As a query: the cards answered with Again today."""
    return "rated:1:1"


def ahead(days: int) -> str:
    """The cards that will be due within so many days, those due today left out."""
    return f"prop:due>0 prop:due<={days}"


def added_within(days: int) -> str:
    """The cards made within so many days, today being the first."""
    return f"added:{days}"


def weaker_than(percent: int) -> str:
    """The cards whose recall is predicted to be below so many percent."""
    return f"recall<{percent / 100:g}"


@dataclass(frozen=True, slots=True)
class _About:
    rules: Rules
    today: StudyDay

    def recall(self, card: Candidate) -> float:
        """Those never answered come last."""
        if card.stability is None or card.day is None:
            return 2.0
        parameters = self.rules.of(card.deck_id).parameters
        elapsed = elapsed_days(card.day, self.today, on_steps=card.phase is not Phase.REVIEWING)
        return fsrs.retrievability(elapsed, card.stability, parameters)


_LAST = 1 << 62

_ORDERS: Mapping[Order, Callable[[Candidate, _About], float]] = {
    Order.RECALL: lambda card, about: about.recall(card),
    Order.DUE: lambda card, _: _LAST if card.due_day is None else card.due_day,
    Order.RANDOM: lambda _card, _about: 0,
    Order.NEWEST: lambda card, _: -card.card_id,
    Order.OLDEST: lambda card, _: card.card_id,
    Order.LAPSES: lambda card, _: -card.lapses,
    Order.SHORTEST: lambda card, _: _LAST if card.stability is None else card.interval,
}
