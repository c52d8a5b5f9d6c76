"""Batch acts by keyboard: each says what it did to how many, and one undo takes it back."""

from threading import Event, get_ident
from typing import TypeVar

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from kgstudy.domain.card import New, Reviewing
from kgstudy.domain.ids import NoteId
from kgstudy.domain.review import Rating
from kgstudy.gui.batch import acts as batch_acts
from kgstudy.gui.batch import card_deeds, note_deeds
from kgstudy.gui.batch.acts import BatchActs
from kgstudy.gui.batch.due_dialog import DueDialog
from kgstudy.gui.batch.duplicates_dialog import DuplicatesDialog
from kgstudy.gui.batch.move_dialog import MoveDialog
from kgstudy.gui.batch.place_dialog import PlaceDialog
from kgstudy.gui.batch.replace_dialog import ReplaceDialog
from kgstudy.gui.batch.selection import Selection
from kgstudy.gui.batch.tag_dialogs import AddTagsDialog, RemoveTagsDialog
from kgstudy.gui.batch.trash_dialog import TrashDialog
from kgstudy.gui.batch.work_dialog import WorkDialog
from kgstudy.gui.desk import Desk
from kgstudy.gui.dialogs.kind import KindDialog
from kgstudy.gui.editor.note_form import NoteForm
from kgstudy.gui.window import Window
from kgstudy.services import cards, new_decks, tags, trash
from kgstudy.services.study import Study
from kgstudy.store import cards as stored
from kgstudy.store import decks, notes
from kgstudy.store.collection import Collection
from kgstudy.store.trash import Thrown
from tests.builders import basic, deck_of

T = TypeVar("T", bound=QDialog)
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
CONTENT = (
    basic("a", "The <b>Naryn</b> river"),
    basic("b", "the naryn river"),
    basic("c", "The Chüy river"),
    basic("d", "A lake"),
)


@pytest.fixture
def collection(kept: Collection) -> Collection:
    """Four cards, one of them known; in a folder, since jobs have connections of their own."""
    deck = deck_of(kept, CONTENT)
    Study(kept, deck.id).answer(Rating.EASY, 1000)
    kept.forget_history()
    return kept


@pytest.fixture
def table(window: Window) -> QWidget:
    """Stands for the list in which cards are chosen."""
    made = QWidget(window.page)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.show()
    made.setFocus()
    return made


@pytest.fixture
def acts(desk: Desk, window: Window, table: QWidget, collection: Collection) -> BatchActs:
    """All cards are chosen."""
    made = BatchActs(desk, window, table)
    made.watch(lambda: chosen(collection))
    return made


def chosen(collection: Collection) -> Selection:
    every = [card for card, _ in stored.every(collection)]
    return Selection(
        tuple(card.id for card in every), tuple(dict.fromkeys(card.note_id for card in every))
    )


def press(widget: QWidget, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    held = Qt.KeyboardModifier.NoModifier
    for each in modifiers:
        held |= each
    QTest.keyClick(widget, key, held)


def dialog_of(window: Window, kind: type[T]) -> T:
    return next(each for each in window.findChildren(kind) if each.isVisible())


def awaited(qtbot: QtBot, window: Window, kind: type[T]) -> T:
    """One that opens once something was read beside the window."""
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(kind)))
    return dialog_of(window, kind)


def fronts(collection: Collection) -> list[str]:
    return sorted(
        note.fields["front"]
        for note in notes.several(collection, chosen(collection).notes).values()
    )


def said(window: Window) -> str:
    return window.toast.text


def test_a_key_suspends_and_brings_back(
    acts: BatchActs, table: QWidget, window: Window, collection: Collection
) -> None:
    press(table, Qt.Key.Key_J, CONTROL)
    assert all(card.suspended for card, _ in stored.every(collection))
    assert said(window) == "Suspended 4 cards"
    press(table, Qt.Key.Key_J, CONTROL)
    assert not any(card.suspended for card, _ in stored.every(collection))
    assert said(window) == "Brought 4 cards back"
    window.undo()
    assert all(card.suspended for card, _ in stored.every(collection))


