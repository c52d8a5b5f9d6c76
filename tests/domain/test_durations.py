"""Intervals in the unit people would choose."""

import pytest

from kgstudy.domain.durations import measured, short, spoken
from kgstudy.domain.review import Days, Interval, Seconds


@pytest.mark.parametrize(
    ("interval", "words"),
    [
        (Seconds(0), "<1 min"),
        (Seconds(59), "<1 min"),
        (Seconds(60), "1 min"),
        (Seconds(89), "1 min"),
        (Seconds(600), "10 min"),
        (Seconds(3569), "59 min"),
        (Seconds(3570), "1 h"),
        (Seconds(5400), "1.5 h"),
        (Seconds(12 * 3600), "12 h"),
        (Seconds(86400), "1 d"),
        (Days(1), "1 d"),
        (Days(29), "29 d"),
        (Days(30), "1 mo"),
        (Days(43), "1.4 mo"),
        (Days(364), "12 mo"),
        (Days(365), "1 y"),
        (Days(1169), "3.2 y"),
        (Days(36500), "100 y"),
    ],
)
def test_short(interval: Interval, words: str) -> None:
    assert short(interval) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 seconds"),
        (1, "1 second"),
        (59, "59 seconds"),
        (60, "1 minute"),
        (420, "7 minutes"),
        (3600, "1 hour"),
        (9000, "2.5 hours"),
        (2 * 86400, "2 days"),
    ],
)
def test_spoken(seconds: int, words: str) -> None:
    assert spoken(seconds) == words


def test_measured_leaves_the_words_to_others() -> None:
    assert measured(Days(1169)) == (3.2, "y")
    assert measured(Seconds(40)) == (40, "s")
