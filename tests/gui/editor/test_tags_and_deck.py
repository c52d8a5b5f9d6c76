"""The deck and the tags of a note: typed, completed and shown."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kgstudy.gui.editor.window import EditorWindow
from kgstudy.services import editing
from kgstudy.store import decks
from kgstudy.store.collection import Collection
from tests.gui.editor.writing import CONTROL, every_note, press_all, tab, write
from tests.gui.keyboard import focused, press


def test_a_deck_and_tags_are_typed(editor: EditorWindow, collection: Collection) -> None:
    editor.form.head.deck.line.setFocus()
    editor.form.head.deck.line.selectAll()
    write("Languages::Kyrgyz")
    editor.form.fields.begin(empty=True)
    write("a")
    tab()
    write("b")
    tab(2)
    assert focused() is editor.form.tags
    write("two words")
    press(Qt.Key.Key_Return, CONTROL)
    (made,) = every_note(collection)
    assert made.tags == ("two", "words")
    assert [deck.name for deck in decks.every(collection)] == ["Languages", "Languages::Kyrgyz"]


def test_tags_are_completed_word_by_word(editor: EditorWindow, collection: Collection) -> None:
    editing.add(collection, "D", "basic", {"front": "a", "back": "b"}, ["history", "river"])
    editor.add(None)
    editor.form.tags.setText("new ")
    completer = editor.form.tags.completer()
    assert completer is not None
    completer.setCompletionPrefix("new IST")
    assert completer.completionCount() == 1
    assert completer.pathFromIndex(completer.currentIndex()) == "new history "


@pytest.mark.qt_log_ignore("grabbing the keyboard")
def test_a_tag_is_taken_from_the_list_once(editor: EditorWindow, collection: Collection) -> None:
    editing.add(collection, "D", "basic", {"front": "a", "back": "b"}, ["history", "river"])
    editor.add(None)
    editor.form.tags.setFocus()
    write("old his")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert editor.form.tags.text() == "old history "


@pytest.mark.qt_log_ignore("grabbing the keyboard")
def test_escape_closes_the_list_of_tags_and_nothing_else(
    editor: EditorWindow, collection: Collection, qtbot: QtBot
) -> None:
    editing.add(collection, "D", "basic", {"front": "a", "back": "b"}, ["history", "river"])
    editor.add(None)
    editor.form.tags.setFocus()
    write("his")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert editor.isVisible()


@pytest.mark.qt_log_ignore("grabbing the keyboard")
def test_the_list_of_tags_goes_when_the_note_is_added(
    editor: EditorWindow, collection: Collection
) -> None:
    editing.add(collection, "D", "basic", {"front": "a", "back": "b"}, ["history", "river"])
    editor.add(None)
    write("Q")
    tab()
    write("A")
    editor.form.tags.setFocus()
    write("his")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    editor.keep.click()
    assert not popup.isVisible()


def test_a_long_name_of_a_deck_shows_its_beginning(
    editor: EditorWindow, collection: Collection
) -> None:
    editing.add(collection, "D" * 200, "basic", {"front": "a", "back": "b"}, [])
    editor.form.head.deck.line.setText("D" * 200)
    editor.add(None)
    assert editor.form.head.deck.line.cursorPosition() == 0


def test_a_deck_is_read_from_its_first_word_once_it_is_typed(editor: EditorWindow) -> None:
    line = editor.form.head.deck.line
    line.setFocus()
    write("Languages")
    tab()
    assert line.cursorPosition() == 0


def test_the_name_of_the_deck_shows_its_beginning_once_the_keyboard_has_left_it(
    editor: EditorWindow,
) -> None:
    line = editor.form.head.deck.line
    line.setText("A deck with a very long name " * 5)
    press_all("Shift+Tab", "Shift+Tab")
    assert line.hasFocus()
    tab()
    assert line.cursorPosition() == 0
