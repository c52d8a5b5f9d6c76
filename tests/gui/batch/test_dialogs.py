"""Acts with a dialog: what it asks, and how it is answered by keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from kgstudy.domain.card import New, Reviewing
from kgstudy.gui.batch.acts import BatchActs
from kgstudy.gui.batch.due_dialog import DueDialog
from kgstudy.gui.batch.move_dialog import MoveDialog
from kgstudy.gui.batch.place_dialog import PlaceDialog
from kgstudy.gui.batch.replace_dialog import ReplaceDialog
from kgstudy.gui.batch.selection import Selection
from kgstudy.gui.batch.tag_dialogs import AddTagsDialog, RemoveTagsDialog
from kgstudy.gui.batch.work_dialog import WorkDialog
from kgstudy.gui.dialogs.kind import KindDialog
from kgstudy.gui.window import Window
from kgstudy.services import cards, new_decks, tags
from kgstudy.store import cards as stored
from kgstudy.store import decks
from kgstudy.store.collection import Collection
from tests.gui.batch.acting import (
    CONTROL,
    SHIFT,
    awaited,
    chosen,
    dialog_of,
    fronts,
    kinds,
    press,
    said,
)


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
