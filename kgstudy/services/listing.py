"""Cards as rows to be read: what each asks, where it stands, and the words it comes from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kgstudy.domain.card import Card
from kgstudy.domain.card_types import card_type
from kgstudy.domain.deck import is_within
from kgstudy.domain.errors import UserError
from kgstudy.domain.ids import CardId, DeckId
from kgstudy.domain.markup import fold
from kgstudy.domain.note import Note
from kgstudy.domain.query import parsing
from kgstudy.domain.query.errors import QueryError
from kgstudy.domain.query.tree import Query
from kgstudy.services import naming, settings
from kgstudy.store import cards, decks, notes, search
from kgstudy.store.collection import Collection
from kgstudy.store.search import Quoted

_BATCH = 500
"""Cards looked up together, so that a large collection is never held as a whole."""


@dataclass(frozen=True, slots=True)
class CardRow:
    """A card with what it asks and answers in plain text, as they are seen."""

    card: Card
    guid: str
    deck: str
    kind: str
    question: str
    answer: str
    tags: tuple[str, ...]
    source: Quoted | None


def find_cards(collection: Collection, query: str) -> Iterator[CardRow]:
    """The cards that `query` finds, the oldest first; raises UserError if it cannot be read."""
    return rows(collection, find_ids(collection, query))


def find_ids(collection: Collection, query: str) -> tuple[CardId, ...]:
    """The ids of the cards that `query` finds; see `find_cards`."""
    return search.cards(collection, read(collection, query), due_until(collection))


def read(collection: Collection, query: str) -> Query:
    """The query as a tree.

    Raises QueryError where it cannot be read, or names a deck or a field that is not there.
    """
    try:
        tree = parsing.parse(query)
        naming.check(collection, tree)
    except QueryError as error:
        error.query = query
        raise
    return tree


def due_until(collection: Collection) -> int:
    """The instant by which a card on its steps counts as due."""
    ahead = settings.load(collection).learn_ahead_minutes * 60_000
    return collection.clock.now_ms() + ahead


def deck_called(collection: Collection, name: str) -> DeckId:
    """The deck of that name, whatever the case; else the only one whose name begins so."""
    every = decks.every(collection)
    wanted = fold(name)
    exact = [deck for deck in every if fold(deck.name) == wanted]
    alike = exact or [
        deck for deck in every if fold(deck.name).startswith(wanted) or fold(deck.leaf) == wanted
    ]
    outermost = [
        deck
        for deck in alike
        if not any(is_within(deck.name, other.name) for other in alike if other is not deck)
    ]
    if len(outermost) == 1:
        return outermost[0].id
    if outermost:
        names = ", ".join(f"“{deck.name}”" for deck in outermost)
        raise UserError("“{name}” could be {names}; write more of it.", name=name, names=names)
    raise UserError(_NO_DECK, name=name)


_NO_DECK = "There is no deck called “{name}”; `kgstudy decks` lists them."


def rows(collection: Collection, found: Sequence[CardId]) -> Iterator[CardRow]:
    """Those of the cards that exist, in the order of `found`."""
    names = {deck.id: deck.name for deck in decks.every(collection)}
    for start in range(0, len(found), _BATCH):
        yield from _batch(collection, found[start : start + _BATCH], names)


def _batch(
    collection: Collection, batch: Sequence[CardId], names: dict[DeckId, str]
) -> Iterator[CardRow]:
    known = cards.several(collection, batch)
    asked = notes.several(collection, {card.note_id for card in known.values()})
    sources = search.quoted(collection, batch)
    for card_id in batch:
        card = known.get(card_id)
        # Whoever writes meanwhile may have deleted some of them.
        if card and card.note_id in asked and card.deck_id in names:
            yield _row(card, asked[card.note_id], names[card.deck_id], sources.get(card_id))


def _row(card: Card, note: Note, deck: str, source: Quoted | None) -> CardRow:
    made_by = card_type(note, deck)
    return CardRow(
        card,
        note.guid,
        deck,
        note.kind,
        made_by.question_text(note.fields, card.slot),
        made_by.answer_text(note.fields, card.slot),
        note.tags,
        source,
    )
