"""Cards of every kind are written, and added one after another, by keyboard."""

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QPoint, Qt
from PySide6.QtGui import QImage, QImageWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from kgstudy.gui.desk import Desk
from kgstudy.gui.editor.pieces import Pieces
from kgstudy.gui.editor.window import EditorWindow
from kgstudy.store import cards
from kgstudy.store.collection import Collection
from tests.gui.editor.writing import CONTROL, choose, every_note, press_all, tab, write
from tests.gui.keyboard import focused, press

CASES = [
    ("basic", ["What is суу?", "water"], {"front": "What is суу?", "back": "water"}, [0]),
    ("both-ways", ["жай", "summer"], {"front": "жай", "back": "summer"}, [0, 1]),
    ("typed", ["Capital?", "Bishkek", "Frunze\nPishpek"], {"also": "Frunze\nPishpek"}, [0]),
    ("choice", ["Capital?", "Bishkek", "Osh\nTalas"], {"wrong": "Osh\nTalas"}, [0]),
    ("ordering", ["By year", "1991\n1992"], {"items": "1991\n1992"}, [0]),
    ("cloze", ["{{c1::Naryn}} and {{c2::Talas}}"], {}, [1, 2]),
]


@pytest.mark.parametrize(("kind", "words", "fields", "slots"), CASES)
def test_each_kind_is_written_and_added(
    editor: EditorWindow,
    collection: Collection,
    kind: str,
    words: list[str],
    fields: dict[str, str],
    slots: list[int],
) -> None:
    choose(editor, kind)
    for number, each in enumerate(words):
        tab(bool(number))
        write(each)
    press(Qt.Key.Key_Return, CONTROL)
    (made,) = every_note(collection)
    assert made.kind == kind
    assert made.fields.items() >= fields.items()
    assert [card.slot for card in cards.of_note(collection, made.id)] == slots
    assert editor.words.startswith("Added")


def test_the_window_stays_for_the_next_card_and_keeps_what_is_pinned(
    editor: EditorWindow, collection: Collection
) -> None:
    write("The same question?")
    press(Qt.Key.Key_F9)
    tab()
    write("One")
    press(Qt.Key.Key_Return, CONTROL)
    assert editor.isVisible()
    assert focused() is editor.form.fields.boxes[1].edit
    write("Two")
    press(Qt.Key.Key_Return, CONTROL)
    answers = [note.fields["back"] for note in every_note(collection)]
    assert answers == ["One", "Two"]
    assert {note.fields["front"] for note in every_note(collection)} == {"The same question?"}


def test_what_makes_no_card_says_why_and_adds_nothing(
    editor: EditorWindow, collection: Collection
) -> None:
    write("A question")
    press(Qt.Key.Key_Return, CONTROL)
    assert every_note(collection) == []
    assert editor.form.advice.lines[0] == "The answer is empty: write something there."
    tab()
    write("x")
    editor.form.look_now()
    assert editor.form.advice.lines[:1] != ("The answer is empty: write something there.",)


def test_gaps_are_made_by_keys(editor: EditorWindow, collection: Collection) -> None:
    choose(editor, "cloze")
    write("Naryn Talas")
    edit = editor.form.fields.boxes[0].edit
    press_all("Home", "Ctrl+Shift+Right", "Shift+Left", "Ctrl+Shift+C")
    press_all("End")
    press_all("Ctrl+Shift+Left", "Ctrl+Alt+Shift+C")
    assert edit.html == "{{c1::Naryn}} {{c1::Talas}}"
    press_all("End")
    write(" ")
    press_all("Ctrl+Shift+C")
    write("Chüy")
    assert edit.html == "{{c1::Naryn}} {{c1::Talas}} {{c2::Chüy}}"


def test_the_fields_are_emptied_by_one_press_and_filled_again_by_undo(
    editor: EditorWindow, qtbot: QtBot
) -> None:
    assert editor.empty.isHidden()
    write("Half")
    qtbot.waitUntil(lambda: not editor.empty.isHidden())
    editor.empty.click()
    assert editor.form.fields.boxes[0].html == ""
    assert editor.empty.isHidden()
    press_all("Ctrl+Z")
    assert editor.form.fields.boxes[0].html == "Half"


def test_another_kind_takes_along_what_was_written(editor: EditorWindow) -> None:
    write("Front")
    tab()
    write("Back")
    choose(editor, "typed")
    assert editor.form.fields.fields == {
        "question": "Front", "answer": "Back", "also": "", "note": "",
    }  # fmt: skip


def test_while_decks_come_in_nothing_is_added_and_nothing_lost(
    editor: EditorWindow, collection: Collection
) -> None:
    write("Q")
    tab()
    write("A")
    editor.form.busy = lambda: True
    press(Qt.Key.Key_Return, CONTROL)
    assert every_note(collection) == []
    assert editor.form.advice.lines[0].startswith("Wait until what goes on")
    editor.form.busy = lambda: False
    press(Qt.Key.Key_Return, CONTROL)
    assert len(every_note(collection)) == 1


