"""Another program's numbers are brought to what can be; those that can be stay as they are."""

from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgstudy.domain import credence
from kgstudy.domain.memory import Memory
from kgstudy.domain.parcel import Standing
from kgstudy.domain.review import Days, Phase, Seconds

LATEST = 7_258_118_400_000

counts = st.sampled_from([-1, 0, 1, 36_500, 36_501, credence.MOST, credence.MOST + 1])
instants = st.sampled_from([-1, 0, 1, 1_700_000_000_000, LATEST, LATEST + 1])
numbers = st.sampled_from([-1.0, 0.0, 0.001, 0.5, 1.0, 1.3, 2.5, 9.99, 10.0, 36_500.0, inf, nan])
standings = st.builds(
    Standing,
    phase=st.sampled_from(Phase),
    due=instants,
    interval=counts.map(Days) | counts.map(Seconds),
    step=counts,
    memory=st.none() | st.builds(Memory, numbers, numbers),
    ease=st.none() | numbers,
    reps=counts,
    lapses=counts,
    last=st.none() | instants,
)


@given(standings)
def test_a_standing_that_is_sound_at_a_glance_is_the_one_that_the_long_way_makes(
    told: Standing,
) -> None:
    short = credence.credible(told)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(credence, "_is_credible", lambda _: False)
        assert short == credence.credible(told)


@given(standings)
def test_what_is_credible_is_so_once_and_for_all(told: Standing) -> None:
    once = credence.credible(told)
    assert credence.credible(once) == once
