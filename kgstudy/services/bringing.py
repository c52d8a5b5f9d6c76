"""Lessons come in: several at once are one act."""

from collections.abc import Sequence

from kgstudy.domain.changes import Change, Touched
from kgstudy.domain.ids import LessonId
from kgstudy.domain.lesson_text import LessonText
from kgstudy.services import studio
from kgstudy.store.collection import Collection


def bring_all(
    collection: Collection, texts: Sequence[LessonText]
) -> tuple[tuple[LessonId, ...], Change]:
    """Puts each of the lessons into the collection, with a deck of its own."""
    act_name = "bring-lesson" if len(texts) == 1 else "bring-lessons"
    with collection.act(act_name, Touched.LESSONS, Touched.DECKS) as act:
        lessons = tuple(studio.bring(collection, text)[0] for text in texts)
    return lessons, act.change
