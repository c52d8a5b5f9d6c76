"""Cards are shown, answered and graded, by keyboard and by mouse."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import (
    QKeyEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from kgstudy.domain.review import Rating
from kgstudy.gui.answers.choice import ChoiceAnswer
from kgstudy.gui.answers.ordering import OrderingAnswer
from kgstudy.store.collection import Collection
from tests.gui.study.page import (
    ALL_KINDS,
    CONTROL,
    NARYN,
    TYPED,
    Open,
    given,
    press,
    question,
    steady,
)


def test_a_whole_session_over_all_kinds_by_keyboard(
    open_page: Open, collection: Collection
) -> None:
    page = open_page(ALL_KINDS, options=steady())

    assert question(page) == "Which river is the longest?"
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Space)

    assert question(page) == "How long is the Chüy?"
    for character in "1067 km":
        press(character)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)

    assert question(page) == "The Naryn flows into the […]."
    press(Qt.Key.Key_Return)
    assert question(page) == "The Naryn flows into the Syr Darya."
    press("4")

    sheet = page.table.sheet
    assert sheet is not None
    assert isinstance(sheet.answer, ChoiceAnswer)
    right = next(i for i, row in enumerate(sheet.answer.choices, 1) if row.words == "Tian Shan")
    press(str(right))
    press(Qt.Key.Key_Space)

    sheet = page.table.sheet
    assert sheet is not None
    assert isinstance(sheet.answer, OrderingAnswer)
    for target in range(3):
        row = next(row for row in sheet.answer.list.rows if row.item == target)
        row.setFocus()
        while sheet.answer.list.order.index(target) > target:
            press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)

    assert page.rest.isVisible()
    assert page.rest.home_button.hasFocus()
    good, easy = Rating.GOOD, Rating.EASY
    assert given(collection) == [good, good, easy, good, good]
    assert page.progress.value() == page.progress.maximum()


def test_holding_a_key_does_not_grade_through_the_deck(
    open_page: Open, collection: Collection
) -> None:
    page = open_page()
    press(Qt.Key.Key_Space)
    for key, text in ((Qt.Key.Key_Space, " "), (Qt.Key.Key_3, "3")):
        none = Qt.KeyboardModifier.NoModifier
        held = QKeyEvent(QEvent.Type.KeyPress, key, none, text, autorep=True)
        QApplication.sendEvent(page.table.bar.main, held)
    assert given(collection) == []


@pytest.mark.parametrize(
    ("key", "rating"),
    [("1", Rating.AGAIN), ("2", Rating.HARD), ("3", Rating.GOOD), ("4", Rating.EASY)],
)
def test_digits_grade(open_page: Open, collection: Collection, key: str, rating: Rating) -> None:
    open_page()
    press(key)
    assert given(collection) == []
    press(Qt.Key.Key_Space)
    press(key)
    assert given(collection) == [rating]


def test_two_buttons(open_page: Open, collection: Collection) -> None:
    page = open_page(3, grade_buttons=2, options=steady())
    press(Qt.Key.Key_Space)
    assert [b.text() for b in page.table.bar.buttons.values()] == ["Forgot", "Got it"]
    press("3")
    press("4")
    assert given(collection) == []
    press("1")
    press(Qt.Key.Key_Space)
    press("2")
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Space)
    assert given(collection) == [Rating.AGAIN, Rating.GOOD, Rating.GOOD]


def test_a_button_reached_by_tab_is_pressed_by_space(
    open_page: Open, collection: Collection
) -> None:
    page = open_page()
    press(Qt.Key.Key_Space)
    assert page.table.bar.buttons[Rating.GOOD].hasFocus()
    press(Qt.Key.Key_Tab)
    assert page.table.bar.buttons[Rating.EASY].hasFocus()
    press(Qt.Key.Key_Space)
    assert given(collection) == [Rating.EASY]


def test_the_mouse_can_do_it_all(open_page: Open, collection: Collection) -> None:
    page = open_page()
    QTest.mouseClick(page.table.bar.reveal_button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.table.bar.buttons[Rating.HARD], Qt.MouseButton.LeftButton)
    assert given(collection) == [Rating.HARD]


def test_a_wrong_typed_answer_suggests_again(open_page: Open, collection: Collection) -> None:
    page = open_page([TYPED])
    for character in "1,068 km":
        press(character)
    press(Qt.Key.Key_Return)
    assert page.table.bar.buttons[Rating.AGAIN].hasFocus()
    press(Qt.Key.Key_Return)
    assert given(collection) == [Rating.AGAIN]


def test_characters_are_typed_and_not_obeyed(open_page: Open, collection: Collection) -> None:
    page = open_page([TYPED])
    for character in "1-=@2sS?":
        press(character)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.text() == "1-=@2sS?"
    assert not page.table.revealed
    assert question(page) == "How long is the Chüy?"


def test_control_keys_are_obeyed_while_typing(open_page: Open, collection: Collection) -> None:
    page = open_page([TYPED, NARYN])
    press("1")
    press(Qt.Key.Key_2, CONTROL)
    assert page.header.flag.flag == 2
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.text() == "1"
