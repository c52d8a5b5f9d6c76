"""Batch acts by keyboard: each says what it did to how many, and one undo takes it back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kgstudy.gui.batch.acts import BatchActs
from kgstudy.gui.batch.selection import Selection
from kgstudy.gui.desk import Desk
from kgstudy.gui.window import Window
from kgstudy.services import cards, tags
from kgstudy.store import cards as stored
from kgstudy.store.collection import Collection
from tests.gui.batch.acting import CONTROL, SHIFT, chosen, fronts, press, said


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
