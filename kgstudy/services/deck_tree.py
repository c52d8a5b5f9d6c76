"""The tree of decks: made, renamed, moved, merged, described and deleted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kgstudy.domain import naming
from kgstudy.domain.changes import Change, Touched
from kgstudy.domain.deck import SEPARATOR, Deck, is_within
from kgstudy.domain.errors import UserError
from kgstudy.domain.ids import CardId, DeckId
from kgstudy.domain.progress import Progress, unheard
from kgstudy.domain.spelling import alike
from kgstudy.services import new_decks, trash
from kgstudy.store import cards, decks, lessons, presets
from kgstudy.store.collection import Collection


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a deck holds with all below it; `decks` counts those below, `shared` are cards whose
    notes have cards in other decks too.
    """

    decks: int
    notes: int
    cards: int
    shared: int
    lessons: tuple[str, ...]


def get(collection: Collection, deck: DeckId) -> Deck | None:
    """The deck; None once it is gone."""
    return next((each for each in decks.every(collection) if each.id == deck), None)


def named(collection: Collection, name: str) -> Deck | None:
    """The deck of that name, whatever its case."""
    return decks.named(collection, naming.deck_name(name, ""))


def holdings(collection: Collection, deck: DeckId) -> Holdings:
    family = [each.id for each in _family(collection, decks.get(collection, deck).name)]
    notes, held, shared = decks.held(collection, family)
    titles = (text.title for text in lessons.every(collection) if text.deck_id in family)
    return Holdings(len(family) - 1, notes, held, shared, tuple(titles))


def rename(collection: Collection, deck: DeckId, name: str) -> Change:
    """Gives the deck another path, and with it every deck below it; raises NameTaken."""
    before, name = decks.get(collection, deck).name, new_decks.checked(collection, name)
    moves = _moves(collection, before, name)
    taken = _taken(collection, moves)
    if taken:
        raise new_decks.NameTaken(taken[0])
    with collection.act("rename-deck", Touched.DECKS) as act:
        _settle(collection, moves)
        new_decks.make_above(collection, name)
    return act.change


def move(collection: Collection, deck: DeckId, under: DeckId | None) -> Change:
    """Lays the deck into another one, or into none; raises NameTaken."""
    with collection.act("move-deck", Touched.DECKS) as act:
        rename(collection, deck, moved_name(collection, deck, under))
    return act.change


def moved_name(collection: Collection, deck: DeckId, under: DeckId | None) -> str:
    """What the deck would be called under the other one, or under none."""
    leaf = decks.get(collection, deck).leaf
    return leaf if under is None else decks.get(collection, under).name + SEPARATOR + leaf


def merge(collection: Collection, deck: DeckId, name: str) -> Change:
    """Lets the deck called `name` take in this one: cards, lessons, and the decks below it.

    Of two decks below them with one name one is made likewise.  Those that are taken in are
    studied by the options of the others, which keep their descriptions where they have any.
    """
    before, name = decks.get(collection, deck).name, new_decks.checked(collection, name)
    into = decks.named(collection, name)
    name = name if into is None else into.name
    moves = _moves(collection, before, name)
    with collection.act("merge-decks", Touched.DECKS, Touched.CARDS, Touched.LESSONS) as act:
        _settle(collection, moves)
        new_decks.make_above(collection, name)
    return act.change


def describe(collection: Collection, deck: DeckId, description: str) -> Change:
    """Writes what is shown before the deck is studied."""
    with collection.act("describe-deck", Touched.DECKS) as act:
        present = decks.get(collection, deck)
        decks.save(collection, replace(present, description=description.strip()))
    return act.change


def delete(collection: Collection, deck: DeckId, progress: Progress = unheard) -> Change:
    """Deletes the deck with all below it; its notes go to the trash, its lessons do not.

    Of a note with cards in other decks only those here are deleted.  Lessons and such cards come
    back by undo alone.
    """
    gone = [each.id for each in _family(collection, decks.get(collection, deck).name)]
    with collection.act("delete-deck", Touched.DECKS, Touched.CARDS, Touched.LESSONS) as act:
        trash.delete_notes(collection, decks.notes_only_in(collection, gone), progress)
        for each in gone:
            decks.delete(collection, each)
    return act.change


def cards_in(collection: Collection, deck: DeckId) -> tuple[CardId, ...]:
    """The cards of the deck and of those below it."""
    family = _family(collection, decks.get(collection, deck).name)
    return decks.cards_in(collection, [each.id for each in family])


def _family(collection: Collection, name: str) -> tuple[Deck, ...]:
    """The deck and those below it, each after the one it lies in."""
    return tuple(each for each in decks.every(collection) if is_within(each.name, name))


def _moves(collection: Collection, before: str, name: str) -> list[tuple[Deck, str]]:
    """The deck called `before` and those below it, each with its name under `name`."""
    family = _family(collection, before)
    if name != before and is_within(name, before):
        raise UserError("A deck cannot lie in itself; choose another one.")
    return [(each, name + each.name[len(before) :]) for each in family]


def _taken(collection: Collection, moves: Iterable[tuple[Deck, str]]) -> Sequence[Deck]:
    """The decks, other than those that move, that have one of the new names, whatever its case."""
    names = {deck.id: name for deck, name in moves}
    wanted = {alike(name) for name in names.values()}
    return [
        deck
        for deck in decks.every(collection)
        if alike(deck.name) in wanted and deck.id not in names
    ]


def _settle(collection: Collection, moves: Iterable[tuple[Deck, str]]) -> None:
    """Gives the decks their new names, from the outside in; where one is taken, two become one."""
    for deck, wanted in moves:
        name = _below(collection, wanted)
        present = decks.named(collection, name)
        if present is None or present.id == deck.id:
            decks.save(collection, replace(deck, name=name))
        else:
            _take_in(collection, deck, present)


def _below(collection: Collection, name: str) -> str:
    """The name as it is written below the deck it lies in."""
    above, separator, leaf = name.rpartition(SEPARATOR)
    present = decks.named(collection, above) if above else None
    return name if present is None else f"{present.name}{separator}{leaf}"


def _take_in(collection: Collection, deck: Deck, into: Deck) -> None:
    moved = decks.cards_in(collection, [deck.id])
    decks.empty_into(collection, deck.id, into.id)
    if deck.description and not into.description:
        decks.save(collection, replace(into, description=deck.description))
    theirs = presets.get(collection, into.preset_id).options.parameters
    if presets.get(collection, deck.preset_id).options.parameters != theirs:
        cards.remember(collection, moved, theirs)
