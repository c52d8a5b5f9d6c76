"""How many cards there are of each deck, flag, state, lesson and kind, and notes of each tag."""

from collections.abc import Iterator
from dataclasses import dataclass

from kgstudy.domain.clock import StudyDay
from kgstudy.domain.ids import DeckId, LessonId
from kgstudy.domain.review import Phase, Rating
from kgstudy.store.collection import Collection


@dataclass(frozen=True, slots=True)
class States:
    """Cards by where they stand, as the keys `is:`, `added:` and `rated:` of a search find them."""

    due: int
    added_today: int
    new: int
    learning: int
    review: int
    suspended: int
    buried: int


def states(collection: Collection, today: StudyDay, until: int, day_began: int) -> States:
    """`until` is the instant by which a card on its steps is due; ids begin with milliseconds."""
    rows = collection.connection.execute(
        f"""
        SELECT
            coalesce(sum(suspended = 0 AND buried_on IS NOT :today AND CASE phase
                WHEN {Phase.NEW:d} THEN 0
                WHEN {Phase.REVIEWING:d} THEN due_day <= :today
                ELSE CASE WHEN due_at IS NULL THEN due_day <= :today ELSE due_at <= :until END
            END), 0),
            coalesce(sum(id >= :began << 20), 0),
            coalesce(sum(phase = {Phase.NEW:d}), 0),
            coalesce(sum(phase IN ({Phase.LEARNING:d}, {Phase.RELEARNING:d})), 0),
            coalesce(sum(phase IN ({Phase.REVIEWING:d}, {Phase.RELEARNING:d})), 0),
            coalesce(sum(suspended > 0), 0),
            coalesce(sum(buried_on IS :today), 0)
        FROM card
        """,
        {"today": today, "until": until, "began": day_began},
    )
    return States(*next(rows))


def answered_on(collection: Collection, day: StudyDay) -> tuple[int, int]:
    """Cards answered on the study day, and those of them that were forgotten once."""
    rows = collection.connection.execute(
        f"""
        SELECT count(DISTINCT card_id),
            count(DISTINCT CASE WHEN rating = {Rating.AGAIN:d} THEN card_id END)
        FROM review WHERE day = ? AND rating IS NOT NULL
        """,
        (day,),
    )
    studied, forgotten = next(rows)
    return studied, forgotten


def flags(collection: Collection) -> dict[int, int]:
    return _counts(collection, "SELECT flag, count(*) FROM card WHERE flag != 0 GROUP BY flag")


def decks(collection: Collection) -> dict[DeckId, int]:
    """By deck, those below it not counted."""
    found = _counts(collection, "SELECT deck_id, count(*) FROM card GROUP BY deck_id")
    return {DeckId(deck): count for deck, count in found.items()}


def lessons(collection: Collection) -> dict[LessonId, int]:
    found = _counts(collection, "SELECT lesson_id, count(*) FROM anchor GROUP BY lesson_id")
    return {LessonId(lesson): count for lesson, count in found.items()}


def kinds(collection: Collection) -> dict[str, int]:
    """By note type, or by kind for our own, their cards."""
    rows = collection.connection.execute(
        "SELECT coalesce(note_type.name, kind), count(*) FROM card JOIN note ON note.id = note_id"
        " LEFT JOIN note_type ON note_type.id = note_type_id GROUP BY 1"
    )
    return dict(rows)


def tag_names(collection: Collection) -> tuple[str, ...]:
    """Every tag that some note has."""
    rows = collection.connection.execute(
        "SELECT name FROM tag WHERE EXISTS (SELECT 1 FROM note_tag WHERE tag_id = tag.id)"
    )
    return tuple(name for (name,) in rows)


def tags(collection: Collection) -> Iterator[tuple[str, int]]:
    """Each tag with how many notes have it, or one below it (nested by `::`), each note once."""
    own = dict(
        collection.connection.execute(
            "SELECT name, (SELECT count(*) FROM note_tag WHERE tag_id = tag.id) FROM tag"
        )
    )
    above = {
        "::".join(parts[:depth])
        for parts in (name.split("::") for name in own)
        for depth in range(1, len(parts))
    }
    yield from ((name, count) for name, count in own.items() if count and name not in above)
    for name in above:
        yield name, _at_or_below(collection, name)


def _at_or_below(collection: Collection, tag: str) -> int:
    found = collection.connection.execute(
        """
        SELECT count(DISTINCT note_id) FROM note_tag WHERE tag_id IN (
            SELECT id FROM tag WHERE name = ?1 OR substr(name, 1, length(?2)) = ?2)
        """,
        (tag, f"{tag}::"),
    ).get
    assert isinstance(found, int)
    return found


def _counts(collection: Collection, sql: str) -> dict[int, int]:
    return dict(collection.connection.execute(sql))
