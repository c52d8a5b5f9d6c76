"""A clock that was wrong does no harm."""

from datetime import timedelta

from kgstudy.domain.review import Rating
from kgstudy.services import statistics, timekeeping
from kgstudy.services.study import Study
from kgstudy.store import cards, integrity
from tests.builders import collection, deck_of
from tests.fake_clock import FakeClock

YEAR = timedelta(days=365)
DAY = timedelta(days=1)


def test_a_year_that_never_passed_is_taken_back() -> None:
    states = []
    for jump in (timedelta(0), YEAR):
        clock = FakeClock()
        with collection(clock) as opened:
            deck_of(opened, 1)
            Study(opened).answer(Rating.EASY, 1000)
            clock.advance(8 * DAY)
            clock.advance(jump)
            Study(opened).answer(Rating.GOOD, 1000)
            clock.advance(-jump)
            change = timekeeping.mend_clock(opened)
            assert (change is not None) == bool(jump)
            assert integrity.recomputed(opened) == ()
            states.append(next(cards.every(opened))[0].state)
    straight, jumped = states
    assert jumped.memory == straight.memory  # type: ignore[union-attr]
    assert jumped.day == straight.day  # type: ignore[union-attr]


def test_it_is_asked_once_and_can_be_undone() -> None:
    clock = FakeClock()
    with collection(clock) as opened:
        deck_of(opened, 1)
        clock.advance(YEAR)
        Study(opened).answer(Rating.EASY, 1000)
        clock.advance(-YEAR)
        before = next(cards.every(opened))[0]
        assert timekeeping.mend_clock(opened) is not None
        assert timekeeping.mend_clock(opened) is None
        opened.undo()
        assert next(cards.every(opened))[0] == before


def test_a_day_of_travelling_is_left_alone() -> None:
    clock = FakeClock()
    with collection(clock) as opened:
        deck_of(opened, 1)
        Study(opened).answer(Rating.EASY, 1000)
        clock.advance(-DAY)
        assert timekeeping.mend_clock(opened) is None
        assert statistics.streak(opened) == 0


def test_a_clock_that_went_back_hides_no_card() -> None:
    clock = FakeClock()
    with collection(clock) as opened:
        deck_of(opened, 2)
        study = Study(opened)
        study.answer(Rating.AGAIN, 1000)
        clock.advance(-YEAR)
        study = Study(opened)
        assert study.counts.learning == 1
        assert study.counts.new == 1
