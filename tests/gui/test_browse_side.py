"""The browser's side bar, by keyboard and by mouse."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kgstudy.domain.review import Rating
from kgstudy.gui.browse_side import BrowseSide
from kgstudy.gui.desk import Desk
from kgstudy.gui.frame import Frame
from kgstudy.services import deck_tree, importing, listing
from kgstudy.services.study import Study
from kgstudy.store.collection import Collection
from tests.builders import basic, parcel
from tests.builders import collection as opened_collection
from tests.fake_clock import FakeClock


@pytest.fixture
def collection(clock: FakeClock, tmp_path: Path) -> Iterator[Collection]:
    """In a folder, so that work beside the window sees it too."""
    with opened_collection(clock, tmp_path / "data") as made:
        for name in ("Lakes", "Rivers", "Rivers::Chüy"):
            notes = [basic(f"n{i}", deck=name) for i in range(2)]
            importing.bring_in(made, parcel(*notes, name=name, deck=name))
        yield made


@pytest.fixture
def side(qtbot: QtBot, desk: Desk) -> Iterator[BrowseSide]:
    made = BrowseSide(desk, cast("Frame", None))
    qtbot.addWidget(made)
    made.resize(240, 700)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    desk.jobs.finish()


def until(qtbot: QtBot, met: Callable[[], bool]) -> None:
    end = time.monotonic() + 5
    while not met():
        assert time.monotonic() < end
        QApplication.processEvents()
        time.sleep(0.002)


def names(side: BrowseSide, key: str) -> list[str]:
    index = side.side.index_of(key)
    return [side.side.node(side.side.index(row, 0, index)).name for row in range(9)][
        : side.side.rowCount(index)
    ]


def go_to(side: BrowseSide, key: str) -> None:
    side.view.setFocus()
    side.view.setCurrentIndex(side.side.index_of(key))


def test_the_model_keeps_the_rules_of_qt(side: BrowseSide) -> None:
    QAbstractItemModelTester(side.side, QAbstractItemModelTester.FailureReportingMode.Fatal)
    side.field.setText("riv")
    side.field.clear()


def test_enter_chooses_and_keys_join(qtbot: QtBot, side: BrowseSide) -> None:
    chosen: list[str] = []
    side.query_chosen.connect(chosen.append)
    for key, held in (
        ("today:due", Qt.KeyboardModifier.NoModifier),
        ("tag:river", Qt.KeyboardModifier.ControlModifier),
        ("state:new", Qt.KeyboardModifier.ShiftModifier),
        ("flag:1", Qt.KeyboardModifier.AltModifier),
    ):
        go_to(side, key)
        QTest.keyClick(side.view, Qt.Key.Key_Return, held)
    assert chosen == [
        "is:due",
        "is:due tag:river",
        "is:due tag:river or is:new",
        "-flag:1",
    ]


def test_a_click_chooses_within_the_search_that_is_there(side: BrowseSide) -> None:
    chosen: list[str] = []
    side.query_chosen.connect(chosen.append)
    side.show_query("Naryn")
    where = side.view.visualRect(side.side.index_of("today:due")).center()
    held = Qt.KeyboardModifier.ControlModifier
    QTest.mouseClick(side.view.viewport(), Qt.MouseButton.LeftButton, held, where)
    assert chosen == ["Naryn is:due"]


def test_a_section_opens_and_closes_and_that_is_remembered(
    qtbot: QtBot, side: BrowseSide, desk: Desk
) -> None:
    chosen: list[str] = []
    side.query_chosen.connect(chosen.append)
    go_to(side, "section:tag")
    QTest.keyClick(side.view, Qt.Key.Key_Left)
    go_to(side, "section:state")
    QTest.keyClick(side.view, Qt.Key.Key_Return)
    assert chosen == []
    other = BrowseSide(desk, cast("Frame", None))
    qtbot.addWidget(other)
    other.show()
    assert not other.view.isExpanded(other.side.index_of("section:tag"))
    assert other.view.isExpanded(other.side.index_of("section:state"))
    assert other.view.isExpanded(other.side.index_of("section:deck"))


def test_counts_come_after_the_names(qtbot: QtBot, side: BrowseSide) -> None:
    node = side.side.node(side.side.index_of("state:new"))
    until(qtbot, lambda: side.side.count_of(node) == 6)
    rivers = side.side.index(1, 0, side.side.index_of("section:deck"))
    assert side.side.data(rivers, Qt.ItemDataRole.AccessibleTextRole) == "Rivers, 4"


def test_every_node_finds_as_many_as_it_says(qtbot: QtBot, side: BrowseSide, desk: Desk) -> None:
    opened = desk.collection
    Study(opened).answer(Rating.AGAIN, 1000)
    Study(opened).suspend()
    Study(opened).flag(3)
    kept = Study(opened).bury_card()
    side.side.show_counts({})
    desk.feed.changed.emit(kept)
    due = side.side.node(side.side.index_of("today:studied"))
    until(qtbot, lambda: side.side.count_of(due) == 1)
    nodes = [node for section in side.side.sections for node in section.walk() if node.query]
    assert len(nodes) > 20
    for node in nodes:
        found = listing.find_ids(opened, node.query)
        assert (node.key, len(found)) == (node.key, side.side.count_of(node) or 0)


def test_the_tree_is_searched_and_down_goes_into_it(side: BrowseSide) -> None:
    side.field.setFocus()
    QTest.keyClicks(side.field, "riv")
    assert [node.name for node in side.side.sections] == ["Decks", "Tags", "Lessons"]
    QTest.keyClick(side.field, Qt.Key.Key_Down)
    assert side.view.hasFocus()
    side.field.setFocus()
    QTest.keyClick(side.field, Qt.Key.Key_Escape)
    assert side.field.text() == ""
    assert len(side.side.sections) > 3


def test_a_new_deck_is_there_at_once_and_the_keyboard_stays(
    side: BrowseSide, desk: Desk, collection: Collection
) -> None:
    go_to(side, "tag:river")
    with collection.act("make") as act:
        deck_tree.create(collection, "Seas")
    desk.feed.changed.emit(act.change)
    assert names(side, "section:deck") == ["Lakes", "Rivers", "Seas"]
    assert side.view.current is not None
    assert side.view.current.key == "tag:river"
