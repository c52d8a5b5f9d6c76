"""What waits to be studied: the rows a study day's queue is built from, and what comes later."""

from collections import Counter
from collections.abc import Collection as Group
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from kgstudy.domain.clock import StudyDay
from kgstudy.domain.deck import NewOrder, ReviewOrder
from kgstudy.domain.gathering import Due, Fresh
from kgstudy.domain.ids import CardId, DeckId, NoteId
from kgstudy.domain.review import Phase
from kgstudy.store.collection import Collection, Row

_OPEN = "suspended = 0 AND buried_on IS NOT :today"

# Every index of cards begins with the deck; named like this, SQLite looks into each in turn.
_EVERY_DECK = "deck_id IN (SELECT id FROM deck)"

# A card answered later than tomorrow was answered by a wrong clock, and waits now; see
# `domain.gathering`.
_ASTRAY = "day > :today + 1 AND at > :now"

_DUE = f"(due_at IS NOT NULL OR due_day <= :today OR {_ASTRAY})"

_STEPS_DUE = f"phase IN (1, 3) AND {_OPEN} AND {_DUE}"

_REVIEW_DUE = f"phase = 2 AND {_OPEN} AND due_day <= :today AND NOT ({_ASTRAY})"

# Few or none, and found by their day, so that nobody else's cards are looked through for them.
_REVIEW_ASTRAY = f"phase = 2 AND {_OPEN} AND {_ASTRAY}"

_SHUFFLED = "draw(:today, id)"

_PHASES = tuple(Phase)

_NEW_ORDERS = {NewOrder.POSITION: "position", NewOrder.RANDOM: _SHUFFLED}

_REVIEW_ORDERS = {
    ReviewOrder.DUE: "due_day",
    ReviewOrder.DUE_THEN_DECK: "due_day",
    ReviewOrder.DECK_THEN_DUE: "due_day",
    ReviewOrder.INTERVAL_SHORTEST: "interval",
    ReviewOrder.INTERVAL_LONGEST: "-interval",
    ReviewOrder.EASIEST: "difficulty",
    ReviewOrder.HARDEST: "-difficulty",
    ReviewOrder.RANDOM: _SHUFFLED,
    ReviewOrder.ADDED: "id",
    ReviewOrder.ADDED_LAST: "-id",
}
"""By what a deck's first rows are its first cards; for the other orders every row is needed."""


def fresh(
    collection: Collection, decks: Iterable[DeckId], today: StudyDay, order: NewOrder
) -> dict[DeckId, Iterator[Fresh]]:
    """By deck, the cards that were never answered, the first first, each read when asked for."""
    return {deck: _fresh(collection, deck, today, order) for deck in decks}


def _fresh(
    collection: Collection, deck: DeckId, today: StudyDay, order: NewOrder
) -> Iterator[Fresh]:
    rows = collection.connection.execute(
        f"""
        SELECT id, note_id, deck_id, position FROM card
        WHERE deck_id = :deck AND phase = 0 AND {_OPEN} ORDER BY {_NEW_ORDERS[order]}, id
        """,
        {"deck": deck, "today": today},
    )
    yield from map(Fresh._make, rows)


def due(
    collection: Collection,
    most: Mapping[DeckId, int],
    today: StudyDay,
    order: ReviewOrder,
    met: frozenset[NoteId],
) -> Iterator[Due]:
    """Cards on their steps and reviews due; of these the first first, as far as they are needed.

    That is up to `most` notes of a deck, those `met` already and those on their steps not counted;
    where the order needs every row to tell which is the first, all are given.
    """
    values = {"today": today, "now": collection.clock.now_ms()}
    steps = list(_due(collection, f"{_EVERY_DECK} AND {_STEPS_DUE}", values))
    met = met.union(step.note_id for step in steps)
    yield from steps
    yield from _due(collection, _REVIEW_ASTRAY, values)
    key = _REVIEW_ORDERS.get(order)
    for deck, limit in ((deck, limit) for deck, limit in most.items() if limit):
        where, of_deck = f"deck_id = :deck AND {_REVIEW_DUE}", {**values, "deck": deck}
        if key is None:
            yield from _due(collection, where, of_deck)
            continue
        rows = _due_rows(collection, f"{key} AS place", f"{where} ORDER BY place", of_deck)
        yield from map(_known, _enough(rows, limit, met))


