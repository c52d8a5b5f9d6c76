"""Cards of any deck are tied to words of a lesson by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kgstudy.domain.parcel import Parcel, ParcelDeck
from kgstudy.gui.dialogs.tying import TyingDialog
from kgstudy.gui.pages.lesson import LessonPage
from kgstudy.gui.window import Window
from kgstudy.services import importing, lessons
from kgstudy.store.collection import Collection
from tests.builders import basic, deck_of
from tests.gui.keyboard import focused, press
from tests.gui.windows import OpenWindow

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
OTHER = "other"


@pytest.fixture
def collection(kept: Collection) -> Collection:
    """A lesson without cards, and a deck that came from elsewhere."""
    deck_of(kept, 0)
    notes = (
        basic("naryn", "Into which river does the Naryn flow?", deck=OTHER),
        basic("bread", "When is bread baked?", deck=OTHER),
    )
    importing.bring_in(kept, Parcel((ParcelDeck(OTHER, "Elsewhere"),), (), notes))
    kept.forget_history()
    return kept


@pytest.fixture
def window(open_window: OpenWindow, collection: Collection) -> Window:
    window = open_window()
    window.open_lesson(lessons.shelf(collection)[0].id)
    return window


def page_of(window: Window) -> LessonPage:
    page = window.page
    assert isinstance(page, LessonPage)
    return page


def opened_by_key(qtbot: QtBot, window: Window) -> TyingDialog:
    press(Qt.Key.Key_T)
    (dialog,) = window.page.findChildren(TyingDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.waitUntil(lambda: not dialog._looking.is_busy)
    return dialog


def questions(dialog: TyingDialog) -> list[str]:
    return [card.question for card in dialog.cards.model_of_cards.cards]


def tied(collection: Collection) -> list[str]:
    page = lessons.page(collection, lessons.shelf(collection)[0].id)
    return [f"{card.question} <- {each.text}" for each in page.sentences for card in each.cards]


def test_the_cards_that_are_like_the_words_are_offered_and_tied(
    qtbot: QtBot, window: Window, collection: Collection
) -> None:
    dialog = opened_by_key(qtbot, window)
    assert questions(dialog)[0] == "Into which river does the Naryn flow?"
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    expected = (
        "Into which river does the Naryn flow? <- The Naryn is the longest river of Kyrgyzstan."
    )
    assert tied(collection) == [expected]
    qtbot.waitUntil(lambda: dialog.cards.model_of_cards.cards[0].tied)
    press(Qt.Key.Key_Space)
    assert tied(collection) == []
    assert collection.undo() is not None
    assert tied(collection) == [expected]


def test_any_card_is_searched_for(qtbot: QtBot, window: Window, collection: Collection) -> None:
    dialog = opened_by_key(qtbot, window)
    QTest.keyClicks(focused(), "bread")
    qtbot.waitUntil(lambda: questions(dialog) == ["When is bread baked?"])
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert len(tied(collection)) == 1


def test_the_words_that_are_selected_are_those_tied(
    qtbot: QtBot, window: Window, collection: Collection
) -> None:
    for _ in range(2):
        press(Qt.Key.Key_Right, SHIFT)
    dialog = opened_by_key(qtbot, window)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    (anchor,) = collection.connection.execute("SELECT quote FROM anchor").fetchall()
    assert anchor == ("The Naryn",)
    assert page_of(window)._panel.study.isVisible()
    dialog.close()


def test_a_query_that_cannot_be_read_is_told_in_place(qtbot: QtBot, window: Window) -> None:
    dialog = opened_by_key(qtbot, window)
    QTest.keyClicks(focused(), '"bread')
    qtbot.waitUntil(lambda: "never closed" in dialog._told.text())
    assert window.trouble._box is None


def test_the_dialog_is_freed_on_close(qtbot: QtBot, window: Window) -> None:
    dialog = opened_by_key(qtbot, window)
    assert dialog.accessibleName()
    assert dialog.search.accessibleName()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.page.findChildren(TyingDialog))
    assert isinstance(window.page, LessonPage)
