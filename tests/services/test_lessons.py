"""How well each sentence of a lesson is remembered."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kgstudy.domain.changes import Touched
from kgstudy.domain.clock import StudyDay
from kgstudy.domain.errors import UserError
from kgstudy.domain.review import Rating
from kgstudy.services import lessons
from kgstudy.services.lessons import LessonPage, SentenceView
from kgstudy.services.study import Study
from kgstudy.store.collection import Collection
from tests.builders import basic, collection, deck_of
from tests.fake_clock import FakeClock

NOTES = (
    basic("longest", "Which is the longest river?", "The Naryn"),
    basic("flows", "Where does it flow?", "the Syr Darya"),
    basic("both", "What of the Naryn?", "Kyrgyzstan. It flows"),
    basic("length", "How long is the Chüy?", "1,067 km"),
)


def only_page(opened: Collection) -> LessonPage:
    (summary,) = lessons.shelf(opened)
    return lessons.page(opened, summary.id)


def sentences(page: LessonPage) -> list[SentenceView]:
    return [s for section in page.sections for part in section.paragraphs for s in part]


def test_each_sentence_has_the_cards_of_its_words() -> None:
    with collection() as opened:
        deck_of(opened, NOTES)
        page = only_page(opened)
        asked = [[card.question for card in sentence.cards] for sentence in sentences(page)]
        assert asked == [
            ["Which is the longest river?", "What of the Naryn?"],
            ["What of the Naryn?", "Where does it flow?"],
            [],
            ["How long is the Chüy?"],
        ]
        assert len(page.cards) == 4
        assert page.sections[0].heading == "Rivers"
        assert page.sections[0].cards == tuple(card.card_id for card in page.cards)


def test_recall_fades_with_the_days_and_what_is_not_begun_counts_nothing() -> None:
    clock = FakeClock()
    with collection(clock) as opened:
        deck_of(opened, NOTES)
        today = opened.calendar.today()
        assert all(sentence.recall(today) is None for sentence in sentences(only_page(opened)))
        Study(opened).answer(Rating.EASY, 1000)
        first, second, none, _ = sentences(only_page(opened))
        assert first.recall(today) == 0.5
        assert second.recall(today) is None
        assert none.recall(today) is None
        days = [StudyDay(today + days) for days in (0, 1, 10, 100)]
        faded = [first.recall(day) or 0.0 for day in days]
        assert faded == sorted(faded, reverse=True)
        assert faded[-1] < 0.45


def test_the_shelf_tells_how_much_is_known() -> None:
    clock = FakeClock()
    with collection(clock) as opened:
        deck_of(opened, NOTES)
        study = Study(opened)
        study.answer(Rating.EASY, 1000)
        study.answer(Rating.EASY, 1000)
        clock.advance(timedelta(days=100))
        (summary,) = lessons.shelf(opened)
        assert (summary.cards, summary.begun) == (4, 2)
        assert summary.bands[0] == 2
        assert sum(summary.bands) == 4
        assert 1.0 < summary.recalled < 1.6


def test_a_lesson_gets_another_title_and_takes_it_back() -> None:
    with collection() as opened:
        deck_of(opened, NOTES)
        lesson = only_page(opened).lesson
        change = lessons.rename(opened, lesson.id, "  Rivers of \n the Tian Shan ")
        assert change.touches(Touched.LESSONS)
        assert only_page(opened).lesson == replace(lesson, title="Rivers of the Tian Shan")
        opened.undo()
        assert only_page(opened).lesson == lesson


def test_a_lesson_keeps_a_title() -> None:
    with collection() as opened:
        deck_of(opened, NOTES)
        with pytest.raises(UserError, match="needs a title"):
            lessons.rename(opened, only_page(opened).lesson.id, " ")


def test_a_language_is_corrected_and_that_is_taken_back() -> None:
    with collection() as opened:
        deck_of(opened, NOTES)
        lesson = only_page(opened).lesson.id
        lessons.change_language(opened, lesson, "ky")
        assert only_page(opened).lesson.language == "ky"
        assert opened.undo() is not None
        assert only_page(opened).lesson.language == "en"
