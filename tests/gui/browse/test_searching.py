"""Searches in the browser: written, under way, wrong, and left."""

from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kgstudy.domain.errors import UserError
from kgstudy.domain.ids import CardId
from kgstudy.gui.desk import Desk
from kgstudy.gui.window import Window
from kgstudy.services import browsing, deck_tree, listing, new_decks, trash
from kgstudy.services.browsing import Found
from kgstudy.store import cards, notes
from kgstudy.store.collection import Collection
from tests.gui.browse.page import ALT, CONTROL, EVERYTHING, page_of, questions, search, settle, told
from tests.gui.keyboard import focused, press


def test_whoever_deletes_all_that_was_found_undoes_it_by_key(qtbot: QtBot, window: Window) -> None:
    search(qtbot, window, "apricots")
    press(Qt.Key.Key_Delete)
    qtbot.waitUntil(page_of(window).nothing.isVisible)
    press(Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: questions(window) == ["Apricots when?"])


def test_a_search_with_nothing_typed_leaves_undo_and_redo_to_the_window(
    qtbot: QtBot, window: Window
) -> None:
    search(qtbot, window, "apricots")
    press(Qt.Key.Key_Delete)
    qtbot.waitUntil(page_of(window).nothing.isVisible)
    page_of(window).nothing.clear.click()
    press(Qt.Key.Key_F, CONTROL)
    press(Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: questions(window) == EVERYTHING)
    press(Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: questions(window) == EVERYTHING[1:])


def test_a_search_that_is_under_way_keeps_nothing_of_the_one_before(
    qtbot: QtBot, window: Window
) -> None:
    page = page_of(window)
    page.table.setCurrentIndex(page.table.cards.index(1, 0))
    page.search("apricots")
    page.listing.lines_made.emit()
    qtbot.waitUntil(lambda: not page.listing.is_busy)
    qtbot.waitUntil(lambda: "Cormorants where?" not in questions(window))
    assert questions(window) == ["Apricots when?"]
    assert "no longer" not in told(window)


def test_enter_leads_to_the_table_only_from_a_search_that_can_be_read(window: Window) -> None:
    press(Qt.Key.Key_F, CONTROL)
    QTest.keyClicks(focused(), "(naryn or")
    press(Qt.Key.Key_Return)
    field = page_of(window).head.field
    assert field.told.isVisible()
    assert focused() is field.line


def test_the_keyboard_begins_in_the_table_and_in_the_search_where_there_is_nothing(
    qtbot: QtBot, window: Window, desk: Desk, collection: Collection
) -> None:
    assert focused() is page_of(window).table
    window.show_page("home")
    every = [card.note_id for card, _ in cards.every(collection)]
    desk.feed.changed.emit(trash.delete_notes(collection, every))
    window.show_page("browse")
    settle(qtbot, window)
    assert focused() is page_of(window).head.field.line


def test_what_was_wrong_with_a_search_is_told_no_longer_once_it_can_be_read(
    qtbot: QtBot, window: Window, desk: Desk, collection: Collection
) -> None:
    deck = new_decks.create(collection, "Seas")
    window.browse('deck:"Seas"')
    settle(qtbot, window)
    desk.feed.changed.emit(deck_tree.delete(collection, deck))
    settle(qtbot, window)
    assert page_of(window).head.field.told.isVisible()
    window.undo()
    settle(qtbot, window)
    assert not page_of(window).head.field.told.isVisible()


def test_what_is_typed_is_found_and_down_goes_into_the_table(qtbot: QtBot, window: Window) -> None:
    search(qtbot, window, "when")
    assert questions(window) == ["Apricots when?"]
    assert told(window) == "1 of 4 cards"
    press(Qt.Key.Key_F, CONTROL)
    assert focused() is page_of(window).head.field.line
    press(Qt.Key.Key_Down)
    assert focused() is page_of(window).table


def test_nothing_found_says_so_and_leads_back(qtbot: QtBot, window: Window) -> None:
    search(qtbot, window, "nowhere")
    page = page_of(window)
    assert page.nothing.isVisible()
    assert page.nothing.told == "Nothing is found: nowhere"
    page.nothing.clear.click()
    settle(qtbot, window)
    assert questions(window) == EVERYTHING
    assert not page.nothing.isVisible()


