"""The browser by keyboard: found, sorted, chosen, shown beside, changed, and still in its place."""

from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QToolButton
from pytestqt.qtbot import QtBot

from kgstudy.domain.changes import Change, Touched
from kgstudy.domain.columns import Column, Sorting, Unit
from kgstudy.domain.errors import UserError
from kgstudy.domain.ids import CardId
from kgstudy.gui.browse import listing as browse_listing
from kgstudy.gui.desk import Desk
from kgstudy.gui.dialogs.export import ExportDialog
from kgstudy.gui.dialogs.export_choices import CHOSEN
from kgstudy.gui.dialogs.versions import VersionsDialog
from kgstudy.gui.models import card_layout
from kgstudy.gui.pages.browse import BrowsePage
from kgstudy.gui.pages.study import StudyPage
from kgstudy.gui.widgets.card_view import CardView
from kgstudy.gui.widgets.lettering import ANSWER, QUESTION
from kgstudy.gui.window import Window
from kgstudy.services import browsing, deck_tree, decks, lessons, listing, new_decks, trash
from kgstudy.services.browsing import Found
from kgstudy.store import cards, notes
from kgstudy.store.collection import Collection
from tests.builders import basic, deck_of, note
from tests.gui.keyboard import focused, press
from tests.gui.windows import OpenWindow

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def collection(kept: Collection) -> Collection:
    deck_of(
        kept,
        [
            basic("c", "Cormorants where?", quote="Naryn"),
            basic("a", "Apricots when?"),
            note("b", "both-ways", {"front": "Бишкек", "back": "Capital", "note": ""}),
        ],
    )
    return kept


@pytest.fixture
def window(qtbot: QtBot, open_window: OpenWindow) -> Window:
    window = open_window()
    press(Qt.Key.Key_3, ALT)
    settle(qtbot, window)
    return window


def page_of(window: Window) -> BrowsePage:
    page = window.page
    assert isinstance(page, BrowsePage)
    return page


def settle(qtbot: QtBot, window: Window) -> None:
    """Until everything that was looked for is there."""
    qtbot.waitUntil(lambda: not page_of(window).listing.is_busy)
    QApplication.processEvents()


def search(qtbot: QtBot, window: Window, query: str) -> None:
    """As typed, then Enter; the list that helped to write it is closed."""
    press(Qt.Key.Key_F, CONTROL)
    QTest.keyClicks(focused(), query)
    press(Qt.Key.Key_Return)
    assert focused() is page_of(window).table
    settle(qtbot, window)
    with qtbot.waitActive(window):  # without a screen the list that is closed stays active
        window.activateWindow()
    page_of(window).table.setFocus()


def questions(window: Window) -> list[str]:
    table = page_of(window).table.cards
    return [table.text(row, Column.QUESTION) for row in range(table.rowCount())]


def chosen(window: Window) -> list[str]:
    table = page_of(window).table
    rows = [table.cards.row_of(id_) for id_ in table.chosen]
    return [table.cards.text(row, Column.QUESTION) for row in rows if row is not None]


def told(window: Window) -> str:
    return page_of(window).head.told.text()


EVERYTHING = ["Apricots when?", "Cormorants where?", "Бишкек", "Capital"]


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


def test_all_cards_are_there_in_the_order_of_their_questions(window: Window) -> None:
    assert questions(window) == EVERYTHING
    assert told(window) == "4 of 4 cards"
    assert chosen(window) == ["Apricots when?"]


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


def test_a_click_on_the_answers_says_why_rows_are_not_sorted_by_them(window: Window) -> None:
    header = page_of(window).table.horizontalHeader()
    header.sectionClicked.emit(page_of(window).table.cards.columns.index(Column.ANSWER))
    assert "Answers are only made" in window.toast.text
    assert questions(window) == EVERYTHING


def test_what_is_typed_is_found_and_down_goes_into_the_table(qtbot: QtBot, window: Window) -> None:
    search(qtbot, window, "when")
    assert questions(window) == ["Apricots when?"]
    assert told(window) == "1 of 4 cards"
    press(Qt.Key.Key_F, CONTROL)
    assert focused() is page_of(window).head.field.line
    press(Qt.Key.Key_Down)
    assert focused() is page_of(window).table


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


def test_the_card_in_hand_is_shown_beside(qtbot: QtBot, window: Window) -> None:
    page = page_of(window)
    press(Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.beside.preview.sheet is not None)
    qtbot.waitUntil(lambda: "Cormorants" in page.beside.preview.words)
    assert "Answer c" in page.beside.preview.words
    sheet = page.beside.preview.sheet
    assert sheet is not None
    (question, answer, *_) = sheet.findChildren(CardView)
    told = [view.document().defaultFont().pixelSize() for view in (question, answer)]
    assert told == [QUESTION.small.size(9), ANSWER.small.size(9)], (
        "there is less room than in study"
    )
    press(Qt.Key.Key_S)
    assert window.windowTitle().startswith("Lessons")


