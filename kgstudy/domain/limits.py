"""How many cards the decks of a tree still give today, each within the limits of those above it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kgstudy.domain.deck import SEPARATOR, Deck, Options, enclosing, is_within
from kgstudy.domain.ids import DeckId, PresetId


@dataclass(frozen=True, slots=True)
class DeckToday:
    """A deck as it is studied today.

    `new` and `reviews` are what its limits leave after what was done in it and below it.  `parent`
    is the deck whose limits hold for it too; `place` is its place in the tree, counted from 0.
    """

    options: Options
    place: int
    parent: DeckId | None
    new: int
    reviews: int


def decks_today(
    decks: Iterable[Deck],
    options: Mapping[PresetId, Options],
    done: Mapping[DeckId, tuple[int, int]],
    chosen: DeckId | None = None,
) -> dict[DeckId, DeckToday]:
    """The decks that are studied together: `chosen` and those below it, or all.

    `done` are cards begun and cards reviewed today, by deck.  The limits of decks above the chosen
    one do not count: who opens a subdeck wants that one.
    """
    tree = sorted(decks, key=lambda deck: deck.name.casefold().split(SEPARATOR))
    roots = [deck.name for deck in tree if deck.id == chosen]
    scope = [deck for deck in tree if chosen is None or is_within(deck.name, roots[0])]
    by_name = {deck.name: deck.id for deck in scope}
    parents = {deck.id: _parent(deck.name, by_name) for deck in scope}
    spent = {deck.id: [0, 0] for deck in scope}
    for deck in scope:
        begun, reviewed = done.get(deck.id, (0, 0))
        for each in lineage(deck.id, parents):
            spent[each][0] += begun
            spent[each][1] += reviewed
    return {
        deck.id: _today(options[deck.preset_id], place, parents[deck.id], spent[deck.id])
        for place, deck in enumerate(scope)
    }


class Allowance:
    """What is left of one limit of each deck while cards are taken."""

    def __init__(self, left: Mapping[DeckId, int], parents: Mapping[DeckId, DeckId | None]) -> None:
        self._left = dict(left)
        self._lineages = {deck: lineage(deck, parents) for deck in left}
        self._open = {deck for deck, above in parents.items() if above is None and left[deck] > 0}

    @property
    def spent(self) -> bool:
        """Whether no deck at all gives another card."""
        return not self._open

    def gives(self, deck: DeckId) -> bool:
        """Whether neither the deck's limit nor that of a deck above it is reached."""
        return all(self._left[each] > 0 for each in self._lineages[deck])

    def take(self, deck: DeckId) -> bool:
        """Takes one card of `deck`, unless its limit or that of a deck above it is reached."""
        if not self.gives(deck):
            return False
        decks = self._lineages[deck]
        for each in decks:
            self._left[each] -= 1
        if self._left[decks[-1]] == 0:
            self._open.discard(decks[-1])
        return True


def most_reviews(today: Mapping[DeckId, DeckToday]) -> dict[DeckId, int]:
    """Notes of each deck whose first reviews must be known to choose the day's among them.

    As many as its limits allow, and those that may be asked in another deck before.
    """
    parents = {deck: each.parent for deck, each in today.items()}
    elsewhere = sum(each.reviews for each in today.values() if each.parent is None)
    return {
        deck: own and own + elsewhere
        for deck in today
        for own in (min(today[each].reviews for each in lineage(deck, parents)),)
    }


def lineage(deck: DeckId, parents: Mapping[DeckId, DeckId | None]) -> tuple[DeckId, ...]:
    """The deck and all above it, from the inside out."""
    above = parents[deck]
    return (deck,) if above is None else (deck, *lineage(above, parents))


def _parent(name: str, by_name: Mapping[str, DeckId]) -> DeckId | None:
    """The nearest deck above, where some between them may be missing."""
    return next((by_name[each] for each in enclosing(name) if each in by_name), None)


def _today(options: Options, place: int, parent: DeckId | None, spent: list[int]) -> DeckToday:
    begun, reviewed = spent
    return DeckToday(
        options,
        place,
        parent,
        max(0, options.new_per_day - begun),
        max(0, options.reviews_per_day - reviewed),
    )
