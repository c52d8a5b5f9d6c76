"""What can be studied out of its turn, as a person chooses it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from kgstudy.gui.models.side_nodes import quoted
from kgstudy.gui.models.side_queries import Join, joined
from kgstudy.gui.wording import say
from kgstudy.services import filtered
from kgstudy.services.filtered import Order


class What(Enum):
    FORGOTTEN = "forgotten"
    AHEAD = "ahead"
    ADDED = "added"
    WEAK = "weak"
    SEARCH = "search"


@dataclass(frozen=True, slots=True)
class Offer:
    """How it is begun with: in practice or not, in which order, and with which number from where
    to where; without one there is nothing to count.
    """

    practice: bool
    order: Order
    number: tuple[int, int, int] | None = None
    """The least, the most, and the usual one."""


OFFERS: Mapping[What, Offer] = {
    What.FORGOTTEN: Offer(True, Order.RANDOM),
    What.AHEAD: Offer(False, Order.DUE, (1, 365, 1)),
    What.ADDED: Offer(True, Order.NEWEST, (1, 365, 1)),
    What.WEAK: Offer(False, Order.RECALL, (50, 99, 85)),
    What.SEARCH: Offer(True, Order.RECALL),
}


def named(what: What) -> str:
    return {
        What.FORGOTTEN: say("What I forgot today"),
        What.AHEAD: say("Reviews ahead"),
        What.ADDED: say("Added lately"),
        What.WEAK: say("Cards that are weak"),
        What.SEARCH: say("By a search"),
    }[what]


def number_named(what: What, number: int) -> tuple[str, str]:
    """What the number of an offer counts, and what stands after it."""
    days = say(" day") if number == 1 else say(" days")
    return {
        What.AHEAD: (say("Due within"), days),
        What.ADDED: (say("Added within"), days),
        What.WEAK: (say("Recall below"), say(" %")),
    }.get(what, ("", ""))


def order_named(order: Order) -> str:
    return {
        Order.RECALL: say("Weakest first"),
        Order.DUE: say("Earliest due first"),
        Order.RANDOM: say("By chance"),
        Order.NEWEST: say("Newest first"),
        Order.OLDEST: say("Oldest first"),
        Order.LAPSES: say("Most often forgotten first"),
        Order.SHORTEST: say("Shortest interval first"),
    }[order]


def query(what: What, number: int, deck: str, search: str) -> str:
    """The search for it, within the deck if one is named; UserError where it cannot be read."""
    match what:
        case What.FORGOTTEN:
            wanted = filtered.forgotten_today()
        case What.AHEAD:
            wanted = filtered.ahead(number)
        case What.ADDED:
            wanted = filtered.added_within(number)
        case What.WEAK:
            wanted = filtered.weaker_than(number)
        case What.SEARCH:
            wanted = search
    if not deck:
        return wanted
    return joined(f"deck:{quoted(deck)}", wanted, Join.AND, negated=False)
