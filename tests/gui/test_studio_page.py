"""The studio by keyboard: each decision, its undo, editing, marked words, and every size."""

import gc
import weakref
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kgstudy.domain.drafting import (
    Cure,
    Draft,
    Drafting,
    Fact,
    FactKind,
    Flaw,
    Progress,
    Proposal,
    Rejected,
)
from kgstudy.domain.drafting.proposing import keyed
from kgstudy.domain.lesson import Lesson, Span
from kgstudy.domain.lesson_text import LessonText
from kgstudy.gui.desk import Desk
from kgstudy.gui.models import drafts
from kgstudy.gui.pages.lesson import LessonPage
from kgstudy.gui.pages.shelf import ShelfPage
from kgstudy.gui.pages.studio import StudioPage
from kgstudy.gui.widgets.key_sheet import KeySheet
from kgstudy.gui.widgets.studio_sides import Arrangement
from kgstudy.gui.window import Window
from kgstudy.services import decks, lessons, revising, studio
from kgstudy.services.studio import Coverage, Item, State
from kgstudy.store.collection import Collection
from tests.builders import collection as opened
from tests.fake_clock import FakeClock
from tests.gui.keyboard import focused, press

TEXT = """\
## The river

The Naryn dam was closed in 1974. The lake was full in 1988. It gives light to towns.

A second dam followed in 2010. Toktogul was a singer 🎶 of songs. Nobody knows what comes next.
"""
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
VAGUE = Flaw(
    "vague",
    "The question does not say which lake.",
    Cure("Write “Lake Toktogul”", {"question": "When was Lake Toktogul full?", "answer": "1988"}),
)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def fact(words: str, sentence: str, kind: FactKind = FactKind.DATE) -> Fact:
    return Fact(kind, span(words), span(sentence), words, words)


def proposal(of: Fact, *made: Draft) -> Proposal:
    quote = TEXT[of.sentence.start : of.sentence.end]
    given = Proposal("", of.sentence, quote, (of.span,), (of.kind,), made)
    return next(keyed(TEXT, [given]))


def typed(question: str, answer: str, score: float, *found: Flaw) -> Draft:
    return Draft("typed", {"question": question, "answer": answer}, "when", score, (), found)


CLOSED = fact("1974", "The Naryn dam was closed in 1974.")
FULL = fact("1988", "The lake was full in 1988.")
SECOND = fact("2010", "A second dam followed in 2010.")
SINGER = fact("Toktogul", "Toktogul was a singer 🎶 of songs.", FactKind.PERSON)

DRAFTING = Drafting(
    "en",
    (CLOSED, FULL, SECOND, SINGER),
    (
        proposal(
            CLOSED,
            Draft(
                "typed", {"question": "In what year was it closed?", "answer": "1974"}, "when", 0.9
            ),
            Draft("typed", {"question": "When was it closed?", "answer": "1974"}, "when", 0.8),
            Draft("cloze", {"text": "It was closed in {{c1::1974::year}}."}, "cloze", 0.7),
        ),
        proposal(
            FULL,
            typed("When was the lake full?", "1988", 0.9, VAGUE),
        ),
        proposal(SECOND, Draft("cloze", {"text": "It followed in {{c1::2010}}."}, "cloze", 0.7)),
    ),
    (
        Rejected(
            proposal(SINGER, Draft("cloze", {"text": "{{c1::Toktogul}} sang."}, "cloze", 0.2)),
            "Nobody would know who is meant.",
        ),
    ),
)


