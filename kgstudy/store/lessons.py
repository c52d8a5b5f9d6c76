"""Lessons, and the words that each card comes from."""

import json
from collections.abc import Iterable, Mapping, Sequence

from kgstudy.domain.card import Card
from kgstudy.domain.ids import CardId, DeckId, LessonId
from kgstudy.domain.lesson import Anchor, Lesson, Span
from kgstudy.domain.review import Phase
from kgstudy.store import cards
from kgstudy.store.collection import Collection
from kgstudy.store.tables import Anchor as AnchorTable
from kgstudy.store.tables import Lesson as Table


def get(collection: Collection, lesson: LessonId) -> Lesson:
    row = collection.row(Table.select().where(Table.id == lesson))
    assert row is not None
    return _value(*row)


def has(collection: Collection, lesson: LessonId) -> bool:
    return collection.row(Table.select(Table.id).where(Table.id == lesson)) is not None


def find(collection: Collection, *, guid: str) -> Lesson | None:
    row = collection.row(Table.select().where(Table.guid == guid))
    return None if row is None else _value(*row)


def every(collection: Collection) -> tuple[Lesson, ...]:
    rows = collection.rows(Table.select().order_by(Table.title))
    return tuple(_value(*row) for row in rows)


def titles(collection: Collection) -> dict[LessonId, str]:
    """What each lesson is called."""
    return {
        LessonId(id_): title for id_, title in collection.rows(Table.select(Table.id, Table.title))
    }


def add(collection: Collection, lesson: Lesson) -> None:
    query = Table.insert(
        id=lesson.id,
        guid=lesson.guid,
        deck_id=lesson.deck_id,
        title=lesson.title,
        language=lesson.language,
        text=lesson.text,
        imported="",
    )
    collection.run(query)


def save(collection: Collection, lesson: Lesson) -> None:
    """Writes the lesson as it is now; what it was when it came in is remembered."""
    save_import(collection, lesson, imported(collection, get(collection, lesson.id)))


def save_import(collection: Collection, lesson: Lesson, came: Mapping[str, str]) -> None:
    """Writes a lesson that has come in again, as `came` tells."""
    now = told(lesson)
    remembered = "" if came == now else json.dumps(came, ensure_ascii=False)
    collection.run(Table.update(**now, imported=remembered).where(Table.id == lesson.id))


def imported(collection: Collection, lesson: Lesson) -> Mapping[str, str]:
    """Title, language and text of a lesson that is here, as they came in last."""
    row = collection.row(Table.select(Table.imported).where(Table.id == lesson.id))
    assert row is not None
    came: Mapping[str, str] = json.loads(row[0]) if row[0] else told(lesson)
    return came


def told(lesson: Lesson) -> dict[str, str]:
    """What a lesson that comes in again may change."""
    return {"title": lesson.title, "language": lesson.language, "text": lesson.text}


def delete(collection: Collection, lesson: LessonId) -> None:
    """Deletes the lesson with what was decided of its drafts; its cards stay."""
    collection.run(Table.delete().where(Table.id == lesson))


def places(collection: Collection, lesson: LessonId) -> list[tuple[CardId, int, int]]:
    """The lesson's cards in its own deck, in the order in which they come when they are new.

    Each with its place in that order, and that of its words in the text.
    """
    rows = collection.connection.execute(
        "SELECT card.id, position, start FROM anchor"
        " JOIN lesson ON lesson.id = lesson_id"
        " JOIN card ON card.id = card_id AND card.deck_id = lesson.deck_id"
        " WHERE lesson_id = ? ORDER BY position, card.id",
        (lesson,),
    )
    return [(CardId(card), position, start) for card, position, start in rows]


def set_anchors(
    collection: Collection, card: CardId, of: Iterable[LessonId], anchors: Iterable[Anchor]
) -> None:
    """Makes `anchors` the words that the card comes from in the lessons `of`."""
    collection.connection.execute(
        "DELETE FROM anchor WHERE card_id = ? AND lesson_id IN (SELECT value FROM json_each(?))",
        (card, json.dumps(list(of))),
    )
    add_anchors(collection, anchors)


def replace_anchors(collection: Collection, lesson: LessonId, anchors: Iterable[Anchor]) -> None:
    """Makes `anchors` all that the lesson has."""
    collection.run(AnchorTable.delete().where(AnchorTable.lesson_id == lesson))
    add_anchors(collection, anchors)


def add_anchors(collection: Collection, anchors: Iterable[Anchor]) -> None:
    collection.connection.executemany(
        "INSERT INTO anchor (card_id, lesson_id, start, stop, quote, text_before, text_after)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (a.card_id, a.lesson_id, a.span.start, a.span.end, a.quote, a.before, a.after)
            for a in anchors
        ),
    )


def first_anchors(collection: Collection, cards: Sequence[CardId]) -> dict[CardId, Anchor]:
    """By card, the words that each of `cards` comes from, where it comes from any.

    Of several lessons that is the one of the card's own deck, or else the first.
    """
    rows = collection.connection.execute(
        """
        SELECT card_id, lesson_id, start, stop, quote, text_before, text_after
        FROM anchor JOIN lesson ON lesson.id = lesson_id JOIN card ON card.id = card_id
        WHERE card_id IN (SELECT value FROM json_each(?))
        ORDER BY card_id, lesson.deck_id = card.deck_id, lesson_id DESC
        """,
        (json.dumps(cards),),
    )
    return {anchor.card_id: anchor for anchor in (_anchor(*row) for row in rows)}


def anchors_in(collection: Collection, lesson: LessonId) -> tuple[Anchor, ...]:
    """The lesson's anchors in the order of the text."""
    rows = collection.connection.execute(
        "SELECT card_id, lesson_id, start, stop, quote, text_before, text_after FROM anchor"
        " WHERE lesson_id = ? ORDER BY start, card_id",
        (lesson,),
    )
    return tuple(_anchor(*row) for row in rows)


def cards_in(collection: Collection, lesson: LessonId) -> int:
    """How many cards are tied to the lesson."""
    found = collection.connection.execute(
        "SELECT count(*) FROM anchor WHERE lesson_id = ?", (lesson,)
    ).get
    assert isinstance(found, int)
    return found


def begun_cards(collection: Collection, lesson: LessonId) -> list[Card]:
    """Those tied to the lesson that are not new."""
    rows = collection.connection.execute(
        "SELECT card_id FROM anchor JOIN card ON card.id = card_id"
        f" WHERE lesson_id = ? AND phase != {Phase.NEW:d}",
        (lesson,),
    )
    return list(cards.several(collection, [CardId(card) for (card,) in rows]).values())


def _value(
    identifier: int, guid: str, deck: int, title: str, language: str, text: str, _imported: str
) -> Lesson:
    return Lesson(LessonId(identifier), guid, DeckId(deck), title, language, text)


def _anchor(
    card: int, lesson: int, start: int, stop: int, quote: str, before: str, after: str
) -> Anchor:
    return Anchor(CardId(card), LessonId(lesson), Span(start, stop), quote, before, after)