def test_escape_goes_to_the_search_and_empties_it(qtbot: QtBot, window: Window) -> None:
    search(qtbot, window, "when")
    press(Qt.Key.Key_Escape)
    assert focused() is page_of(window).head.field.line
    press(Qt.Key.Key_Escape)
    settle(qtbot, window)
    assert questions(window) == EVERYTHING
    assert focused() is page_of(window).head.field.line


def test_a_search_from_elsewhere(qtbot: QtBot, window: Window, collection: Collection) -> None:
    press(Qt.Key.Key_1, ALT)
    last = listing.find_ids(collection, "")[-1]
    window.browse(f"cid:{last}")
    settle(qtbot, window)
    assert page_of(window).head.field.text() == f"cid:{last}"
    assert page_of(window).cards == (CardId(last),)


def test_from_the_side_bar_one_search_follows_another(qtbot: QtBot, window: Window) -> None:
    view = page_of(window).side.view
    view.setFocus()
    for key, held in (("state:new", Qt.KeyboardModifier.NoModifier), ("today:added", CONTROL)):
        view.setCurrentIndex(page_of(window).side.side.index_of(key))
        QTest.keyClick(view, Qt.Key.Key_Return, held)
        settle(qtbot, window)
        assert focused() is view
    assert page_of(window).head.field.text() == "is:new added:1"


def test_a_slow_search_says_that_it_goes_on(
    qtbot: QtBot, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, found, go_on = page_of(window), browsing.find, Event()

    def slow(*asked: Any) -> Found:  # noqa: ANN401 - whatever is asked
        go_on.wait(10)
        return found(*asked)

    monkeypatch.setattr(browsing, "find", slow)
    page.listing._slow.setInterval(1)
    page.search("apricots")
    qtbot.waitUntil(lambda: told(window) == "Searching …")
    press(Qt.Key.Key_Down)
    assert told(window) == "Searching …"
    go_on.set()
    settle(qtbot, window)
    assert told(window) == "1 of 4 cards"


def test_a_search_that_takes_long_makes_way_for_the_next_one(
    qtbot: QtBot, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, found, begun = page_of(window), browsing.find, Event()

    def long(collection: Collection, query: str, *rest: Any) -> Found:  # noqa: ANN401
        if query == "long":
            begun.set()
            counting = (
                "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 99999999)"
            )
            collection.connection.execute(f"{counting} SELECT count(*) FROM n").fetchall()
        return found(collection, query, *rest)

    monkeypatch.setattr(browsing, "find", long)
    page.search("long")
    assert begun.wait(10)
    page.search("apricots")
    qtbot.waitUntil(lambda: questions(window) == ["Apricots when?"])


@pytest.mark.parametrize("mistake", ["deck:Lakes", "re:((a+)+)+$"])
def test_a_mistake_says_nothing_of_the_search_before(
    qtbot: QtBot, window: Window, mistake: str
) -> None:
    page = page_of(window)
    search(qtbot, window, "-apricots apricots")
    qtbot.waitUntil(page.nothing.isVisible)
    assert "-apricots" in page.nothing.told
    press(Qt.Key.Key_F, CONTROL)
    QTest.keyClicks(focused(), mistake)
    press(Qt.Key.Key_Return)
    assert page.head.field.told.isVisible()
    assert "apricots" not in page.nothing.told
    assert told(window) == ""


def test_a_search_that_fails_shows_no_card_that_is_gone(
    qtbot: QtBot, window: Window, collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(window)
    qtbot.waitUntil(lambda: "Apricots" in page.beside.preview.words)
    (card,) = listing.find_cards(collection, "apricots")
    with collection.act("delete"):  # by another program
        notes.delete(collection, [card.card.note_id])

    def failing(*_asked: Any) -> Found:  # noqa: ANN401 - whatever is asked
        raise UserError("This takes too long.")

    monkeypatch.setattr(browsing, "find", failing)
    page.search("capital")
    qtbot.waitUntil(page.head.field.told.isVisible)
    qtbot.waitUntil(lambda: page.beside.preview.words == "")
    assert "Apricots when?" not in questions(window)
    assert told(window) == "4 of 4 cards"