def _enough(rows: Iterable[Row], limit: int, met: Set[NoteId]) -> Iterator[Row]:
    """Rows up to the place at which `limit` notes not `met` were seen, without the place.

    Those of one place are kept together: which of them comes first is not for us to say.
    """
    seen = set[NoteId]()
    for _, together in groupby(rows, key=itemgetter(0)):
        if len(seen) >= limit:
            return
        for row in together:
            yield row[1:]
            if row[2] not in met:
                seen.add(row[2])


def fresh_among(
    collection: Collection, cards: Group[CardId], today: StudyDay, order: NewOrder
) -> dict[DeckId, list[Fresh]]:
    """By deck, those of `cards` that were never answered, the first first."""
    rows = collection.connection.execute(
        f"SELECT id, note_id, deck_id, position FROM card"
        f" WHERE id IN ({_list(cards)}) AND phase = 0 AND {_OPEN}"
        f" ORDER BY {_NEW_ORDERS[order]}, id",
        {"today": today},
    )
    found: dict[DeckId, list[Fresh]] = {}
    for row in rows:
        card = Fresh._make(row)
        found.setdefault(card.deck_id, []).append(card)
    return found


def due_among(collection: Collection, cards: Group[CardId], today: StudyDay) -> tuple[Due, ...]:
    where = f"id IN ({_list(cards)}) AND phase != 0 AND {_OPEN} AND {_DUE}"
    now = collection.clock.now_ms()
    return tuple(_due(collection, where, {"today": today, "now": now}))


def answered_today(collection: Collection, today: StudyDay) -> Iterator[tuple[NoteId, CardId]]:
    """The notes, each with its card, that were answered on the study day."""
    rows = collection.connection.execute(
        "SELECT DISTINCT note_id, card_id FROM review JOIN card ON card.id = card_id"
        " WHERE review.day = ? AND rating IS NOT NULL AND NOT practice",
        (today,),
    )
    return ((NoteId(note), CardId(card)) for note, card in rows)


@dataclass(frozen=True, slots=True)
class Load:
    """Cards that come due from the instant `at` (UTC milliseconds) on."""

    at: int
    count: int


def within_day(collection: Collection, after: int, today: StudyDay) -> Load | None:
    """The cards on their steps that come later than the instant `after` on this study day."""
    rows = collection.connection.execute(
        "SELECT min(due_at), count(*) FROM card"
        f" WHERE {_EVERY_DECK} AND phase IN (1, 3) AND due_at > :after AND {_OPEN}",
        {"after": after, "today": today},
    )
    at, count = next(rows)
    return Load(at, count) if count else None


def next_day(collection: Collection, first: StudyDay) -> StudyDay | None:
    """The first day from `first` on that has a card due; anything overdue counts on `first`."""
    day = collection.connection.execute(
        "SELECT max(?, min(due_day)) FROM card"
        f" WHERE {_EVERY_DECK} AND phase IN (1, 2, 3) AND suspended = 0",
        (first,),
    ).get
    return None if day is None else StudyDay(day)