@pytest.fixture(autouse=True)
def _drafted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drafts of our own, so that no grammar decides about the page."""
    monkeypatch.setattr(studio, "drafting_of", lambda lesson, progress=None: DRAFTING)


@pytest.fixture
def collection(clock: FakeClock, tmp_path: Path) -> Iterator[Collection]:
    """In a folder, since the work beside the window has a connection of its own."""
    with opened(clock, tmp_path / "data") as made:
        yield made


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, collection: Collection) -> Iterator[Window]:
    """The lesson on the desk, its drafts made."""
    lesson, _ = studio.bring(collection, LessonText("Rivers", TEXT, "en"))
    collection.forget_history()
    window = Window(desk)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.open_studio(lesson)
    qtbot.waitUntil(lambda: not page_of(window)._desk.work.is_busy)
    yield window
    window.close()


def page_of(window: Window) -> StudioPage:
    page = window.page
    assert isinstance(page, StudioPage)
    return page


@pytest.fixture
def page(window: Window) -> StudioPage:
    return page_of(window)


def states(page: StudioPage) -> list[State]:
    return [item.state for item in page._desk.items]


def current(page: StudioPage) -> Item:
    item = page._view.item
    assert item is not None
    return item


def question(page: StudioPage) -> str:
    return drafts.question(current(page).draft)


def coverage(page: StudioPage) -> list[Coverage]:
    assert page._desk.studio is not None
    return [covered for _, covered in page._desk.studio.facts]


def marked(page: StudioPage) -> str:
    words = page._view.text.words
    return "" if words is None else page._desk.words(words)


def cards(collection: Collection) -> int:
    return sum(deck.new for deck in decks.overview(collection))


def write(text: str) -> None:
    """In place of what stands in the field that has the keyboard."""
    press(Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(focused(), text)


# Deciding


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


# Editing


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


# The text


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


# What is said


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

    def slow(lesson: Lesson, progress: Progress | None = None) -> Drafting:
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


# How it looks


@pytest.mark.parametrize(
    ("size", "percent", "how"),
    [
        ((1280, 800), 100, Arrangement.BESIDE),
        ((1280, 800), 150, Arrangement.ABOVE),
        ((900, 600), 100, Arrangement.ABOVE),
        ((900, 600), 150, Arrangement.ONE),
        ((560, 600), 100, Arrangement.ABOVE),
        ((560, 420), 100, Arrangement.ONE),
    ],
)
def test_every_size_has_its_arrangement_and_nothing_lies_outside(
    page: StudioPage, window: Window, size: tuple[int, int], percent: int, how: Arrangement
) -> None:
    page.look.choose("light", percent)
    window.resize(*size)
    QApplication.processEvents()
    assert page._view.sides.arrangement is how
    inside = page.rect()
    for widget in page.findChildren(QWidget):
        if isinstance(widget, QAbstractButton | QLineEdit) and widget.isVisible():
            place = widget.rect().translated(widget.mapTo(page, QPoint()))
            if not page._view.list.isAncestorOf(widget):
                assert inside.contains(place), widget.accessibleName()
            assert place.left() >= 0
            assert place.right() <= inside.right()


@pytest.mark.parametrize("percent", [100, 150])
@pytest.mark.parametrize("width", [700, 820, 900, 1000, 1280])
def test_the_counts_of_a_book_are_whole_at_every_width(
    page: StudioPage, window: Window, width: int, percent: int
) -> None:
    window._desk.look.choose("light", percent)
    window.resize(width, 700)
    head = page._view.head
    coverage, known = head.coverage, page._desk.studio
    assert known is not None
    facts = tuple((each, which) for each, which in known.facts for _ in range(1200))
    head._counted = "138,280 words · 12,200 sentences"
    head.show_studio(replace(known, facts=facts))
    QApplication.processEvents()
    assert coverage.without.text() == "1,200 without"
    assert coverage._drafts.text() == "3,600 drafted"
    for part in (coverage._cards, coverage._drafts, coverage.without):
        assert part.visibleRegion().boundingRect() == part.rect()


def test_where_one_side_fits_the_text_comes_when_it_is_wanted(
    page: StudioPage, window: Window
) -> None:
    window.resize(560, 420)
    QApplication.processEvents()
    assert page._view.list.isVisible()
    assert not page._view.text.isVisible()
    press(Qt.Key.Key_S)
    assert page._view.text.isVisible()
    assert not page._view.list.isVisible()
    press(Qt.Key.Key_Escape)
    assert page._view.list.isVisible()
    assert page._view.list.hasFocus()


def test_the_draft_in_hand_stays_in_sight_through_every_change(
    page: StudioPage, window: Window
) -> None:
    press(Qt.Key.Key_End)
    for size in ((900, 600), (1280, 500), (700, 640), (560, 420)):
        window.resize(*size)
        page.look.choose("dark", 150)
        QApplication.processEvents()
        page.look.choose("light", 100)
        QApplication.processEvents()
        card = page._view.list.card
        assert card.y() >= 0
        assert card.y() < page._view.list.viewport().height()


def test_where_there_is_little_room_the_draft_in_hand_has_it(
    page: StudioPage, window: Window
) -> None:
    page.look.choose("light", 200)
    window.resize(900, 600)
    QApplication.processEvents()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up):
        press(key)
        QApplication.processEvents()
        assert 0 <= page._view.list.card.y() < page._view.list.viewport().height() // 3


def test_every_control_has_a_name(page: StudioPage) -> None:
    press(Qt.Key.Key_E)
    controls = (QAbstractButton, QLineEdit, QPlainTextEdit, QTextEdit)
    for kind in controls:
        for control in page.findChildren(kind):
            if control.isVisible():
                assert control.accessibleName(), control
    assert page._view.list.accessibleName()
    assert "1974" in page._view.list.card.accessibleDescription()


def test_the_page_is_freed(qtbot: QtBot, desk: Desk, collection: Collection) -> None:
    lesson, _ = studio.bring(collection, LessonText("Rivers", TEXT, "en"))
    page = StudioPage(desk.look, collection, desk.feed, desk.jobs)
    page.show()
    page.open(lesson)
    desk.jobs.finish()
    QApplication.processEvents()
    assert page._desk.items
    page._view.list.card.edit(page._desk.items[0].draft)
    seen = weakref.ref(page)
    page.close()
    page.deleteLater()
    del page
    gc.collect()
    qtbot.waitUntil(lambda: seen() is None)
    assert seen() is None
