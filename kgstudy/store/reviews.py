"""Reviews: written once, read often, never changed."""

import json
from collections.abc import Iterable, Iterator, Sequence

from kgstudy.domain.clock import StudyDay
from kgstudy.domain.ids import RANDOM_BITS, CardId, DeckId, ReviewId
from kgstudy.domain.memory import Memory
from kgstudy.domain.review import Days, Interval, Phase, Rating, Review, Seconds, Told
from kgstudy.store.collection import Collection, Row
from kgstudy.store.tables import Review as Table

_COLUMNS = (
    "id, card_id, at, day, rating, phase, next_phase, step, interval, taken, practice, stability,"
    " difficulty, reps, lapses"
)


def add(collection: Collection, reviews: Iterable[Review]) -> None:
    marks = ", ".join("?" * 15)
    collection.connection.executemany(
        f"INSERT INTO review ({_COLUMNS}) VALUES ({marks})",
        map(_row, reviews),
    )


def rewrite(collection: Collection, reviews: Iterable[Review]) -> None:
    """Corrects reviews whose time or interval was recorded by a wrong clock; nothing else may."""
    collection.connection.executemany(
        "UPDATE review SET at = ?, day = ?, interval = ? WHERE id = ?",
        ((r.at, r.day, stored(r.interval), r.id) for r in reviews),
    )


def cards_answered_after(collection: Collection, day: StudyDay) -> tuple[CardId, ...]:
    rows = collection.connection.execute(
        "SELECT DISTINCT card_id FROM review WHERE day > ?", (day,)
    )
    return tuple(CardId(row[0]) for row in rows)


def of_card(collection: Collection, card: CardId) -> tuple[Review, ...]:
    """The card's reviews in the order in which they were given."""
    query = Table.select().where(Table.card_id == card).order_by(Table.id)
    return tuple(_value(*row) for row in collection.rows(query))


def by_card(
    collection: Collection, cards: Sequence[CardId] | None = None
) -> Iterator[tuple[CardId, tuple[Review, ...]]]:
    """Every card that has reviews (or those of `cards`) with its reviews in order."""
    if cards is not None:
        yield from ((card, of_card(collection, card)) for card in cards)
        return
    yield from _grouped(
        collection.connection.execute(f"SELECT {_COLUMNS} FROM review ORDER BY card_id, id")
    )


def of_cards(
    collection: Collection, cards: Sequence[CardId]
) -> Iterator[tuple[CardId, tuple[Review, ...]]]:
    """Those of `cards` that have reviews, with their reviews in order."""
    return _grouped(
        collection.connection.execute(
            f"SELECT {_COLUMNS} FROM review"
            " WHERE card_id IN (SELECT value FROM json_each(?)) ORDER BY card_id, id",
            (json.dumps(cards),),
        )
    )


def _grouped(rows: Iterable[Row]) -> Iterator[tuple[CardId, tuple[Review, ...]]]:
    group: list[Review] = []
    for row in rows:
        review = _value(*row)
        if group and group[0].card_id != review.card_id:
            yield group[0].card_id, tuple(group)
            group = []
        group.append(review)
    if group:
        yield group[0].card_id, tuple(group)


def instants(collection: Collection, cards: Sequence[CardId]) -> dict[CardId, set[int]]:
    """By card, the instants (UTC milliseconds) of what is known of it already."""
    rows = collection.connection.execute(
        "SELECT card_id, at FROM review WHERE card_id IN (SELECT value FROM json_each(?))",
        (json.dumps(cards),),
    )
    found: dict[CardId, set[int]] = {}
    for card, at in rows:
        found.setdefault(CardId(card), set()).add(at)
    return found


def any_of(collection: Collection) -> bool:
    return bool(collection.connection.execute("SELECT EXISTS (SELECT 1 FROM review)").get)


def next_id(collection: Collection, at: int) -> int:
    """The id after those of all reviews in the millisecond `at`."""
    first = at << RANDOM_BITS
    last = collection.connection.execute(
        "SELECT max(id) FROM review WHERE id BETWEEN ? AND ?",
        (first, first + (1 << RANDOM_BITS) - 1),
    ).get
    return first if last is None else int(last) + 1


