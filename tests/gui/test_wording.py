"""Numbers and times in words."""

from datetime import date, datetime, timedelta

import pytest

from kgstudy.domain.clock import Calendar
from kgstudy.gui import wording
from tests.fake_clock import FakeClock


def test_dates_are_english_whatever_the_system_speaks() -> None:
    day = date(2026, 11, 23)
    assert wording.long_date(day) == "Monday, 23 November"
    assert wording.short_date(day) == "23 November"
    assert wording.weekday(day) == "Mon"


@pytest.mark.parametrize(
    ("share", "said"),
    [(0, "0 %"), (0.001, "1 %"), (0.774, "77 %"), (0.999, "99 %"), (1, "100 %")],
)
def test_only_all_is_a_hundred_percent_and_only_nothing_is_none(share: float, said: str) -> None:
    assert wording.percent(share) == said


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 cards"), (1, "1 card"), (2, "2 cards"), (21, "21 cards")]
)
def test_one_thing_is_no_plural(count: int, said: str) -> None:
    assert wording.several(count, "1 card", "%n cards") == said


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        (timedelta(hours=2), "11:00"),
        (timedelta(hours=19), "tomorrow 04:00"),
        (timedelta(days=4), "on Friday 09:00"),
        (timedelta(days=30), "on 1 April"),
    ],
)
def test_a_moment_is_told_as_one_says_it(ahead: timedelta, said: str) -> None:
    clock = FakeClock()
    at = clock.now_ms() + round(ahead.total_seconds() * 1000)
    assert wording.moment(Calendar(clock), at) == said


def test_after_midnight_four_in_the_morning_is_today() -> None:
    clock = FakeClock(datetime.fromisoformat("2026-03-03T01:30"))
    calendar = Calendar(clock)
    assert wording.moment(calendar, calendar.start_of(calendar.today()) + 86_400_000) == "04:00"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "in 1 s"), (40, "in 40 s"), (61, "in 2 min"), (240, "in 4 min"), (7200, "in 2 h")],
)
def test_how_soon(seconds: int, said: str) -> None:
    assert wording.within(seconds) == said


def test_an_act_is_named_in_words() -> None:
    assert wording.act_name("answer-card") == "answer card"


def test_a_large_count_has_its_thousands_apart() -> None:
    assert wording.several(999, "1 card", "%n cards") == "999 cards"
    assert wording.several(1_234_567, "1 card", "%n cards") == "1,234,567 cards"
