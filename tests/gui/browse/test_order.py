"""Which rows there are, in which columns and order, while much goes on beside the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from kgstudy.domain.changes import Change, Touched
from kgstudy.domain.columns import Column, Sorting, Unit
from kgstudy.gui.browse import listing as browse_listing
from kgstudy.gui.desk import Desk
from kgstudy.gui.models import card_layout
from kgstudy.gui.window import Window
from kgstudy.services import browsing, deck_tree, decks, listing
from kgstudy.store import cards
from kgstudy.store.collection import Collection
from tests.builders import basic, deck_of
from tests.gui.browse.page import (
    ALT,
    CONTROL,
    EVERYTHING,
    chosen,
    page_of,
    questions,
    search,
    settle,
    told,
    trigger,
)
from tests.gui.keyboard import press


def test_all_cards_are_there_in_the_order_of_their_questions(window: Window) -> None:
    assert questions(window) == EVERYTHING
    assert told(window) == "4 of 4 cards"
    assert chosen(window) == ["Apricots when?"]


def test_a_click_on_the_answers_says_why_rows_are_not_sorted_by_them(window: Window) -> None:
    header = page_of(window).table.horizontalHeader()
    header.sectionClicked.emit(page_of(window).table.cards.columns.index(Column.ANSWER))
    assert "Answers are only made" in window.toast.text
    assert questions(window) == EVERYTHING


def test_rows_of_a_deck_that_is_deleted_are_shown_no_longer(
    qtbot: QtBot, window: Window, desk: Desk
) -> None:
    page = page_of(window)
    (name, deck), *_ = decks.names(desk.collection)
    search(qtbot, window, f'deck:"{name}"')
    assert questions(window) == EVERYTHING
    desk.feed.changed.emit(deck_tree.delete(desk.collection, deck))
    qtbot.waitUntil(page.nothing.isVisible)
    assert page.head.field.told.text() == f"There is no deck called “{name}”."
    assert questions(window) == []
    assert told(window) == ""
    assert not page.table.chosen
    page.nothing.clear.click()
    settle(qtbot, window)
    assert page.nothing.told == "No cards yet. Bring a lesson or a deck, or write a card."


def test_notes_instead_of_cards_with_the_same_in_hand(qtbot: QtBot, window: Window) -> None:
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_T, CONTROL | ALT)
    settle(qtbot, window)
    assert questions(window) == ["Apricots when?", "Cormorants where?", "Бишкек"]
    assert told(window) == "3 of 3 notes"
    assert chosen(window) == ["Бишкек"]
    press(Qt.Key.Key_T, CONTROL | ALT)
    settle(qtbot, window)
    assert chosen(window) == ["Бишкек", "Capital"]


def test_another_order_keeps_what_is_chosen_and_is_remembered(
    qtbot: QtBot, window: Window, desk: Desk
) -> None:
    press(Qt.Key.Key_Down)
    page = page_of(window)
    page.table.sorting_wanted.emit(Sorting(Column.QUESTION, descending=True))
    settle(qtbot, window)
    assert questions(window) == ["Capital", "Бишкек", "Cormorants where?", "Apricots when?"]
    assert chosen(window) == ["Cormorants where?"]
    qtbot.waitUntil(lambda: bool(desk.choices.value.browser))
    left = card_layout.read(desk.choices.value.browser)
    assert left.sorting == Sorting(Column.QUESTION, descending=True)


def test_columns_are_chosen_and_remembered(qtbot: QtBot, window: Window, desk: Desk) -> None:
    page = page_of(window)
    trigger(page.columns_menu(), "Lapses")
    assert page.table.cards.columns[-1] is Column.LAPSES
    qtbot.waitUntil(lambda: bool(desk.choices.value.browser))
    left = card_layout.read(desk.choices.value.browser)
    assert left.columns[Unit.CARDS][-1] is Column.LAPSES


def test_columns_change_places_without_a_mouse(window: Window) -> None:
    page = page_of(window)
    before = page.table.cards.columns
    menu = page.columns_menu()
    (moving,) = [each for each in menu.findChildren(QMenu) if each.title() == "Move to the left"]
    assert len(moving.actions()) == len(before) - 1
    moving.actions()[1].trigger()
    menu.deleteLater()
    assert page.table.cards.columns == (before[0], before[2], before[1], *before[3:])


def test_a_column_that_is_added_is_in_sight(window: Window) -> None:
    window.resize(900, 600)
    page = page_of(window)
    for name in ("Lapses", "Reviews", "Interval", "Tags"):
        trigger(page.columns_menu(), name)
    header, room = page.table.horizontalHeader(), page.table.viewport().width()
    last = header.count() - 1
    assert header.length() > room
    assert header.sectionViewportPosition(last) + header.sectionSize(last) <= room


def test_an_act_is_seen_at_once_and_what_is_in_hand_stays(
    qtbot: QtBot, window: Window, collection: Collection
) -> None:
    search(qtbot, window, "-is:suspended")
    press(Qt.Key.Key_A, CONTROL)
    assert told(window) == "4 of 4 cards · 4 selected"
    press(Qt.Key.Key_J, CONTROL)
    settle(qtbot, window)
    assert all(card.suspended for card, _ in cards.every(collection))
    assert questions(window) == EVERYTHING
    assert told(window) == "0 of 4 cards · 4 selected · 4 no longer match"
    press(Qt.Key.Key_Z, CONTROL)
    settle(qtbot, window)
    assert told(window) == "4 of 4 cards · 4 selected"
    assert len(chosen(window)) == 4


def test_what_is_deleted_goes_and_its_neighbour_is_in_hand(qtbot: QtBot, window: Window) -> None:
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Delete)
    settle(qtbot, window)
    assert questions(window) == ["Apricots when?", "Бишкек", "Capital"]
    assert chosen(window) == ["Бишкек"]
    press(Qt.Key.Key_Z, CONTROL)
    settle(qtbot, window)
    assert questions(window) == EVERYTHING
    assert chosen(window) == ["Бишкек"]


def test_what_was_changed_meanwhile_is_seen_when_it_is_shown_again(
    qtbot: QtBot, window: Window, desk: Desk, collection: Collection
) -> None:
    press(Qt.Key.Key_1, ALT)
    deck_of(collection, [basic("d", "Dates?")])
    desk.feed.changed.emit(Change("import", frozenset({Touched.NOTES})))
    press(Qt.Key.Key_3, ALT)
    settle(qtbot, window)
    assert "Dates?" in questions(window)


def test_notes_that_have_no_line_yet_find_their_place_later(
    qtbot: QtBot, window: Window, collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(window)
    monkeypatch.setattr(browsing, "FEW", -1)  # as of very many notes that have just come in
    page.listing._later.setInterval(0)
    deck_of(collection, [basic("d", "Bananas?")])
    with qtbot.waitSignal(page.listing.lines_made):
        search(qtbot, window, "deck:Rivers")
    settle(qtbot, window)
    assert questions(window)[:2] == ["Apricots when?", "Bananas?"]


def test_the_order_settles_by_itself_and_what_is_in_hand_stays(
    qtbot: QtBot, window: Window, collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(window)
    monkeypatch.setattr(browsing, "FEW", -1)
    page.listing._later.setInterval(10**8)
    deck_of(collection, [basic("d", "Bananas?"), basic("e", "Dates?")])
    search(qtbot, window, "deck:Rivers")
    assert questions(window) == [*EVERYTHING, "Bananas?", "Dates?"]
    foot = page._middle.foot
    assert foot.isVisible()
    assert foot.text() == "Still reading 2 notes; their places in the order follow."
    page.table.setCurrentIndex(page.table.cards.index(4, 0))
    page._arranging.take_sorting(Sorting(Column.DUE))
    settle(qtbot, window)
    assert not foot.isVisible()
    page._arranging.take_sorting(Sorting())
    settle(qtbot, window)
    assert foot.isVisible()
    page.listing._make_lines()
    qtbot.waitUntil(foot.isHidden)
    assert questions(window)[1] == "Bananas?"
    assert chosen(window) == ["Bananas?"]


def test_what_is_chosen_while_rows_are_listed_anew_is_chosen_in_them(
    qtbot: QtBot, window: Window, desk: Desk
) -> None:
    table = page_of(window).table
    desk.feed.changed.emit(Change("somewhere else", frozenset({Touched.DECKS})))
    table.setCurrentIndex(table.cards.index(2, 0))
    assert page_of(window).listing.is_busy
    settle(qtbot, window)
    assert chosen(window) == ["Бишкек"]


def test_notes_and_cards_again_before_they_are_listed(qtbot: QtBot, window: Window) -> None:
    table = page_of(window).table
    table.setCurrentIndex(table.cards.index(3, 0))
    press(Qt.Key.Key_T, ALT | CONTROL)
    press(Qt.Key.Key_T, ALT | CONTROL)
    settle(qtbot, window)
    assert chosen(window) == ["Capital"]


def test_an_act_is_about_the_rows_that_are_still_shown(
    qtbot: QtBot, window: Window, collection: Collection
) -> None:
    press(Qt.Key.Key_T, ALT | CONTROL)
    press(Qt.Key.Key_J, CONTROL)
    settle(qtbot, window)
    assert [row.question for row in listing.find_cards(collection, "is:suspended")] == [
        "Apricots when?"
    ]


def test_all_are_chosen_though_most_are_still_being_put_in_order(
    qtbot: QtBot, window: Window, collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(window)
    page.listing.completed.disconnect(page.table.complete)
    monkeypatch.setattr(browse_listing, "HEAD", 1)
    search(qtbot, window, "")
    assert len(page.table.cards.ids) == 1
    page.table.setFocus()
    press(Qt.Key.Key_A, CONTROL)
    assert page.table.chosen_count == 4
    press(Qt.Key.Key_J, CONTROL)
    settle(qtbot, window)
    assert len(listing.find_ids(collection, "is:suspended")) == 4
