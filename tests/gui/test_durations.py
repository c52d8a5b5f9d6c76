"""Lengths of time in words: each boundary, and nothing that reads oddly."""

import pytest

from kgstudy.domain.review import Days, Interval, Seconds
from kgstudy.gui.durations import about, in_words, short, spent, ticking


@pytest.mark.parametrize(
    ("interval", "brief", "said"),
    [
        (Seconds(0), "<1 min", "less than a minute"),
        (Seconds(59), "<1 min", "less than a minute"),
        (Seconds(60), "1 min", "1 minute"),
        (Seconds(330), "6 min", "6 minutes"),
        (Seconds(600), "10 min", "10 minutes"),
        (Seconds(3569), "59 min", "59 minutes"),
        (Seconds(3599), "1 h", "1 hour"),
        (Seconds(5400), "1.5 h", "1.5 hours"),
        (Seconds(82_800), "23 h", "23 hours"),
        (Seconds(86_400), "1 d", "1 day"),
        (Days(1), "1 d", "1 day"),
        (Days(29), "29 d", "29 days"),
        (Days(30), "1 mo", "1 month"),
        (Days(43), "1.4 mo", "1.4 months"),
        (Days(61), "2 mo", "2 months"),
        (Days(364), "12 mo", "12 months"),
        (Days(365), "1 y", "1 year"),
        (Days(440), "1.2 y", "1.2 years"),
        (Days(36_500), "100 y", "100 years"),
    ],
)
def test_an_interval_in_words(interval: Interval, brief: str, said: str) -> None:
    assert short(interval) == brief
    assert in_words(interval) == said


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "less than a minute"),
        (29, "less than a minute"),
        (31, "about 1 minute"),
        (400, "about 7 minutes"),
        (3500, "about 58 minutes"),
        (3599, "about 1 hour"),
        (3600, "about 1 hour"),
        (5500, "about 1.5 hours"),
        (7300, "about 2 hours"),
    ],
)
def test_a_forecast_is_rough(seconds: int, words: str) -> None:
    assert about(seconds) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 s"),
        (42, "42 s"),
        (60, "1 min"),
        (665, "11 min"),
        (3600, "1 h"),
        (3900, "1 h 5 min"),
    ],
)
def test_time_that_was_used(seconds: int, words: str) -> None:
    assert spent(seconds) == words


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(-3, "0:00"), (7.9, "0:07"), (192, "3:12"), (3723, "1:02:03")],
)
def test_a_running_clock(seconds: float, shown: str) -> None:
    assert ticking(seconds) == shown
