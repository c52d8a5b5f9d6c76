"""What is said of a note while it is written, and how its cards are shown."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kgstudy.gui.editor.window import EditorWindow
from kgstudy.services import editing
from kgstudy.store.collection import Collection
from tests.gui.editor.writing import CONTROL, choose, press_all, tab, write
from tests.gui.keyboard import press


def test_a_gap_in_another_kind_is_explained(editor: EditorWindow) -> None:
    write("Naryn")
    press_all("Ctrl+Shift+C")
    assert "Only a text with gaps" in editor.words
    assert editor.form.fields.boxes[0].html == "Naryn"


def test_a_duplicate_is_told_while_typing_and_leads_to_it(
    editor: EditorWindow, collection: Collection, qtbot: QtBot
) -> None:
    made, _ = editing.add(collection, "D", "basic", {"front": "Ёлка", "back": "tree"})
    write("елка")
    qtbot.waitUntil(lambda: any("begins with “Ёлка”" in line for line in editor.form.advice.lines))
    with qtbot.waitSignal(editor.note_wanted) as told:
        editor.form.advice.findChildren(type(editor.leave))[0].click()
    assert told.args == [made]


def test_lints_are_shown_and_cured(editor: EditorWindow, qtbot: QtBot) -> None:
    write("Which treaty did Kyrgyzstan sign with Russia in 1992?")
    tab()
    write("The treaty of friendship, which was prolonged for ten more years later on")
    qtbot.waitUntil(lambda: any("nobody recalls" in line for line in editor.form.advice.lines))
    cure = next(
        button
        for button in editor.form.advice.findChildren(type(editor.leave))
        if button.text().startswith("Write")
    )
    cure.click()
    assert editor.form.fields.boxes[1].html == "The treaty of friendship"


def test_the_card_is_shown_as_it_will_look(editor: EditorWindow) -> None:
    choose(editor, "cloze")
    write("{{c1::Naryn}} and {{c2::Talas}}")
    editor.form.look_now()
    said = [card.question.words for card in editor.form.preview.cards]
    assert said == ["[…] and Talas", "Naryn and […]"]


def test_what_was_wrong_with_one_kind_is_not_said_of_another(editor: EditorWindow) -> None:
    write("A question")
    press(Qt.Key.Key_Return, CONTROL)
    choose(editor, "ordering")
    assert not editor.form.advice.lines
