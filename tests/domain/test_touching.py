"""What touches a place is found, and nothing else is."""

from hypothesis import given
from hypothesis import strategies as st

from kgstudy.domain.lesson import Span
from kgstudy.domain.touching import Touching

spans = st.builds(
    lambda start, long: Span(start, start + long), st.integers(0, 60), st.integers(1, 30)
)


@given(st.lists(spans, max_size=30), spans)
def test_those_found_are_those_that_touch(placed: list[Span], place: Span) -> None:
    found = Touching((span, number) for number, span in enumerate(placed)).at(place)
    assert sorted(found) == [n for n, span in enumerate(placed) if span.touches(place)]
