"""What is done with the rows in hand, by keyboard, and what stands beside them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from kgstudy.gui.dialogs.export import ExportDialog
from kgstudy.gui.dialogs.export_choices import CHOSEN
from kgstudy.gui.dialogs.versions import VersionsDialog
from kgstudy.gui.pages.browse import BrowsePage
from kgstudy.gui.pages.study import StudyPage
from kgstudy.gui.widgets.card_view import CardView
from kgstudy.gui.widgets.lettering import ANSWER, QUESTION
from kgstudy.gui.window import Window
from kgstudy.services import lessons, listing
from kgstudy.store import cards, notes
from kgstudy.store.collection import Collection
from tests.gui.browse.page import ALT, CONTROL, SHIFT, page_of, questions, settle, trigger
from tests.gui.keyboard import focused, press


def test_the_card_in_hand_is_shown_beside(qtbot: QtBot, window: Window) -> None:
    page = page_of(window)
    press(Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.beside.preview.sheet is not None)
    qtbot.waitUntil(lambda: "Cormorants" in page.beside.preview.words)
    assert "Answer c" in page.beside.preview.words
    sheet = page.beside.preview.sheet
    assert sheet is not None
    (question, answer, *_) = sheet.findChildren(CardView)
    told = [view.document().defaultFont().pixelSize() for view in (question, answer)]
    assert told == [QUESTION.small.size(9), ANSWER.small.size(9)], (
        "there is less room than in study"
    )
    press(Qt.Key.Key_S)
    assert window.windowTitle().startswith("Lessons")


def test_s_leads_to_the_words_of_the_card_in_hand_while_one_is_edited_too(
    qtbot: QtBot, window: Window
) -> None:
    page = page_of(window)
    press(Qt.Key.Key_E)
    press(Qt.Key.Key_Escape)
    assert focused() is page.table
    press(Qt.Key.Key_S)
    assert window.toast.text == "This card was made from no lesson."
    press(Qt.Key.Key_Down)  # to the one with a quotation
    press(Qt.Key.Key_S)
    assert window.windowTitle().startswith("Lessons")


def test_where_nothing_is_chosen_no_key_is_silent(window: Window) -> None:
    page_of(window).table.clearSelection()
    press(Qt.Key.Key_L)
    assert window.page is page_of(window)
    assert window.toast.text == "Choose some cards first."


def test_ctrl_i_brings_decks_in_also_from_the_tags_of_a_note_beside(window: Window) -> None:
    """In the words of a field it makes them italic."""
    page = page_of(window)
    press(Qt.Key.Key_E)
    assert page.beside.form is not None
    page.beside.form.tags.setFocus()
    press(Qt.Key.Key_I, CONTROL)
    assert window.windowTitle().startswith("Bring in")


def test_a_note_is_changed_beside_the_table(
    qtbot: QtBot, window: Window, collection: Collection
) -> None:
    page = page_of(window)
    press(Qt.Key.Key_E)
    form = page.beside.form
    assert form is not None
    assert form.isAncestorOf(focused())
    press(Qt.Key.Key_End)
    QTest.keyClicks(focused(), " Early")
    press(Qt.Key.Key_S, CONTROL)
    settle(qtbot, window)
    assert questions(window)[0] == "Apricots when? Early"
    assert form.isAncestorOf(focused())
    press(Qt.Key.Key_Escape)
    assert focused() is page.table
    (first, *_) = listing.find_ids(collection, "early")
    kept = notes.get(collection, cards.get(collection, first).note_id)
    assert kept.fields["front"] == "Apricots when? Early"


def test_these_are_studied_and_these_go_out(qtbot: QtBot, window: Window) -> None:
    press(Qt.Key.Key_Down, SHIFT)
    press(Qt.Key.Key_E, CONTROL)
    (dialog,) = window.findChildren(ExportDialog)
    qtbot.waitUntil(dialog.isVisible)
    assert dialog.choices.what.chosen_key == CHOSEN
    assert len(dialog.choices.wanted.cards) == 2
    dialog.reject()
    page = page_of(window)
    trigger(page.menu(), "Study these")
    assert isinstance(window.page, StudyPage)


def test_the_last_act_is_taken_back_and_done_again_from_the_menu(
    qtbot: QtBot, window: Window, collection: Collection
) -> None:
    page = page_of(window)
    words = [each.text().partition("\t")[0] for each in page.menu().actions() if each.isEnabled()]
    assert not {"Undo", "Redo"} & set(words)
    press(Qt.Key.Key_J, CONTROL)
    settle(qtbot, window)
    trigger(page.menu(), "Undo: suspend cards")
    settle(qtbot, window)
    assert not any(card.suspended for card, _ in cards.every(collection))
    trigger(page.menu(), "Redo")
    settle(qtbot, window)
    assert any(card.suspended for card, _ in cards.every(collection))


def test_the_menu_of_all_acts_fits_a_low_screen(window: Window) -> None:
    assert page_of(window).menu().sizeHint().height() < 768


def test_the_side_bar_comes_and_goes_by_key_and_letters_in_it_touch_no_card(
    qtbot: QtBot, window: Window
) -> None:
    side = page_of(window).side
    shown = side.isVisible()
    press(Qt.Key.Key_B, CONTROL | SHIFT)
    assert side.isVisible() is not shown
    press(Qt.Key.Key_B, CONTROL | SHIFT)
    side.field.setFocus()
    press(Qt.Key.Key_Tab)
    assert focused() is side.view
    for letter in (Qt.Key.Key_L, Qt.Key.Key_V):
        press(letter)
    assert window.page is page_of(window)
    assert window.findChildren(VersionsDialog) == []


def test_keys_study_what_is_chosen_and_show_what_its_note_was(qtbot: QtBot, window: Window) -> None:
    press(Qt.Key.Key_A, CONTROL)
    press(Qt.Key.Key_V)
    (dialog,) = window.findChildren(VersionsDialog)
    assert "Apricots when?" in [each.text() for each in dialog.findChildren(QLabel)]
    dialog.reject()
    page_of(window).table.setFocus()
    press(Qt.Key.Key_L)
    assert isinstance(window.page, StudyPage)


@pytest.mark.parametrize(("width", "side", "right"), [(1280, True, True), (700, False, False)])
def test_it_fits_into_narrow_windows(
    qtbot: QtBot, window: Window, width: int, side: bool, right: bool
) -> None:
    window.resize(width, 600)
    settle(qtbot, window)
    page = page_of(window)
    assert page.side.isVisible() == side
    table, beside = page.table.geometry(), page.beside.geometry()
    assert page.beside.isVisible()
    assert (page._parts.beside_key == "right") == right
    assert table.height() > 150
    assert beside.height() > 150
    page.head.beside.click()
    assert not page.beside.isVisible()
    page.head.side.click()
    assert page.side.isVisible() != side


def test_from_a_card_on_the_table_to_its_row(qtbot: QtBot, window: Window) -> None:
    window.study()
    study = window.page
    assert isinstance(study, StudyPage)
    press(Qt.Key.Key_B)
    settle(qtbot, window)
    assert len(questions(window)) == 1
    assert page_of(window).head.field.text() == study.query


def test_from_a_lesson_to_its_cards(qtbot: QtBot, window: Window, collection: Collection) -> None:
    window.open_lesson(lessons.shelf(collection)[0].id)
    press(Qt.Key.Key_B)
    settle(qtbot, window)
    assert questions(window) == ["Cormorants where?"]
    press(Qt.Key.Key_1, ALT)
    press(Qt.Key.Key_B)
    settle(qtbot, window)
    assert questions(window) == ["Cormorants where?"]  # as they were left


def test_words_are_italic_beside_the_table_though_the_window_has_that_key(
    qtbot: QtBot, window: Window
) -> None:
    page = page_of(window)
    press(Qt.Key.Key_E)
    form = page.beside.form
    assert form is not None
    qtbot.waitUntil(lambda: form.note is not None)
    form.fields.boxes[0].edit.setFocus()
    for key in (Qt.Key.Key_A, Qt.Key.Key_I):
        press(key, CONTROL)
    assert form.fields.fields["front"] == "<i>Apricots when?</i>"
    (button,) = (b for b in form.findChildren(QToolButton) if b.text() == "I")
    assert button.isChecked()
    assert window.page is page


@pytest.mark.parametrize(
    "keys",
    [
        "Ctrl+Shift+I", "V", "Ctrl+D", "Ctrl+J", "Ctrl+Shift+J", "Ctrl+Shift+U", "Ctrl+Shift+R",
        "Ctrl+Shift+S", "Ctrl+Shift+A", "Ctrl+Shift+D", "Ctrl+H", "Ctrl+Shift+M", "Ctrl+1", "Del",
        "E", "S", "F", "Ctrl+E", "Ctrl+Alt+T", "Return",
    ],
)  # fmt: skip
@pytest.mark.parametrize("unit", ["cards", "notes"])
def test_no_key_comes_too_early_after_all_was_deleted(
    qtbot: QtBot, window: Window, monkeypatch: pytest.MonkeyPatch, unit: str, keys: str
) -> None:
    told = list[Exception]()
    monkeypatch.setattr(window.trouble, "_open", told.append)
    if unit == "notes":
        press(Qt.Key.Key_T, ALT | CONTROL)
        settle(qtbot, window)
    press(Qt.Key.Key_A, CONTROL)
    press(Qt.Key.Key_Delete)
    QTest.keySequence(focused(), QKeySequence(keys))
    page = page_of(window) if isinstance(window.page, BrowsePage) else None
    if page is not None:
        qtbot.waitUntil(lambda: not page.listing.is_busy)
    QApplication.processEvents()
    for dialog in window.findChildren(QDialog):
        dialog.close()
    assert not told


def test_a_click_on_the_side_bar_leaves_the_keyboard_with_the_rows(
    qtbot: QtBot, window: Window
) -> None:
    page = page_of(window)
    for button in (page.head.side, page.head.beside):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert focused() is page.table
    press(Qt.Key.Key_Delete)
    settle(qtbot, window)
    assert questions(window) == ["Cormorants where?", "Бишкек", "Capital"]
