"""A clock that was wrong does no harm."""

from datetime import datetime, timedelta

from kgstudy.domain.card import Studied
from kgstudy.domain.deck import Options
from kgstudy.domain.review import Rating
from kgstudy.services import statistics, timekeeping
from kgstudy.services.study import Study
from kgstudy.store import cards, integrity, reviews
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


def test_a_clock_far_behind_rewrites_nothing() -> None:
    """The battery was empty: the program is opened in 2015, and then on the right day again."""
    clock = FakeClock()
    with collection(clock) as opened:
        deck_of(opened, 40, Options(new_per_day=4))
        for _ in range(10):
            study = Study(opened)
            while study.shown:
                study.answer(Rating.GOOD, 1000)
            clock.advance(DAY)
        before = [*cards.every(opened)], [*reviews.by_card(opened)]
        now = opened.clock.wall(opened.clock.now_ms())
        clock.set(datetime.fromisoformat("2015-01-01T09:00"))
        assert timekeeping.mend_clock(opened) is None
        clock.set(now)
        assert timekeeping.mend_clock(opened) is None
        assert ([*cards.every(opened)], [*reviews.by_card(opened)]) == before


def test_answers_of_a_clock_that_was_behind_add_no_time() -> None:
    clock = FakeClock()
    with collection(clock) as opened:
        deck_of(opened, 1)
        Study(opened).answer(Rating.EASY, 1000)
        clock.advance(8 * DAY)
        ((early, _),) = cards.every(opened)
        Study(opened).answer(Rating.GOOD, 1000)
        ((late, _),) = cards.every(opened)
        assert isinstance(early.state, Studied)
        assert isinstance(late.state, Studied)
        assert late.state.memory.stability < 20 * early.state.memory.stability
        clock.advance(-YEAR)
        study = Study(opened)
        assert study.shown is not None
        study.answer(Rating.GOOD, 1000)
        ((behind, _),) = cards.every(opened)
        assert isinstance(behind.state, Studied)
        assert behind.state.day == late.state.day
        assert Study(opened).shown is None
        clock.advance(YEAR + DAY)
        assert integrity.recomputed(opened) == ()
        assert Study(opened).shown is None


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
