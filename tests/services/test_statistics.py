"""What was done today, in a row, and what the week brings."""

from datetime import timedelta

from kgstudy.domain.deck import Options
from kgstudy.domain.review import Rating
from kgstudy.services import statistics
from kgstudy.services.study import Study
from tests.builders import collection, deck_of
from tests.fake_clock import FakeClock

DAY = timedelta(days=1)


def test_nothing_done_is_nothing() -> None:
    with collection() as opened:
        assert statistics.today(opened) == statistics.Today(0, 0, 0, 0)
        assert statistics.week_ahead(opened) == (0,) * 7


def test_answers_and_seconds_of_today_and_yesterday() -> None:
    clock = FakeClock()
    with collection(clock) as opened:
        deck_of(opened, 5)
        study = Study(opened)
        study.answer(Rating.EASY, 10_000)
        study.answer(Rating.EASY, 500_000)
        assert statistics.today(opened) == statistics.Today(2, 70, 0, 1)
        clock.advance(DAY)
        Study(opened).answer(Rating.EASY, 1_000)
        assert statistics.today(opened) == statistics.Today(1, 1, 70, 2)


def test_a_streak_lasts_until_a_day_is_left_out() -> None:
    clock = FakeClock()
    with collection(clock) as opened:
        deck_of(opened, 10)
        for _ in range(3):
            Study(opened).answer(Rating.EASY, 1000)
            clock.advance(DAY)
        assert statistics.streak(opened) == 3
        clock.advance(DAY)
        assert statistics.streak(opened) == 0
        Study(opened).answer(Rating.EASY, 1000)
        assert statistics.streak(opened) == 1


def test_a_study_day_ends_at_four() -> None:
    clock = FakeClock()
    with collection(clock) as opened:
        deck_of(opened, 5)
        clock.advance(timedelta(hours=18))
        Study(opened).answer(Rating.EASY, 1000)
        clock.advance(timedelta(minutes=59))
        assert statistics.today(opened).reviews == 1
        clock.advance(timedelta(minutes=2))
        assert statistics.today(opened).reviews == 0
        assert statistics.streak(opened) == 1


def test_the_week_counts_today_as_the_decks_do_and_then_what_comes_due() -> None:
    clock = FakeClock()
    with collection(clock) as opened:
        deck_of(opened, 10, Options(new_per_day=4))
        assert statistics.week_ahead(opened) == (4, 0, 0, 0, 0, 0, 0)
        study = Study(opened)
        while study.shown:
            study.answer(Rating.GOOD, 1000)
        week = statistics.week_ahead(opened)
        assert week[0] == 0
        assert week[1] == 4  # new ones
        assert sum(week) == 8
        clock.advance(30 * DAY)
        assert statistics.week_ahead(opened)[0] == 8
