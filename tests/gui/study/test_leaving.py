"""The page is left and come back to, and nothing is lost."""

import gc
import weakref

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kgstudy.domain.changes import Change
from kgstudy.domain.review import Rating
from kgstudy.gui.feed import Feed
from kgstudy.services.study import Study
from kgstudy.store.collection import Collection
from tests.gui.study.page import (
    CONTROL,
    Open,
    given,
    press,
    question,
)


def test_escape_and_home_leave_and_nothing_is_lost(
    open_page: Open, qtbot: QtBot, collection: Collection
) -> None:
    page = open_page()
    press(Qt.Key.Key_Space)
    press("3")
    press(Qt.Key.Key_Space)
    with qtbot.waitSignal(page.closed):
        press(Qt.Key.Key_Escape)
    with qtbot.waitSignal(page.closed):
        page.header.home_button.click()
    assert given(collection) == [Rating.GOOD]


def test_coming_back_finds_the_card_as_it_was(
    open_page: Open, collection: Collection, feed: Feed
) -> None:
    page = open_page()
    press(Qt.Key.Key_Space)
    page.hide()
    page.show()
    page.shown()
    assert page.table.revealed


def test_coming_back_sees_what_was_changed_meanwhile(
    open_page: Open, collection: Collection, feed: Feed
) -> None:
    page = open_page()
    first = question(page)
    page.hide()
    other = Study(collection)
    page.on_change(other.suspend())
    page.show()
    page.shown()
    assert question(page) != first


def test_each_act_goes_round_the_feed(open_page: Open, feed: Feed) -> None:
    heard: list[str] = []

    def hear(change: Change) -> None:
        heard.append(change.act)

    feed.changed.connect(hear)
    open_page()
    press(Qt.Key.Key_Space)
    press("3")
    press("1", CONTROL)
    press("-")
    press(Qt.Key.Key_Z, CONTROL)
    assert heard == ["answer-card", "flag-card", "bury-card", "bury-card"]


def test_the_page_is_freed_when_it_is_done_with(
    open_page: Open, qtbot: QtBot, collection: Collection
) -> None:
    page = open_page(3)
    press(Qt.Key.Key_Space)
    press("3")
    gone = weakref.ref(page)
    destroyed: list[bool] = []
    page.destroyed.connect(lambda: destroyed.append(True))
    page.hide()
    page.deleteLater()
    del page
    qtbot.waitUntil(lambda: destroyed == [True])
    gc.collect()
    assert gone() is None