def by_day(collection: Collection, first: StudyDay, last: StudyDay) -> dict[StudyDay, int]:
    """How many cards that are not suspended come due on each day from `first` to `last`."""
    rows = collection.connection.execute(
        "SELECT due_day, count(*) FROM card"
        f" WHERE {_EVERY_DECK} AND phase IN (1, 2, 3) AND suspended = 0"
        " AND due_day BETWEEN ? AND ? GROUP BY due_day",
        (first, last),
    )
    return {StudyDay(day): count for day, count in rows}


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits in one deck today (its subdecks not counted), before limits.

    `new_notes` and `review_notes` count the notes that no card gathered before asks for today.  Of
    the new ones no more are counted than were asked for.
    """

    new: int = 0
    new_notes: int = 0
    learning: int = 0
    review: int = 0
    review_notes: int = 0


def in_decks(
    collection: Collection, most_new: Mapping[DeckId, int], today: StudyDay, until: int
) -> dict[DeckId, Waiting]:
    """By deck; cards on their steps count when due today or, within the day, by `until`."""
    steps = _steps_due(collection, today)
    met = {note for note, _ in answered_today(collection, today)}
    met.update(step.note_id for step in steps)
    learning = Counter(step.deck_id for step in steps if step.is_due_by(until))
    reviews = _reviews_due(collection, today)
    gone = met.union(*reviews.values())
    new = {deck: _new(collection, deck, today, most, gone) for deck, most in most_new.items()}
    return {
        deck: Waiting(
            *new[deck],
            learning[deck],
            len(reviews.get(deck, ())),
            len({*reviews.get(deck, ())} - met),
        )
        for deck in most_new
    }


@dataclass(frozen=True, slots=True)
class Contents:
    """What one deck holds, its subdecks not counted."""

    notes: int = 0
    cards: int = 0
    suspended: int = 0


def contents(collection: Collection) -> dict[DeckId, Contents]:
    """By deck, those without any card left out; every card of the collection is looked at."""
    rows = collection.connection.execute(
        "SELECT deck_id, count(DISTINCT note_id), count(*), sum(suspended > 0) FROM card"
        " GROUP BY deck_id"
    )
    return {DeckId(deck): Contents(*counts) for deck, *counts in rows}


class _Step(NamedTuple):
    note_id: NoteId
    deck_id: DeckId
    due_at: int | None
    ahead: bool
    """Whether it was answered by a clock that ran ahead."""

    def is_due_by(self, until: int) -> bool:
        return self.ahead or self.due_at is None or self.due_at <= until


def _steps_due(collection: Collection, today: StudyDay) -> list[_Step]:
    """The open cards on their steps that come on this study day."""
    rows = collection.connection.execute(
        f"""
        SELECT note_id, deck_id, due_at, at > :now FROM card
        WHERE {_EVERY_DECK} AND phase IN (1, 3) AND {_OPEN}
            AND (due_at IS NOT NULL OR due_day <= :today)
        """,
        {"today": today, "now": collection.clock.now_ms()},
    )
    return list(map(_Step._make, rows))


def _reviews_due(collection: Collection, today: StudyDay) -> dict[DeckId, list[NoteId]]:
    """By deck, the note of each open review that is due, as often as it has one."""
    rows = collection.connection.execute(
        f"""
        SELECT deck_id, note_id FROM card
        WHERE {_EVERY_DECK} AND phase = 2 AND {_OPEN} AND due_day <= :today
        UNION ALL SELECT deck_id, note_id FROM card WHERE {_REVIEW_ASTRAY} AND due_day > :today
        """,
        {"today": today, "now": collection.clock.now_ms()},
    )
    found: dict[DeckId, list[NoteId]] = {}
    for deck, note in rows:
        found.setdefault(DeckId(deck), []).append(NoteId(note))
    return found


def _new(
    collection: Collection, deck: DeckId, today: StudyDay, most: int, gone: Set[NoteId]
) -> tuple[int, int]:
    """Cards never answered and their notes, those `gone` left out; both counted up to `most`."""
    rows = collection.connection.execute(
        f"SELECT note_id FROM card WHERE deck_id = :deck AND phase = 0 AND {_OPEN}",
        {"deck": deck, "today": today},
    )
    cards, notes = 0, set[NoteId]()
    for (note,) in rows if most else ():
        cards += 1
        if note not in gone:
            notes.add(note)
        if len(notes) >= most:
            break
    return min(cards, most), len(notes)


def _due(collection: Collection, where: str, values: dict[str, int]) -> Iterator[Due]:
    return map(_known, _due_rows(collection, "", where, values))


def _due_rows(
    collection: Collection, place: str, where: str, values: dict[str, int]
) -> Iterator[Row]:
    """The columns of a Due, after `place` if one is named."""
    return collection.connection.execute(
        f"SELECT {place and place + ','} id, note_id, deck_id, phase, at, day, due_day, due_at,"
        f" interval, stability, difficulty FROM card WHERE {where}",
        values,
    )


def _known(row: Row) -> Due:
    return Due._make((*row[:3], _PHASES[row[3]], *row[4:]))


def _list(cards: Group[CardId]) -> str:
    return ", ".join(str(int(card)) for card in cards)
