"""What the studio says and offers when all is decided, stopped or gone."""

from threading import Event

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QLabel,
)
from pytestqt.qtbot import QtBot

from kgstudy.domain.drafting import (
    Drafting,
)
from kgstudy.domain.lesson import Lesson
from kgstudy.domain.progress import Progress, unheard
from kgstudy.gui.desk import Desk
from kgstudy.gui.pages.lesson import LessonPage
from kgstudy.gui.pages.shelf import ShelfPage
from kgstudy.gui.pages.studio import StudioPage
from kgstudy.gui.widgets.key_sheet import KeySheet
from kgstudy.gui.window import Window
from kgstudy.services import studio
from kgstudy.store.collection import Collection
from tests.gui.keyboard import press
from tests.gui.studio.page import (
    CONTROL,
    DRAFTING,
    marked,
)


def test_when_all_is_decided_it_says_what_is_left(page: StudioPage) -> None:
    for _ in range(3):
        press(Qt.Key.Key_Return)
    assert page._view.foot.text == "Every draft is decided. 1 fact is without a card."
    page._view.foot.button.click()
    assert marked(page) == "Toktogul"


def test_another_lesson_with_fewer_drafts_comes_after_one_that_was_scrolled(
    page: StudioPage,
) -> None:
    shown, many = page._view.list, tuple(page._desk.items) * 10
    for fewer in ((), many[:1]):
        shown.show_items(many, len(many) - 1)
        assert shown.verticalScrollBar().value() > 0
        shown.show_items(fewer, None)
        assert shown.item is None
        assert shown.verticalScrollBar().value() == 0


def test_a_text_without_drafts_says_what_to_do(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, page: StudioPage, window: Window
) -> None:
    empty = Drafting("en", (), ())
    monkeypatch.setattr(studio, "drafting_of", lambda lesson, progress=None: empty)
    page._desk.work.forget()
    page.refresh()
    qtbot.waitUntil(lambda: not page._desk.work.is_busy)
    assert (
        "No drafts: they are made of English, Russian and Kyrgyz prose. Mark words"
        in page._view.foot.text
    )


def test_drafting_is_stopped_and_begun_again(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, page: StudioPage
) -> None:
    begun, go_on = Event(), Event()

    def slow(lesson: Lesson, progress: Progress = unheard) -> Drafting:
        begun.set()
        go_on.wait(10)
        if progress is not None:
            progress(0.5)
        return DRAFTING

    monkeypatch.setattr(studio, "drafting_of", slow)
    page._desk.work.forget()
    page.refresh()
    assert page._view.foot.text == "Looking for what can be asked …"
    assert "Naryn dam" in page._view.text.toPlainText(), "the text is read meanwhile"
    assert begun.wait(10)
    page._view.foot.button.click()
    go_on.set()
    qtbot.waitUntil(lambda: not page._desk.work.is_busy)
    assert page._view.foot.text == "Drafting was stopped."
    page._view.foot.button.click()
    qtbot.waitUntil(lambda: not page._desk.work.is_busy)
    assert len(page._desk.items) == 3


def test_the_lesson_may_go_and_come_back(
    qtbot: QtBot, page: StudioPage, collection: Collection, desk: Desk
) -> None:
    assert page._desk.lesson is not None
    desk.feed.changed.emit(studio.discard(collection, page._desk.lesson))
    assert page._view.gone.isVisible()
    assert not page._view.head.isVisible()
    page.setFocus()
    press(Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: not page._desk.work.is_busy)
    assert page._view.head.isVisible()
    assert len(page._desk.items) == 3


def test_the_cards_are_studied_or_the_lesson_is_read(
    qtbot: QtBot, page: StudioPage, window: Window
) -> None:
    assert page._view.head.study.text() == "Read the lesson"
    press(Qt.Key.Key_Return)
    assert page._view.head.study.text() == "Study these cards"
    qtbot.mouseClick(page._view.head.study, Qt.MouseButton.LeftButton)
    assert window.windowTitle() == "Study – kgstudy"
    press(Qt.Key.Key_Escape)
    assert window.page is page
    press(Qt.Key.Key_R)
    assert isinstance(window.page, LessonPage)


def test_the_blue_button_is_what_comes_next(page: StudioPage, window: Window) -> None:
    head = page._view.head

    def blue() -> list[bool]:
        return [button.property("kind") == "primary" for button in (head.accept, head.study)]

    assert blue() == [True, False]
    press(Qt.Key.Key_Return)
    assert blue() == [False, True]
    press(Qt.Key.Key_Z, CONTROL)
    assert blue() == [True, False]


def test_the_sheet_of_keys_begins_with_those_of_the_studio(
    page: StudioPage, window: Window
) -> None:
    press(Qt.Key.Key_F1)
    sheet = window.findChild(KeySheet)
    assert sheet is not None
    headings = {
        each.text(): each.mapTo(sheet, QPoint())
        for each in sheet.findChildren(QLabel)
        if each.property("role") == "heading"
    }
    assert headings.keys() >= {"In the window", "While studying"}
    first = min(headings, key=lambda text: (headings[text].x(), headings[text].y()))
    assert first == "Making cards of a lesson"
    sheet.close()


def test_escape_leaves_for_the_shelf(page: StudioPage, window: Window) -> None:
    press(Qt.Key.Key_Escape)
    assert window.windowTitle() == "Lessons – kgstudy"
    assert isinstance(window.page, ShelfPage)
