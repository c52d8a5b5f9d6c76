"""Each decision by keyboard and by mouse, and its undo."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
)
from pytestqt.qtbot import QtBot

from kgstudy.domain.lesson_text import LessonText
from kgstudy.gui.models import drafts
from kgstudy.gui.pages.studio import StudioPage
from kgstudy.gui.window import Window
from kgstudy.services import lessons, revising, studio
from kgstudy.services.groundwork import State
from kgstudy.services.studio import Coverage
from kgstudy.store.collection import Collection
from tests.gui.keyboard import focused, press
from tests.gui.studio.page import (
    CONTROL,
    SHIFT,
    TEXT,
    cards,
    coverage,
    current,
    question,
    span,
    states,
)


def test_it_opens_on_the_first_draft_with_the_keyboard_there(page: StudioPage) -> None:
    assert page._view.list.current == 0
    assert page._view.list.hasFocus()
    assert coverage(page) == [Coverage.DRAFT] * 3 + [Coverage.NONE]


def test_it_opens_on_the_first_draft_also_where_own_ones_are_there_before_the_others(
    qtbot: QtBot, page: StudioPage, window: Window, collection: Collection
) -> None:
    lesson = page._desk.lesson
    assert lesson is not None
    page._view.text.mark(span("Nobody"))
    press(Qt.Key.Key_C)
    other, _ = studio.bring(collection, LessonText("Lakes", "Lakes are deep.", "en"))
    window.open_studio(other)
    window.open_studio(lesson)
    qtbot.waitUntil(lambda: not page.is_drafting)
    assert page._view.list.current == 0
    assert question(page) == "In what year was it closed?"


def test_the_cards_of_the_lesson_are_one_key_away(page: StudioPage, window: Window) -> None:
    title = window.windowTitle()
    assert page.query.startswith('lesson:"')
    press(Qt.Key.Key_B)
    assert window.page is not page
    assert window.windowTitle() != title


def test_enter_makes_a_card_and_goes_on(page: StudioPage, collection: Collection) -> None:
    press(Qt.Key.Key_Return)
    assert states(page) == [State.ACCEPTED, State.OPEN, State.OPEN]
    assert page._view.list.current == 1
    assert cards(collection) == 1
    assert coverage(page)[0] is Coverage.CARD


def test_undo_brings_back_the_draft_and_the_cursor(page: StudioPage) -> None:
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_X)
    assert states(page) == [State.ACCEPTED, State.REJECTED, State.OPEN]
    assert page._view.list.current == 2
    press(Qt.Key.Key_Z, CONTROL)
    assert states(page) == [State.ACCEPTED, State.OPEN, State.OPEN]
    assert page._view.list.current == 1
    press(Qt.Key.Key_Z, CONTROL)
    assert states(page) == [State.OPEN] * 3
    assert page._view.list.current == 0
    press(Qt.Key.Key_Z, CONTROL | SHIFT)
    assert states(page)[0] is State.ACCEPTED
    assert page._view.list.current == 0


def test_what_was_drafted_of_the_text_before_is_not_shown_on_the_new_one(
    page: StudioPage, collection: Collection
) -> None:
    (lesson,) = lessons.shelf(collection)
    text = LessonText("", f"Something new stands first. {TEXT}")
    revising.take(collection, revising.compare(collection, lesson.id, text))
    page.refresh()
    assert page._desk.work.is_busy
    assert page._desk.items == []
    assert coverage(page) == []


@pytest.mark.parametrize("key", [Qt.Key.Key_U, Qt.Key.Key_Backspace])
@pytest.mark.parametrize("decide", [Qt.Key.Key_X, Qt.Key.Key_Return])
def test_a_decision_is_taken_back(page: StudioPage, decide: Qt.Key, key: Qt.Key) -> None:
    press(decide)
    press(Qt.Key.Key_Up)
    assert current(page).state is not State.OPEN
    press(key)
    assert current(page).state is State.OPEN
    assert page._view.list.current == 0


def test_all_good_ones_at_once_are_one_act(
    page: StudioPage, window: Window, collection: Collection
) -> None:
    assert page._view.head.accept.text() == "Accept all 2 good ones"
    press(Qt.Key.Key_Return, CONTROL)
    assert states(page) == [State.ACCEPTED, State.OPEN, State.ACCEPTED]
    assert window.toast.text == "2 drafts accepted. Ctrl+Z takes them back."
    assert page._view.list.current == 1
    press(Qt.Key.Key_Z, CONTROL)
    assert cards(collection) == 0
    press(Qt.Key.Key_X)
    press(Qt.Key.Key_Z, CONTROL)
    assert states(page) == [State.OPEN] * 3


def test_a_great_many_are_accepted_beside_the_window(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, page: StudioPage, window: Window
) -> None:
    monkeypatch.setattr("kgstudy.gui.studio.deciding.MANY", 1)
    press(Qt.Key.Key_Return, CONTROL)
    assert not page.isEnabled()
    qtbot.waitUntil(page.isEnabled)
    assert states(page) == [State.ACCEPTED, State.OPEN, State.ACCEPTED]
    assert window.toast.text == "Done: accept drafts"
    press(Qt.Key.Key_Z, CONTROL)
    assert states(page) == [State.OPEN] * 3


def test_what_is_decided_is_not_decided_again(page: StudioPage, window: Window) -> None:
    press(Qt.Key.Key_X)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Return)
    assert states(page)[0] is State.REJECTED
    assert "U takes that back" in window.toast.text


def test_a_key_that_is_held_down_decides_one_draft(page: StudioPage) -> None:
    held = QKeyEvent(
        QKeyEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True
    )
    press(Qt.Key.Key_Return)
    QApplication.sendEvent(focused(), held)
    assert states(page) == [State.ACCEPTED, State.OPEN, State.OPEN]


def test_other_wording_and_other_kind(page: StudioPage, window: Window) -> None:
    first = question(page)
    press(Qt.Key.Key_W)
    assert question(page) == "When was it closed?"
    press(Qt.Key.Key_W)
    assert question(page) == first
    press(Qt.Key.Key_K)
    assert current(page).draft.kind == "cloze"
    press(Qt.Key.Key_W)
    assert window.toast.text == "There is no other wording."
    press(Qt.Key.Key_K)
    assert current(page).draft.kind == "typed"
    press(Qt.Key.Key_Z, CONTROL)
    assert current(page).draft.kind == "cloze"


def test_the_buttons_of_the_card_do_as_the_keys_do(qtbot: QtBot, page: StudioPage) -> None:
    buttons = page._view.list.card.buttons
    qtbot.mouseClick(buttons["wording"], Qt.MouseButton.LeftButton)
    assert question(page) == "When was it closed?"
    qtbot.mouseClick(buttons["accept"], Qt.MouseButton.LeftButton)
    assert states(page)[0] is State.ACCEPTED
    assert page._view.list.hasFocus()
    assert buttons["wording"].isHidden(), "the second draft has one wording alone"
    qtbot.mouseClick(buttons["reject"], Qt.MouseButton.LeftButton)
    assert states(page)[1] is State.REJECTED


def test_a_flaw_is_cured_by_one_click(qtbot: QtBot, page: StudioPage) -> None:
    press(Qt.Key.Key_Down)
    assert not current(page).draft.is_good
    (cure,) = (b for b in page._view.list.card.findChildren(QAbstractButton) if "Write" in b.text())
    qtbot.mouseClick(cure, Qt.MouseButton.LeftButton)
    assert question(page) == "When was Lake Toktogul full?"
    assert current(page).draft.is_good
    press(Qt.Key.Key_Z, CONTROL)
    assert question(page) == "When was the lake full?"


def test_a_cure_is_clicked_where_it_is_painted(qtbot: QtBot, page: StudioPage) -> None:
    row = page._view.list._row(1).toRect()
    places = (
        QPoint(x, y) for y in range(row.bottom() - 4, row.top(), -3) for x in range(60, 420, 8)
    )
    there = next(at for at in places if page._view.list.address_at(1, at.toPointF()))
    qtbot.mouseClick(page._view.list.viewport(), Qt.MouseButton.LeftButton, pos=there)
    assert drafts.question(page._desk.items[1].draft) == "When was Lake Toktogul full?"
