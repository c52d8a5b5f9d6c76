"""Four cards in the browser, and what a person sees of them."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from kgstudy.domain.columns import Column
from kgstudy.gui.pages.browse import BrowsePage
from kgstudy.gui.window import Window
from tests.gui.keyboard import focused, press

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
EVERYTHING = ["Apricots when?", "Cormorants where?", "Бишкек", "Capital"]


def page_of(window: Window) -> BrowsePage:
    page = window.page
    assert isinstance(page, BrowsePage)
    return page


def settle(qtbot: QtBot, window: Window) -> None:
    """Until everything that was looked for is there."""
    qtbot.waitUntil(lambda: not page_of(window).listing.is_busy)
    QApplication.processEvents()


def search(qtbot: QtBot, window: Window, query: str) -> None:
    """As typed, then Enter; the list that helped to write it is closed."""
    press(Qt.Key.Key_F, CONTROL)
    QTest.keyClicks(focused(), query)
    press(Qt.Key.Key_Return)
    assert focused() is page_of(window).table
    settle(qtbot, window)
    with qtbot.waitActive(window):  # without a screen the list that is closed stays active
        window.activateWindow()
    page_of(window).table.setFocus()


def questions(window: Window) -> list[str]:
    table = page_of(window).table.cards
    return [table.text(row, Column.QUESTION) for row in range(table.rowCount())]


def chosen(window: Window) -> list[str]:
    table = page_of(window).table
    rows = [table.cards.row_of(id_) for id_ in table.chosen]
    return [table.cards.text(row, Column.QUESTION) for row in rows if row is not None]


def told(window: Window) -> str:
    return page_of(window).head.told.text()


def trigger(menu: QMenu, words: str) -> None:
    (act,) = [each for each in menu.actions() if each.text().partition("\t")[0] == words]
    act.trigger()
    menu.deleteLater()
