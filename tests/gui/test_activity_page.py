"""The page of all acts, and the information of a card, by keyboard."""

from datetime import timedelta
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollBar
from pytestqt.qtbot import QtBot

from kgstudy.domain.review import Rating
from kgstudy.gui.desk import Desk
from kgstudy.gui.dialogs.card_info import CardInfoDialog
from kgstudy.gui.models import acts_done
from kgstudy.gui.models.acts_done import Day, Run
from kgstudy.gui.pages.activity import ActivityPage
from kgstudy.gui.window import Window
from kgstudy.services import activity, cards, decks, importing, new_decks
from kgstudy.services.study import Study
from kgstudy.store.collection import Collection
from tests.builders import basic, deck_of, parcel
from tests.fake_clock import FakeClock
from tests.gui.keyboard import focused, press
from tests.gui.windows import OpenWindow

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def collection(kept: Collection) -> Collection:
    return kept


@pytest.fixture
def window(open_window: OpenWindow, collection: Collection, clock: FakeClock) -> Window:
    """Two decks made yesterday, three answers today."""
    deck_of(collection, 3)
    for name in ("Lakes", "Seas"):
        new_decks.create(collection, name)
    clock.advance(timedelta(days=1))
    study = Study(collection)
    for _ in range(3):
        study.answer(Rating.EASY, 2000)
        clock.advance(timedelta(minutes=2))
    return open_window()


def opened(window: Window, qtbot: QtBot) -> ActivityPage:
    """The page, once it has read what was done."""
    press(Qt.Key.Key_4, ALT)
    page = window.page
    assert isinstance(page, ActivityPage)
    qtbot.waitUntil(lambda: bool(page.list.acts.lines))
    return page


def test_home_leads_to_the_last_act_and_end_to_the_first(window: Window, qtbot: QtBot) -> None:
    page = opened(window, qtbot)
    last = page.list.run
    press(Qt.Key.Key_End)
    assert page.list.run is not None
    assert page.list.run != last
    press(Qt.Key.Key_Home)
    assert page.list.run == last


def test_acts_can_be_read_in_a_small_window_with_large_words(
    window: Window, qtbot: QtBot, desk: Desk
) -> None:
    desk.look.choose("light", 150)
    window.resize(900, 600)
    page = opened(window, qtbot)
    index = page.list.currentIndex()
    assert page.list.viewport().height() >= 2.6 * page.list.visualRect(index).height()
    press(Qt.Key.Key_Tab)
    assert focused() is page.panel.undo
    assert page.panel.undo.visibleRegion().boundingRect().height() == page.panel.undo.height()


def test_nothing_is_offered_before_it_is_read_what_was_done(window: Window) -> None:
    press(Qt.Key.Key_4, ALT)
    page = window.page
    assert isinstance(page, ActivityPage)
    assert not page.list.acts.lines
    assert not page.panel.undo.isVisible()
    assert not page.panel.redo.isVisible()
    window.resize(900, 600)
    QApplication.processEvents()
    scrolled = any(bar.isVisible() for bar in page.findChildren(QScrollBar))
    assert page.list.acts.lines or not scrolled


def told(page: ActivityPage) -> list[str]:
    return [
        line.words if isinstance(line, Day) else acts_done.name(line)
        for line in page.list.acts.lines
    ]


def test_no_other_work_holds_it_up(window: Window, qtbot: QtBot, desk: Desk) -> None:
    over = Event()
    desk.jobs.start(lambda _collection, _progress: over.wait(20))
    try:
        assert told(opened(window, qtbot))[0] == "Today"
    finally:
        over.set()


def test_what_was_done_stands_under_its_days(window: Window, qtbot: QtBot) -> None:
    page = opened(window, qtbot)
    assert told(page) == [
        "Today",
        "Answer card · 3 times",
        "Yesterday",
        "Create deck",
        "Create deck",
    ]
    assert focused() is page.list
    assert page.list.run is page.list.acts.lines[1]
    qtbot.waitUntil(lambda: len(page.panel.things.things) == 3)
    assert page.panel.things.things[-1].line == "Question n0"


