"""The window: from page to page by keyboard, undo from anywhere, and its place kept."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kgstudy.domain.review import Rating
from kgstudy.gui.desk import Desk
from kgstudy.gui.icons import pixmap
from kgstudy.gui.pages.browse import BrowsePage
from kgstudy.gui.pages.settings import SettingsPage
from kgstudy.gui.widgets.deck_list import DeckList
from kgstudy.gui.widgets.key_sheet import KeySheet
from kgstudy.gui.widgets.side_bar import SideBar
from kgstudy.gui.window import Window
from kgstudy.services import decks, history, lessons, new_decks
from kgstudy.services.study import Study
from kgstudy.store import cards
from kgstudy.store.collection import Collection
from tests.builders import basic, deck_of
from tests.fake_clock import FakeClock
from tests.gui.keyboard import focused, press
from tests.gui.windows import OpenWindow

CONTROLS = (QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QAbstractSlider)
ALT = Qt.KeyboardModifier.AltModifier
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier

PAGES = ("home", "lessons", "browse", "activity", "settings")
EVERY_PAGE = (*PAGES, "import", "lesson", "bring")


@pytest.fixture
def collection(kept: Collection) -> Collection:
    return kept


@pytest.fixture
def window(collection: Collection, open_window: OpenWindow) -> Window:
    deck_of(collection, [basic("a", quote="Naryn"), basic("b", quote="Tian Shan")])
    return open_window()


def side_bar(window: Window) -> SideBar:
    (bar,) = window.findChildren(SideBar)
    return bar


def test_pages_by_their_keys(window: Window) -> None:
    press(Qt.Key.Key_Comma, CONTROL)
    assert window.windowTitle() == "Settings – kgstudy"
    press(Qt.Key.Key_2, ALT)
    assert window.windowTitle() == "Lessons – kgstudy"
    press(Qt.Key.Key_3, ALT)
    assert window.windowTitle() == "Browse – kgstudy"
    press(Qt.Key.Key_1, ALT)
    assert window.windowTitle() == "Home – kgstudy"
    assert side_bar(window).button("home").isChecked()
    press(Qt.Key.Key_B)
    assert window.windowTitle() == "Browse – kgstudy"


def test_the_number_that_waits_stands_in_the_side_bar(window: Window) -> None:
    assert side_bar(window).button("home").accessibleName() == "Home, 2 waiting"


def test_studying_takes_the_whole_window_and_gives_it_back(window: Window) -> None:
    press(Qt.Key.Key_Return)
    assert window.windowTitle() == "Study – kgstudy"
    assert not side_bar(window).isVisible()
    press(Qt.Key.Key_Escape)
    assert window.windowTitle() == "Home – kgstudy"
    assert side_bar(window).isVisible()
    press(Qt.Key.Key_Escape)
    assert window.windowTitle() == "Home – kgstudy"


@pytest.mark.parametrize("key", ["settings", "activity"])
def test_escape_leads_back_from_what_is_looked_at_in_passing(window: Window, key: str) -> None:
    for before in ("browse", "lessons", "home"):
        window.show_page(before)
        window.show_page(key)
        press(Qt.Key.Key_Escape)
        assert window.page is window._stack[before]


def test_escape_leads_past_pages_that_are_looked_at_in_passing(window: Window) -> None:
    press(Qt.Key.Key_2, ALT)
    press(Qt.Key.Key_Comma, CONTROL)
    press(Qt.Key.Key_4, ALT)
    press(Qt.Key.Key_Comma, CONTROL)
    press(Qt.Key.Key_Escape)
    assert window.windowTitle() == "Lessons – kgstudy"
    press(Qt.Key.Key_Escape)
    assert window.windowTitle() == "Home – kgstudy"


def test_escape_leaves_the_browser_once_nothing_is_left_to_clear(window: Window) -> None:
    press(Qt.Key.Key_3, ALT)
    press(Qt.Key.Key_F, CONTROL)
    QTest.keyClicks(focused(), "Naryn")
    press(Qt.Key.Key_Escape)  # closes what was offered, or clears
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Escape)
    assert window.windowTitle() == "Home – kgstudy"


def test_a_session_by_keyboard_ends_where_it_began(window: Window, collection: Collection) -> None:
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_4)
    press(Qt.Key.Key_Escape)
    assert side_bar(window).button("home").accessibleName() == "Home, 1 waiting"
    last = history.last(collection)
    assert last is not None
    assert last.act == "answer-card"


def test_undo_and_redo_from_anywhere_are_told(window: Window, collection: Collection) -> None:
    Study(collection).answer(Rating.EASY, 4000)
    press(Qt.Key.Key_Comma, CONTROL)
    press(Qt.Key.Key_Z, CONTROL)
    assert window.toast.text == "Undone: answer card"
    assert side_bar(window).button("home").accessibleName() == "Home, 2 waiting"
    press(Qt.Key.Key_Z, CONTROL | SHIFT)
    assert window.toast.text == "Done again: answer card"
    assert side_bar(window).button("home").accessibleName() == "Home, 1 waiting"
    press(Qt.Key.Key_Z, CONTROL | SHIFT)
    assert window.toast.text == "There is nothing to do again."


def test_when_everything_is_undone_it_says_so(window: Window, collection: Collection) -> None:
    new_decks.create(collection, "Mountains")
    press(Qt.Key.Key_Z, CONTROL)
    assert window.toast.text == "Undone: create deck"
    press(Qt.Key.Key_Z, CONTROL)
    assert window.toast.text == "There is nothing to undo."
    assert [deck.name for deck in decks.overview(collection)] == ["Rivers"]


def test_the_words_of_a_card_and_back_to_it(window: Window, collection: Collection) -> None:
    window.study()
    (summary,) = lessons.shelf(collection)
    window.open_lesson(summary.id)
    back = side_bar(window).button("study")
    assert window.windowTitle() == "Lessons – kgstudy"
    assert back.isVisible()
    press(Qt.Key.Key_Escape)
    assert window.windowTitle() == "Study – kgstudy"
    press(Qt.Key.Key_Escape)
    assert window.windowTitle() == "Home – kgstudy"
    assert not back.isVisible()


def test_only_these_cards(window: Window, collection: Collection) -> None:
    (summary,) = lessons.shelf(collection)
    page = lessons.page(collection, summary.id)
    window.show_page("lessons")
    window.study(cards=[page.cards[0].card_id])
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_4)
    press(Qt.Key.Key_Escape)
    assert window.windowTitle() == "Lessons – kgstudy"
    assert side_bar(window).button("home").accessibleName() == "Home, 1 waiting"


@pytest.mark.parametrize("key", ["home", "browse"])
def test_menus_open_on_keyboards_without_a_key_for_them(
    qtbot: QtBot, window: Window, key: str
) -> None:
    window.show_page(key)
    page = window.page
    if isinstance(page, BrowsePage):
        qtbot.waitUntil(lambda: page.table.chosen_count == 1)
        page.table.setFocus()
    else:
        window.findChildren(DeckList)[0].setFocus()
    press(Qt.Key.Key_F10, SHIFT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert {act.text() for act in menu.actions()} & {"Rename…", "Move to a deck…"}
    menu.close()


@pytest.mark.parametrize("key", [Qt.Key.Key_F1, Qt.Key.Key_Question])
def test_all_keys_on_one_sheet(qtbot: QtBot, window: Window, key: Qt.Key) -> None:
    press(key)
    (sheet,) = window.findChildren(KeySheet)
    qtbot.waitUntil(sheet.isVisible)
    with qtbot.waitSignal(sheet.destroyed):
        QTest.keyClick(sheet, Qt.Key.Key_Escape)


def test_the_keys_are_found_without_knowing_one(window: Window) -> None:
    side_bar(window).button("settings").click()
    page = window.page
    assert isinstance(page, SettingsPage)
    page.help.keys.click()
    (sheet,) = window.findChildren(KeySheet)
    assert sheet.isVisible()
    sheet.close()


def test_it_quits_by_key_and_keeps_its_place(
    window: Window, open_window: OpenWindow, desk: Desk
) -> None:
    window.resize(700, 600)
    press(Qt.Key.Key_Q, CONTROL)
    assert not window.isVisible()
    assert desk.choices.value.window
    again = Window(desk)
    assert (again.width(), again.height()) == (700, 600)
    again.deleteLater()


def test_a_place_that_cannot_be_kept_hinders_nobody(
    window: Window, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "preferences.json.new").mkdir()
    window.close()
    assert not window.isVisible()
    assert "could not be written" in caplog.text


def test_a_place_that_makes_no_sense_is_forgotten(desk: Desk) -> None:
    desk.choices.choose(replace(desk.choices.value, window="????"))
    window = Window(desk)
    assert window.width() > 300
    window.deleteLater()


def test_a_change_of_theme_and_size_holds_at_once(window: Window, desk: Desk) -> None:
    desk.choices.choose(replace(desk.choices.value, theme="dark", text_size=200))
    assert desk.look.theme.dark
    assert desk.look.scale == 2.0
    assert side_bar(window).button("home").text() == ""


def test_it_comes_forward_when_it_was_minimised(window: Window) -> None:
    window.showMinimized()
    window.come_forward()
    assert window.isVisible()
    assert not window.isMinimized()


def test_a_new_day_is_noticed(qtbot: QtBot, window: Window, clock: FakeClock) -> None:
    clock.advance(timedelta(days=1))
    another = QWidget()
    qtbot.addWidget(another)
    with qtbot.waitActive(another):
        another.show()
        another.activateWindow()
    window.come_forward()
    qtbot.waitUntil(lambda: "Tuesday, 3 March" in [w.text() for w in window.findChildren(QLabel)])


@pytest.mark.parametrize("page", EVERY_PAGE)
def test_every_control_has_a_name(window: Window, page: str) -> None:
    window.show_page(page)
    nameless = [
        widget
        for widget in window.findChildren(QWidget)
        if isinstance(widget, (*CONTROLS, QAbstractItemView))
        and not isinstance(widget, QScrollBar)
        and not isinstance(widget.parent(), (QAbstractSpinBox, QComboBox))
        and widget.isVisible()
        and not widget.accessibleName()
    ]
    assert nameless == []


@pytest.mark.parametrize("page", EVERY_PAGE)
def test_a_page_has_the_keyboard_as_soon_as_it_is_shown(window: Window, page: str) -> None:
    """A part that flashes up as a window of its own would take it away."""
    window.show_page(page)
    for _ in range(3):
        QApplication.processEvents()
    assert window.isActiveWindow()
    assert window.page.isAncestorOf(focused())


@pytest.mark.parametrize("page", EVERY_PAGE)
def test_tab_goes_round_every_control(window: Window, page: str) -> None:
    window.show_page(page)
    seen: list[QWidget] = []
    for _ in range(80):
        if focused() in seen:
            break
        seen.append(focused())
        press(Qt.Key.Key_Tab)
    assert len(seen) < 80
    names = {widget.accessibleName() for widget in seen}
    assert {"Home, 2 waiting", "Lessons", "Settings"} <= names


@pytest.mark.parametrize("page", EVERY_PAGE)
@pytest.mark.parametrize("size", [(900, 600), (1280, 800)])
@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_sticks_out(
    window: Window, desk: Desk, page: str, size: tuple[int, int], percent: int
) -> None:
    desk.choices.choose(replace(desk.choices.value, text_size=percent))
    window.show_page(page)
    window.resize(*size)
    for _ in range(3):
        QApplication.processEvents()
    assert (window.width(), window.height()) == size
    for widget in window.page.findChildren(QWidget):
        if widget.isVisible() and isinstance(widget, (QLabel, *CONTROLS)):
            right = widget.mapTo(window, widget.rect().topRight()).x()
            assert right <= window.width(), widget


def test_each_page_in_the_side_bar_has_an_icon_and_a_name(window: Window, desk: Desk) -> None:
    for key in PAGES:
        button = side_bar(window).button(key)
        assert button.accessibleName()
        assert not button.icon().isNull()
    assert not pixmap("home", desk.look.color("ink"), 20).isNull()


def test_a_closed_window_is_freed(qtbot: QtBot, desk: Desk) -> None:
    window = Window(desk)
    window.show()
    window.close()
    with qtbot.waitSignal(window.destroyed):
        window.deleteLater()
    desk.look.choose("dark", 120)


def test_pages_by_their_keys_from_the_card_too(
    window: Window, desk: Desk, collection: Collection
) -> None:
    """Ctrl with a digit flags the card, so the pages have Alt."""
    deck_of(collection, 3)
    window.study()
    press(Qt.Key.Key_2, ALT)
    assert window.windowTitle() == "Lessons – kgstudy"
    press(Qt.Key.Key_1, ALT)
    assert window.windowTitle() == "Home – kgstudy"
    assert not [card for card, _ in cards.every(collection) if card.flag]


def test_what_had_the_keyboard_may_be_gone_as_a_large_act_ends(
    window: Window, qtbot: QtBot
) -> None:
    line = QLineEdit(window.page)
    line.show()
    line.setFocus()
    ended: list[object] = []
    window.write_beside(lambda _collection: None, ended.append)
    line.deleteLater()
    qtbot.waitUntil(lambda: ended == [None])
    assert window.page.isEnabled()