def test_keys_bury_and_flag(
    acts: BatchActs, table: QWidget, window: Window, collection: Collection
) -> None:
    press(table, Qt.Key.Key_J, CONTROL, SHIFT)
    assert said(window) == "Buried 4 cards until tomorrow"
    press(table, Qt.Key.Key_3, CONTROL)
    assert {card.flag for card, _ in stored.every(collection)} == {3}
    assert said(window) == "Flag 3: 4 cards"
    press(table, Qt.Key.Key_3, CONTROL)
    assert {card.flag for card, _ in stored.every(collection)} == {0}
    press(table, Qt.Key.Key_0, CONTROL)
    assert said(window) == "There was nothing to change."


def test_what_was_so_already_is_told_apart(
    acts: BatchActs, table: QWidget, window: Window, collection: Collection
) -> None:
    every = chosen(collection)
    one = every.cards[:1]
    cards.suspend(collection, one)
    cards.bury(collection, one)
    cards.flag(collection, one, 3)
    tags.add(collection, every.notes[:1], ["lake"])
    press(table, Qt.Key.Key_J, CONTROL)
    assert said(window) == "Suspended 3 cards · 1 was already"
    press(table, Qt.Key.Key_J, CONTROL, SHIFT)
    assert said(window) == "Buried 3 cards until tomorrow · 1 was already"
    press(table, Qt.Key.Key_3, CONTROL)
    assert said(window) == "Flag 3: 3 cards · 1 was already"
    cards.flag(collection, one, 0)
    press(table, Qt.Key.Key_0, CONTROL)
    assert said(window) == "Took the flag off 3 cards"
    cards.move(collection, one, "Lakes")
    acts.cards.move_to(every, "lakes")
    assert said(window) == "Moved 3 cards to lakes · 1 was there already"
    acts.cards.flag(2, every)
    acts.cards.flag(2, every)
    assert said(window) == "Took the flag off 4 cards"


def test_delete_is_heard_in_the_table_alone(
    acts: BatchActs, table: QWidget, collection: Collection
) -> None:
    inner = QWidget(table)
    for each in (inner, beside := QWidget(table)):
        each.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        each.show()
    acts.watch(lambda: chosen(collection), inner)
    beside.setFocus()
    press(beside, Qt.Key.Key_Delete)
    assert len(fronts(collection)) == 4
    inner.setFocus()
    press(inner, Qt.Key.Key_Delete)
    assert fronts(collection) == []


def test_without_a_selection_a_key_says_so(
    desk: Desk, acts: BatchActs, table: QWidget, window: Window
) -> None:
    acts.watch(Selection)
    press(table, Qt.Key.Key_J, CONTROL)
    assert said(window) == "Choose some cards first."
    menu = acts.menu(Selection())
    enabled = [act.text() for act in menu.actions() if act.isEnabled() and act.text()]
    assert enabled == ["Find duplicates…", "Clear unused tags", "Trash…"]


def test_the_menu_has_every_act(acts: BatchActs, collection: Collection) -> None:
    menu = acts.menu(chosen(collection))
    assert all(act.isEnabled() for act in menu.actions())
    assert [act.text() for act in menu.actions() if act.text()] == [
        "Move to a deck…",
        "Suspend, or bring back",
        "Bury until tomorrow, or bring back",
        "Flag",
        "Set due day…",
        "Reset to new",
        "Reposition new cards…",
        "Card information",
        "Add tags…",
        "Remove tags…",
        "Find and replace…",
        "Change the kind…",
        "Versions of the note…",
        "Delete to the trash",
        "Find duplicates…",
        "Clear unused tags",
        "Trash…",
    ]


def test_cards_move_to_a_deck_that_is_made(
    acts: BatchActs, table: QWidget, window: Window, collection: Collection
) -> None:
    press(table, Qt.Key.Key_D, CONTROL)
    dialog = dialog_of(window, MoveDialog)
    assert not dialog.act.isEnabled()
    QTest.keyClicks(dialog.deck.line, "Asia::Waters")
    assert dialog.told.text() == "This deck will be made."
    press(dialog.deck.line, Qt.Key.Key_Return)
    deck = decks.named(collection, "Asia::Waters")
    assert deck is not None
    assert {card.deck_id for card, _ in stored.every(collection)} == {deck.id}
    assert said(window) == "Moved 4 cards to Asia::Waters"
    window.undo()
    assert decks.named(collection, "Asia::Waters") is None


