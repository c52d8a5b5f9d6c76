"""FSRS-6 against vectors written down, against its laws, and against two other implementations."""

import math
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import fsrs as py_fsrs
import fsrs_rs_python as fsrs_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgstudy.domain import fsrs
from kgstudy.domain.errors import UserError
from kgstudy.domain.fsrs import DEFAULT_PARAMETERS, Parameters
from kgstudy.domain.memory import Memory
from kgstudy.domain.review import Rating

History = Sequence[tuple[int, int]]
"""Ratings, each with the days since the one before."""

ratings = st.sampled_from(Rating)
histories = st.lists(
    st.tuples(st.integers(1, 4), st.one_of(st.just(0), st.integers(1, 20), st.integers(1, 900))),
    min_size=1,
    max_size=14,
)
stabilities = st.floats(0.001, 36500)
memories = st.builds(Memory, stabilities, st.floats(1, 10))
parameter_sets = st.tuples(
    *(st.floats(low, high) for low, high in fsrs._BOUNDS[:19]),
    st.floats(0.01, 0.8),
    st.floats(0.1, 0.8),
)


def remembered(history: History, parameters: Parameters = DEFAULT_PARAMETERS) -> list[Memory]:
    """The memory after each answer of the history."""
    states: list[Memory] = []
    for rating, elapsed in history:
        if states:
            states.append(fsrs.next_memory(states[-1], Rating(rating), elapsed, parameters))
        else:
            states.append(fsrs.first_memory(Rating(rating), parameters))
    return states


@pytest.mark.parametrize(
    ("history", "stability", "difficulty"),
    [
        ([(3, 0)], 2.3065, 2.1181),
        ([(3, 0), (3, 2)], 10.9643, 2.1112),
        ([(3, 0), (3, 2), (3, 11)], 46.280, 2.1043),
        ([(3, 0), (3, 2), (3, 11), (1, 46)], 2.93258, 7.38998),
        ([(1, 0), (3, 0), (3, 1), (3, 3)], 7.8637, 6.37978),
        ([(3, 0), (2, 0)], 2.3065, 4.75286),
        ([(1, 0)], 0.212, 6.4133),
        ([(2, 0)], 1.2931, 5.11217),
        ([(4, 0)], 8.2956, 1.0),
    ],
)
def test_golden_vectors(history: History, stability: float, difficulty: float) -> None:
    memory = remembered(history)[-1]
    assert memory.stability == pytest.approx(stability, rel=2e-5)
    assert memory.difficulty == pytest.approx(difficulty, rel=2e-5)


@pytest.mark.parametrize(
    ("retention", "days"),
    [
        (0.99, 0.069), (0.97, 0.223), (0.95, 0.403), (0.93, 0.613), (0.9, 1.0), (0.85, 1.906),
        (0.8, 3.316), (0.7, 9.288),
    ],
)  # fmt: skip
def test_interval_of_one_day_of_stability(retention: float, days: float) -> None:
    assert fsrs.interval(1.0, retention) == pytest.approx(days, abs=6e-4)


@pytest.mark.parametrize(
    ("ease", "interval", "stability", "difficulty"),
    [(2.5, 10, 10, 6.9141), (1.3, 10, 10, 10), (2.5, 100, 100, 5.0036)],
)
def test_from_sm2(ease: float, interval: float, stability: float, difficulty: float) -> None:
    memory = fsrs.from_sm2(interval, ease)
    assert memory.stability == pytest.approx(stability, rel=1e-4)
    assert memory.difficulty == pytest.approx(difficulty, rel=1e-4)


@given(interval=st.floats(1, 3000), ease=st.floats(1.3, 4), retention=st.floats(0.75, 0.97))
def test_from_sm2_agrees_with_ankis_engine(interval: float, ease: float, retention: float) -> None:
    theirs = fsrs_rs.FSRS(list(DEFAULT_PARAMETERS)).memory_state_from_sm2(ease, interval, retention)
    ours = fsrs.from_sm2(interval, ease, retention)
    assert ours.stability == pytest.approx(theirs.stability, rel=1e-3)
    assert ours.difficulty == pytest.approx(theirs.difficulty, rel=1e-3)


class TestLaws:
    @given(stability=stabilities, parameters=parameter_sets)
    def test_recall_is_ninety_percent_after_the_stability(
        self, stability: float, parameters: Parameters
    ) -> None:
        assert fsrs.retrievability(stability, stability, parameters) == pytest.approx(0.9)
        assert fsrs.retrievability(0, stability, parameters) == 1

    @given(stability=stabilities, retention=st.floats(0.7, 0.99), parameters=parameter_sets)
    def test_the_interval_ends_when_recall_has_fallen_to_the_retention(
        self, stability: float, retention: float, parameters: Parameters
    ) -> None:
        days = fsrs.interval(stability, retention, parameters)
        assert fsrs.retrievability(days, stability, parameters) == pytest.approx(retention)

    @given(stability=stabilities, days=st.lists(st.floats(0, 36500), min_size=2, max_size=2))
    def test_recall_only_falls(self, stability: float, days: list[float]) -> None:
        sooner, later = sorted(days)
        assert fsrs.retrievability(later, stability) <= fsrs.retrievability(sooner, stability)

    @given(memory=memories, elapsed=st.integers(0, 36500), parameters=parameter_sets)
    def test_a_better_answer_never_leaves_a_weaker_memory(
        self, memory: Memory, elapsed: int, parameters: Parameters
    ) -> None:
        after = [fsrs.next_memory(memory, rating, elapsed, parameters) for rating in Rating]
        assert after == sorted(after, key=lambda each: each.stability)
        assert after == sorted(after, key=lambda each: -each.difficulty)

    @given(memory=memories, elapsed=st.integers(0, 36500), rating=ratings)
    def test_success_never_weakens_and_failure_never_strengthens(
        self, memory: Memory, elapsed: int, rating: Rating
    ) -> None:
        after = fsrs.next_memory(memory, rating, elapsed)
        if rating is Rating.AGAIN and elapsed:
            assert after.stability <= memory.stability
        elif rating is not Rating.AGAIN:
            assert after.stability >= memory.stability

    @given(history=histories, parameters=parameter_sets)
    def test_everything_stays_within_its_bounds(
        self, history: History, parameters: Parameters
    ) -> None:
        for memory in remembered(history, parameters):
            assert 0.001 <= memory.stability <= 36500
            assert 1 <= memory.difficulty <= 10


