"""The home page by keyboard, from the first day to an empty one."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from kgstudy.domain.changes import Change, Touched
from kgstudy.domain.deck import Options
from kgstudy.domain.ids import DeckId
from kgstudy.domain.lesson_text import LessonText
from kgstudy.domain.review import Rating
from kgstudy.gui.feed import Feed
from kgstudy.gui.pages.home import HomePage
from kgstudy.gui.shipped import Shipped
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.bar_chart import BarChart
from kgstudy.gui.widgets.button import Button
from kgstudy.gui.widgets.deck_list import DeckList
from kgstudy.gui.widgets.recall_bar import RecallBar
from kgstudy.services import decks, importing, new_decks, studio
from kgstudy.services.study import Study
from kgstudy.store.collection import Collection
from tests.builders import basic, deck_of, parcel
from tests.fake_clock import FakeClock
from tests.gui.keyboard import press

CHANGE = Change("import", frozenset({Touched.DECKS}))
COMPLETE = Shipped(lambda: (), lambda: None)

Open = Callable[..., HomePage]


@pytest.fixture
def opened(qtbot: QtBot, look: Look, collection: Collection) -> Open:
    def make(shipped: Shipped = COMPLETE, feed: Feed | None = None) -> HomePage:
        page = HomePage(look, collection, feed or Feed(), shipped)
        qtbot.addWidget(page)
        page.resize(1072, 800)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.shown()
        return page

    return make


def words(page: QWidget) -> list[str]:
    """What can be read on the page."""
    labels = page.findChildren(QLabel)
    return [label.text() for label in labels if label.isVisible() and label.text()]


def button(page: QWidget, name: str) -> Button:
    return next(b for b in page.findChildren(Button) if b.accessibleName() == name)


def test_the_first_day_greets_and_begins_with_enter(
    qtbot: QtBot, opened: Open, collection: Collection
) -> None:
    deck = deck_of(collection, [basic("n", quote="Naryn")])
    page = opened()
    assert "Welcome" in words(page)
    assert "Monday, 2 March" in words(page)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        with qtbot.waitSignal(page.study_wanted) as wanted:
            press(key)
        assert wanted.args == [deck.id]


def test_counts_are_told_in_colours_and_in_words(
    opened: Open, collection: Collection, clock: FakeClock, look: Look
) -> None:
    deck_of(collection, 5, Options(new_per_day=3))
    Study(collection).answer(Rating.AGAIN, 4000)
    page = opened()
    assert "3 cards are waiting" in words(page)
    counts = next(text for text in words(page) if "learning" in text)
    assert f'<span style="color: {look.color("new").name()}">2 new</span>' in counts
    assert f'<span style="color: {look.color("learning").name()}">1 learning</span>' in counts
    assert "about" in counts
    assert "review" not in counts


def test_when_all_is_done_it_says_what_comes_next(
    qtbot: QtBot, opened: Open, collection: Collection
) -> None:
    deck_of(collection, [basic("n", quote="Naryn")], Options(learning_steps=()))
    Study(collection).answer(Rating.EASY, 4000)
    page = opened()
    assert "All done for today" in words(page)
    assert any(text.startswith("Nothing due until ") for text in words(page))
    assert not button(page, "Study").isVisible()
    with qtbot.waitSignal(page.lesson_wanted):
        press(Qt.Key.Key_Return)


def test_the_recall_bar_is_told_in_a_sentence(opened: Open, collection: Collection) -> None:
    deck_of(collection, [basic("a", quote="Naryn"), basic("b", quote="Tian Shan")])
    Study(collection).answer(Rating.EASY, 4000)
    page = opened()
    (bar,) = page.findChildren(RecallBar)
    said = "50 % of the lesson begun · you would recall 1 of 2 answers today"
    assert bar.accessibleDescription() == said
    assert said in words(page)


def test_the_week_ahead_is_told_day_by_day(opened: Open, collection: Collection) -> None:
    deck_of(collection, 4)
    page = opened()
    (chart,) = page.findChildren(BarChart)
    told = chart.accessibleDescription().split("; ")
    assert len(told) == 7
    assert told[0] == "Today: 4 cards"
    assert told[1] == "Tuesday, 3 March: 0 cards"


def test_a_deck_with_work_is_studied_from_the_table(
    qtbot: QtBot, opened: Open, collection: Collection
) -> None:
    deck = deck_of(collection, 2)
    new_decks.create(collection, "Empty")
    page = opened()
    (table,) = page.findChildren(DeckList)
    names = [summary.name for summary in table.model_of_decks.decks]
    table.setFocus()
    table.setCurrentIndex(table.model_of_decks.at(names.index("Rivers")))
    with qtbot.waitSignal(page.study_wanted) as wanted:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert wanted.args == [deck.id]
    table.setCurrentIndex(table.model_of_decks.at(names.index("Empty")))
    with qtbot.waitSignal(page.said) as said, qtbot.assertNotEmitted(page.study_wanted):
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert said.args == ["There is no card in Empty yet."]


def test_a_lesson_without_cards_is_opened_by_its_deck(
    qtbot: QtBot, opened: Open, collection: Collection
) -> None:
    lesson, _ = studio.bring(collection, LessonText("Lakes", "Issyk-Kul is deep."))
    page = opened()
    table = page.findChild(DeckList)
    assert table is not None
    names = [deck.name for deck in decks.overview(collection)]
    table.setCurrentIndex(table.model_of_decks.at(names.index("Lakes")))
    with qtbot.waitSignal(page.lesson_wanted) as wanted:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert wanted.args == [lesson]


def test_several_decks_are_studied_together(
    qtbot: QtBot, opened: Open, collection: Collection
) -> None:
    deck_of(collection, 2)
    other = basic("x", deck="other")
    importing.bring_in(collection, parcel(other, name="Mountains", deck="other"))
    page = opened()
    assert "All decks" in words(page)
    with qtbot.waitSignal(page.study_wanted) as wanted:
        press(Qt.Key.Key_Space)
    assert wanted.args == [None]


def test_a_deleted_lesson_is_offered_and_brought_back(
    qtbot: QtBot, opened: Open, collection: Collection
) -> None:
    gone = ["Kyrgyzstan & the world"]

    def bring_back() -> Change:
        gone.clear()
        deck_of(collection, 2)
        return CHANGE

    feed = Feed()
    page = opened(Shipped(lambda: tuple(gone), bring_back), feed)
    feed.changed.connect(page.on_change)
    assert "Nothing to study yet" in words(page)
    name = "Bring back the lesson “Kyrgyzstan & the world”"
    qtbot.waitUntil(lambda: any(b.accessibleName() == name for b in page.findChildren(Button)))
    offer = button(page, name)
    assert offer.isVisible()
    assert offer.text() == name.replace("&", "&&")
    with qtbot.waitSignal(feed.changed):
        QTest.keyClick(offer, Qt.Key.Key_Return)
    assert "Welcome" in words(page)
    qtbot.waitUntil(lambda: not offer.isVisible())


def test_it_hears_of_changes_also_while_another_page_is_in_front(
    opened: Open, collection: Collection
) -> None:
    page = opened()
    heard: list[int] = []
    page.waiting.connect(heard.append)
    page.hide()
    deck_of(collection, 3)
    page.on_change(CHANGE)
    assert heard == []
    page.catch_up()
    page.catch_up()
    assert heard == [3]


def test_a_new_day_is_noticed_when_the_window_is_taken_up(
    opened: Open, collection: Collection, clock: FakeClock
) -> None:
    deck_of(collection, 1, Options(learning_steps=()))
    Study(collection).answer(Rating.GOOD, 4000)
    page = opened()
    assert "All done for today" in words(page)
    clock.advance(timedelta(days=30))
    page.look_at_clock()
    assert "1 card is waiting" in words(page)
    assert "Wednesday, 1 April" in words(page)


@pytest.mark.parametrize("size", [(764, 600), (1072, 800)])
@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_clipped(
    opened: Open, collection: Collection, look: Look, size: tuple[int, int], percent: int
) -> None:
    deck_of(collection, [basic("n", quote="Naryn")])
    page = opened()
    look.choose("light", percent)
    page.resize(*size)
    QApplication.processEvents()
    QApplication.processEvents()
    for label in page.findChildren(QLabel):
        if label.isVisible():
            needed = label.heightForWidth(label.width())
            assert label.height() >= (needed if needed > 0 else label.sizeHint().height())
            right = label.mapTo(page, label.rect().topRight()).x()
            assert right <= page.width(), label.text()


def test_looks_change_while_it_is_open(opened: Open, collection: Collection, look: Look) -> None:
    deck_of(collection, 3)
    page = opened()
    light = page.grab().toImage()
    look.choose("dark", 100)
    assert page.grab().toImage() != light
    assert any(look.color("new").name() in text for text in words(page))


def test_it_speaks_of_ids_not_of_rows(opened: Open, collection: Collection) -> None:
    deck_of(collection, 1)
    page = opened()
    heard: list[object] = []
    page.study_wanted.connect(heard.append)
    button(page, "Study").click()
    assert heard == [DeckId(decks.overview(collection)[0].id)]


def test_the_study_button_is_in_sight_however_large_the_words(
    qtbot: QtBot, look: Look, collection: Collection, opened: Open
) -> None:
    deck_of(collection, 3)
    page = opened()
    look.choose("light", 200)
    page.resize(692, 600)
    button = next(b for b in page.findChildren(Button) if b.text() == "Study")

    def is_in_sight() -> bool:
        top = button.mapTo(page, QPoint(0, 0)).y()
        return top >= 0 and top + button.height() <= page.height()

    qtbot.waitUntil(is_in_sight)
    assert is_in_sight()


def test_with_nothing_here_it_offers_a_lesson_and_decks(qtbot: QtBot, opened: Open) -> None:
    page = opened()
    assert "There is no card here yet." in words(page)
    with qtbot.waitSignal(page.bring_wanted):
        press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Tab)
    with qtbot.waitSignal(page.import_wanted):
        press(Qt.Key.Key_Return)


def test_the_deck_in_hand_is_in_sight_however_low_the_window_is(
    opened: Open, collection: Collection
) -> None:
    for name in "abcdefg":
        new_decks.create(collection, name)
    page = opened()
    page.resize(900, 420)
    page.deck_list.setFocus()
    for key in (Qt.Key.Key_End, Qt.Key.Key_Home):
        press(key)
        place = page.deck_list.visualRect(page.deck_list.currentIndex())
        assert page.deck_list.viewport().visibleRegion().contains(place.center())
