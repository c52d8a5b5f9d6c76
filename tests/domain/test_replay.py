"""Computed anew from its reviews, a card is what it became by being answered."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgstudy.domain import fsrs
from kgstudy.domain.card import Card, Learning, New, Reviewing
from kgstudy.domain.clock import Calendar, StudyDay
from kgstudy.domain.deck import Options
from kgstudy.domain.fsrs import DEFAULT_PARAMETERS
from kgstudy.domain.ids import CardId, DeckId, NoteId, ReviewId
from kgstudy.domain.memory import Memory
from kgstudy.domain.replay import Replayed, following, replay
from kgstudy.domain.review import Days, Interval, Phase, Rating, Review, Seconds, Told
from kgstudy.domain.scheduling import Now, answered, outcomes, review_of
from tests.fake_clock import FakeClock

POSITION = 12
OTHER_PARAMETERS = fsrs.checked([weight * 1.1 for weight in DEFAULT_PARAMETERS])
NEW_CARD = Card(CardId(99), NoteId(1), DeckId(1), 0, New(POSITION))

steps = st.lists(st.sampled_from([60, 600, 3600, 86_400, 200_000]), max_size=3).map(tuple)
all_options = st.builds(
    Options,
    learning_steps=steps,
    relearning_steps=steps,
    retention=st.floats(0.7, 0.99),
    max_interval=st.sampled_from([1, 30, 36500]),
)
passing = st.one_of(
    st.builds(timedelta, minutes=st.integers(0, 30)),
    st.builds(timedelta, hours=st.integers(0, 30)),
    st.builds(timedelta, days=st.integers(0, 200)),
    st.builds(timedelta, days=st.sampled_from([-400, -1, 365])),
)
answers = st.lists(st.tuples(st.sampled_from(Rating), passing, all_options), max_size=12)
parameter_sets = st.sampled_from([DEFAULT_PARAMETERS, OTHER_PARAMETERS])


@settings(max_examples=2500)
@given(
    history=answers,
    parameters=parameter_sets,
    zone=st.sampled_from(["Asia/Bishkek", "Europe/Berlin"]),
)
def test_replay_gives_the_state_that_was_reached(
    history: Sequence[tuple[Rating, timedelta, Options]],
    parameters: fsrs.Parameters,
    zone: str,
) -> None:
    """Whatever the options were in between, and also after each answer (as after an undo)."""
    clock = FakeClock(zone=zone)
    calendar = Calendar(clock)
    card, reviews = NEW_CARD, list[Review]()
    for number, (rating, passed, options) in enumerate(history):
        clock.advance(passed)
        now = Now.of(calendar)
        outcome = outcomes(card, replace(options, parameters=parameters), now)[rating]
        reviews.append(
            review_of(card, outcome, rating, now, taken=1000, review_id=ReviewId(number))
        )
        card = answered(card, outcome)
        assert replay(reviews, parameters, POSITION) == (card.state, card.reps, card.lapses)


def test_without_reviews_a_card_is_new() -> None:
    assert replay((), DEFAULT_PARAMETERS, POSITION) == (New(POSITION), 0, 0)


def review(
    rating: Rating | None,
    day: int,
    interval: Interval,
    then: Phase = Phase.REVIEWING,
    phase: Phase = Phase.REVIEWING,
) -> Review:
    at = day * 86_400_000 + 1
    return Review(
        ReviewId(at), CardId(99), at, StudyDay(day), rating, phase, then, 0, interval, 1000
    )


FIRST = review(Rating.GOOD, 100, Days(2), phase=Phase.NEW)
LAPSE = review(Rating.AGAIN, 102, Seconds(600), Phase.RELEARNING)


def replayed(*reviews: Review) -> Replayed:
    return replay(reviews, DEFAULT_PARAMETERS, POSITION)


def test_counts() -> None:
    again_on_the_steps = review(Rating.AGAIN, 102, Seconds(600), Phase.RELEARNING, Phase.RELEARNING)
    _, reps, lapses = replayed(FIRST, LAPSE, again_on_the_steps)
    assert (reps, lapses) == (3, 1)


def test_other_parameters_give_another_memory_but_the_same_due_day() -> None:
    ours = replayed(FIRST, LAPSE).state
    others = replay((FIRST, LAPSE), OTHER_PARAMETERS, POSITION).state
    assert not isinstance(ours, New)
    assert not isinstance(others, New)
    assert ours.memory != others.memory
    assert (ours.interval, ours.at, ours.day) == (others.interval, others.at, others.day)


def test_reviews_of_two_computers_merge() -> None:
    """Each was at home alone; in the order of time the reviews are one history."""
    here = [FIRST, review(Rating.GOOD, 110, Days(20))]
    there = [LAPSE, review(Rating.GOOD, 103, Days(4), phase=Phase.RELEARNING)]
    together = sorted(here + there, key=lambda each: each.id)
    state, reps, lapses = replayed(*together)
    assert (reps, lapses) == (4, 1)
    assert isinstance(state, Reviewing)
    assert state.due_day == 130


class TestByHand:
    """A review without a rating: nothing was asked, and the card was put somewhere."""

    def test_new_forgets_everything(self) -> None:
        forgotten = review(None, 105, Days(0), Phase.NEW)
        assert replayed(FIRST, LAPSE, forgotten) == (New(POSITION), 0, 0)

    def test_what_follows_starts_anew(self) -> None:
        forgotten = review(None, 105, Days(0), Phase.NEW)
        again = review(Rating.EASY, 106, Days(8), phase=Phase.NEW)
        assert replayed(FIRST, LAPSE, forgotten, again) == replayed(again)

    def test_the_due_day_is_set_and_the_memory_kept(self) -> None:
        put = review(None, 105, Days(7))
        state, reps, lapses = replayed(FIRST, put)
        assert isinstance(state, Reviewing)
        assert state.due_day == 112
        assert (state.memory, reps, lapses) == (fsrs.first_memory(Rating.GOOD), 1, 0)

    def test_the_time_since_the_last_answer_goes_on(self) -> None:
        put = review(None, 105, Days(7))
        after = review(Rating.GOOD, 112, Days(30))
        state, _, _ = replayed(FIRST, put, after)
        assert not isinstance(state, New)
        assert state.memory == fsrs.next_memory(fsrs.first_memory(Rating.GOOD), Rating.GOOD, 12)

    def test_a_step_is_due_after_its_seconds(self) -> None:
        put = review(None, 105, Seconds(600), Phase.LEARNING)
        state, _, _ = replayed(FIRST, put)
        assert isinstance(state, Learning)
        assert state.due_at == put.at + 600_000

    @pytest.mark.parametrize(
        ("interval", "then", "memory"),
        [
            (Days(10), Phase.REVIEWING, fsrs.from_sm2(10, 2.5)),
            (Seconds(43_200), Phase.LEARNING, fsrs.from_sm2(0.5, 2.5)),
        ],
    )
    def test_a_new_card_gets_its_memory_from_the_interval(
        self, interval: Interval, then: Phase, memory: Memory
    ) -> None:
        state, reps, lapses = replayed(review(None, 105, interval, then, Phase.NEW))
        assert not isinstance(state, New)
        assert (state.memory, state.interval, state.day) == (memory, interval, 105)
        assert (reps, lapses) == (0, 0)

    def test_due_today_and_a_clock_gone_backwards(self) -> None:
        state, _, _ = replayed(FIRST, review(None, 90, Days(0)))
        assert not isinstance(state, New)
        assert state.interval == Days(0)


any_reviews = st.lists(
    st.builds(
        Review,
        id=st.just(ReviewId(1)),
        card_id=st.just(CardId(99)),
        at=st.integers(0, 10**12),
        day=st.integers(0, 400).map(StudyDay),
        rating=st.sampled_from([*Rating, *Rating, None]),
        phase=st.sampled_from(Phase),
        then=st.sampled_from([*Phase, Phase.REVIEWING, Phase.REVIEWING]),
        step=st.integers(0, 3),
        interval=st.builds(Days, st.integers(0, 400)) | st.builds(Seconds, st.integers(1, 90_000)),
        taken=st.just(1000),
        practice=st.sampled_from([False, False, False, True]),
        told=st.none() | st.just(Told(Memory(12.5, 3.25), 7, 2)),
    ),
    max_size=8,
)


@settings(max_examples=1000)
@given(first=any_reviews, then=any_reviews, parameters=parameter_sets)
def test_replay_follows_one_review_after_the_other(
    first: list[Review], then: list[Review], parameters: fsrs.Parameters
) -> None:
    """Whatever the reviews are, and to the last bit: most answers are replayed without states."""
    expected = Replayed(New(POSITION), 0, 0)
    for each in (*first, *then):
        expected = following(expected, each, parameters, POSITION)
    before = replay(first, parameters, POSITION)
    assert replay(then, parameters, POSITION, before) == expected


def test_following_is_one_step_of_replay() -> None:
    assert following(replayed(FIRST), LAPSE, DEFAULT_PARAMETERS, POSITION) == replayed(FIRST, LAPSE)