def test_enter_takes_a_deck_that_is_written_out_though_its_list_is_open(
    acts: BatchActs, table: QWidget, window: Window, collection: Collection
) -> None:
    lakes = new_decks.create(collection, "Lakes")
    press(table, Qt.Key.Key_D, CONTROL)
    dialog = dialog_of(window, MoveDialog)
    QTest.keyClicks(dialog.deck.line, "lakes")
    completer = dialog.deck.completer()
    popup = completer.popup() if completer else None
    assert popup is not None
    assert popup.isVisible()
    press(popup, Qt.Key.Key_Return)
    assert {card.deck_id for card, _ in stored.every(collection)} == {lakes}
    assert said(window) == "Moved 4 cards to Lakes"


def test_a_due_day_is_set_and_cards_are_new_again(
    acts: BatchActs, table: QWidget, window: Window, collection: Collection
) -> None:
    press(table, Qt.Key.Key_U, CONTROL, SHIFT)
    dialog = dialog_of(window, DueDialog)
    dialog.days.selectAll()
    QTest.keyClicks(dialog.days, "soon")
    assert not dialog.act.isEnabled()
    dialog.days.selectAll()
    QTest.keyClicks(dialog.days, "3-7")
    assert dialog.told.text() == "Due in 3 to 7 days: 5 March – 9 March"
    dialog.interval.click()
    assert dialog.days.text() == "3-7!"
    press(dialog.days, Qt.Key.Key_Return)
    assert all(isinstance(card.state, Reviewing) for card, _ in stored.every(collection))
    assert said(window) == "4 cards are due in 3 to 7 days"
    press(table, Qt.Key.Key_R, CONTROL, SHIFT)
    assert all(isinstance(card.state, New) for card, _ in stored.every(collection))


def test_only_those_are_told_that_became_another(
    acts: BatchActs, window: Window, collection: Collection
) -> None:
    every = chosen(collection)
    tags.add(collection, every.notes[:1], ["lake", "sea"])
    acts.notes._untag(every.notes, ["LAKE", "s*"])
    assert said(window) == "Removed from 1 note: LAKE, s*"
    cards.set_due(collection, every.cards[:3], "3")
    acts.cards.reset(every)
    assert said(window) == "3 cards are new again"


def test_new_cards_get_places_beside_the_window(
    qtbot: QtBot, acts: BatchActs, table: QWidget, window: Window, collection: Collection
) -> None:
    """However few they are: all other new cards may have to make room."""
    press(table, Qt.Key.Key_S, CONTROL, SHIFT)
    dialog = dialog_of(window, PlaceDialog)
    dialog.start.number.setValue(50)
    dialog.step.number.setValue(5)
    press(dialog.start.number, Qt.Key.Key_Return)
    with qtbot.waitSignal(dialog_of(window, WorkDialog).returned):
        pass
    fresh = [card for card, _ in stored.every(collection) if isinstance(card.state, New)]
    assert sorted(stored.position(collection, card.id) for card in fresh) == [50, 55, 60]
    assert said(window) == "Gave 3 new cards their places"


def test_tags_are_given_and_taken(
    qtbot: QtBot, acts: BatchActs, table: QWidget, window: Window, collection: Collection
) -> None:
    press(table, Qt.Key.Key_A, CONTROL, SHIFT)
    dialog = dialog_of(window, AddTagsDialog)
    dialog.tags.setText("RIVER water")
    assert dialog.told.text() == "New: water"
    press(dialog.tags, Qt.Key.Key_Return)
    assert said(window) == "Tagged 4 notes: RIVER, water"
    assert [tag.name for tag in tags.every(collection)] == ["river", "water"]
    press(table, Qt.Key.Key_D, CONTROL, SHIFT)
    removing = dialog_of(window, RemoveTagsDialog)
    assert not removing.act.isEnabled()
    press(removing.list, Qt.Key.Key_Space)
    press(removing.list, Qt.Key.Key_Return)
    assert said(window) == "Removed from 4 notes: river"
    acts.notes.clear_tags(Selection())
    with qtbot.waitSignal(dialog_of(window, WorkDialog).returned):
        pass
    assert said(window) == "Cleared 1 unused tag"
    assert [tag.name for tag in tags.every(collection)] == ["water"]