# By the review before it, the card was due on a later day.
_EARLY = """
    coalesce((
        SELECT before.interval >= 0 AND before.day + before.interval > review.day
        FROM review AS before
        WHERE before.card_id = review.card_id AND before.id < review.id AND NOT before.practice
        ORDER BY before.id DESC LIMIT 1
    ), 0)
"""


def done_today(collection: Collection, day: StudyDay) -> dict[DeckId, tuple[int, int]]:
    """By deck: cards begun and cards reviewed on `day`, each counted once.

    What was reviewed before its day takes nothing from what is due on this one.
    """
    rows = collection.connection.execute(
        f"""
        SELECT deck_id,
            count(DISTINCT CASE WHEN review.phase = :new THEN card_id END),
            count(DISTINCT CASE
                WHEN review.phase = :reviewing AND NOT {_EARLY} THEN card_id END)
        FROM review JOIN card ON card.id = card_id
        WHERE review.day = :day AND rating IS NOT NULL AND NOT practice GROUP BY deck_id
        """,
        {"new": Phase.NEW, "reviewing": Phase.REVIEWING, "day": day},
    )
    return {DeckId(deck): (begun, reviewed) for deck, begun, reviewed in rows}


def work_by_day(
    collection: Collection, since: StudyDay, longest: int
) -> dict[StudyDay, tuple[int, int]]:
    """By study day from `since` on: answers, and milliseconds, none counted beyond `longest`."""
    rows = collection.connection.execute(
        "SELECT day, count(*), sum(min(taken, ?)) FROM review"
        " WHERE day >= ? AND rating IS NOT NULL GROUP BY day",
        (longest, since),
    )
    return {StudyDay(day): (count, taken) for day, count, taken in rows}


def study_days(collection: Collection) -> Iterator[StudyDay]:
    """The study days on which something was answered, the latest first, each looked for in turn."""
    rows = collection.connection.execute(
        """
        WITH RECURSIVE studied(day) AS (
            SELECT max(day) FROM review WHERE rating IS NOT NULL
            UNION ALL
            SELECT (SELECT max(day) FROM review WHERE rating IS NOT NULL AND day < studied.day)
            FROM studied WHERE studied.day IS NOT NULL
        )
        SELECT day FROM studied WHERE day IS NOT NULL
        """
    )
    return (StudyDay(day) for (day,) in rows)


def stored(interval: Interval) -> int:
    """An interval as one number: whole days, or seconds below zero."""
    return interval.count if isinstance(interval, Days) else -interval.count


def interval(stored: int) -> Interval:
    return Days(stored) if stored >= 0 else Seconds(-stored)


def _row(review: Review) -> tuple[float | None, ...]:
    number, card, at, day, rating, phase, then, step, interval, taken, practice, told = review
    lasts = interval.count if type(interval) is Days else -interval.count  # as `stored` has it
    row = (number, card, at, day, rating, phase, then, step, lasts, taken, practice)
    if told is None:
        return (*row, None, None, None, None)
    return (*row, told.memory.stability, told.memory.difficulty, told.reps, told.lapses)


def _value(
    identifier: int,
    card: int,
    at: int,
    day: int,
    rating: int | None,
    phase: int,
    then: int,
    step: int,
    stored_interval: int,
    taken: int,
    practice: int,
    stability: float | None,
    difficulty: float | None,
    reps: int | None,
    lapses: int | None,
) -> Review:
    told = None
    if stability is not None and difficulty is not None:
        told = Told(Memory(stability, difficulty), reps or 0, lapses or 0)
    return Review(
        ReviewId(identifier),
        CardId(card),
        at,
        StudyDay(day),
        None if rating is None else Rating(rating),
        Phase(phase),
        Phase(then),
        step,
        interval(stored_interval),
        taken,
        bool(practice),
        told,
    )
