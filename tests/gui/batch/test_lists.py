"""Duplicates and the trash: lists of notes, and what becomes of those that are chosen."""

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kgstudy.domain.ids import NoteId
from kgstudy.gui.batch.acts import BatchActs
from kgstudy.gui.batch.duplicates_dialog import DuplicatesDialog
from kgstudy.gui.batch.selection import Selection
from kgstudy.gui.batch.trash_dialog import TrashDialog
from kgstudy.gui.window import Window
from kgstudy.services import trash
from kgstudy.store.collection import Collection
from kgstudy.store.trash import Thrown
from tests.gui.batch.acting import CONTROL, SHIFT, awaited, chosen, dialog_of, fronts, press, said


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


def test_what_is_chosen_in_the_trash_stays_so_when_more_comes_in(
    qtbot: QtBot, acts: BatchActs, table: QWidget, window: Window, collection: Collection
) -> None:
    (first, *others) = chosen(collection).notes
    trash.delete_notes(collection, others)
    acts.notes.show_trash(chosen(collection))
    dialog = dialog_of(window, TrashDialog)
    qtbot.waitUntil(lambda: len(dialog.model.lying) == 3)
    dialog.table.selectRow(1)
    wanted = dialog.chosen
    trash.delete_notes(collection, [first])
    dialog.refresh()
    qtbot.waitUntil(lambda: len(dialog.model.lying) == 4)
    assert dialog.act.text() == "Restore"
    assert dialog.chosen == wanted
    dialog.ask_to_purge()
    box = dialog.findChild(QMessageBox)
    assert box is not None
    assert (box.text(), box.informativeText()) == (
        "Delete 1 note for good?",
        "It cannot be restored from the trash any more.",
    )
    box.close()
    dialog.reject()


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
