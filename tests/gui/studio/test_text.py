"""The text beside the drafts: gone to, marked, and cards made of what is marked."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kgstudy.domain.lesson import Span
from kgstudy.gui.models import drafts
from kgstudy.gui.pages.studio import StudioPage
from kgstudy.gui.window import Window
from kgstudy.services.groundwork import State
from kgstudy.services.studio import Coverage
from tests.gui.keyboard import press
from tests.gui.studio.page import (
    CONTROL,
    SECOND,
    SHIFT,
    coverage,
    current,
    marked,
    question,
    span,
    states,
    write,
)


def test_text_and_drafts_move_together(qtbot: QtBot, page: StudioPage) -> None:
    press(Qt.Key.Key_Down)
    assert page._view.text.accessibleDescription() == "The lake was full in 1988."
    page._view.text.setFocus()
    press(Qt.Key.Key_Up)
    assert page._view.list.current == 0
    for _ in range(3):
        press(Qt.Key.Key_Down)
    assert page._view.text.accessibleDescription() == "A second dam followed in 2010."
    assert page._view.list.current == 2


def test_a_sentence_without_a_draft_takes_none_in_hand(page: StudioPage) -> None:
    page._view.text.setFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    assert page._view.text.accessibleDescription() == "It gives light to towns."
    assert page._view.list.current is None
    press(Qt.Key.Key_Return)
    assert states(page) == [State.OPEN] * 3
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Down)
    assert page._view.list.current is not None


def test_a_click_on_a_fact_goes_to_its_draft(qtbot: QtBot, page: StudioPage) -> None:
    start = page._view.text._placed.position(SECOND.span.start)
    assert start is not None
    piece = next(page._view.text._pieces(start, start + 4))
    qtbot.mouseClick(
        page._view.text.viewport(), Qt.MouseButton.LeftButton, pos=piece.center().toPoint()
    )
    assert page._view.list.current == 2


def test_g_leads_to_what_has_no_card(page: StudioPage, window: Window) -> None:
    press(Qt.Key.Key_G)
    assert marked(page) == "Toktogul"
    assert page._view.strip._why.text() == "Left out: Nobody would know who is meant."
    press(Qt.Key.Key_C)
    assert coverage(page)[3] is Coverage.DRAFT
    assert current(page).draft.kind == "cloze"
    assert drafts.answer(current(page).draft) == "Toktogul"
    press(Qt.Key.Key_G)
    assert window.toast.text == "Every fact has a card or a draft."
    press(Qt.Key.Key_Z, CONTROL)
    assert window.toast.text == "Undone: add draft"
    assert len(page._desk.items) == 3


def test_words_are_marked_by_keyboard(page: StudioPage) -> None:
    press(Qt.Key.Key_S)
    assert marked(page) == "1974"
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Left)
    assert marked(page) == "closed"
    press(Qt.Key.Key_Right, SHIFT)
    assert marked(page) == "closed in"
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Left, SHIFT)
    press(Qt.Key.Key_C)
    assert page._view.list.hasFocus()
    assert len(page._desk.items) == 4
    assert current(page).state is State.OPEN
    press(Qt.Key.Key_Return)
    assert State.ACCEPTED in states(page)


def test_words_after_a_letter_of_two_units_are_the_right_ones(page: StudioPage) -> None:
    """The document counts in UTF-16, the lesson in characters."""
    page._view.text.mark(span("songs"))
    assert page._view.text.textCursor().selectedText() == "songs"
    assert marked(page) == "songs"


def test_half_a_word_is_taken_whole(page: StudioPage) -> None:
    page._view.text.mark(Span(span("second").start + 2, span("dam followed").start + 2))
    assert marked(page) == "second dam"


def test_a_question_of_marked_words_is_written_at_once(page: StudioPage, window: Window) -> None:
    page._view.text.mark(span("Nobody"))
    press(Qt.Key.Key_Q)
    assert current(page).proposal.quote == "Nobody knows what comes next."
    write("Who knows?")
    press(Qt.Key.Key_Return)
    assert question(page) == "Who knows?"
    assert drafts.answer(current(page).draft) == "Nobody"
    press(Qt.Key.Key_Z, CONTROL)
    assert window.toast.text == "Undone: add draft"
    assert len(page._desk.items) == 3


def test_a_gap_of_words_that_were_rejected_is_open_again(page: StudioPage, window: Window) -> None:
    press(Qt.Key.Key_X)
    page._view.text.mark(span("1974"))
    press(Qt.Key.Key_C)
    assert (current(page).state, current(page).draft.kind) == (State.OPEN, "cloze")
    press(Qt.Key.Key_Z, CONTROL)
    assert states(page)[0] is State.REJECTED


def test_a_gap_of_words_that_have_a_draft_takes_its_place(page: StudioPage, window: Window) -> None:
    page._view.text.mark(span("1974"))
    press(Qt.Key.Key_C)
    assert len(page._desk.items) == 3
    press(Qt.Key.Key_Z, CONTROL)
    assert window.toast.text == "Undone: revise draft"


def test_a_question_without_words_is_gone_again(page: StudioPage) -> None:
    page._view.text.mark(span("Nobody"))
    press(Qt.Key.Key_Q)
    assert len(page._desk.items) == 4
    press(Qt.Key.Key_Escape)
    assert len(page._desk.items) == 3


def test_without_marked_words_it_says_how_to_mark_some(page: StudioPage, window: Window) -> None:
    press(Qt.Key.Key_C)
    assert "Mark words first" in window.toast.text
