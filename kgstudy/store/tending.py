"""What is done to many cards at one stroke, in SQL, where nothing of it has to be computed."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kgstudy.domain.clock import StudyDay
from kgstudy.domain.fsrs import Parameters
from kgstudy.domain.ids import CardId, DeckId, NoteId
from kgstudy.domain.replay import replay
from kgstudy.domain.review import Phase
from kgstudy.store import cards as stored
from kgstudy.store import reviews
from kgstudy.store.collection import Collection

_CHOSEN = "id IN (SELECT value FROM json_each(?))"
_CHUNK = 500


def suspend(collection: Collection, cards: Sequence[CardId], *, suspended: bool) -> None:
    """Those put aside stay so, as nothing asks for them."""
    collection.connection.execute(
        f"UPDATE card SET suspended = {suspended:d} WHERE {_CHOSEN}"
        f" AND suspended = {not suspended:d}",
        (json.dumps(cards),),
    )


def bury(collection: Collection, cards: Sequence[CardId], day: StudyDay | None) -> None:
    """Puts the cards off for the study day, or for none."""
    _set(collection, cards, "buried_on", day)


def flag(collection: Collection, cards: Sequence[CardId], flag: int) -> None:
    _set(collection, cards, "flag", flag)


def move(collection: Collection, cards: Sequence[CardId], deck: DeckId) -> None:
    _set(collection, cards, "deck_id", deck)


def all_are(collection: Collection, cards: Sequence[CardId], column: str, value: int) -> bool:
    """Whether the column has the value in every one of the cards."""
    other = collection.connection.execute(
        "SELECT EXISTS (SELECT 1 FROM json_each(?1) JOIN card ON card.id = json_each.value"
        f" WHERE {column} IS NOT ?2)",
        (json.dumps(cards), value),
    ).get
    return not other


def how_many_are(
    collection: Collection, cards: Sequence[CardId], column: str, value: int | None
) -> int:
    """In how many of the cards the column has the value."""
    found = collection.connection.execute(
        f"SELECT count(*) FROM card WHERE {_CHOSEN} AND {column} IS ?", (json.dumps(cards), value)
    ).get
    return int(found)


def studied_elsewhere(
    collection: Collection, cards: Sequence[CardId], deck: DeckId
) -> dict[DeckId, list[CardId]]:
    """Those of the cards that were begun and lie in other decks, by deck."""
    found: dict[DeckId, list[CardId]] = {}
    for lies_in, card in collection.connection.execute(
        f"SELECT deck_id, id FROM card WHERE {_CHOSEN} AND phase != {Phase.NEW:d}"
        " AND deck_id != ? ORDER BY id",
        (json.dumps(cards), deck),
    ):
        found.setdefault(DeckId(lies_in), []).append(CardId(card))
    return found


def remember_anew(
    collection: Collection, cards: Sequence[CardId], parameters: Parameters
) -> Iterator[int]:
    """Computes from their reviews where the cards stand; yields now and then how many are done."""
    for start in range(0, len(cards), _CHUNK):
        chunk = cards[start : start + _CHUNK]
        answered = dict(reviews.of_cards(collection, chunk))
        for card, place in stored.placed(collection, chunk):
            replayed = replay(answered.get(card.id, ()), parameters, place)
            stored.save(collection, replace(card, **replayed._asdict()))
        yield start + len(chunk)


def new_ones(collection: Collection, cards: Sequence[CardId]) -> list[tuple[CardId, NoteId]]:
    """Those of the cards that are new, in their order, each with its note."""
    rows = collection.connection.execute(
        f"SELECT id, note_id FROM card WHERE {_CHOSEN} AND phase = {Phase.NEW:d}"
        " ORDER BY position, id",
        (json.dumps(cards),),
    )
    return [(CardId(card), NoteId(note)) for card, note in rows]


def new_places(collection: Collection, cards: Sequence[CardId]) -> list[int]:
    """The places of those of the cards that are new, in order."""
    rows = collection.connection.execute(
        f"SELECT position FROM card WHERE {_CHOSEN} AND phase = {Phase.NEW:d} ORDER BY position",
        (json.dumps(cards),),
    )
    return [row[0] for row in rows]


def make_room(collection: Collection, cards: Iterable[CardId], start: int, by: int) -> None:
    """Moves all new cards that stand at `start` or later, but for `cards`, further on."""
    collection.connection.execute(
        f"UPDATE card SET position = position + ? WHERE phase = {Phase.NEW:d} AND position >= ?"
        " AND id NOT IN (SELECT value FROM json_each(?))",
        (by, start, json.dumps(list(cards))),
    )


def _set(collection: Collection, cards: Sequence[CardId], column: str, value: int | None) -> None:
    collection.connection.execute(
        f"UPDATE card SET {column} = ?2 WHERE id IN (SELECT value FROM json_each(?1))"
        f" AND {column} IS NOT ?2",
        (json.dumps(cards), value),
    )
