"""The shelf on which the lessons lie."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from kgstudy.domain.lesson_text import LessonText
from kgstudy.gui.pages.lesson import LessonPage
from kgstudy.gui.pages.shelf import ShelfPage
from kgstudy.gui.pages.studio import StudioPage
from kgstudy.gui.window import Window
from kgstudy.services import decks, lessons, studio
from kgstudy.store.collection import Collection
from tests.builders import RIVERS, basic, deck_of
from tests.gui.bringing.page import (
    ALT,
    CONTROL,
    DATED,
    LAKES,
    MOUNTAINS,
    shown,
    titles,
)
from tests.gui.keyboard import focused, press


def test_the_shelf_by_keyboard(qtbot: QtBot, window: Window, collection: Collection) -> None:
    for title, text in (("Lakes", LAKES), ("Mountains", MOUNTAINS)):
        studio.bring(collection, LessonText(title, text, "en"))
    press(Qt.Key.Key_2, ALT)
    page = window.page
    assert isinstance(page, ShelfPage)
    assert [row.summary.title for row in page.rows] == ["Lakes", "Mountains"]
    assert any("no cards yet" in each.text() for each in page.findChildren(QLabel))
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_F2)
    assert isinstance(focused(), QLineEdit)
    QTest.keyClicks(focused(), "Nothing")
    press(Qt.Key.Key_Escape)
    assert titles(collection) == ["Lakes", "Mountains"]
    press(Qt.Key.Key_F2)
    QTest.keyClicks(focused(), "Heights")
    press(Qt.Key.Key_Return)
    assert titles(collection) == ["Heights", "Lakes"]
    assert focused() is page.rows[0].read
    press(Qt.Key.Key_Delete)
    assert titles(collection) == ["Lakes"]
    assert window.toast.text == "Removed “Heights”"
    press(Qt.Key.Key_Z, CONTROL)
    assert titles(collection) == ["Heights", "Lakes"]
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    shown(qtbot, window, LessonPage)
    press(Qt.Key.Key_Escape)
    shown(qtbot, window, ShelfPage)
    assert focused() is page.rows[1].read


def test_a_lesson_that_is_undone_leads_back_to_the_shelf(
    qtbot: QtBot, window: Window, collection: Collection
) -> None:
    studio.bring(collection, LessonText("Mountains", MOUNTAINS, "en"))
    lesson, _ = studio.bring(collection, LessonText("Lakes", LAKES, "en"))
    window.open_lesson(lesson)
    press(Qt.Key.Key_Z, CONTROL)
    shown(qtbot, window, ShelfPage)
    assert titles(collection) == ["Mountains"]


def test_after_the_lesson_that_was_read_is_removed_another_is_opened(
    qtbot: QtBot, window: Window, collection: Collection
) -> None:
    for title, text in (("Lakes", LAKES), ("Mountains", MOUNTAINS), ("Rivers", RIVERS)):
        studio.bring(collection, LessonText(title, text, "en"))
    press(Qt.Key.Key_2, ALT)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    page = window.page
    assert isinstance(page, LessonPage)
    current = page._view.current
    assert current is not None
    assert "Naryn" in current.text


def test_of_a_lesson_that_is_removed_the_cards_stay(window: Window, collection: Collection) -> None:
    deck_of(collection, [basic("a", quote="Naryn"), basic("b", quote="Tian Shan")])
    press(Qt.Key.Key_2, ALT)
    press(Qt.Key.Key_Delete)
    assert titles(collection) == []
    assert window.toast.text == "Removed “Rivers”; its 2 cards stay in their deck"
    assert decks.overview(collection)[0].cards == 2


def test_the_shelf_tells_how_many_drafts_wait(
    qtbot: QtBot, window: Window, collection: Collection
) -> None:
    lesson, _ = studio.bring(collection, LessonText("Embassies", DATED, "en"))
    drafting = studio.drafting_of(lessons.get(collection, lesson))
    good = [each for each in drafting.proposals if each.best.is_good]
    assert len(good) > 1
    press(Qt.Key.Key_2, ALT)
    page = window.page
    assert isinstance(page, ShelfPage)
    told = page.rows[0]._drafts
    qtbot.waitUntil(lambda: told.text() == f"{len(good)} good drafts wait")
    assert told.isVisible()
    window._desk.feed.changed.emit(
        studio.accept(collection, lesson, [(each, each.best) for each in good])
    )
    qtbot.waitUntil(lambda: not told.isVisible())


def test_a_language_is_corrected_on_the_shelf(window: Window, collection: Collection) -> None:
    studio.bring(collection, LessonText("Lakes", LAKES, "en"))
    press(Qt.Key.Key_2, ALT)
    page = window.page
    assert isinstance(page, ShelfPage)
    menu = page.rows[0].menu()
    (languages,) = (each for each in menu.findChildren(QMenu) if each.title() == "Language")
    languages.actions()[1].trigger()
    assert lessons.shelf(collection)[0].language == "ru"
    menu.deleteLater()


def test_drafting_begins_on_the_shelf_and_on_the_lesson(
    qtbot: QtBot, window: Window, collection: Collection
) -> None:
    studio.bring(collection, LessonText("Lakes", LAKES, "en"))
    press(Qt.Key.Key_2, ALT)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Return)
    shown(qtbot, window, StudioPage)
    press(Qt.Key.Key_2, ALT)
    press(Qt.Key.Key_Return)
    shown(qtbot, window, LessonPage)
    assert any("No cards yet" in each.text() for each in window.page.findChildren(QLabel))
    press(Qt.Key.Key_D)
    shown(qtbot, window, StudioPage)
