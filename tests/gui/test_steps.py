"""Learning steps as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgstudy.domain.errors import UserError
from kgstudy.gui.models.steps import LONGEST, read_steps, write_steps


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("1m 10m", (60, 600)),
        ("30s, 5, 1H", (30, 300, 3600)),
        ("1d", (86400,)),
        ("  ", ()),
        ("90s", (90,)),
    ],
)
def test_steps_are_read(text: str, steps: tuple[int, ...]) -> None:
    assert read_steps(text) == steps


@pytest.mark.parametrize("text", ["1m foo", "-5m", "10 m", "1.5h", "0m", "25h", "2d", "9999999h"])
def test_what_is_no_step_is_named(text: str) -> None:
    with pytest.raises(UserError, match="is no step"):
        read_steps(text)


@given(st.lists(st.integers(1, LONGEST), max_size=6).map(tuple))
def test_what_is_written_is_read_again(steps: tuple[int, ...]) -> None:
    assert read_steps(write_steps(steps)) == steps


def test_the_largest_whole_unit_is_written() -> None:
    assert write_steps((60, 90, 600, 3600, 86400)) == "1m 90s 10m 1h 1d"
