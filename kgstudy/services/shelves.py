"""What cards can be looked for by: decks, tags, lessons, kinds, flags and states, and how many."""

from collections.abc import Mapping
from dataclasses import dataclass

from kgstudy.domain.ids import DeckId, LessonId
from kgstudy.services import decks as deck_services
from kgstudy.services import settings
from kgstudy.store import lessons, tallies
from kgstudy.store.collection import Collection
from kgstudy.store.tallies import States


@dataclass(frozen=True, slots=True)
class Shelves:
    """The names of all that there is, each group in its order."""

    decks: tuple[tuple[str, DeckId], ...]
    tags: tuple[str, ...]
    lessons: tuple[tuple[str, LessonId], ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """Cards on each of the shelves, those nested below counted too; for tags it is notes."""

    decks: Mapping[DeckId, int]
    tags: Mapping[str, int]
    lessons: Mapping[LessonId, int]
    kinds: Mapping[str, int]
    flags: Mapping[int, int]
    states: States
    studied_today: int
    forgotten_today: int


def names(collection: Collection) -> Shelves:
    with collection.reading():
        return Shelves(
            deck_services.names(collection),
            tuple(sorted(tallies.tag_names(collection), key=_tree_order)),
            tuple((title, id_) for id_, title in _lessons(collection)),
        )


def count(collection: Collection) -> Tally:
    """Every card is looked at: beside the window for a large collection."""
    today = collection.calendar.today()
    ahead = settings.load(collection).learn_ahead_minutes * 60_000
    until, began = collection.clock.now_ms() + ahead, collection.calendar.start_of(today)
    with collection.reading():
        return Tally(
            _with_those_below(collection),
            dict(tallies.tags(collection)),
            tallies.lessons(collection),
            dict(sorted(tallies.kinds(collection).items(), key=lambda each: each[0].casefold())),
            tallies.flags(collection),
            tallies.states(collection, today, until, began),
            *tallies.answered_on(collection, today),
        )


def _lessons(collection: Collection) -> list[tuple[LessonId, str]]:
    return sorted(lessons.titles(collection).items(), key=lambda each: each[1].casefold())


def _with_those_below(collection: Collection) -> dict[DeckId, int]:
    """By deck, with its subdecks; those that are nested come after what they lie in."""
    own, names = tallies.decks(collection), deck_services.names(collection)
    by_name = {name: own.get(deck, 0) for name, deck in names}
    for name, _ in reversed(names):
        above = name.rpartition("::")[0]
        while above and above not in by_name:
            above = above.rpartition("::")[0]
        if above:
            by_name[above] += by_name[name]
    return {deck: by_name[name] for name, deck in names}


def _tree_order(name: str) -> list[str]:
    return name.casefold().split("::")
