"""Decks that are made, with those they lie in, and the names that they can have."""

from kgstudy.domain import naming
from kgstudy.domain.changes import Touched
from kgstudy.domain.deck import SEPARATOR, Deck
from kgstudy.domain.errors import UserError
from kgstudy.domain.ids import DeckId
from kgstudy.store import decks, presets
from kgstudy.store.collection import Collection


class NameTaken(UserError):  # noqa: N818 - the person may want the two to become one
    """There is a deck of that name; `by` is the first that would have to be merged with."""

    def __init__(self, by: Deck) -> None:
        super().__init__("There is a deck called “{name}” already.", name=by.name)
        self.by = by


def create(collection: Collection, name: str) -> DeckId:
    """Makes a deck, and the decks it lies in where they are missing."""
    name = checked(collection, name)
    present = decks.named(collection, name)
    if present is not None:
        raise NameTaken(present)
    with collection.act("create-deck", Touched.DECKS):
        return _made(collection, name)


def called(collection: Collection, name: str) -> DeckId:
    """The deck of that name, whatever its case; made if there is none."""
    present = decks.named(collection, checked(collection, name))
    return create(collection, name) if present is None else present.id


def make_above(collection: Collection, name: str) -> None:
    """Makes the decks that the one called `name` lies in, where they are missing."""
    above = name.rpartition(SEPARATOR)[0]
    if above:
        _made(collection, above)


def _made(collection: Collection, name: str) -> DeckId:
    """The deck of that name, made with those it lies in if need be; it is studied as these are."""
    make_above(collection, name)
    present = decks.named(collection, name)
    if present is not None:
        return present.id
    above = decks.named(collection, name.rpartition(SEPARATOR)[0])
    preset = above.preset_id if above else presets.standard(collection).id
    deck = Deck(DeckId(collection.new_id()), f"deck-{collection.new_id():x}", name, preset)
    decks.add(collection, deck)
    return deck.id


def checked(collection: Collection, name: str) -> str:
    """The whole path as it is kept, the decks above spelled as they are here.

    Raises UserError where a part of it is empty.
    """
    if not all(naming.line(part).strip(":") for part in name.split(SEPARATOR)):
        raise UserError("A deck needs a name, and so does each deck it lies in.")
    above, separator, leaf = naming.deck_name(name).rpartition(SEPARATOR)
    return f"{_spelled(collection, above)}{separator}{leaf}" if above else leaf


def _spelled(collection: Collection, name: str) -> str:
    present = decks.named(collection, name)
    return checked(collection, name) if present is None else present.name
