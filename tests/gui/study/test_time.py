"""How long an answer took, how long a card is waited for, and the end of a session."""

from datetime import timedelta

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kgstudy.domain.deck import Options
from kgstudy.domain.review import Rating
from kgstudy.store import reviews
from kgstudy.store.collection import Collection
from tests.fake_clock import FakeClock
from tests.gui.study.page import (
    Open,
    Seconds,
    press,
    question,
    steady,
)


def test_the_clock_counts_from_the_question(
    open_page: Open, collection: Collection, watch: Seconds
) -> None:
    page = open_page()
    watch.now += 7.4
    press(Qt.Key.Key_Space)
    watch.now += 2
    press("3")
    watch.now += 100
    press(Qt.Key.Key_Space)
    press("3")
    every = [review for _, history in reviews.by_card(collection) for review in history]
    assert sorted(review.taken for review in every) == [9400, 60_000]
    page._on_tick()
    assert page.table.foot.elapsed.text() == "0:00"
    watch.now += 75
    page._on_tick()
    assert page.table.foot.elapsed.text() == "1:00"


def test_an_answer_shown_late_says_the_intervals_of_that_hour(
    open_page: Open, clock: FakeClock, watch: Seconds
) -> None:
    page = open_page(1)
    clock.advance(timedelta(hours=18, minutes=55))
    watch.now += 18 * 3600
    press(Qt.Key.Key_Space)
    assert page.table.bar.buttons[Rating.AGAIN].sub == "1 min"
    assert page.table.bar.buttons[Rating.GOOD].sub == "1 d"


def test_a_card_that_comes_back_later_is_waited_for(
    open_page: Open, clock: FakeClock, watch: Seconds
) -> None:
    page = open_page(1, options=Options(learning_steps=(3000, 6000)))
    press(Qt.Key.Key_Space)
    press("1")
    assert page.wait.isVisible()
    assert page.wait.finish_button.hasFocus()
    begun = page.wait.title.text()
    assert begun.startswith("Next card in ")
    watch.now += 10
    page._on_tick()
    assert page.wait.title.text() != begun
    clock.advance(timedelta(minutes=45))
    watch.now += 45 * 60
    page._on_tick()
    assert page.table.isVisible()
    assert question(page) == "Question n0"


def test_the_end_of_a_session_names_no_time_that_is_past(
    open_page: Open, clock: FakeClock, watch: Seconds
) -> None:
    page = open_page(1, options=Options(learning_steps=(18_000, 36_000)))
    press(Qt.Key.Key_Space)
    press("1")
    assert page.rest.isVisible()
    assert "Next: 1 card, " in page.rest.coming.text()
    clock.advance(timedelta(hours=6))
    watch.now += 6 * 3600
    page._on_tick()
    assert "Next" not in page.rest.coming.text()


def test_waiting_ends_early_by_studying_ahead(open_page: Open) -> None:
    page = open_page(1, options=Options(learning_steps=(3000, 6000)))
    press(Qt.Key.Key_Space)
    press("1")
    page.wait.ahead_button.click()
    assert question(page) == "Question n0"


def test_waiting_can_be_ended(open_page: Open) -> None:
    page = open_page(1, options=Options(learning_steps=(3000, 6000)))
    press(Qt.Key.Key_Space)
    press("1")
    press(Qt.Key.Key_Return)
    assert page.rest.isVisible()
    assert page.rest.home_button.hasFocus()


def test_the_end_tells_what_was_done_and_what_comes(
    open_page: Open, watch: Seconds, qtbot: QtBot
) -> None:
    page = open_page(4, options=steady())
    for key in ("1", "3", "3", "3"):
        watch.now += 20
        press(Qt.Key.Key_Space)
        press(key)
    said = page.rest.figures.accessibleDescription()
    assert said == "4 cards answered, 75 % right at first try (3 of 4), 1 min time"
    assert page.rest.title.text() == "Well done"
    assert page.rest.coming.text() == "Next: 1 card, 14:05\nTomorrow: 1 card"
    assert page.rest.more_button.isHidden()
    with qtbot.waitSignal(page.closed):
        press(Qt.Key.Key_Return)


def test_the_end_offers_what_else_there_is(open_page: Open, qtbot: QtBot) -> None:
    page = open_page(1, options=steady(), others=5)
    press(Qt.Key.Key_Space)
    press("3")
    assert page.rest.more_button.text() == "Study more (5 cards)"
    with qtbot.waitSignal(page.more_wanted):
        page.rest.more_button.click()


def test_nothing_to_study_is_no_congratulation(open_page: Open) -> None:
    page = open_page(0)
    assert page.rest.title.text() == "Nothing to study now"
    assert not page.rest.figures.isVisible()
    assert page.rest.coming.text() == "Nothing is waiting any more."


def test_a_card_put_away_at_the_end_is_told_at_the_foot_of_the_window(
    open_page: Open, qtbot: QtBot
) -> None:
    page = open_page(1)
    with qtbot.waitSignal(page.said) as said:
        press("@")
    assert said.args == ["Suspended · Ctrl+Z undoes"]