def test_only_ticked_changes_are_made(
    qtbot: QtBot, acts: BatchActs, table: QWidget, window: Window, collection: Collection
) -> None:
    press(table, Qt.Key.Key_H, CONTROL)
    dialog = dialog_of(window, ReplaceDialog)
    QTest.keyClicks(dialog.sought, "river")
    QTest.keyClicks(dialog.replacement, "stream")
    press(dialog.replacement, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(dialog.changes.edits.edits) == 3)
    press(dialog.replacement, Qt.Key.Key_Down)
    press(dialog.changes, Qt.Key.Key_Space)
    assert dialog.told.text() == "3 changes in 3 notes · 1 left out"
    press(dialog.changes, Qt.Key.Key_Return)
    assert sum("stream" in front for front in fronts(collection)) == 2
    assert said(window) == "Changed 2 notes"
    window.undo()
    assert not any("stream" in front for front in fronts(collection))


def test_tab_passes_by_changes_that_are_not_there(
    qtbot: QtBot, acts: BatchActs, window: Window, collection: Collection
) -> None:
    acts.notes.replace(chosen(collection))
    dialog = dialog_of(window, ReplaceDialog)
    dialog.replacement.setFocus()

    def take(key: Qt.Key) -> QWidget | None:
        QTest.keyClick(dialog.focusWidget(), key)
        return dialog.focusWidget()

    assert take(Qt.Key.Key_Down) is dialog.replacement
    dialog.source.setFocus()
    assert take(Qt.Key.Key_Tab) is dialog.cancel
    QTest.keyClicks(dialog.sought, "river")
    press(dialog.sought, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(dialog.changes.edits.edits) == 3)
    dialog.source.setFocus()
    assert take(Qt.Key.Key_Tab) is dialog.changes
    dialog.reject()


def test_a_wrong_expression_is_told_in_the_dialog(
    qtbot: QtBot, acts: BatchActs, window: Window, collection: Collection
) -> None:
    acts.notes.replace(chosen(collection))
    dialog = dialog_of(window, ReplaceDialog)
    dialog.regular.click()
    QTest.keyClicks(dialog.sought, "(")
    dialog.on_act()
    qtbot.waitUntil(lambda: "cannot be read" in dialog.told.text())
    assert not dialog.act.isEnabled()
    dialog.sought.setText("(lake)")
    dialog.replacement.setText("a \\1")
    dialog.on_act()
    qtbot.waitUntil(lambda: len(dialog.changes.edits.edits) == 1)
    dialog.changes.edits.tick_all(on=False)
    assert not dialog.act.isEnabled()
    dialog.reject()


def test_duplicates_are_found_and_all_but_the_oldest_go(
    qtbot: QtBot, acts: BatchActs, table: QWidget, window: Window, collection: Collection
) -> None:
    press(table, Qt.Key.Key_H, CONTROL, SHIFT)
    dialog = awaited(qtbot, window, DuplicatesDialog)
    press(dialog.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(dialog.groups))
    assert [group.text for group in dialog.groups] == ["The Naryn river"]
    assert dialog.told.text() == "1 group · 2 notes"
    dialog.delete.click()
    assert said(window) == "Moved 1 note to the trash"
    assert fronts(collection) == ["A lake", "The <b>Naryn</b> river", "The Chüy river"]
    window.undo()
    assert len(fronts(collection)) == 4


def test_the_keyboard_is_never_in_a_list_without_rows(
    qtbot: QtBot, acts: BatchActs, window: Window
) -> None:
    acts.notes.find_duplicates(Selection())
    twins = awaited(qtbot, window, DuplicatesDialog)
    twins.search.setFocus()
    QTest.keyClick(twins.search, Qt.Key.Key_Tab)
    assert twins.focusWidget() is twins.cancel
    twins.on_act()
    qtbot.waitUntil(lambda: bool(twins.groups))
    assert twins.focusWidget() is twins.list
    assert twins.list.currentRow() == 0
    assert twins.told.text() == "1 group · 2 notes"
    twins.reject()
    acts.notes.show_trash(Selection())
    trashed = dialog_of(window, TrashDialog)
    qtbot.waitUntil(lambda: trashed.focusWidget() is trashed.cancel)
    trashed.reject()


