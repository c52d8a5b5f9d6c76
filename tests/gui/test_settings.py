"""The settings page: each change holds at once, and the collection's can be undone."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import apsw
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from kgstudy.domain.changes import Change
from kgstudy.domain.deck import LeechAction, Mix, NewOrder, Options, ReviewOrder
from kgstudy.gui.desk import Desk
from kgstudy.gui.pages.settings import SettingsPage
from kgstudy.gui.widgets.stepper import Stepper
from kgstudy.host import preferences
from kgstudy.host.preferences import Preferences
from kgstudy.services import deck_options, decks, history, new_decks, settings
from kgstudy.store.collection import Collection
from tests.builders import deck_of
from tests.gui.keyboard import focused, press

DeskOf = Callable[[Collection], Desk]
Open = Callable[[Desk], SettingsPage]


@pytest.fixture
def open_page(qtbot: QtBot) -> Open:
    def make(desk: Desk) -> SettingsPage:
        page = SettingsPage(desk.look, desk.collection, desk.feed, desk.choices, desk.jobs)
        desk.feed.changed.connect(page.on_change)
        qtbot.addWidget(page)
        page.resize(1072, 800)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.shown()
        return page

    return make


@pytest.fixture
def page(desk: Desk, open_page: Open) -> SettingsPage:
    deck_of(desk.collection, 2)
    return open_page(desk)


def options_of(desk: Desk) -> Options:
    return deck_options.preset_of(desk.collection, decks.overview(desk.collection)[0].id).options


def type_number(stepper: Stepper, number: str) -> None:
    stepper.number.selectAll()
    QTest.keyClicks(stepper.number, number)
    QTest.keyClick(stepper.number, Qt.Key.Key_Return)


def type_line(line: QLineEdit, text: str) -> None:
    line.selectAll()
    QTest.keyClicks(line, text)


def test_the_theme_is_chosen_by_keys_and_kept(
    page: SettingsPage, desk: Desk, tmp_path: Path
) -> None:
    for _ in range(2):
        press(Qt.Key.Key_Right)
    assert desk.choices.value.theme == "dark"
    assert preferences.load(tmp_path / "preferences.json").theme == "dark"


def test_the_text_size_is_chosen_and_kept(page: SettingsPage, desk: Desk) -> None:
    QTest.keyClick(page.appearance.text_size.number, Qt.Key.Key_Up)
    assert desk.choices.value.text_size == 110


def test_a_choice_made_elsewhere_is_shown(page: SettingsPage, desk: Desk) -> None:
    desk.choices.choose(Preferences(theme="light", text_size=130))
    assert page.appearance.theme.buttons["light"].isChecked()
    assert focused() is page.appearance.theme.buttons["light"]
    assert page.appearance.text_size.number.value() == 130


def test_two_answer_buttons(page: SettingsPage, desk: Desk) -> None:
    QTest.mouseClick(page.studying.grades.buttons["2"], Qt.MouseButton.LeftButton)
    assert desk.choices.value.grade_buttons == 2


def test_sounds_that_play_by_themselves_are_turned_off(page: SettingsPage, desk: Desk) -> None:
    assert page.studying.autoplay.isChecked()
    QTest.keyClick(page.studying.autoplay, Qt.Key.Key_Space)
    assert not desk.choices.value.autoplay
    page.studying.refresh()
    assert not page.studying.autoplay.isChecked()


def test_the_days_begin_is_one_act_however_often_it_is_stepped(
    qtbot: QtBot, page: SettingsPage, desk: Desk
) -> None:
    with qtbot.waitSignal(desk.feed.changed) as changed:
        for _ in range(3):
            QTest.keyClick(page.studying.rollover.number, Qt.Key.Key_Up)
    assert changed.args[0].act == "change-settings"
    assert settings.load(desk.collection).rollover_hour == 7
    assert desk.collection.calendar.rollover_hour == 7
    history.undo(desk.collection)
    assert settings.load(desk.collection).rollover_hour == 4


def test_limits_are_typed(qtbot: QtBot, page: SettingsPage, desk: Desk) -> None:
    with qtbot.waitSignal(desk.feed.changed):
        type_number(page.options.new, "35")
        type_number(page.options.reviews, "500")
    assert (options_of(desk).new_per_day, options_of(desk).reviews_per_day) == (35, 500)


def test_the_retention_is_told_while_it_slides(
    qtbot: QtBot, page: SettingsPage, desk: Desk
) -> None:
    groove = page.options.retention.groove
    with qtbot.waitSignal(desk.feed.changed):
        groove.setValue(95)
        assert "19 of 20" in groove.accessibleDescription()
        groove.setValue(98)
        assert "Above 97 %" in page.options.retention_row.note.text()
        assert page.options.retention_row.note.isVisible()
    assert options_of(desk).retention == 0.98


def test_a_retention_between_percents_is_kept_when_something_else_changes(
    qtbot: QtBot, desk: Desk, open_page: Open
) -> None:
    deck_of(desk.collection, 1, Options(retention=0.925))
    page = open_page(desk)
    with qtbot.waitSignal(desk.feed.changed):
        QTest.keyClick(page.options.bury_learning, Qt.Key.Key_Space)
    assert options_of(desk).retention == 0.925
    assert options_of(desk).bury_learning


def test_steps_are_checked_as_they_are_typed(qtbot: QtBot, page: SettingsPage, desk: Desk) -> None:
    type_line(page.options.learning, "1m nonsense")
    assert "“nonsense” is no step" in page.options.learning_row.note.text()
    page.options.flush()
    assert options_of(desk).learning_steps == (60, 600)
    type_line(page.options.learning, "2m 20m 1h")
    assert not page.options.learning_row.note.isVisible()
    page.options.flush()
    assert options_of(desk).learning_steps == (120, 1200, 3600)


def test_what_waits_is_written_when_the_page_is_left(page: SettingsPage, desk: Desk) -> None:
    QTest.keyClick(page.options.new.number, Qt.Key.Key_Up)
    assert options_of(desk).new_per_day == 20
    page.hide()
    assert options_of(desk).new_per_day == 21


def test_undo_takes_back_what_was_changed_a_moment_ago(page: SettingsPage, desk: Desk) -> None:
    QTest.keyClick(page.options.new.number, Qt.Key.Key_Up)
    assert page.undo() is None
    change = history.undo(desk.collection)
    assert change is not None
    assert change.act == "change-options"
    page.on_change(change)
    assert page.options.new.number.value() == 20


def test_one_deck_needs_no_picker(page: SettingsPage) -> None:
    assert not page.options.deck.isVisible()
    assert not page.options.own.isVisible()


def test_order_intervals_and_leeches_are_chosen(
    qtbot: QtBot, page: SettingsPage, desk: Desk
) -> None:
    """Each value has a name; what is chosen is one act, and once undone it is shown as before."""
    order = page.options.order
    for picker, values in (
        (order.new_order, NewOrder),
        (order.review_order, ReviewOrder),
        (order.mix, Mix),
        (order.leeches, LeechAction),
    ):
        assert {picker.itemData(at) for at in range(picker.count())} == set(values)
    before = options_of(desk)
    with qtbot.waitSignal(desk.feed.changed):
        for picker in (order.new_order, order.review_order, order.mix, order.leeches):
            QTest.keyClick(picker, Qt.Key.Key_End)
        type_number(order.longest, "180")
        type_number(order.lapses, "5")
    assert options_of(desk) == replace(
        before,
        new_order=NewOrder.RANDOM,
        review_order=ReviewOrder.RANDOM,
        mix=Mix.AFTER,
        max_interval=180,
        leech_lapses=5,
        leech_action=LeechAction.SUSPEND,
    )
    change = history.undo(desk.collection)
    assert change is not None
    desk.feed.changed.emit(change)
    assert options_of(desk) == before
    assert (order.mix.currentData(), order.longest.number.value()) == (Mix.MIXED, 36500)


def test_many_decks_take_no_more_questions_than_few(page: SettingsPage, desk: Desk) -> None:
    statements: list[str] = []

    def trace(cursor: apsw.Cursor, sql: str, values: object) -> bool:
        statements.append(sql)
        return True

    def asked() -> int:
        statements.clear()
        desk.collection.connection.exec_trace = trace
        page.options.refresh()
        desk.collection.connection.exec_trace = None
        return len(statements)

    few = asked()
    for number in range(20):
        new_decks.create(desk.collection, f"Another {number}")
    assert asked() == few
    assert "20 other decks" in page.options.own.accessibleDescription()


def test_a_preset_is_renamed_but_not_like_another(page: SettingsPage, desk: Desk) -> None:
    assert not page.options.name.isVisible()
    deck_options.own_preset(desk.collection, new_decks.create(desk.collection, "Mountains"))
    page.shown()
    page.options.deck.setCurrentIndex(page.options.deck.findText("Mountains"))
    type_line(page.options.name, "standard")
    QTest.keyClick(page.options.name, Qt.Key.Key_Return)
    assert page.options.name_row.note.text() == "There are options called “standard” already."
    type_line(page.options.name, "Slow  and steady")
    QTest.keyClick(page.options.name, Qt.Key.Key_Return)
    assert not page.options.name_row.note.isVisible()
    assert page.options.preset.currentText() == "Slow and steady"
    assert {each.name for each in deck_options.every_preset(desk.collection)} == {
        "Standard",
        "Slow and steady",
    }


def test_a_deck_is_given_options_of_its_own(qtbot: QtBot, page: SettingsPage, desk: Desk) -> None:
    other = new_decks.create(desk.collection, "Mountains")
    page.shown()
    assert page.options.deck.isVisible()
    page.options.deck.setCurrentIndex(page.options.deck.findText("Mountains"))
    assert "1 other deck shares these options." in page.options.own.accessibleDescription()
    heard: list[Change] = []
    desk.feed.changed.connect(heard.append)
    page.options.own.click()
    type_number(page.options.new, "7")
    page.options.flush()
    assert deck_options.preset_of(desk.collection, other).options.new_per_day == 7
    rivers = next(deck for deck in decks.overview(desk.collection) if deck.name == "Rivers")
    assert deck_options.preset_of(desk.collection, rivers.id).options.new_per_day == 20
    assert [change.act for change in heard] == ["own-preset", "change-options"]
    assert not page.options.own.isVisible()
    assert page.options.deck.currentText() == "Mountains"


def test_a_change_by_hand_goes_to_the_deck_it_was_made_for(page: SettingsPage, desk: Desk) -> None:
    deck_options.own_preset(desk.collection, new_decks.create(desk.collection, "Mountains"))
    page.shown()
    page.options.deck.setCurrentIndex(page.options.deck.findText("Rivers"))
    type_number(page.options.new, "9")
    page.options.deck.setCurrentIndex(page.options.deck.findText("Mountains"))
    every = {deck.name: deck.id for deck in decks.overview(desk.collection)}
    limits = {
        name: deck_options.preset_of(desk.collection, deck).options.new_per_day
        for name, deck in every.items()
    }
    assert limits == {"Rivers": 9, "Mountains": 20}


def test_a_backup_is_made_beside_the_window(
    qtbot: QtBot, kept: Collection, desk_of: DeskOf, open_page: Open
) -> None:
    page = open_page(desk_of(kept))
    with qtbot.waitSignal(page.said) as said:
        QTest.keyClick(page.safekeeping.backup, Qt.Key.Key_Return)
        assert not page.safekeeping.backup.isEnabled()
    (made,) = (kept.folder or Path()).glob("backups/*.db")
    assert said.args == [f"Backed up to {made.name}"]
    qtbot.waitUntil(page.safekeeping.backup.isEnabled)


def test_a_backup_that_fails_is_told(
    qtbot: QtBot, kept: Collection, desk_of: DeskOf, open_page: Open
) -> None:
    (kept.folder or Path()).joinpath("backups").touch()
    page = open_page(desk_of(kept))
    with qtbot.waitSignal(page.failed) as failed:
        page.safekeeping.backup.click()
    assert isinstance(failed.args[0], Exception)
    qtbot.waitUntil(page.safekeeping.backup.isEnabled)


def test_without_decks_there_are_no_deck_options(desk: Desk, open_page: Open) -> None:
    assert not open_page(desk).options.isVisible()


def test_the_wheel_scrolls_the_page_and_changes_no_number(page: SettingsPage) -> None:
    number = page.options.new.number
    middle = QPointF(number.rect().center())
    wheel = QWheelEvent(
        middle,
        number.mapToGlobal(middle),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # not inverted
    )
    QApplication.sendEvent(number, wheel)
    assert number.value() == 20