def test_a_note_is_changed_beside_the_table(
    qtbot: QtBot, window: Window, collection: Collection
) -> None:
    page = page_of(window)
    press(Qt.Key.Key_E)
    form = page.beside.form
    assert form is not None
    assert form.isAncestorOf(focused())
    press(Qt.Key.Key_End)
    QTest.keyClicks(focused(), " Early")
    press(Qt.Key.Key_S, CONTROL)
    settle(qtbot, window)
    assert questions(window)[0] == "Apricots when? Early"
    assert form.isAncestorOf(focused())
    press(Qt.Key.Key_Escape)
    assert focused() is page.table
    (first, *_) = listing.find_ids(collection, "early")
    kept = notes.get(collection, cards.get(collection, first).note_id)
    assert kept.fields["front"] == "Apricots when? Early"


def test_these_are_studied_and_these_go_out(qtbot: QtBot, window: Window) -> None:
    press(Qt.Key.Key_Down, SHIFT)
    press(Qt.Key.Key_E, CONTROL)
    (dialog,) = window.findChildren(ExportDialog)
    qtbot.waitUntil(dialog.isVisible)
    assert dialog.choices.what.chosen_key == CHOSEN
    assert len(dialog.choices.wanted.cards) == 2
    dialog.reject()
    page = page_of(window)
    trigger(page.menu(), "Study these")
    assert isinstance(window.page, StudyPage)


def trigger(menu: QMenu, words: str) -> None:
    (act,) = [each for each in menu.actions() if each.text().partition("\t")[0] == words]
    act.trigger()
    menu.deleteLater()


def test_the_side_bar_comes_and_goes_by_key_and_letters_in_it_touch_no_card(
    qtbot: QtBot, window: Window
) -> None:
    side = page_of(window).side
    shown = side.isVisible()
    press(Qt.Key.Key_B, CONTROL | SHIFT)
    assert side.isVisible() is not shown
    press(Qt.Key.Key_B, CONTROL | SHIFT)
    side.field.setFocus()
    press(Qt.Key.Key_Tab)
    assert focused() is side.view
    for letter in (Qt.Key.Key_L, Qt.Key.Key_V):
        press(letter)
    assert window.page is page_of(window)
    assert window.findChildren(VersionsDialog) == []


def test_keys_study_what_is_chosen_and_show_what_its_note_was(qtbot: QtBot, window: Window) -> None:
    press(Qt.Key.Key_A, CONTROL)
    press(Qt.Key.Key_V)
    (dialog,) = window.findChildren(VersionsDialog)
    assert "Apricots when?" in [each.text() for each in dialog.findChildren(QLabel)]
    dialog.reject()
    page_of(window).table.setFocus()
    press(Qt.Key.Key_L)
    assert isinstance(window.page, StudyPage)


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


def test_what_was_changed_meanwhile_is_seen_when_it_is_shown_again(
    qtbot: QtBot, window: Window, desk: Desk, collection: Collection
) -> None:
    press(Qt.Key.Key_1, ALT)
    deck_of(collection, [basic("d", "Dates?")])
    desk.feed.changed.emit(Change("import", frozenset({Touched.NOTES})))
    press(Qt.Key.Key_3, ALT)
    settle(qtbot, window)
    assert "Dates?" in questions(window)


@pytest.mark.parametrize(("width", "side", "right"), [(1280, True, True), (700, False, False)])
def test_it_fits_into_narrow_windows(
    qtbot: QtBot, window: Window, width: int, side: bool, right: bool
) -> None:
    window.resize(width, 600)
    settle(qtbot, window)
    page = page_of(window)
    assert page.side.isVisible() == side
    table, beside = page.table.geometry(), page.beside.geometry()
    assert page.beside.isVisible()
    assert (page._parts.beside_key == "right") == right
    assert table.height() > 150
    assert beside.height() > 150
    page.head.beside.click()
    assert not page.beside.isVisible()
    page.head.side.click()
    assert page.side.isVisible() != side


def test_from_a_card_on_the_table_to_its_row(qtbot: QtBot, window: Window) -> None:
    window.study()
    study = window.page
    assert isinstance(study, StudyPage)
    press(Qt.Key.Key_B)
    settle(qtbot, window)
    assert len(questions(window)) == 1
    assert page_of(window).head.field.text() == study.query


def test_from_a_lesson_to_its_cards(qtbot: QtBot, window: Window, collection: Collection) -> None:
    window.open_lesson(lessons.shelf(collection)[0].id)
    press(Qt.Key.Key_B)
    settle(qtbot, window)
    assert questions(window) == ["Cormorants where?"]
    press(Qt.Key.Key_1, ALT)
    press(Qt.Key.Key_B)
    settle(qtbot, window)
    assert questions(window) == ["Cormorants where?"]  # as they were left


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
    qtbot.waitUntil(lambda: told(window) == "Searching…")
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


def test_words_are_italic_beside_the_table_though_the_window_has_that_key(
    qtbot: QtBot, window: Window
) -> None:
    page = page_of(window)
    press(Qt.Key.Key_E)
    form = page.beside.form
    assert form is not None
    qtbot.waitUntil(lambda: form.note is not None)
    form.fields.boxes[0].edit.setFocus()
    for key in (Qt.Key.Key_A, Qt.Key.Key_I):
        press(key, CONTROL)
    assert form.fields.fields["front"] == "<i>Apricots when?</i>"
    (button,) = (b for b in form.findChildren(QToolButton) if b.text() == "I")
    assert button.isChecked()
    assert window.page is page


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
