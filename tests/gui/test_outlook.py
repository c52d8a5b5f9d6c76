"""What waits, what comes next, and the sentences that say it."""

from datetime import timedelta
from time import process_time

import pytest

from kgstudy.domain.deck import Options
from kgstudy.domain.ids import DeckId, LessonId
from kgstudy.domain.queue import Counts
from kgstudy.domain.review import Rating
from kgstudy.gui.models import outlook
from kgstudy.gui.models.outlook import Mood
from kgstudy.services import decks, editing
from kgstudy.services.decks import DeckSummary
from kgstudy.services.lessons import LessonSummary
from kgstudy.services.statistics import Today
from kgstudy.services.study import Study
from kgstudy.store.collection import Collection
from tests.builders import basic, deck_of
from tests.fake_clock import FakeClock

NOBODY = Today(reviews=0, seconds=0, yesterday_seconds=0, streak=0)


def deck(name: str, new: int = 0, review: int = 0, number: int = 1) -> DeckSummary:
    leaf = name.rpartition("::")[2]
    return DeckSummary(DeckId(number), name, leaf, name.count("::"), 5, new, 0, review)


def lesson(deck_number: int, cards: int = 4, begun: int = 2) -> LessonSummary:
    bands = (cards - begun, 0, 0, 0, begun)
    return LessonSummary(
        LessonId(deck_number),
        "A lesson",
        DeckId(deck_number),
        cards,
        begun,
        begun * 0.9,
        bands,
        "en",
        0,
    )


def test_a_deck_within_another_is_not_counted_twice() -> None:
    every = [deck("A", 3), deck("A::B", 3), deck("C::D", 1), deck("AB", 1)]
    assert [top.name for top in decks.top_level(every)] == ["A", "C::D", "AB"]


def test_the_outermost_of_many_decks_are_told_at_once() -> None:
    every = [deck(f"Shelf {n % 10}::Part {n}") for n in range(20_000)]
    began = process_time()
    assert len(decks.top_level(every)) == 20_000
    assert process_time() - began < 1


def test_the_only_deck_with_work_is_the_one_to_study() -> None:
    chosen = outlook.chosen_deck([deck("A"), deck("B", 2), deck("C")])
    assert chosen is not None
    assert chosen.name == "B"


def test_several_decks_with_work_are_studied_together() -> None:
    assert outlook.chosen_deck([deck("A", 1), deck("B", review=2)]) is None


def test_lessons_in_view_are_those_of_the_deck_and_below_it() -> None:
    every = [deck("A", number=1), deck("A::B", number=2), deck("C", number=3)]
    shelf = [lesson(1), lesson(2), lesson(3), lesson(2, cards=0, begun=0)]
    assert [found.id for found in outlook.lessons_of(every[0], every, shelf)] == [1, 2]
    assert len(outlook.lessons_of(None, every, shelf)) == 3


def test_what_is_known_is_added_up() -> None:
    known = outlook.known([lesson(1), lesson(2, cards=6, begun=6)])
    assert known is not None
    assert (known.cards, known.begun, known.bands) == (10, 8, (2, 0, 0, 0, 8))
    words = outlook.known_words(known)
    assert words == "80 % of the lessons begun · you would recall 7 of 10 answers today"
    assert outlook.known([]) is None


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (NOBODY, ""),
        (Today(9, 430, 660, 6), "6 days in a row · 7 min today"),
        (Today(0, 0, 660, 6), "6 days in a row · 11 min yesterday"),
        (Today(3, 40, 0, 1), "40 s today"),
    ],
)
def test_effort_is_told_without_a_lie(today: Today, said: str) -> None:
    assert outlook.effort_words(today) == said


def test_the_time_follows_the_persons_own_pace() -> None:
    counts = Counts(new=2, learning=1, review=4)
    usual = outlook.seconds_for(counts, NOBODY)
    assert outlook.seconds_for(counts, Today(40, 800, 0, 1)) == 2 * usual
    assert outlook.seconds_for(counts, Today(3, 180, 0, 1)) == usual
    assert outlook.seconds_for(counts, Today(40, 1, 0, 1)) == usual / 5


def test_an_empty_collection_says_so(collection: Collection) -> None:
    seen = outlook.look_ahead(collection)
    assert seen.mood is Mood.EMPTY
    assert outlook.headline(seen, collection.calendar) == "Nothing to study yet"


def test_a_first_day_from_welcome_to_done(collection: Collection, clock: FakeClock) -> None:
    notes = [basic(f"n{i}", quote="Naryn") for i in range(3)]
    deck_of(collection, notes, Options(new_per_day=2, learning_steps=(60,)))
    calendar = collection.calendar

    seen = outlook.look_ahead(collection)
    assert seen.mood is Mood.WELCOME
    assert (seen.title, seen.counts.new) == ("Rivers", 2)
    assert seen.known is not None
    assert outlook.known_words(seen.known) == "None of the lesson's 3 cards begun yet"

    study = Study(collection)
    study.answer(Rating.EASY, 4000)
    seen = outlook.look_ahead(collection)
    assert seen.mood is Mood.WAITING
    assert outlook.headline(seen, calendar) == "1 card is waiting"

    study.answer(Rating.EASY, 4000)
    seen = outlook.look_ahead(collection)
    assert seen.mood is Mood.DONE
    assert outlook.headline(seen, calendar) == "All done for today"
    assert outlook.next_words(seen, calendar) == "Nothing due until tomorrow 04:00; 1 card then."

    clock.advance(timedelta(days=1))
    seen = outlook.look_ahead(collection)
    assert seen.mood is Mood.WAITING
    assert seen.today.streak == 1


def test_a_card_on_its_steps_is_announced(collection: Collection, clock: FakeClock) -> None:
    deck_of(collection, 1, Options(learning_steps=(3600, 7200)))
    Study(collection).answer(Rating.GOOD, 4000)
    clock.advance(timedelta(minutes=30))
    seen = outlook.look_ahead(collection)
    assert seen.mood is Mood.SOON
    assert outlook.headline(seen, collection.calendar) == "Next card in 2 h"
    words = outlook.next_words(seen, collection.calendar)
    assert words.startswith("1 card comes back today, the first at 11:")


def test_a_lesson_among_other_decks_is_named(collection: Collection) -> None:
    deck_of(collection, [basic(f"n{i}", quote="Naryn") for i in range(3)])
    editing.add(collection, "Other", "basic", {"front": "a", "back": "b"})
    seen = outlook.look_ahead(collection)
    assert seen.title == "All decks"
    assert seen.known is not None
    assert outlook.known_words(seen.known) == "Rivers: none of its 3 cards begun yet"
