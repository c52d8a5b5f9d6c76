"""Decks: what they hold, and what waits in each today."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kgstudy.domain.clock import StudyDay
from kgstudy.domain.deck import Deck, enclosing
from kgstudy.domain.ids import DeckId
from kgstudy.domain.limits import DeckToday, decks_today
from kgstudy.services import settings
from kgstudy.store import cards, decks, presets, reviews, waiting
from kgstudy.store.collection import Collection
from kgstudy.store.waiting import Contents, Waiting


@dataclass(frozen=True, slots=True)
class DeckSummary:
    """A deck with its subdecks; `new`, `learning` and `review` are today's, within the limits."""

    id: DeckId
    name: str
    leaf: str
    depth: int
    cards: int
    new: int
    learning: int
    review: int
    description: str = ""

    @property
    def due(self) -> int:
        return self.learning + self.review


@dataclass(frozen=True, slots=True)
class NextDue:
    """The next instant (UTC milliseconds) at which something is to be studied, and how much."""

    at: int
    cards: int


def overview(collection: Collection) -> tuple[DeckSummary, ...]:
    """All decks in the order of the tree."""
    with collection.reading():
        today = collection.calendar.today()
        ahead = settings.load(collection).learn_ahead_minutes * 60_000
        done = reviews.done_today(collection, today)
        return _summaries(collection, today, done, collection.clock.now_ms() + ahead)


def contents(collection: Collection) -> dict[DeckId, Contents]:
    """What every deck holds, with its subdecks."""
    with collection.reading():
        every, holds = decks.every(collection), waiting.contents(collection)
    ids = {deck.name: deck.id for deck in every}
    parts: dict[DeckId, list[Contents]] = {deck.id: [] for deck in every}
    for deck in every:
        for name in (deck.name, *enclosing(deck.name)):
            if name in ids and deck.id in holds:
                parts[ids[name]].append(holds[deck.id])
    return {deck: _sum(each) for deck, each in parts.items()}


def names(collection: Collection) -> tuple[tuple[str, DeckId], ...]:
    """All decks in the order of the tree, without what waits in them."""
    return tuple((deck.name, deck.id) for deck in decks.every(collection))


def _summaries(
    collection: Collection,
    day: StudyDay,
    done: Mapping[DeckId, tuple[int, int]],
    until: int,
) -> tuple[DeckSummary, ...]:
    every = decks.every(collection)
    options = {preset.id: preset.options for preset in presets.every(collection)}
    today = decks_today(every, options, done)
    most_new = {deck: each.new for deck, each in today.items()}
    holds = waiting.in_decks(collection, most_new, day, until)
    counts = _Counts(today, holds, dict(cards.by_deck(collection)))
    return tuple(counts.summary(deck) for deck in every)


def top_level(every: Sequence[DeckSummary]) -> tuple[DeckSummary, ...]:
    """The decks that lie in no other, whose counts hold those of all decks."""
    names = {deck.name for deck in every}
    return tuple(deck for deck in every if names.isdisjoint(enclosing(deck.name)))


def next_due(collection: Collection) -> NextDue | None:
    """When the next card comes that is not due yet, and how many come with it on that day."""
    now, today = collection.clock.now_ms(), collection.calendar.today()
    with collection.reading():
        later = waiting.within_day(collection, now, today)
        if later is not None:
            return NextDue(later.at, later.count)
        tomorrow = StudyDay(today + 1)
        coming = due_on(collection, tomorrow)
        day = tomorrow if coming else waiting.next_day(collection, tomorrow)
        if day is None:
            return None
        return NextDue(collection.calendar.start_of(day), coming or due_on(collection, day))


def due_on(collection: Collection, day: StudyDay) -> int:
    """Cards that wait on the coming `day` within its limits, if nothing is studied before."""
    end = collection.calendar.start_of(StudyDay(day + 1))
    with collection.reading():
        tops = top_level(_summaries(collection, day, {}, end))
    return sum(deck.new + deck.due for deck in tops)


class _Counts:
    """What waits in each deck with those below it, within the limits of all of them."""

    def __init__(
        self,
        today: Mapping[DeckId, DeckToday],
        holds: Mapping[DeckId, Waiting],
        cards: Mapping[DeckId, int],
    ) -> None:
        self._today = today
        self._waiting = holds
        self._cards = cards
        self._children: dict[DeckId | None, list[DeckId]] = {}
        for deck, each in today.items():
            self._children.setdefault(each.parent, []).append(deck)

    def summary(self, deck: Deck) -> DeckSummary:
        family = list(self._family(deck.id))
        new, review = self._limited(deck.id)
        return DeckSummary(
            deck.id,
            deck.name,
            deck.leaf,
            deck.depth,
            sum(self._cards.get(member, 0) for member in family),
            new,
            sum(self._waiting[member].learning for member in family),
            review,
            deck.description,
        )

    def _family(self, deck: DeckId) -> Iterator[DeckId]:
        yield deck
        for child in self._children.get(deck, ()):
            yield from self._family(child)

    def _limited(self, deck: DeckId) -> tuple[int, int]:
        today, own = self._today[deck], self._waiting[deck]
        new = own.new_notes if today.options.bury_new else own.new
        review = own.review_notes if today.options.bury_reviews else own.review
        for child in self._children.get(deck, ()):
            child_new, child_review = self._limited(child)
            new, review = new + child_new, review + child_review
        return min(new, today.new), min(review, today.reviews)


def _sum(parts: Iterable[Contents]) -> Contents:
    every = list(parts)
    return Contents(
        sum(part.notes for part in every),
        sum(part.cards for part in every),
        sum(part.suspended for part in every),
    )
