"""The studio by keyboard: each decision, its undo, editing, marked words, and every size."""

import gc
import weakref

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kgstudy.domain.lesson_text import LessonText
from kgstudy.gui.pages.studio import StudioPage
from kgstudy.gui.window import Desk, Window
from kgstudy.services import studio
from kgstudy.services.studio import Item, State
from kgstudy.store.collection import Collection
from tests.gui.keyboard import press

TEXT = """\
## The river

The Naryn dam at Toktogul was closed in 1974. The lake was full in 1988. It gives light to towns.

A second dam followed in 2010. Nobody knows what comes next.
"""
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, collection: Collection) -> Window:
    """The lesson on the desk, its drafts made."""
    lesson, _ = studio.bring(collection, LessonText("Rivers", TEXT, "en"))
    window = Window(desk)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.open_studio(lesson)
    qtbot.waitUntil(lambda: not page_of(window)._desk.work.is_busy)
    return window


def page_of(window: Window) -> StudioPage:
    page = window.page
    assert isinstance(page, StudioPage)
    return page


@pytest.fixture
def page(window: Window) -> StudioPage:
    return page_of(window)


def states(page: StudioPage) -> list[State]:
    return [item.state for item in page._desk.items]


def current(page: StudioPage) -> Item:
    item = page._item
    assert item is not None
    return item


def fields(page: StudioPage) -> str:
    return " ".join(current(page).draft.fields.values())


def test_it_opens_on_the_first_draft_with_the_keyboard_there(page: StudioPage) -> None:
    assert len(page._desk.items) >= 3
    assert page._list.current == 0
    assert page._list.hasFocus()


def test_enter_makes_a_card_and_goes_on(page: StudioPage, collection: Collection) -> None:
    first = current(page)
    press(Qt.Key.Key_Return)
    assert states(page)[0] is State.ACCEPTED
    assert page._list.current == 1
    assert current(page) is not first


def test_undo_brings_back_the_draft_and_the_cursor(page: StudioPage) -> None:
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_X)
    assert states(page)[:2] == [State.ACCEPTED, State.REJECTED]
    assert page._list.current == 2
    press(Qt.Key.Key_Z, CONTROL)
    assert states(page)[:2] == [State.ACCEPTED, State.OPEN]
    assert page._list.current == 1
    press(Qt.Key.Key_Z, CONTROL)
    assert states(page)[0] is State.OPEN
    assert page._list.current == 0
    press(Qt.Key.Key_Z, CONTROL | SHIFT)
    assert states(page)[0] is State.ACCEPTED


@pytest.mark.parametrize("key", [Qt.Key.Key_U, Qt.Key.Key_Backspace])
def test_a_decision_is_taken_back(page: StudioPage, key: Qt.Key) -> None:
    press(Qt.Key.Key_X)
    press(Qt.Key.Key_Up)
    assert current(page).state is State.REJECTED
    press(key)
    assert current(page).state is State.OPEN
    assert page._list.current == 0


def test_all_good_ones_at_once_are_one_act(page: StudioPage, window: Window) -> None:
    good = sum(item.draft.is_good for item in page._desk.items)
    assert good > 1
    press(Qt.Key.Key_Return, CONTROL)
    assert states(page).count(State.ACCEPTED) == good
    assert "Ctrl+Z" in window.toast.text
    press(Qt.Key.Key_Z, CONTROL)
    assert states(page).count(State.ACCEPTED) == 0


def test_the_page_is_freed(qtbot: QtBot, desk: Desk, collection: Collection) -> None:
    lesson, _ = studio.bring(collection, LessonText("Rivers", TEXT, "en"))
    page = StudioPage(desk.look, collection, desk.feed, desk.jobs)
    page.show()
    page.open(lesson)
    desk.jobs.finish()
    QApplication.processEvents()
    assert page._desk.items
    seen = weakref.ref(page)
    page.close()
    page.deleteLater()
    del page
    gc.collect()
    qtbot.waitUntil(lambda: seen() is None)
    assert seen() is None
