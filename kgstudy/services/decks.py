"""Decks: what waits in each today, and the options by which it is studied."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kgstudy.domain import fsrs
from kgstudy.domain.changes import Change, Touched
from kgstudy.domain.clock import StudyDay
from kgstudy.domain.deck import SEPARATOR, Deck, Options, Preset, is_within
from kgstudy.domain.errors import UserError
from kgstudy.domain.ids import DeckId, PresetId
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
    return {
        deck.id: _sum(
            holds[other.id]
            for other in every
            if other.id in holds and is_within(other.name, deck.name)
        )
        for deck in every
    }


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
    names = [deck.name for deck in every]
    return tuple(
        deck
        for deck in every
        if not any(deck.name != name and is_within(deck.name, name) for name in names)
    )


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


def preset_of(collection: Collection, deck: DeckId) -> Preset:
    return presets.get(collection, decks.get(collection, deck).preset_id)


def every_preset(collection: Collection) -> tuple[Preset, ...]:
    return presets.every(collection)


def change_options(collection: Collection, preset: PresetId, options: Options) -> Change:
    """Changes the options of every deck that chose the preset; UserError outside their bounds.

    Other weights change what is remembered: then the memory of the decks' cards is computed anew.
    """
    _check(options)
    with collection.act("change-options", Touched.OPTIONS) as act:
        before = presets.get(collection, preset)
        presets.save(collection, replace(before, options=options))
        if options.parameters != before.options.parameters:
            act.touched.add(Touched.CARDS)
            cards.remember_anew(collection, preset, options.parameters)
    return act.change


def add_preset(collection: Collection, name: str, options: Options) -> PresetId:
    _check(options)
    name = _free_name(name, {preset.name for preset in presets.every(collection)})
    preset = Preset(PresetId(collection.new_id()), name, options)
    with collection.act("add-preset", Touched.OPTIONS):
        presets.add(collection, preset)
    return preset.id


def choose_preset(collection: Collection, deck: DeckId, preset: PresetId) -> Change:
    """Lets the deck be studied by other options; other weights change what is remembered."""
    before = preset_of(collection, deck).options.parameters
    parameters = presets.get(collection, preset).options.parameters
    with collection.act("choose-preset", Touched.DECKS, Touched.OPTIONS) as act:
        decks.save(collection, replace(decks.get(collection, deck), preset_id=preset))
        if parameters != before:
            act.touched.add(Touched.CARDS)
            cards.remember_anew(collection, preset, parameters)
    return act.change


def own_preset(collection: Collection, deck: DeckId) -> Change:
    """Gives the deck a copy of its options for itself alone, under the deck's name."""
    with collection.act("own-preset", Touched.DECKS, Touched.OPTIONS) as act:
        options = preset_of(collection, deck).options
        preset = add_preset(collection, decks.get(collection, deck).leaf, options)
        choose_preset(collection, deck, preset)
    return act.change


def create(collection: Collection, name: str) -> DeckId:
    """Makes a deck, and the decks it lies in where they are missing."""
    _check_name(collection, name)
    parts = name.split(SEPARATOR)
    with collection.act("create-deck", Touched.DECKS):
        for length in range(1, len(parts) + 1):
            made = _made(collection, SEPARATOR.join(parts[:length]))
    return made


def rename(collection: Collection, deck: DeckId, name: str) -> Change:
    """Renames the deck, and with it every deck below it."""
    before = decks.get(collection, deck).name
    _check_name(collection, name)
    if is_within(name, before):
        raise UserError("A deck cannot be moved into itself; choose another name.")
    with collection.act("rename-deck", Touched.DECKS) as act:
        for other in decks.every(collection):
            if is_within(other.name, before):
                moved = name + other.name[len(before) :]
                decks.save(collection, replace(other, name=moved))
    return act.change


def delete(collection: Collection, deck: DeckId) -> Change:
    """Deletes the deck with all below it: cards, lessons, and the notes that have no other card."""
    name = decks.get(collection, deck).name
    with collection.act("delete-deck", Touched.DECKS, Touched.CARDS, Touched.LESSONS) as act:
        for other in decks.every(collection):
            if is_within(other.name, name):
                decks.delete(collection, other.id)
    return act.change


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


def _made(collection: Collection, name: str) -> DeckId:
    present = decks.named(collection, name)
    if present is not None:
        return present.id
    deck = Deck(
        DeckId(collection.new_id()),
        f"deck-{collection.new_id():x}",
        name,
        presets.standard(collection).id,
    )
    decks.add(collection, deck)
    return deck.id


def _check_name(collection: Collection, name: str) -> None:
    if not all(part.strip() for part in name.split(SEPARATOR)):
        raise UserError("A deck needs a name, and so does each deck it lies in.")
    if decks.named(collection, name) is not None:
        raise UserError("There is a deck called “{name}” already.", name=name)


def _check(options: Options) -> None:
    if not 0.70 <= options.retention <= 0.99:
        raise UserError("The desired retention lies between 70 % and 99 %.")
    if options.new_per_day < 0 or options.reviews_per_day < 0:
        raise UserError("A daily limit cannot be below zero.")
    if not 1 <= options.max_interval <= 36500:
        raise UserError("The longest interval lies between 1 and 36500 days.")
    if any(step <= 0 for step in (*options.learning_steps, *options.relearning_steps)):
        raise UserError("A step takes at least a second.")
    fsrs.checked(options.parameters)


def _free_name(name: str, taken: set[str]) -> str:
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name} {number}"
    return free
