"""Study days by the wall clock: rollover, daylight saving time, journeys."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kgstudy.domain.clock import Calendar, StudyDay, date_of
from tests.fake_clock import FakeClock

ZONES = (
    "Asia/Bishkek", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Havana",
    "Asia/Kathmandu", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Africa/Casablanca", "UTC",
)  # fmt: skip
HOUR = 3_600_000


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


def begun_on(on: date) -> StudyDay:
    return StudyDay((on - date(1970, 1, 1)).days)


def utc(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)


@pytest.mark.parametrize(
    ("moment", "rollover", "day"),
    [
        ("2026-03-02T03:59:59", 4, "2026-03-01"),
        ("2026-03-02T04:00:00", 4, "2026-03-02"),
        ("2026-03-02T23:59:59", 4, "2026-03-02"),
        ("2026-03-03T00:00:00", 4, "2026-03-02"),
        ("2026-03-02T00:00:00", 0, "2026-03-02"),
        ("2026-01-01T01:00:00", 4, "2025-12-31"),
        ("2024-03-01T03:00:00", 4, "2024-02-29"),
    ],
)
@pytest.mark.parametrize("zone", ["Asia/Bishkek", "Europe/Berlin", "America/New_York"])
def test_a_day_turns_over_at_the_rollover_hour(
    moment: str, rollover: int, day: str, zone: str
) -> None:
    clock = FakeClock(wall(moment), zone)
    assert date_of(Calendar(clock, rollover).today()) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("zone", "rollover", "day", "starts", "hours"),
    [
        # In Bishkek no day is longer than another.
        ("Asia/Bishkek", 4, "2026-03-29", "2026-03-28T22:00", 24),
        # The clocks go forward at 02:00 in Berlin, back at 03:00.
        ("Europe/Berlin", 4, "2026-03-28", "2026-03-28T03:00", 23),
        ("Europe/Berlin", 4, "2026-03-29", "2026-03-29T02:00", 24),
        ("Europe/Berlin", 4, "2026-10-24", "2026-10-24T02:00", 25),
        ("Europe/Berlin", 4, "2026-10-25", "2026-10-25T03:00", 24),
        # A rollover hour that the clocks skip: the day begins at the jump.
        ("Europe/Berlin", 2, "2026-03-28", "2026-03-28T01:00", 24),
        ("Europe/Berlin", 2, "2026-03-29", "2026-03-29T01:00", 23),
        ("America/New_York", 2, "2026-03-08", "2026-03-08T07:00", 23),
        # A rollover hour that the clocks show twice: the day begins the first time.
        ("Europe/Berlin", 2, "2026-10-25", "2026-10-25T00:00", 25),
        ("America/New_York", 1, "2026-11-01", "2026-11-01T05:00", 25),
        ("America/New_York", 2, "2026-10-31", "2026-10-31T06:00", 25),
    ],
)
def test_daylight_saving_time(zone: str, rollover: int, day: str, starts: str, hours: int) -> None:
    calendar = Calendar(FakeClock(zone=zone), rollover)
    this = begun_on(date.fromisoformat(day))
    start, end = calendar.start_of(this), calendar.start_of(StudyDay(this + 1))
    assert start == utc(starts)
    assert end - start == hours * HOUR
    assert calendar.day_of(start) == this
    assert calendar.day_of(start - 1) == this - 1
    assert calendar.day_of(end - 1) == this


@given(
    zone=st.sampled_from(ZONES),
    rollover=st.integers(0, 23),
    ms=st.integers(utc("2020-01-01"), utc("2035-01-01")),
)
@example(zone="America/Havana", rollover=0, ms=utc("2026-11-01T04:30"))
@example(zone="Australia/Lord_Howe", rollover=2, ms=utc("2026-10-03T15:30"))
def test_each_instant_lies_in_its_study_day(zone: str, rollover: int, ms: int) -> None:
    calendar = Calendar(FakeClock(zone=zone), rollover)
    day = calendar.day_of(ms)
    tomorrow = calendar.start_of(StudyDay(day + 1))
    assert calendar.start_of(day) <= ms < tomorrow
    assert calendar.seconds_left(ms) == max(1, (tomorrow - ms) // 1000)


@given(
    zone=st.sampled_from(ZONES),
    rollover=st.integers(0, 23),
    ms=st.integers(utc("2020-01-01"), utc("2035-01-01")),
    later=st.integers(0, 3 * 24 * HOUR),
)
def test_time_never_takes_back_a_study_day(zone: str, rollover: int, ms: int, later: int) -> None:
    calendar = Calendar(FakeClock(zone=zone), rollover)
    assert calendar.day_of(ms) <= calendar.day_of(ms + later)


@pytest.mark.parametrize(
    ("moment", "seconds"),
    [
        ("2026-03-02T04:00:00", 86_400),
        ("2026-03-02T23:00:00", 5 * 3600),
        ("2026-03-03T03:59:59", 1),
        ("2026-03-03T03:59:59.900", 1),
    ],
)
def test_seconds_left(moment: str, seconds: int) -> None:
    clock = FakeClock(wall(moment))
    assert Calendar(clock).seconds_left(clock.now_ms()) == seconds


def test_seconds_left_before_the_clocks_change() -> None:
    spring = FakeClock(wall("2026-03-28T22:00"), "Europe/Berlin")
    autumn = FakeClock(wall("2026-10-24T22:00"), "Europe/Berlin")
    assert Calendar(spring).seconds_left(spring.now_ms()) == 5 * 3600
    assert Calendar(autumn).seconds_left(autumn.now_ms()) == 7 * 3600


def test_the_evening_and_the_next_morning_are_two_days() -> None:
    clock = FakeClock(wall("2026-03-02T23:00"))
    calendar = Calendar(clock)
    evening = calendar.today()
    clock.advance(timedelta(hours=9))
    assert calendar.today() == evening + 1


class TestJourney:
    """The zone may change while the program runs; what was done keeps the day it was given."""

    def test_westwards_the_day_lasts_longer(self) -> None:
        clock = FakeClock(wall("2026-03-02T06:00"), "Asia/Bishkek")
        calendar = Calendar(clock)
        at_home = calendar.today()
        clock.travel("America/New_York")
        assert clock.wall(clock.now_ms()) == wall("2026-03-01T19:00")
        assert calendar.today() == at_home - 1

    def test_eastwards_it_is_shorter(self) -> None:
        clock = FakeClock(wall("2026-03-02T23:00"), "Europe/Berlin")
        calendar = Calendar(clock)
        at_home = calendar.today()
        clock.travel("Asia/Bishkek")
        assert clock.wall(clock.now_ms()) == wall("2026-03-03T04:00")
        assert calendar.today() == at_home + 1
        assert calendar.seconds_left(clock.now_ms()) == 86_400


@given(on=st.dates())
def test_a_study_day_is_named_by_the_date_on_which_it_begins(on: date) -> None:
    assert date_of(begun_on(on)) == on
