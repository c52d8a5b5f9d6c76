"""What was answered is taken back, and the card stands there as it did."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from kgstudy.domain.review import Rating
from kgstudy.gui.answers.choice import ChoiceAnswer
from kgstudy.gui.pages.study import StudyPage
from kgstudy.store.collection import Collection
from tests.gui.study.page import (
    CHOICE,
    CONTROL,
    NARYN,
    SHIFT,
    TYPED,
    Open,
    given,
    message,
    press,
    question,
    steady,
)


def test_undo_shows_the_card_again_with_its_question_up(
    open_page: Open, collection: Collection
) -> None:
    page = open_page(3)
    first = question(page)
    press(Qt.Key.Key_Space)
    press("4")
    assert question(page) != first
    press(Qt.Key.Key_Z, CONTROL)
    assert question(page) == first
    assert not page.table.revealed
    assert given(collection) == []
    assert message(page) == "Undone: answer card"
    press(Qt.Key.Key_Z, CONTROL | SHIFT)
    assert question(page) != first
    assert given(collection) == [Rating.EASY]
    assert message(page) == "Done again: answer card"


def test_undo_from_an_empty_answer_field(open_page: Open, collection: Collection) -> None:
    page = open_page([NARYN, TYPED], options=steady())
    press(Qt.Key.Key_Space)
    press("3")
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    press(Qt.Key.Key_Z, CONTROL)
    assert question(page) == "Which river is the longest?"


def test_undo_after_the_last_card(open_page: Open, collection: Collection) -> None:
    page = open_page(1, options=steady())
    press(Qt.Key.Key_Space)
    press("3")
    assert page.rest.isVisible()
    press(Qt.Key.Key_Z, CONTROL)
    assert page.table.isVisible()
    assert question(page) == "Question n0"


def test_nothing_to_undo_is_said(open_page: Open, collection: Collection, qtbot: QtBot) -> None:
    page = open_page()
    collection.forget_history()
    press(Qt.Key.Key_Z, CONTROL)
    assert message(page) == "There is nothing to undo."


def test_an_undone_choice_is_laid_out_as_it_was(open_page: Open) -> None:
    def order(page: StudyPage) -> list[str]:
        assert page.table.sheet is not None
        answer = page.table.sheet.answer
        assert isinstance(answer, ChoiceAnswer)
        return [row.words for row in answer.choices]

    page = open_page([CHOICE, NARYN])
    first = order(page)
    press("1")
    press("4")
    press(Qt.Key.Key_Z, CONTROL)
    assert order(page) == first
