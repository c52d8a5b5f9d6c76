"""Studying out of turn is chosen by keyboard, counted meanwhile, and begun."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kgstudy.domain.deck import Options
from kgstudy.domain.query.parsing import parse
from kgstudy.domain.review import Rating
from kgstudy.gui.deck_care.filtered_dialog import FilteredDialog
from kgstudy.gui.desk import Desk
from kgstudy.gui.models import out_of_turn
from kgstudy.gui.models.out_of_turn import OFFERS, What
from kgstudy.gui.pages.browse import BrowsePage
from kgstudy.gui.pages.home import HomePage
from kgstudy.gui.pages.study import StudyPage
from kgstudy.gui.window import Window
from kgstudy.services import new_decks
from kgstudy.services.filtered import Order
from kgstudy.services.study import Study
from kgstudy.store import cards
from kgstudy.store.collection import Collection
from tests.builders import deck_of
from tests.fake_clock import FakeClock
from tests.gui.windows import until


@pytest.fixture
def collection(clock: FakeClock, kept: Collection) -> Collection:
    """Three cards: one known, one forgotten today, one new."""
    deck_of(kept, 3, Options(learning_steps=(), relearning_steps=()))
    Study(kept).answer(Rating.EASY, 1000)
    clock.advance(timedelta(minutes=1))
    Study(kept).answer(Rating.AGAIN, 1000)
    return kept


def opened(window: Window, key: Qt.Key = Qt.Key.Key_F) -> FilteredDialog:
    QTest.keyClick(window.page, key)
    (dialog,) = window.findChildren(FilteredDialog)
    return dialog


def choose(dialog: FilteredDialog, what: What) -> None:
    dialog.what.setCurrentIndex(dialog.what.findData(what.value))


def counted(dialog: FilteredDialog, cards: int) -> None:
    until(lambda: dialog.planned is not None and len(dialog.planned.cards) == cards)


@pytest.mark.parametrize("what", What)
@pytest.mark.parametrize("deck", ["", 'A "deck" with *::(all) or_none'])
def test_every_offer_is_a_search_that_can_be_read(what: What, deck: str) -> None:
    number = (OFFERS[what].number or (0, 0, 1))[2]
    parse(out_of_turn.query(what, number, deck, "a or b"))
    assert out_of_turn.named(what)


def test_a_search_of_ones_own_is_held_within_the_deck_as_a_whole() -> None:
    assert out_of_turn.query(What.SEARCH, 1, "Rivers", "a or b") == "deck:Rivers (a or b)"
    assert out_of_turn.query(What.SEARCH, 1, "Rivers", "") == "deck:Rivers"
    assert out_of_turn.query(What.AHEAD, 3, "", "") == "prop:due>0 prop:due<=3"


def test_every_order_has_a_name() -> None:
    assert len({out_of_turn.order_named(order) for order in Order}) == len(Order)


def test_f_opens_it_and_enter_practises_what_was_forgotten(
    window: Window, collection: Collection
) -> None:
    before = [card for card, _ in cards.every(collection)]
    dialog = opened(window)
    assert dialog.practice.isChecked()
    counted(dialog, 1)
    QTest.keyClick(dialog.what, Qt.Key.Key_Return)
    assert isinstance(window.page, StudyPage)
    assert window.page.practice.isVisible()
    QTest.keyClick(window.page, Qt.Key.Key_Space)
    QTest.keyClick(window.page, Qt.Key.Key_3)
    assert [card for card, _ in cards.every(collection)] == before


def test_each_offer_shows_its_number_and_its_usual_way(window: Window) -> None:
    dialog = opened(window)
    for what in What:
        choose(dialog, what)
        shown = [each for each, row in dialog.number_rows.items() if row.isVisible()]
        assert shown == [what] if OFFERS[what].number else shown == []
        assert dialog.practice.isChecked() is OFFERS[what].practice
        assert dialog.search.isVisible() is (what is What.SEARCH)
    dialog.reject()


def test_reviews_ahead_count_anew_with_the_days(window: Window) -> None:
    dialog = opened(window)
    choose(dialog, What.AHEAD)
    until(lambda: dialog.planned is not None)
    assert dialog.planned is not None
    assert dialog.planned.cards == ()
    assert not dialog.foot.act.isEnabled()
    dialog.numbers[What.AHEAD].number.setValue(1)
    assert dialog.numbers[What.AHEAD].number.text() == "1 day"
    dialog.numbers[What.AHEAD].number.setValue(60)
    assert dialog.numbers[What.AHEAD].number.text() == "60 days"
    counted(dialog, 1)
    assert dialog.planned.practice is False
    dialog.foot.act.click()
    assert isinstance(window.page, StudyPage)
    assert not window.page.practice.isVisible()


def test_enter_heeds_a_number_that_was_typed_a_moment_ago(window: Window) -> None:
    dialog = opened(window)
    choose(dialog, What.SEARCH)
    counted(dialog, 3)
    number = dialog.most.number
    number.selectAll()
    QTest.keyClicks(number, "2")
    QTest.keyClick(number, Qt.Key.Key_Return)
    until(lambda: isinstance(window.page, StudyPage))
    assert dialog.planned is not None
    assert len(dialog.planned.cards) == 2


def test_what_was_found_is_not_studied_once_another_search_is_typed(window: Window) -> None:
    dialog = opened(window)
    choose(dialog, What.SEARCH)
    counted(dialog, 3)
    QTest.keyClicks(dialog.search.line, "deck:Lakes")
    assert dialog.planned is None
    dialog.foot.act.click()
    assert not isinstance(window.page, StudyPage)
    dialog.reject()


def test_a_search_that_cannot_be_read_says_so_and_begins_nothing(window: Window) -> None:
    dialog = opened(window)
    choose(dialog, What.SEARCH)
    counted(dialog, 3)
    dialog.search.set_text('"never closed')
    dialog.look_up()
    assert dialog.planned is None
    assert not dialog.foot.act.isEnabled()
    dialog.reject()


def test_it_begins_with_the_deck_in_which_the_keyboard_is(
    window: Window, collection: Collection, desk: Desk
) -> None:
    with collection.act("make") as act:
        new_decks.create(collection, "Lakes")
    desk.feed.changed.emit(act.change)
    assert isinstance(window.page, HomePage)
    view = window.page.deck_list
    view.setFocus()
    view.setCurrentIndex(view.model_of_decks.at(1))
    QTest.keyClick(view, Qt.Key.Key_F)
    (dialog,) = window.findChildren(FilteredDialog)
    assert dialog.deck.currentData() == "Rivers"
    dialog.reject()


def test_a_closed_dialog_is_gone(window: Window, collection: Collection, desk: Desk) -> None:
    dialog = opened(window)
    counted(dialog, 1)
    gone: list[str] = []
    dialog.destroyed.connect(lambda: gone.append("dialog"))
    dialog.reject()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert gone == ["dialog"]
    desk.look.choose("dark", 120)
    desk.look.choose("light", 100)


def test_from_the_browser_it_begins_with_what_is_searched_for(window: Window) -> None:
    window.browse("is:new")
    assert isinstance(window.page, BrowsePage)
    window.page.table.setFocus()
    QTest.keyClick(window.page.table, Qt.Key.Key_F)
    (dialog,) = window.findChildren(FilteredDialog)
    assert dialog.chosen is What.SEARCH
    assert dialog.search.text() == "is:new"
    counted(dialog, 1)
    dialog.reject()


def test_enter_in_the_search_begins_what_it_found(window: Window) -> None:
    dialog = opened(window)
    choose(dialog, What.SEARCH)
    QTest.keyClicks(dialog.search.line, "is:new")
    counted(dialog, 1)
    QTest.keyClick(dialog.search.line, Qt.Key.Key_Return)
    until(lambda: isinstance(window.page, StudyPage))
