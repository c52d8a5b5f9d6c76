"""The end of a session in words, and the countdown to the next card."""

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kgstudy.domain.clock import Calendar
from kgstudy.gui.pages.break_screen import BreakScreen, WaitScreen
from kgstudy.gui.theme import Look
from kgstudy.services.decks import NextDue
from kgstudy.services.record import Summary
from tests.fake_clock import FakeClock


@pytest.fixture
def screen(look: Look, clock: FakeClock, qtbot: QtBot) -> BreakScreen:
    made = BreakScreen(look, Calendar(clock))
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


def summary(
    clock: FakeClock,
    *,
    right: int = 3,
    tomorrow: int = 0,
    hours: float | None = None,
    answered: int = 6,
) -> Summary:
    due = None
    if hours is not None:
        due = NextDue(clock.now_ms() + round(hours * 3_600_000), 2)
    return Summary(answered, 4, right, 4, 125, tomorrow, due)


@pytest.mark.parametrize(
    ("tomorrow", "hours", "said"),
    [
        (12, 19, "Tomorrow: 12 cards"),
        (1, 19, "Tomorrow: 1 card"),
        (12, 5, "Next: 2 cards, 14:00\nTomorrow: 12 cards"),
        (0, 67, "Nothing comes tomorrow.\nNext: 2 cards, on Thursday 04:00"),
        (0, None, "Nothing is waiting any more."),
    ],
)
def test_what_comes_next(
    screen: BreakScreen, clock: FakeClock, tomorrow: int, hours: float | None, said: str
) -> None:
    screen.show_summary(summary(clock, tomorrow=tomorrow, hours=hours), 0)
    assert screen.coming.text() == said


def test_after_midnight_tomorrow_is_still_the_next_study_day(
    screen: BreakScreen, clock: FakeClock
) -> None:
    clock.set(datetime.fromisoformat("2026-03-03T01:00"))
    screen.show_summary(summary(clock, tomorrow=5, hours=3), 0)
    assert screen.coming.text() == "Tomorrow: 5 cards"


def test_the_figures_are_told_to_a_voice_too(screen: BreakScreen, clock: FakeClock) -> None:
    screen.show_summary(summary(clock, tomorrow=2, hours=19), 0)
    assert screen.spoken == (
        "Well done. 6 answers to 4 cards, 75 % right at first try (3 of 4), 2 min time. "
        "Tomorrow: 2 cards"
    )


def test_all_right_is_praised_and_nothing_done_is_not(
    screen: BreakScreen, clock: FakeClock
) -> None:
    screen.show_summary(summary(clock, right=4), 0)
    assert screen.praise.text() == "Every card was right at the first try."
    screen.show_summary(summary(clock, answered=0), 0)
    assert screen.title.text() == "Nothing to study now"
    assert not screen.praise.isVisible()
    assert not screen.figures.isVisible()


def test_more_is_offered_where_there_is_more(screen: BreakScreen, clock: FakeClock) -> None:
    screen.show_summary(summary(clock), 0)
    assert not screen.more_button.isVisible()
    screen.show_summary(summary(clock), 1)
    assert screen.more_button.isVisible()
    assert screen.more_button.accessibleName() == "Study more (1 card)"


@pytest.mark.parametrize("text_size", [100, 200])
def test_nothing_is_cut_off_at_the_side(
    screen: BreakScreen, clock: FakeClock, look: Look, text_size: int
) -> None:
    look.choose("light", text_size)
    screen.show_summary(summary(clock, tomorrow=12, hours=67), 120)
    screen.grab()
    inside = screen.widget()
    assert inside is not None
    assert inside.width() <= screen.viewport().width()
    assert screen.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff


def test_the_countdown(look: Look, qtbot: QtBot) -> None:
    wait = WaitScreen(look)
    qtbot.addWidget(wait)
    wait.show_wait(int(timedelta(minutes=3, seconds=12).total_seconds()))
    assert wait.title.text() == "Next card in 3:12"
    with qtbot.waitSignal(wait.ahead_wanted):
        wait.ahead_button.click()
    with qtbot.waitSignal(wait.finish_wanted):
        wait.finish_button.click()