def test_enter_on_the_way_back_takes_back_all_to_there(
    window: Window, qtbot: QtBot, collection: Collection
) -> None:
    page = opened(window, qtbot)
    press(Qt.Key.Key_Down)
    run = page.list.run
    assert isinstance(run, Run)
    assert run.last.line == "Seas"
    page.panel.undo.setFocus()
    with qtbot.waitSignal(page.list.model().modelReset):
        press(Qt.Key.Key_Return)
    assert [name for name, _ in decks.names(collection)] == ["Lakes", "Rivers"]
    assert [each.stands for each in activity.done(collection)] == [False] * 4 + [True]


def test_what_was_taken_back_is_done_again_from_here(
    window: Window, qtbot: QtBot, collection: Collection
) -> None:
    while collection.undo():
        pass
    page = opened(window, qtbot)
    page.panel.redo.setFocus()
    with qtbot.waitSignal(page.list.model().modelReset):
        press(Qt.Key.Key_Return)
    assert all(each.stands for each in activity.done(collection))


def test_the_ways_back_are_whole_also_in_large_letters(
    window: Window, qtbot: QtBot, desk: Desk
) -> None:
    desk.look.choose("light", 150)
    window.resize(900, 600)
    page = opened(window, qtbot)
    qtbot.waitUntil(lambda: bool(page.panel.things.things))
    qtbot.waitUntil(lambda: page.panel.undo.height() >= page.panel.undo.sizeHint().height())
    assert page.list.height() >= 2 * page.panel.undo.height()


def test_the_way_back_is_in_sight_also_where_much_was_touched(
    window: Window, qtbot: QtBot, collection: Collection
) -> None:
    importing.bring_in(collection, parcel(*(basic(f"m{number}") for number in range(60))))
    window.resize(900, 600)
    page = opened(window, qtbot)
    qtbot.waitUntil(lambda: bool(page.panel.things.things))
    button = page.panel.undo
    qtbot.waitUntil(lambda: button.visibleRegion().boundingRect() == button.rect())


def test_a_click_on_a_note_leads_to_its_versions(window: Window, qtbot: QtBot) -> None:
    page = opened(window, qtbot)
    qtbot.waitUntil(lambda: bool(page.panel.things.things))
    things = page.panel.things
    with qtbot.waitSignal(page.versions_wanted) as wanted:
        place = things.visualItemRect(things.item(0)).center()
        QTest.mouseClick(things.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert wanted.args == [things.things[0].note]


def test_what_was_set_by_hand_is_told_in_cards(
    window: Window, qtbot: QtBot, collection: Collection
) -> None:
    some = [card for (card,) in collection.connection.execute("SELECT id FROM card LIMIT 3")]
    cards.set_due(collection, some, "3")
    cards.reset(collection, some)
    page = opened(window, qtbot)
    runs = [line for line in page.list.acts.lines if isinstance(line, Run)]
    assert [acts_done.counts(run) for run in runs[:2]] == ["3 cards changed"] * 2


def test_an_empty_history_says_what_will_stand_there(
    window: Window, qtbot: QtBot, collection: Collection
) -> None:
    collection.forget_history()
    press(Qt.Key.Key_4, ALT)
    page = window.page
    assert isinstance(page, ActivityPage)
    qtbot.waitUntil(lambda: "Nothing has been done yet" in page.lead.text())
    assert not page.panel.isVisible()


def test_the_card_is_told_with_its_answers(
    window: Window, collection: Collection, desk: Desk
) -> None:
    desk.look.choose("dark", 150)
    window.resize(900, 600)
    card = collection.connection.execute("SELECT card_id FROM review LIMIT 1").get
    window.show_card_info(card)
    window.resize(900, 600)
    [dialog] = window.findChildren(CardInfoDialog)
    assert dialog.minimumSizeHint().height() <= window.height()
    facts = dict(dialog.facts)
    assert facts["State"] == "review"
    assert facts["Answers"] == "1"
    model = dialog.table.model()
    assert model.rowCount() == 1
    assert model.index(0, 1).data() == "Easy"
    assert dialog.height() <= window.height() - 40
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.versions  # not another cell
    assert "1 review since 3 March" in dialog.chart.accessibleDescription()
    press(Qt.Key.Key_Escape)
