"""Notes that are there are changed; each edit is one act, and one undo takes it back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kgstudy.domain.ids import NoteId
from kgstudy.domain.review import Rating
from kgstudy.gui.desk import Desk
from kgstudy.gui.editor.note_form import NoteForm
from kgstudy.gui.editor.window import EditorWindow
from kgstudy.gui.pages.study import StudyPage
from kgstudy.gui.window import Window
from kgstudy.services import cards as placing
from kgstudy.services import deck_tree, editing, history, recasting, tags, trash
from kgstudy.services.study import Study
from kgstudy.store import cards, notes
from kgstudy.store.collection import Collection
from tests.gui.editor.writing import CONTROL, every_note, press_all, tab, write
from tests.gui.keyboard import focused, press
from tests.gui.windows import OpenWindow
from tests.templated import BASIC

STRANGE = '<div class="x">A <FONT COLOR=red>b</FONT></div>\n<p>c'


@pytest.fixture
def note(collection: Collection) -> NoteId:
    made, _ = editing.add(collection, "Deck", "basic", {"front": STRANGE, "back": "B"}, ["t"])
    return made


@pytest.fixture
def changing(qtbot: QtBot, desk: Desk, note: NoteId) -> EditorWindow:
    made = EditorWindow(desk, None)
    qtbot.addWidget(made)
    made.edit(note)
    qtbot.waitUntil(lambda: made.isActiveWindow() and made.focusWidget() is not None)
    return made


def acts(collection: Collection) -> int:
    found = collection.connection.execute("SELECT count(*) FROM act").get
    assert isinstance(found, int)
    return found


def test_a_note_that_is_only_looked_at_stays_as_it_is(
    changing: EditorWindow, collection: Collection, note: NoteId
) -> None:
    before = acts(collection)
    tab(4)
    press_all("Ctrl+S")
    press(Qt.Key.Key_Escape)
    assert not changing.isVisible()
    assert notes.get(collection, note).fields["front"] == STRANGE
    assert acts(collection) == before


def test_leaving_a_field_saves_it_as_one_act(
    changing: EditorWindow, collection: Collection, note: NoteId
) -> None:
    before = acts(collection)
    tab()
    write("C")
    assert acts(collection) == before
    tab()
    assert notes.get(collection, note).fields == {"front": STRANGE, "back": "BC", "note": ""}
    assert acts(collection) == before + 1
    assert changing.words == "Saved"
    last = history.last(collection)
    assert last is not None
    assert last.act == "edit-note"


def test_undo_takes_one_edit_back_and_the_field_shows_it(
    changing: EditorWindow, desk: Desk, collection: Collection, note: NoteId
) -> None:
    tab()
    write("C")
    tab()
    change = history.undo(collection)
    assert change is not None
    desk.feed.changed.emit(change)
    assert notes.get(collection, note).fields["back"] == "B"
    assert changing.form.fields.fields["back"] == "B"


def test_going_from_note_to_note_mixes_nothing(
    changing: EditorWindow, collection: Collection, note: NoteId
) -> None:
    other, _ = editing.add(collection, "Deck", BASIC, {"Front": "Q", "Back": "A"}, ["other"])
    third, _ = editing.add(collection, "Deck", "basic", {"front": "Q3", "back": "A3"}, ["third"])
    before = {each.id: each for each in every_note(collection)}
    done = acts(collection)
    for each in (other, note, third, note, other, third):
        changing.edit(each)
        assert changing.form.note == each
        tab()
    assert {each.id: each for each in every_note(collection)} == before
    assert acts(collection) == done


def test_a_new_gap_wakes_no_card_that_was_put_away(
    changing: EditorWindow, collection: Collection
) -> None:
    made, _ = editing.add(collection, "Deck", "cloze", {"text": "{{c1::Naryn}} {{c2::Talas}}"})
    second = cards.of_note(collection, made)[1]
    Study(collection, cards=[second.id]).answer(Rating.EASY, 900)
    editing.edit(collection, made, {"text": "{{c1::Naryn}} Talas "}, ())
    changing.edit(made)
    press_all("Ctrl+Shift+C")
    write("Ala-Too")
    press_all("Ctrl+S")
    assert notes.get(collection, made).fields["text"].endswith("{{c3::Ala-Too}}")


def test_what_was_typed_is_saved_where_it_was_typed(
    changing: EditorWindow, collection: Collection, note: NoteId
) -> None:
    other, _ = editing.add(collection, "Deck", BASIC, {"Front": "Q", "Back": "A"}, ["other"])
    tab()
    write("C")
    changing.edit(other)
    assert notes.get(collection, note).fields["back"] == "BC"
    assert notes.get(collection, note).tags == ("t",)
    assert notes.get(collection, other).fields == {"Front": "Q", "Back": "A", "Hint": ""}


@pytest.mark.parametrize("keys", ["Ctrl+Return", "Ctrl+S"])
def test_a_form_beside_something_else_saves_by_key(
    qtbot: QtBot, desk: Desk, collection: Collection, note: NoteId, keys: str
) -> None:
    form = NoteForm(desk)
    qtbot.addWidget(form)
    form.open(note)
    form.show()
    qtbot.waitUntil(form.isActiveWindow)
    form.fields.boxes[1].begin()
    write("C")
    press_all(keys)
    assert notes.get(collection, note).fields["back"] == "BC"
    assert form.fields.boxes[1].edit.hasFocus()


def test_what_was_typed_is_saved_when_the_form_goes_out_of_sight(
    qtbot: QtBot, desk: Desk, collection: Collection, note: NoteId
) -> None:
    form = NoteForm(desk)
    qtbot.addWidget(form)
    form.open(note)
    form.show()
    qtbot.waitUntil(form.isActiveWindow)
    form.fields.begin(empty=False)
    press_all("Ctrl+Home")
    write("New ")
    form.hide()
    assert notes.get(collection, note).fields["front"].startswith('<div class="x">New A')


@pytest.mark.qt_log_ignore("grabbing the keyboard")  # by the list of tags
def test_tags_are_changed_too(changing: EditorWindow, collection: Collection, note: NoteId) -> None:
    changing.form.tags.setFocus()
    write(" two")
    press(Qt.Key.Key_Return, CONTROL)
    assert not changing.isVisible()
    assert notes.get(collection, note).tags == ("t", "two")


def test_what_makes_no_card_is_not_saved_and_keeps_the_window(
    changing: EditorWindow, collection: Collection, note: NoteId
) -> None:
    tab()
    press_all("Ctrl+A", "Del")
    press(Qt.Key.Key_Escape)
    assert changing.isVisible()
    assert changing.form.advice.lines[0] == "The answer is empty: write something there."
    assert notes.get(collection, note).fields["back"] == "B"
    write("again")
    press(Qt.Key.Key_Escape)
    assert not changing.isVisible()
    assert notes.get(collection, note).fields["back"] == "again"


def test_a_note_of_a_note_type_is_changed_by_its_own_fields(
    qtbot: QtBot, desk: Desk, collection: Collection
) -> None:
    made, _ = editing.add(collection, "Deck", BASIC, {"Front": "Q", "Back": "A"})
    changing = EditorWindow(desk, None)
    qtbot.addWidget(changing)
    changing.edit(made)
    assert [box.name for box in changing.form.fields.boxes] == ["Front", "Back", "Hint"]
    qtbot.waitUntil(lambda: changing.isActiveWindow() and changing.focusWidget() is not None)
    tab(2)
    write("a hint")
    press_all("Ctrl+S")
    assert notes.get(collection, made).fields == {"Front": "Q", "Back": "A", "Hint": "a hint"}


def test_a_note_that_was_deleted_elsewhere_is_not_shown_any_more(
    changing: EditorWindow, desk: Desk, collection: Collection, note: NoteId
) -> None:
    change = history.undo(collection)
    assert change is not None
    desk.feed.changed.emit(change)
    assert changing.form.note is None
    assert every_note(collection) == []


def test_what_was_typed_into_a_note_that_is_gone_holds_nobody_up(
    changing: EditorWindow, desk: Desk, collection: Collection, note: NoteId
) -> None:
    write("typed ")
    desk.feed.changed.emit(trash.delete_notes(collection, [note]))
    press_all("Ctrl+S")
    assert changing.form.advice.lines[0].startswith("This note is not there any more")
    assert "typed" in changing.form.fields.fields["front"]
    press(Qt.Key.Key_Escape)
    assert not changing.isVisible()
    assert every_note(collection) == []


def test_nor_does_what_was_typed_into_a_note_that_is_of_another_kind_now(
    changing: EditorWindow, desk: Desk, collection: Collection, note: NoteId
) -> None:
    write("typed ")
    recipe = recasting.suggested(notes.get(collection, note), "cloze")
    change, _ = recasting.change_kind(collection, [note], recipe)
    desk.feed.changed.emit(change)
    press(Qt.Key.Key_Escape)
    assert not changing.isVisible()
    assert notes.get(collection, note).kind == "cloze"


def editor_of(window: Window) -> EditorWindow:
    return next(each for each in window.findChildren(EditorWindow) if each.isVisible())


@pytest.mark.parametrize("revealed", [True, False])
def test_the_card_on_the_table_is_edited_and_comes_back(
    qtbot: QtBot,
    open_window: OpenWindow,
    collection: Collection,
    note: NoteId,
    revealed: bool,
) -> None:
    for number in range(5):
        editing.add(collection, "Deck", "basic", {"front": f"Other {number}", "back": "x"})
    window = open_window()
    window.study()
    page = window.page
    assert isinstance(page, StudyPage)
    if revealed:
        press(Qt.Key.Key_Space)
    press(Qt.Key.Key_E)
    editor = editor_of(window)
    qtbot.waitUntil(editor.isActiveWindow)
    assert editor.form.note == note
    press_all("Ctrl+Home")
    write("New ")
    press(Qt.Key.Key_Return, CONTROL)
    assert window.page is page
    assert page.table.sheet is not None
    assert page.table.sheet.question.words.startswith("New A b")
    assert page.table.revealed is revealed

    qtbot.waitUntil(window.isActiveWindow)
    press_all("Ctrl+Z")
    assert page.table.sheet.question.words.startswith("A b")


def test_a_adds_from_wherever_one_is(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    press(Qt.Key.Key_A)
    editor = editor_of(window)
    qtbot.waitUntil(editor.isActiveWindow)
    assert editor.is_adding
    write("half")
    assert focused() is editor.form.fields.boxes[0].edit
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(window.isActiveWindow)
    press(Qt.Key.Key_N, CONTROL)
    assert editor_of(window) is editor
    assert editor.form.fields.boxes[0].html == "half"


def test_undo_with_nothing_typed_takes_back_what_was_added(
    qtbot: QtBot, open_window: OpenWindow, collection: Collection
) -> None:
    window = open_window()
    window.add(None)
    editor = editor_of(window)
    qtbot.waitUntil(lambda: editor.isActiveWindow() and editor.focusWidget() is not None)
    write("Q")
    tab()
    write("A")
    press(Qt.Key.Key_Return, CONTROL)
    assert len(every_note(collection)) == 1
    press_all("Ctrl+Z")
    assert every_note(collection) == []
    assert editor.words == "Undone: add note"
    press_all("Ctrl+Shift+Z")
    assert len(every_note(collection)) == 1


def test_the_window_does_not_close_over_an_edit_that_is_not_saved(
    open_window: OpenWindow, collection: Collection, note: NoteId, qtbot: QtBot
) -> None:
    window = open_window()
    window.edit(note)
    editor = editor_of(window)
    qtbot.waitUntil(editor.isActiveWindow)
    press_all("Ctrl+Home")
    write("New ")
    assert window.close()
    assert notes.get(collection, note).fields["front"].startswith('<div class="x">New A')


def test_it_says_what_becomes_of_the_card_whose_gap_is_gone(
    qtbot: QtBot, desk: Desk, collection: Collection
) -> None:
    text = "{{c1::Naryn}} and {{c2::Chüy}} and {{c3::Talas}}"
    made, _ = editing.add(collection, "Deck", "cloze", {"text": text})
    Study(collection).answer(Rating.EASY, 900)
    before = cards.of_note(collection, made)
    form = EditorWindow(desk, None)
    qtbot.addWidget(form)
    form.edit(made)
    qtbot.waitUntil(lambda: form.isActiveWindow() and form.focusWidget() is not None)

    def rewrite(words: str) -> str:
        press_all("Ctrl+A")
        write(words)
        form.form.look_now()
        return "\n".join(form.form.advice.lines)

    gone = "Gap 1 is gone: its card is put aside, and comes back with its schedule"
    assert gone in rewrite("Naryn and {{c2::Chüy}} and {{c3::Talas}}")
    press_all("Ctrl+S")
    assert cards.of_note(collection, made)[0].suspended
    assert form.words == "1 card is put aside, schedule and all"
    assert gone in "\n".join(form.form.advice.lines), "as long as it is so"
    assert "gone" not in rewrite(text)
    press_all("Ctrl+S")
    assert cards.of_note(collection, made) == before


def test_what_was_changed_elsewhere_while_one_wrote_stays(
    changing: EditorWindow, desk: Desk, collection: Collection, note: NoteId
) -> None:
    tab()
    write("C")
    desk.feed.changed.emit(editing.edit(collection, note, {"note": "elsewhere"}, ["t"]))
    desk.feed.changed.emit(tags.add(collection, [note], ["more"]))
    assert changing.form.save()
    write("D")
    assert changing.form.save()
    kept = notes.get(collection, note)
    assert kept.fields == {"front": STRANGE, "back": "BCD", "note": "elsewhere"}
    assert set(kept.tags) == {"t", "more"}


def test_a_tag_that_is_taken_while_another_is_given_elsewhere_goes_alone(
    changing: EditorWindow, desk: Desk, collection: Collection, note: NoteId
) -> None:
    changing.form.tags.put(["mine"])
    desk.feed.changed.emit(tags.add(collection, [note], ["theirs"]))
    assert changing.form.save()
    assert set(notes.get(collection, note).tags) == {"mine", "theirs"}
    assert set(changing.form.tags.tags) == {"mine", "theirs"}


def test_the_deck_is_told_by_its_name_of_now(
    changing: EditorWindow, desk: Desk, collection: Collection, note: NoteId
) -> None:
    (card,) = cards.of_note(collection, note)
    assert changing.form.place.text().endswith("· Deck")
    desk.feed.changed.emit(deck_tree.rename(collection, card.deck_id, "Renamed"))
    assert changing.form.place.text().endswith("· Renamed")
    desk.feed.changed.emit(placing.move(collection, [card.id], "Else::where"))
    assert changing.form.place.text().endswith("· Else › where")
    (caption,) = [each for each in changing.findChildren(QLabel) if each.text() == "Tags"]
    assert caption.isVisible(), "a line of words would not say what they are"
