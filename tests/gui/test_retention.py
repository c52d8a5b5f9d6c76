"""What a desired retention means, in words that follow from the memory model."""

import pytest

from kgstudy.domain.fsrs import DEFAULT_PARAMETERS, interval
from kgstudy.gui.models import retention


@pytest.mark.parametrize(
    ("share", "said"),
    [(0.9, "9 of 10"), (0.95, "19 of 20"), (0.85, "17 of 20"), (0.97, "97 of 100")],
)
def test_the_promise_is_in_small_numbers(share: float, said: str) -> None:
    assert said in retention.promise(share)


def test_the_price_is_the_ratio_of_the_intervals() -> None:
    ratio = interval(1, 0.95, DEFAULT_PARAMETERS) / interval(1, 0.9, DEFAULT_PARAMETERS)
    said = retention.price(0.95, DEFAULT_PARAMETERS)
    assert f"{ratio:.1f} × as long" in said
    assert f"about {1 / ratio:.1f} × as many reviews" in said


def test_below_the_usual_the_price_is_forgetting() -> None:
    assert "fewer reviews" in retention.price(0.8, DEFAULT_PARAMETERS)
    assert "usual" in retention.price(0.9, DEFAULT_PARAMETERS)


@pytest.mark.parametrize(("percent", "warned"), [(90, False), (97, False), (98, True), (99, True)])
def test_a_warning_stands_above_97_percent(percent: int, warned: bool) -> None:
    assert bool(retention.warning(percent / 100)) is warned
