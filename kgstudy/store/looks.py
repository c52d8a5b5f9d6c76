"""Cards that want a look, since their lesson does not say any longer what they were made from."""

from collections.abc import Iterable
from dataclasses import dataclass

from kgstudy.domain.ids import CardId, LessonId
from kgstudy.store.collection import Collection
from kgstudy.store.tables import Look as Table


@dataclass(frozen=True, slots=True)
class Look:
    """`sentence` is what the card was made from, and `quote` its words in it.

    They stood at about `place` of the text as it is today.
    """

    card_id: CardId
    lesson_id: LessonId
    sentence: str
    quote: str
    place: int


def of_lesson(collection: Collection, lesson: LessonId) -> dict[CardId, Look]:
    rows = collection.rows(Table.select().where(Table.lesson_id == lesson))
    return {
        CardId(card): Look(CardId(card), LessonId(of), sentence, quote, place)
        for card, of, sentence, quote, place in rows
    }


def count(collection: Collection, lesson: LessonId) -> int:
    found = collection.connection.execute(
        "SELECT count(*) FROM look WHERE lesson_id = ?", (lesson,)
    ).get
    assert isinstance(found, int)
    return found


def replace(collection: Collection, lesson: LessonId, looks: Iterable[Look]) -> None:
    """Makes `looks` all that the lesson has."""
    collection.run(Table.delete().where(Table.lesson_id == lesson))
    collection.connection.executemany(
        "INSERT INTO look (card_id, lesson_id, sentence, quote, place) VALUES (?, ?, ?, ?, ?)",
        ((each.card_id, lesson, each.sentence, each.quote, each.place) for each in looks),
    )


def forget(collection: Collection, lesson: LessonId, cards: Iterable[CardId]) -> None:
    collection.connection.executemany(
        "DELETE FROM look WHERE lesson_id = ? AND card_id = ?", ((lesson, card) for card in cards)
    )