class TestOracles:
    """Other implementations, on the same random histories."""

    @settings(max_examples=400)
    @given(history=histories, parameters=st.one_of(st.just(DEFAULT_PARAMETERS), parameter_sets))
    def test_py_fsrs(self, history: History, parameters: Parameters) -> None:
        scheduler = py_fsrs.Scheduler(
            parameters, learning_steps=(), relearning_steps=(), enable_fuzzing=False
        )
        card = py_fsrs.Card()
        # It counts blocks of 24 hours; instants whole days apart are the same in both countings.
        moment = datetime(2026, 1, 1, tzinfo=UTC)
        for (rating, elapsed), ours in zip(history, remembered(history, parameters), strict=True):
            moment += timedelta(days=elapsed)
            card, _ = scheduler.review_card(card, py_fsrs.Rating(rating), moment)
            assert card.stability is not None
            assert card.difficulty is not None
            if card.stability > fsrs.MAX_STABILITY:
                return  # it knows no upper bound
            assert ours.stability == pytest.approx(card.stability, rel=1e-4)
            assert ours.difficulty == pytest.approx(card.difficulty, rel=1e-4)
            days = fsrs.interval(ours.stability, 0.9, parameters)
            assert max(1, min(36500, days)) == pytest.approx((card.due - moment).days, abs=1)

    @settings(max_examples=400)
    @given(history=histories)
    def test_ankis_engine(self, history: History) -> None:
        engine = fsrs_rs.FSRS(list(DEFAULT_PARAMETERS))
        reviews = [fsrs_rs.FSRSReview(rating, elapsed) for rating, elapsed in history]
        theirs = engine.memory_state(fsrs_rs.FSRSItem(reviews))
        ours = remembered(history)[-1]
        assert ours.stability == pytest.approx(theirs.stability, rel=1e-4)
        assert ours.difficulty == pytest.approx(theirs.difficulty, rel=1e-4)
        expected = engine.next_interval(theirs.stability, 0.9, history[-1][0])
        assert fsrs.interval(ours.stability, 0.9) == pytest.approx(expected, rel=1e-4, abs=1)


class TestChecked:
    def test_leaves_good_ones_alone(self) -> None:
        assert fsrs.checked(DEFAULT_PARAMETERS) == DEFAULT_PARAMETERS

    def test_none_stand_for_the_default_ones(self) -> None:
        assert fsrs.checked(()) == DEFAULT_PARAMETERS

    def test_version_five_had_a_fixed_decay(self) -> None:
        older = DEFAULT_PARAMETERS[:19]
        assert fsrs.checked(older) == (*older, 0, 0.5)

    def test_version_four_and_a_half(self) -> None:
        older = (
            0.4, 0.6, 2.4, 5.8, 4.93, 0.94, 0.86, 0.01, 1.49, 0.14, 0.94, 2.18, 0.05, 0.34, 1.26,
            0.29, 2.61,
        )  # fmt: skip
        assert fsrs.checked(older) == pytest.approx(fsrs_rs.check_and_fill_parameters(list(older)))

    def test_brings_each_weight_within_its_bounds(self) -> None:
        wild = fsrs.checked([1e9] * 21)
        tame = fsrs.checked([-1e9] * 21)
        assert [high for _, high in fsrs._BOUNDS] == list(wild)
        assert [low for low, _ in fsrs._BOUNDS] == list(tame)

    @pytest.mark.parametrize("count", [1, 16, 18, 20, 22, 34, 35])
    def test_refuses_an_unknown_number_of_weights(self, count: int) -> None:
        with pytest.raises(UserError, match=f"not {count}"):
            fsrs.checked([1.0] * count)

    @pytest.mark.parametrize("weight", [math.nan, math.inf, -math.inf])
    def test_refuses_what_is_no_number(self, weight: float) -> None:
        with pytest.raises(UserError, match="must be a number"):
            fsrs.checked([*DEFAULT_PARAMETERS[:20], weight])

    def test_refuses_a_first_difficulty_that_cannot_be_carried_over(self) -> None:
        with pytest.raises(UserError, match="w5"):
            fsrs.checked([1.0] * 5 + [-0.5] + [1.0] * 11)
