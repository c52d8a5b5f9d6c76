"""A draft edited in place, and what becomes of what was being written."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QPlainTextEdit,
)

from kgstudy.gui.models import drafts
from kgstudy.gui.pages.studio import StudioPage
from kgstudy.gui.window import Window
from kgstudy.services import lessons
from kgstudy.services.groundwork import State
from kgstudy.store.collection import Collection
from tests.gui.keyboard import focused, press
from tests.gui.studio.page import (
    CONTROL,
    SHIFT,
    cards,
    current,
    question,
    span,
    states,
    write,
)


def test_a_draft_is_edited_in_place(page: StudioPage, collection: Collection) -> None:
    press(Qt.Key.Key_E)
    write("In which year did they close it & why?")
    press(Qt.Key.Key_Tab)
    QTest.keyClicks(focused(), "1974 *or so*")
    press(Qt.Key.Key_Return)
    assert current(page).draft.fields["question"] == "In which year did they close it &amp; why?"
    assert current(page).draft.fields["answer"] == "1974 <i>or so</i>"
    assert current(page).state is State.OPEN
    assert page._view.list.hasFocus()
    press(Qt.Key.Key_Z, CONTROL)
    assert question(page) == "In what year was it closed?"


def test_escape_leaves_it_as_it_was(page: StudioPage) -> None:
    press(Qt.Key.Key_E)
    write("Something else")
    press(Qt.Key.Key_Escape)
    assert question(page) == "In what year was it closed?"
    assert page._view.list.card.editor is None
    assert page._view.list.hasFocus()


def test_keys_that_decide_are_letters_while_one_writes(page: StudioPage) -> None:
    press(Qt.Key.Key_E)
    write("xwkgu")
    press(Qt.Key.Key_Return, CONTROL)
    assert question(page) == "xwkgu"
    assert states(page) == [State.OPEN] * 3


def test_gaps_are_edited_in_brackets(page: StudioPage) -> None:
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_E)
    field = focused()
    assert isinstance(field, QPlainTextEdit)
    assert field.toPlainText() == "It followed in [2010]."
    write("A second dam followed in 2010 or so")
    field.selectAll()
    press(Qt.Key.Key_C, CONTROL | SHIFT)
    assert field.toPlainText() == "[A second dam followed in 2010 or so]"
    write("A dam followed in [2010 | year]")
    press(Qt.Key.Key_Return)
    assert current(page).draft.fields["text"] == "A dam followed in {{c1::2010::year}}"


def test_what_makes_no_card_is_told_and_stays_open(page: StudioPage) -> None:
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_E)
    write("no gap at all")
    press(Qt.Key.Key_Return)
    assert page._view.list.card._problem.isVisible()
    assert "has no gap" in page._view.list.card._problem.text()
    page._view.list.pointed.emit(0)
    assert page._view.list.current == 2, "its words would be lost"
    press(Qt.Key.Key_Escape)
    assert drafts.answer(current(page).draft) == "2010"


def test_a_card_is_edited_too_and_stays_one(page: StudioPage, collection: Collection) -> None:
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_E)
    write("Which year?")
    press(Qt.Key.Key_Return)
    assert current(page).state is State.ACCEPTED
    assert question(page) == "Which year?"
    assert cards(collection) == 1


def test_what_is_being_written_is_kept_when_the_page_goes(page: StudioPage, window: Window) -> None:
    press(Qt.Key.Key_E)
    write("Half written?")
    window.show_page("home")
    window.show_page("studio")
    assert question(page) == "Half written?"


def test_a_field_that_is_not_touched_keeps_its_markup(page: StudioPage) -> None:
    odd = replace(
        current(page).draft, fields={"question": "When?", "answer": "1974&nbsp;or <u>so</u>"}
    )
    page._desk.revise(current(page).proposal, odd)
    press(Qt.Key.Key_E)
    write("When then?")
    press(Qt.Key.Key_Return)
    assert current(page).draft.fields["question"] == "When then?"
    assert current(page).draft.fields["answer"] == odd.fields["answer"]


def test_what_is_edited_is_judged_anew_beside_the_others(page: StudioPage) -> None:
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_E)
    write("In what year was it closed?")
    press(Qt.Key.Key_Tab)
    write("1974")
    press(Qt.Key.Key_Return)
    assert "alike" in [flaw.code for flaw in current(page).draft.flaws]
    assert not current(page).draft.is_good


def test_a_draft_is_not_beside_itself(page: StudioPage) -> None:
    press(Qt.Key.Key_E)
    write("In what year was it closed ?")
    press(Qt.Key.Key_Return)
    assert "alike" not in [flaw.code for flaw in current(page).draft.flaws]


def test_what_is_being_written_outlives_what_happens_beside_it(page: StudioPage) -> None:
    press(Qt.Key.Key_E)
    write("Half written?")
    page._desk.rename("Dams")
    editor = page._view.list.card.editor
    assert editor is not None
    assert editor.is_changed
    press(Qt.Key.Key_Return)
    assert question(page) == "Half written?"


def test_undo_beside_a_question_that_is_begun_takes_it_away(
    page: StudioPage, window: Window
) -> None:
    press(Qt.Key.Key_X)
    page._view.text.mark(span("Nobody"))
    press(Qt.Key.Key_Q)
    window.undo()
    assert states(page) == [State.OPEN] * 3
    assert page._view.list.current == 0


def test_the_title_is_edited_in_place(page: StudioPage, collection: Collection) -> None:
    press(Qt.Key.Key_F2)
    QTest.keyClicks(focused(), "Dams")
    press(Qt.Key.Key_Return)
    assert [lesson.title for lesson in lessons.shelf(collection)] == ["Dams"]
    assert page._view.list.hasFocus()
    press(Qt.Key.Key_Z, CONTROL)
    assert page._view.head.title.text() == "Rivers"
    page._view.head.title.setFocus()
    write("Something")
    press(Qt.Key.Key_Escape)
    assert page._view.head.title.text() == "Rivers"