def test_the_blank_after_a_chosen_word_stays_outside_the_gap(editor: EditorWindow) -> None:
    choose(editor, "cloze")
    write("Naryn is long")
    press_all("Home", "Ctrl+Shift+Right", "Ctrl+Shift+C")
    assert editor.form.fields.fields["text"] == "{{c1::Naryn}} is long"


def test_taking_back_words_to_the_last_takes_back_no_note(editor: EditorWindow) -> None:
    with_undo: list[bool] = []
    editor.undo_wanted.connect(lambda: with_undo.append(True))
    write("a")
    press_all("Ctrl+Z", "Ctrl+Z")
    assert editor.form.fields.fields["front"] == ""
    assert with_undo == []


def test_the_field_that_is_written_stays_in_sight_as_one_above_it_grows(
    editor: EditorWindow, qtbot: QtBot
) -> None:
    editor.resize(700, 420)
    tab(2)
    above, below = editor.form.fields.boxes[0], focused()
    assert below is editor.form.fields.boxes[2].edit
    before = above.height()
    above.edit.put("<br>".join("abcdefghi"))
    qtbot.waitUntil(lambda: above.height() > before + 80)
    qtbot.waitUntil(lambda: not below.visibleRegion().isEmpty())


def test_it_opens_whole_on_the_screen_also_beside_a_small_window_in_a_corner(
    qtbot: QtBot, desk: Desk
) -> None:
    small = QWidget()
    qtbot.addWidget(small)
    small.setGeometry(0, 0, 300, 200)
    editor = EditorWindow(desk, small)
    assert editor.screen().availableGeometry().contains(editor.geometry())


def test_a_large_picture_in_a_field_is_made_smaller_with_no_row_of_it_left_out(
    desk: Desk,
) -> None:
    striped = QImage(900, 600, QImage.Format.Format_RGB32)
    striped.fill(0xFFFFFF)
    for row in range(0, 600, 4):
        for column in range(900):
            striped.setPixel(column, row, 0)
    kept = QBuffer()
    QImageWriter(kept, QByteArray(b"png")).write(striped)
    pieces = Pieces(desk.look, desk.media, {"map.png": bytes(kept.data().data())})
    shown = pieces.image('<img src="map.png">', 200, 1.0)
    assert shown.width() <= 200
    assert {shown.pixelColor(100, row).value() for row in range(20, 60)}.isdisjoint({0, 255})


def test_what_was_added_is_told_as_it_is_asked(editor: EditorWindow) -> None:
    choose(editor, "cloze")
    write("{{c1::Bishkek}} is the capital")
    press(Qt.Key.Key_Return, CONTROL)
    press(Qt.Key.Key_H, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    menu = editor.findChild(QMenu)
    assert menu is not None
    assert [act.text() for act in menu.actions()] == ["[…] is the capital"]
    menu.close()


@pytest.mark.parametrize("place", [0, 2, 4, 6])
def test_tab_goes_all_round_the_window_and_shift_tab_back(editor: EditorWindow, place: int) -> None:
    kinds = editor.form.head.kinds
    kinds.setCurrentIndex(place)
    kinds.activated.emit(place)
    kinds.setFocus()

    def passed(key: Qt.Key) -> list[QWidget]:
        seen = [focused()]
        while len(seen) < 30:
            QTest.keyClick(seen[-1], key)
            if focused() is seen[0]:
                break
            seen.append(focused())
        return seen

    there = passed(Qt.Key.Key_Tab)
    edits: list[QWidget] = [box.edit for box in editor.form.fields.boxes]
    assert [each for each in there if each in edits] == edits
    assert there[-3:] == [editor.form.tags, editor.leave, editor.keep]
    head = there[: there.index(edits[0]) + 1]
    heights = [each.mapTo(editor, QPoint()).y() for each in head]
    assert heights == sorted(heights)
    assert passed(Qt.Key.Key_Backtab) == [there[0], *reversed(there[1:])]


def test_what_is_typed_after_a_kind_is_picked_from_the_list_goes_into_a_field(
    qtbot: QtBot, editor: EditorWindow
) -> None:
    kinds = editor.form.head.kinds
    kinds.setFocus()
    kinds.showPopup()
    view = kinds.view()
    with qtbot.waitSignal(kinds.taken):
        QTest.keyClick(view, Qt.Key.Key_Down)
        QTest.keyClick(view, Qt.Key.Key_Return)
    write("Which one?")
    assert kinds.currentText() == "Both ways"
    assert editor.form.fields.fields["front"] == "Which one?"


def test_keys_go_from_kind_to_kind_while_the_list_is_closed(editor: EditorWindow) -> None:
    kinds = editor.form.head.kinds
    kinds.setFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    assert kinds.currentText() == "Text with gaps"
    assert focused() is kinds
