"""Browsing: the cards or notes that a search finds, in order, and what a row of them shows."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from kgstudy.domain.card import Card
from kgstudy.domain.card_types import card_type
from kgstudy.domain.columns import Sorting, Unit
from kgstudy.domain.ids import CardId, NoteId
from kgstudy.domain.note import Note
from kgstudy.domain.recall import recall
from kgstudy.services import listing
from kgstudy.services.shown import Shown, source_of
from kgstudy.store import browsing, cards, decks, notes, presets, search, text_index
from kgstudy.store.browsing import Ids, Those, Which
from kgstudy.store.collection import Collection
from kgstudy.store.search import Condition

COUNTED = 10
"""So many steps of the index are taken before it is counted what is left, which takes a while."""
MUCH = 4
"""One of so many cards that there are."""
LONG_MS = 20
FEW = 400
"""So many changed notes get their line before anything is sorted; more of them stand last."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, in no order yet.

    `count` are the cards or notes, with the `strays`, which it did not find but were to be kept;
    `whole` are those in the collection, and `unlined` the notes whose question is not read yet.
    """

    query: str
    unit: Unit
    ids: tuple[int, ...] | None
    """Of all that is counted; None where that is too many to be named."""
    count: int
    strays: tuple[int, ...]
    whole: int
    unlined: int


@dataclass(frozen=True, slots=True)
class Row:
    """A note with the cards that the row stands for, one or all; what follows is card by card."""

    note: Note
    edited: int
    """UTC milliseconds."""
    cards: tuple[Card, ...]
    decks: tuple[str, ...]
    recalls: tuple[float | None, ...]
    lessons: tuple[str, ...]
    """The title, empty where the card comes from no lesson."""

    def question(self) -> str:
        """Of its first card, as it is seen."""
        made_by = card_type(self.note, self.decks[0])
        return made_by.question_text(self.note.fields, self.cards[0].slot)

    def answer(self) -> str:
        made_by = card_type(self.note, self.decks[0])
        return made_by.answer_text(self.note.fields, self.cards[0].slot)


def find(
    collection: Collection, query: str, unit: Unit = Unit.CARDS, kept: Sequence[int] = ()
) -> Found:
    """What `query` finds, and of `kept` what is still there; raises UserError where it is at fault.

    A note is found where any of its cards is.
    """
    _make_lines(collection)
    condition = _condition(collection, query)
    with collection.reading():
        strays = browsing.strays(collection, unit, condition, kept) if kept else ()
        cards = _few(collection, condition)
        if cards is None:
            ids, count = None, browsing.counted(collection, unit, condition)
        else:
            found = cards if unit is Unit.CARDS else browsing.notes_of(collection, cards)
            ids, count = (*found, *strays), len(found)
        whole, unlined = browsing.count(collection, unit), browsing.unlined(collection)
    return Found(query, unit, ids, count + len(strays), strays, whole, unlined)


def arranged(
    collection: Collection, found: Found, sorting: Sorting, most: int | None = None
) -> Ids:
    """The ids in order; the first `most` of them, where that is given."""
    today = collection.calendar.today()
    which: Which = found.ids or ()
    if found.ids is None:
        which = Those(_condition(collection, found.query), found.strays)
    with collection.reading():
        return browsing.arranged(collection, found.unit, which, sorting, today, most)


def make_lines(collection: Collection, tell: Callable[[int], None]) -> None:
    """Makes all notes ready to be sorted by their question; `tell` hears how many are left, and may
    stop it by raising.
    """
    steps, left = 0, browsing.unlined(collection)
    while text_index.catch_up(collection):
        steps += 1
        if steps % COUNTED == 0:
            left = browsing.unlined(collection)
        tell(left)


def cards_of(collection: Collection, unit: Unit, ids: Sequence[int]) -> tuple[CardId, ...]:
    """The cards that stand behind rows."""
    if unit is Unit.NOTES:
        return tuple(browsing.cards_of(collection, ids))
    return tuple(CardId(id_) for id_ in ids)


def notes_of(collection: Collection, unit: Unit, ids: Sequence[int]) -> tuple[NoteId, ...]:
    """The notes that stand behind rows."""
    if unit is Unit.CARDS:
        return tuple(browsing.notes_of(collection, ids))
    return tuple(NoteId(id_) for id_ in ids)


def preview(collection: Collection, card: CardId) -> Shown | None:
    """The card as it will look when it is studied; None where it is gone."""
    with collection.reading():
        present = cards.several(collection, [card]).get(card)
        if present is None:
            return None
        note = notes.get(collection, present.note_id)
        deck = decks.get(collection, present.deck_id).name
        face = card_type(note, deck).face(note.fields, present.slot)
        return Shown(present, note, face, deck, {}, source_of(collection, card))


class Rows:
    """Reads rows; what all of them share is read once, and again after `refresh`."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self.refresh()

    def refresh(self) -> None:
        every = decks.every(self._collection)
        curves = {each.id: each.options.parameters for each in presets.every(self._collection)}
        self._names = {deck.id: deck.name for deck in every}
        self._curves = {deck.id: curves[deck.preset_id] for deck in every}
        self._today = self._collection.calendar.today()

    def of(self, unit: Unit, ids: Sequence[int]) -> dict[int, Row]:
        """Rows by the ids of their cards or notes, of those that are still there."""
        with self._collection.reading():
            by_row = self._cards(unit, ids)
            wanted = {several[0].note_id for several in by_row.values()}
            dated = {note.id: (note, at) for note, at in notes.dated(self._collection, wanted)}
            every = [card.id for several in by_row.values() for card in several]
            titles = {
                card: quoted.lesson
                for card, quoted in search.quoted(self._collection, every).items()
            }
        return {id_: self._row(*dated[c[0].note_id], c, titles) for id_, c in by_row.items()}

    def _cards(self, unit: Unit, ids: Sequence[int]) -> dict[int, list[Card]]:
        """Some may lie in a deck that was made since."""
        by_row: dict[int, list[Card]] = {}
        for card in self._read(unit, ids):
            if card.deck_id not in self._names:
                self.refresh()
            by_row.setdefault(card.id if unit is Unit.CARDS else card.note_id, []).append(card)
        return by_row

    def _read(self, unit: Unit, ids: Sequence[int]) -> Iterator[Card]:
        if unit is Unit.CARDS:
            return iter(cards.several(self._collection, [CardId(id_) for id_ in ids]).values())
        several = cards.of_notes(self._collection, [NoteId(id_) for id_ in ids])
        return iter(sorted(several, key=lambda card: card.slot))

    def _row(self, note: Note, edited: int, several: list[Card], titles: dict[CardId, str]) -> Row:
        return Row(
            note,
            edited,
            tuple(several),
            tuple(self._names[card.deck_id] for card in several),
            tuple(self._recall(card) for card in several),
            tuple(titles.get(card.id, "") for card in several),
        )

    def _recall(self, card: Card) -> float | None:
        return recall(card.state, self._curves[card.deck_id], self._today)


def _condition(collection: Collection, query: str) -> Condition:
    return search.condition(
        collection, listing.read(collection, query), listing.due_until(collection)
    )


def _few(collection: Collection, condition: Condition) -> tuple[CardId, ...] | None:
    """What is found, unless that is much: then it can be told in order sooner than in none.

    What it took long to find is not looked for again, however much it is.
    """
    if condition.sql == browsing.EVERYTHING:
        return None
    begun = collection.clock.now_ms()
    rows = browsing.matching(collection, condition)
    most = browsing.count(collection, Unit.CARDS) // MUCH
    first = tuple(islice(rows, most + 1))
    if len(first) <= most:
        return first
    slow = collection.clock.now_ms() - begun > LONG_MS
    return (*first, *rows) if slow else None


def _make_lines(collection: Collection) -> None:
    """Of a few notes, as after an edit."""
    if not collection.read_only and text_index.waiting(collection) <= FEW:
        make_lines(collection, lambda _left: None)
