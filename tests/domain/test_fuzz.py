"""Chance that repeats itself."""

from itertools import pairwise
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgstudy.domain.fuzz import draw, fuzz_range, fuzzed_days, fuzzed_seconds

chances = st.floats(0, 1, exclude_max=True)


class TestDraw:
    @given(numbers=st.lists(st.integers(-(2**63), 2**63), max_size=4))
    def test_is_the_same_for_the_same_numbers(self, numbers: list[int]) -> None:
        assert draw(*numbers) == draw(*numbers)
        assert 0 <= draw(*numbers) < 1

    def test_neighbours_have_nothing_to_do_with_each_other(self) -> None:
        draws = [
            draw(1_700_000_000_000 << 20 | card, reps) for card in range(200) for reps in range(50)
        ]
        assert len(set(draws)) == len(draws)
        assert fmean(draws) == pytest.approx(0.5, abs=0.01)
        tenths = [sum(tenth <= each * 10 < tenth + 1 for each in draws) for tenth in range(10)]
        assert all(count == pytest.approx(1000, rel=0.15) for count in tenths)
        rises = sum(a < b for a, b in pairwise(draws))
        assert rises == pytest.approx(5000, rel=0.05)


class TestDays:
    @pytest.mark.parametrize(
        ("days", "shortest", "longest"),
        [
            (0.4, 0, 0), (1, 1, 1), (2, 2, 2), (2.49, 2, 2), (2.5, 2, 4), (3, 2, 4), (7, 5, 9),
            (10, 8, 12), (20, 17, 23), (37, 33, 41), (100, 93, 107),
        ],
    )  # fmt: skip
    def test_the_range_of_the_field(self, days: float, shortest: int, longest: int) -> None:
        assert fuzz_range(days) == (shortest, longest)

    def test_every_day_of_the_range_is_drawn(self) -> None:
        drawn = [fuzzed_days(10, step / 1000, 1, 36500) for step in range(1000)]
        assert set(drawn) == {8, 9, 10, 11, 12}
        assert all(drawn.count(day) == 200 for day in set(drawn))

    @pytest.mark.parametrize(
        ("days", "minimum", "maximum", "possible"),
        [
            (10, 11, 36500, {11, 12, 13}),
            (10, 20, 36500, {20, 21, 22, 23}),
            (10, 1, 9, {7, 8, 9}),
            (10, 1, 5, {4, 5}),
            (10, 12, 36500, {12, 13, 14}),
            (10, 50, 5, {5}),
            (3, 5, 5, {5}),
            (1.6, 1, 36500, {2}),
            (1.6, 3, 36500, {3, 4}),
            (0.1, 1, 36500, {1}),
        ],
    )
    def test_stays_within_its_bounds(
        self, days: float, minimum: int, maximum: int, possible: set[int]
    ) -> None:
        drawn = {fuzzed_days(days, step / 100, minimum, maximum) for step in range(100)}
        assert drawn == possible

    @given(
        days=st.floats(0, 40000),
        chance=chances,
        minimum=st.integers(1, 36500),
        maximum=st.integers(1, 36500),
    )
    def test_the_maximum_is_stronger(
        self, days: float, chance: float, minimum: int, maximum: int
    ) -> None:
        assert min(minimum, maximum) <= fuzzed_days(days, chance, minimum, maximum) <= maximum


class TestSeconds:
    @pytest.mark.parametrize(
        ("seconds", "below", "longest"),
        [(60, 9999, 75), (600, 9999, 750), (3600, 9999, 3900), (600, 700, 699), (600, 601, 600)],
    )
    def test_a_quarter_and_five_minutes_at_most(
        self, seconds: int, below: int, longest: int
    ) -> None:
        drawn = [fuzzed_seconds(seconds, step / 1000, below) for step in range(1000)]
        assert (min(drawn), max(drawn)) == (seconds, longest)