def test_a_search_that_cannot_be_read_is_told(
    qtbot: QtBot, acts: BatchActs, window: Window
) -> None:
    acts.notes.find_duplicates(Selection())
    dialog = awaited(qtbot, window, DuplicatesDialog)
    dialog.search.setText("is:nonsense")
    dialog.on_act()
    qtbot.waitUntil(lambda: dialog.told.text() not in ("", "Looking …"))
    assert not dialog.groups
    dialog.search.setText("lake")
    dialog.on_act()
    qtbot.waitUntil(lambda: dialog.told.text() == "No two notes read alike there.")
    dialog.reject()


def test_what_was_deleted_is_restored_from_the_trash(
    qtbot: QtBot, acts: BatchActs, table: QWidget, window: Window, collection: Collection
) -> None:
    press(table, Qt.Key.Key_Delete)
    assert said(window) == "Moved 4 notes to the trash"
    assert fronts(collection) == []
    press(table, Qt.Key.Key_Delete, CONTROL, SHIFT)
    dialog = dialog_of(window, TrashDialog)
    qtbot.waitUntil(lambda: len(dialog.model.lying) == 4)
    with qtbot.waitSignal(dialog.model.modelReset):
        dialog.refresh()
    assert dialog.table.currentIndex().row() == 0
    assert dialog.act.text() == "Restore all"
    press(dialog.table, Qt.Key.Key_Down)
    press(dialog.table, Qt.Key.Key_Down)
    assert dialog.act.text() == "Restore"
    press(dialog.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(dialog.model.lying) == 3)
    assert dialog.table.currentIndex().row() == 2
    assert len(fronts(collection)) == 1
    assert said(window) == "Restored 1 note"
    press(dialog.table, Qt.Key.Key_Delete)
    box = dialog.findChild(QMessageBox)
    assert box is not None
    assert box.text() == "Delete 3 notes for good?"
    assert [b.text() for b in box.findChildren(QPushButton) if b.isDefault()] == ["Keep"]
    confirm = next(b for b in box.findChildren(QPushButton) if b.text() == "Delete for good")
    confirm.click()
    qtbot.waitUntil(lambda: not dialog.model.lying)
    assert said(window) == "Deleted 3 notes for good"
    assert dialog.told.text() == "The trash is empty."
    dialog.reject()
    assert trash.count(collection) == 0


def test_thousands_in_the_trash_are_chosen_by_their_ranges(
    qtbot: QtBot, acts: BatchActs, table: QWidget, window: Window, collection: Collection
) -> None:
    acts.notes.show_trash(chosen(collection))
    dialog = dialog_of(window, TrashDialog)
    qtbot.waitUntil(lambda: dialog.told.text() == "The trash is empty.")
    lying = [Thrown(NoteId(n), 0, "Rivers", f"line {n}") for n in range(1500)]
    dialog.model.show_lying(lying)
    dialog.table.selectAll()
    assert dialog.told.text() == "1,500 notes · 1,500 chosen"
    restored: list[tuple[NoteId, ...]] = []
    dialog.restored.disconnect()
    dialog.restored.connect(restored.append)
    dialog.table.clearSelection()
    for row in (7, 2, 3):
        dialog.table.selectionModel().select(
            dialog.model.index(row, 0),
            QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows,
        )
    assert dialog.told.text() == "1,500 notes · 3 chosen"
    dialog.on_act()
    assert restored == [(NoteId(2), NoteId(3), NoteId(7))]
    dialog.reject()


def test_the_notes_of_a_large_selection_are_read_beside_the_window(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    acts: BatchActs,
    table: QWidget,
    window: Window,
    collection: Collection,
) -> None:
    monkeypatch.setattr(batch_acts, "LARGE", 2)
    every = chosen(collection)
    readers: list[int] = []

    def read() -> tuple[NoteId, ...]:
        readers.append(get_ident())
        return every.notes

    acts.watch(lambda: Selection(every.cards, read))
    press(table, Qt.Key.Key_J, CONTROL)
    qtbot.waitUntil(lambda: said(window) == "Suspended 4 cards")
    assert len(readers) == 1
    assert readers != [get_ident()]


