"""A practice is plain to see, by keyboard as any session, and changes no schedule."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kgstudy.gui.desk import Desk
from kgstudy.gui.pages.study import StudyPage
from kgstudy.gui.sessions import study_page
from kgstudy.services.sitting import Plan
from kgstudy.store import cards
from kgstudy.store.collection import Collection
from tests.builders import deck_of


def opened(qtbot: QtBot, desk: Desk, *, practice: bool) -> StudyPage:
    every = tuple(card.id for card, _ in cards.every(desk.collection))
    page = study_page(desk, None, (), Plan(every, practice))
    qtbot.addWidget(page)
    page.resize(900, 600)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.shown()
    return page


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key, held)


@pytest.mark.parametrize("practice", [True, False])
def test_only_a_practice_says_that_it_is_one(
    qtbot: QtBot, desk: Desk, collection: Collection, practice: bool
) -> None:
    deck_of(collection, 1)
    page = opened(qtbot, desk, practice=practice)
    assert page.practice.isVisible() is practice
    assert page.title == ("Practice" if practice else "Study")


def test_a_practice_by_keyboard_to_its_end_and_back(
    qtbot: QtBot, desk: Desk, collection: Collection
) -> None:
    deck_of(collection, 2)
    before = [card for card, _ in cards.every(collection)]
    page = opened(qtbot, desk, practice=True)
    press(Qt.Key.Key_Space)
    buttons = page.table.bar.buttons.values()
    assert [button.sub for button in buttons] == ["1 min", "10 min", "done", "done"]
    press(Qt.Key.Key_1)
    for _ in range(2):
        press(Qt.Key.Key_Space)
        press(Qt.Key.Key_3)
    assert page.rest.isVisible()
    assert [card for card, _ in cards.every(collection)] == before
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.table.sheet is not None