def test_large_acts_go_on_beside_the_window(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    acts: BatchActs,
    table: QWidget,
    window: Window,
    collection: Collection,
) -> None:
    monkeypatch.setattr(card_deeds, "MANY", 2)
    press(table, Qt.Key.Key_J, CONTROL)
    dialog = dialog_of(window, WorkDialog)
    with qtbot.waitSignal(dialog.returned):
        pass
    assert said(window) == "Suspended 4 cards"
    assert all(card.suspended for card, _ in stored.every(collection))


def test_twenty_notes_are_deleted_beside_the_window(
    qtbot: QtBot, acts: BatchActs, table: QWidget, window: Window, collection: Collection
) -> None:
    deck_of(collection, [basic(f"n{n}", f"Question {n}") for n in range(16)])
    press(table, Qt.Key.Key_Delete)
    with qtbot.waitSignal(dialog_of(window, WorkDialog).returned):
        pass
    assert said(window) == "Moved 20 notes to the trash"


def test_who_saves_in_the_editor_while_a_large_act_goes_on_is_told_to_wait(
    qtbot: QtBot, desk: Desk, acts: BatchActs, window: Window, collection: Collection
) -> None:
    """The database would make the whole window wait for it instead."""
    window.edit(chosen(collection).notes[0])
    form = next(iter(window.findChildren(NoteForm)))
    form.fields.boxes[0].edit.setPlainText("Another lake")
    gate = Event()
    desk.jobs.start(lambda _collection, _progress: gate.wait())
    acts.notes.clear_tags(Selection())
    dialog = dialog_of(window, WorkDialog)
    assert not form.save()
    assert form.advice.lines[0].startswith("Wait until what goes on")
    with qtbot.waitSignal(dialog.returned):
        gate.set()
    assert form.save()
    assert "Another lake" in fronts(collection)


def test_who_cancels_a_large_act_has_changed_nothing(
    qtbot: QtBot,
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    acts: BatchActs,
    table: QWidget,
    window: Window,
    collection: Collection,
) -> None:
    monkeypatch.setattr(note_deeds, "SOME", 2)
    gate = Event()
    desk.jobs.start(lambda _collection, _progress: gate.wait())
    press(table, Qt.Key.Key_Delete)
    dialog = dialog_of(window, WorkDialog)
    with qtbot.waitSignal(dialog.failed):
        press(dialog, Qt.Key.Key_Escape)
        gate.set()
    assert said(window) == "Stopped; nothing was changed."
    assert len(fronts(collection)) == 4


def test_dialogs_are_freed_when_they_close(
    qtbot: QtBot, acts: BatchActs, window: Window, collection: Collection
) -> None:
    every = chosen(collection)
    for open_ in (
        acts.cards.move,
        acts.cards.set_due,
        acts.cards.reposition,
        acts.notes.add_tags,
        acts.notes.remove_tags,
        acts.notes.replace,
        acts.notes.find_duplicates,
        acts.notes.show_trash,
    ):
        open_(every)
        dialog = awaited(qtbot, window, QDialog)
        dialog.reject()
        qtbot.waitUntil(lambda each=dialog: not isValid(each))  # type: ignore[misc]


def test_the_kind_of_all_chosen_notes_is_changed_and_one_undo_takes_it_back(
    acts: BatchActs,
    table: QWidget,
    window: Window,
    collection: Collection,
    qtbot: QtBot,
) -> None:
    press(table, Qt.Key.Key_M, CONTROL, SHIFT)
    dialog = dialog_of(window, KindDialog)
    qtbot.waitUntil(dialog.foot.act.isEnabled)
    dialog.kind.setCurrentIndex(dialog.kind.findData("typed"))
    dialog.kind.activated.emit(dialog.kind.currentIndex())
    qtbot.waitUntil(dialog.foot.act.isEnabled)
    press(dialog.foot.act, Qt.Key.Key_Return)
    assert said(window) == "Changed the kind of 4 notes"
    assert kinds(collection) == {"typed"}
    window.undo()
    assert kinds(collection) == {"basic"}


def kinds(collection: Collection) -> set[str]:
    return {note.kind for note in notes.several(collection, chosen(collection).notes).values()}
