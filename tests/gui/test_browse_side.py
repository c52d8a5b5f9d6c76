"""The browser's side bar, by keyboard and by mouse."""

import time
from collections.abc import Iterator
from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QShortcut
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from kgstudy.domain.columns import Unit
from kgstudy.domain.errors import UserError
from kgstudy.domain.ids import CardId
from kgstudy.domain.review import Rating
from kgstudy.gui import carried
from kgstudy.gui.browse_side import BrowseSide
from kgstudy.gui.desk import Desk
from kgstudy.gui.models.side_nodes import Node
from kgstudy.gui.widgets.form_dialog import FormDialog
from kgstudy.gui.widgets.name_field import NameField
from kgstudy.gui.window import Window
from kgstudy.services import (
    browsing,
    cards,
    deck_tree,
    decks,
    importing,
    listing,
    new_decks,
    saved_searches,
    tags,
)
from kgstudy.services.study import Study
from kgstudy.store.collection import Collection
from tests.builders import basic, parcel
from tests.fake_clock import FakeClock
from tests.gui.windows import until


@pytest.fixture
def collection(kept: Collection) -> Collection:
    """In a folder, so that work beside the window sees it too."""
    for name in ("Lakes", "Rivers", "Rivers::Chüy"):
        notes = [basic(f"n{i}", deck=name) for i in range(2)]
        importing.bring_in(kept, parcel(*notes, name=name, deck=name))
    return kept


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> Window:
    made = Window(desk)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def side(qtbot: QtBot, desk: Desk, window: Window) -> Iterator[BrowseSide]:
    made = BrowseSide(desk, window)
    qtbot.addWidget(made)
    made.resize(240, 700)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    desk.jobs.finish()


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
    qtbot: QtBot, side: BrowseSide, desk: Desk, window: Window
) -> None:
    chosen: list[str] = []
    side.query_chosen.connect(chosen.append)
    go_to(side, "section:tag")
    QTest.keyClick(side.view, Qt.Key.Key_Left)
    go_to(side, "section:state")
    QTest.keyClick(side.view, Qt.Key.Key_Return)
    assert chosen == []
    side.hide()
    other = BrowseSide(desk, window)
    qtbot.addWidget(other)
    other.show()
    assert not other.view.isExpanded(other.side.index_of("section:tag"))
    assert other.view.isExpanded(other.side.index_of("section:state"))
    assert other.view.isExpanded(other.side.index_of("section:deck"))


def test_counts_come_after_the_names(qtbot: QtBot, side: BrowseSide) -> None:
    node = side.side.node(side.side.index_of("state:new"))
    until(lambda: side.side.count_of(node) == 6)
    rivers = side.side.index(1, 0, side.side.index_of("section:deck"))
    assert side.side.data(rivers, Qt.ItemDataRole.AccessibleTextRole) == "Rivers, 4"


def test_every_node_finds_as_many_as_it_says(
    qtbot: QtBot, side: BrowseSide, desk: Desk, clock: FakeClock
) -> None:
    opened = desk.collection
    known = Study(opened).shown
    assert known is not None
    Study(opened).answer(Rating.EASY, 1000)
    clock.advance(timedelta(days=60))
    Study(opened, cards=[known.card.id]).answer(Rating.AGAIN, 1000)
    Study(opened).answer(Rating.AGAIN, 1000)
    Study(opened).suspend()
    Study(opened).flag(3)
    kept = Study(opened).bury_card()
    side.side.show_counts({})
    desk.feed.changed.emit(kept)
    due = side.side.node(side.side.index_of("today:studied"))
    until(lambda: side.side.count_of(due) == 2)
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


def test_a_name_that_is_typed_in_the_tree_is_looked_for(side: BrowseSide) -> None:
    """Also where its first letter is a command of the window."""
    heard: list[str] = []
    for letter in "SE":
        shortcut = QShortcut(letter, side)
        shortcut.activated.connect(partial(heard.append, letter))
    go_to(side, "today:due")
    QTest.keyClicks(side.view, "s")
    assert side.field.hasFocus()
    QTest.keyClicks(side.field, "ea")
    assert (side.field.text(), heard) == ("sea", [])
    side.field.clear()
    side.view.setFocus()
    QTest.keyClick(side.view, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert side.field.text() == ""


def test_a_new_deck_is_there_at_once_and_the_keyboard_stays(
    side: BrowseSide, desk: Desk, collection: Collection
) -> None:
    go_to(side, "tag:river")
    with collection.act("make") as act:
        new_decks.create(collection, "Seas")
    desk.feed.changed.emit(act.change)
    assert names(side, "section:deck") == ["Lakes", "Rivers", "Seas"]
    assert side.view.current is not None
    assert side.view.current.key == "tag:river"


def node(side: BrowseSide, key: str) -> Node:
    index = side.side.index_of(key)
    assert index.isValid(), key
    return side.side.node(index)


def asked(side: BrowseSide) -> FormDialog:
    def shown() -> list[FormDialog]:
        return [each for each in side.findChildren(FormDialog) if each.isVisible()]

    end = time.monotonic() + 5
    while not shown():
        assert time.monotonic() < end
        QApplication.processEvents()
    return shown()[0]


def tag_names(desk: Desk) -> list[str]:
    return [each.name for each in tags.every(desk.collection)]


def tag_all(desk: Desk, name: str) -> None:
    notes = [row[0] for row in desk.collection.connection.execute("SELECT id FROM note")]
    desk.feed.changed.emit(tags.add(desk.collection, notes, [name]))


def test_f2_renames_a_tag_and_undo_is_offered(side: BrowseSide, desk: Desk, window: Window) -> None:
    go_to(side, "tag:river")
    QTest.keyClick(side.view, Qt.Key.Key_F2)
    editor = side.view.findChild(QLineEdit)
    assert editor is not None
    editor.setText("water::river")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    while tag_names(desk) == ["river"]:
        QApplication.processEvents()
    assert tag_names(desk) == ["water::river"]
    assert names(side, "section:tag") == ["water"]
    window.toast.button.click()
    assert tag_names(desk) == ["river"]


def test_the_keyboard_leaves_a_tree_in_which_nothing_is_found_any_longer(
    side: BrowseSide, desk: Desk
) -> None:
    tag_all(desk, "water")
    side.field.setText("wat")
    go_to(side, "tag:water")
    desk.feed.changed.emit(tags.delete(desk.collection, ["water"]))
    assert side.field.hasFocus()
    QTest.keyClick(side.field, Qt.Key.Key_Tab)
    assert not side.view.hasFocus()


def test_the_keyboard_goes_with_a_search_to_its_other_name(side: BrowseSide, desk: Desk) -> None:
    for name in ("Lately", "Today"):
        desk.feed.changed.emit(saved_searches.save(desk.collection, name, "is:due"))
    go_to(side, "saved:Today")
    side.acts.rename(node(side, "saved:Today"), "Now")
    assert side.view.current == node(side, "saved:Now")


@pytest.mark.parametrize(
    ("key", "typed", "called"),
    [("tag:river", " big  river ", "big_river"), ("saved:Now", " just  now ", "just now")],
)
def test_keyboard_and_words_go_with_a_name_as_it_is_kept(
    side: BrowseSide, desk: Desk, window: Window, key: str, typed: str, called: str
) -> None:
    tag_all(desk, "lake")
    for name in ("Now", "Soon"):
        desk.feed.changed.emit(saved_searches.save(desk.collection, name, "is:due"))
    go_to(side, key)
    side.acts.rename(node(side, key), typed)
    assert side.view.current is not None
    assert side.view.current.name == called
    assert f"“{called}” now" in window.toast.text


def test_a_search_that_could_not_be_renamed_has_no_heir(side: BrowseSide, desk: Desk) -> None:
    chosen: list[str] = []
    side.query_chosen.connect(chosen.append)
    for name, query in (("Lately", "is:new"), ("Today", "is:due")):
        desk.feed.changed.emit(saved_searches.save(desk.collection, name, query))
    side.show_query("is:new")
    with pytest.raises(UserError):
        side.acts.rename(node(side, "saved:Lately"), "Today")
    side.acts.delete(node(side, "saved:Lately"))
    assert chosen == []


@pytest.mark.parametrize("key", ["tag:river", "saved:Today"])
def test_tags_and_searches_are_renamed_by_their_menu_too(
    side: BrowseSide, desk: Desk, key: str
) -> None:
    desk.feed.changed.emit(saved_searches.save(desk.collection, "Today", "is:due"))
    menu = side.acts.menu(node(side, key), "")
    next(each for each in menu.actions() if each.text() == "Rename").trigger()
    editor = side.view.findChild(QLineEdit)
    assert editor is not None
    assert editor.hasFocus()
    assert editor.text() == key.partition(":")[2]


def test_the_keyboard_is_in_the_tree_again_once_a_deck_is_renamed(
    qtbot: QtBot, side: BrowseSide, desk: Desk
) -> None:
    lakes = dict(decks.names(desk.collection))["Lakes"]
    go_to(side, f"deck:{lakes}")
    QTest.keyClick(side.view, Qt.Key.Key_F2)
    editor = side.view.findChild(QLineEdit)
    assert editor is not None
    editor.setText("Seas")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    until(lambda: names(side, "section:deck") == ["Rivers", "Seas"])
    assert side.view.hasFocus()
    assert side.view.current == node(side, f"deck:{lakes}")


def test_the_search_for_a_deck_follows_it_to_another_name_and_back(
    side: BrowseSide, desk: Desk, window: Window
) -> None:
    lakes = dict(decks.names(desk.collection))["Lakes"]
    chosen: list[str] = []
    side.query_chosen.connect(chosen.append)
    side.show_query('deck:"Lakes"')
    side.acts.rename(node(side, f"deck:{lakes}"), "Seas")
    assert chosen == ['deck:"Seas"']
    window.toast.button.click()
    assert chosen == ['deck:"Seas"', 'deck:"Lakes"']
    side.show_query("is:due")
    side.acts.rename(node(side, f"deck:{lakes}"), "Seas")
    assert len(chosen) == 2


def test_keyboard_and_search_go_from_a_deck_to_the_one_that_takes_it_in(
    side: BrowseSide, desk: Desk, window: Window
) -> None:
    ids = dict(decks.names(desk.collection))
    chosen: list[str] = []
    side.query_chosen.connect(chosen.append)
    side.show_query('deck:"Lakes"')
    go_to(side, f"deck:{ids['Lakes']}")
    side.acts.rename(node(side, f"deck:{ids['Lakes']}"), "rivers")
    dialog = asked(side)
    assert dialog.windowTitle() == "There is a deck called “Rivers” already."
    dialog.act.click()
    assert window.toast.text == "“Lakes” is merged into “Rivers”"
    assert side.view.current == node(side, f"deck:{ids['Rivers']}")
    assert chosen == ['deck:"Rivers"']


def test_the_keyboard_goes_to_the_neighbour_of_what_is_deleted(
    side: BrowseSide, desk: Desk
) -> None:
    ids = dict(decks.names(desk.collection))
    go_to(side, f"deck:{ids['Lakes']}")
    desk.feed.changed.emit(deck_tree.delete(desk.collection, ids["Lakes"]))
    assert side.view.current == node(side, f"deck:{ids['Rivers']}")
    side.view.expandAll()
    go_to(side, f"deck:{ids['Rivers::Chüy']}")
    desk.feed.changed.emit(deck_tree.delete(desk.collection, ids["Rivers::Chüy"]))
    assert side.view.current == node(side, f"deck:{ids['Rivers']}")
    desk.feed.changed.emit(deck_tree.delete(desk.collection, ids["Rivers"]))
    assert side.view.current == node(side, "section:deck")


def test_keyboard_and_search_go_with_a_tag_to_its_other_name(side: BrowseSide, desk: Desk) -> None:
    notes = [row[0] for row in desk.collection.connection.execute("SELECT id FROM note")]
    desk.feed.changed.emit(tags.add(desk.collection, notes[:1], ["water::deep"]))
    chosen: list[str] = []
    side.query_chosen.connect(chosen.append)
    side.show_query('tag:"river"')
    go_to(side, "tag:river")
    side.acts.rename(node(side, "tag:river"), "stream")
    assert side.view.current == node(side, "tag:stream")
    assert chosen == ['tag:"stream"']
    side.acts.rename(node(side, "tag:stream"), "WATER")
    dialog = asked(side)
    assert dialog.windowTitle() == "There is a tag “water” already."
    dialog.act.click()
    assert tag_names(desk) == ["water", "water::deep"]
    assert side.view.current == node(side, "tag:water")
    side.acts.rename(node(side, "tag:water"), "Water")
    assert tag_names(desk) == ["Water", "Water::deep"]


def test_a_tag_is_dropped_upon_another_and_joined_where_the_name_is_taken(
    side: BrowseSide, desk: Desk
) -> None:
    notes = [row[0] for row in desk.collection.connection.execute("SELECT id FROM note")]
    change = tags.add(desk.collection, notes[:1], ["a::river", "b"])
    desk.feed.changed.emit(change)
    side.acts.drop(node(side, "tag:b"), carried.with_tag("a::river"))
    assert tag_names(desk) == ["b", "b::river", "river"]
    side.acts.drop(node(side, "section:tag"), carried.with_tag("b::river"))
    dialog = asked(side)
    assert dialog.windowTitle() == "There is a tag “river” already."
    dialog.act.click()
    assert tag_names(desk) == ["b", "river"]


def test_the_tag_to_be_joined_with_is_chosen_by_mouse_alone(side: BrowseSide, desk: Desk) -> None:
    notes = [row[0] for row in desk.collection.connection.execute("SELECT id FROM note")]
    desk.feed.changed.emit(tags.add(desk.collection, notes[:1], ["a", "b"]))
    menu = side.acts.menu(node(side, "tag:b"), "")
    next(each for each in menu.actions() if each.text() == "Join with…").trigger()
    field = asked(side).findChild(NameField)
    assert field is not None
    asked(side).act.click()
    assert asked(side).problem.text() == "Choose a tag first."
    QTest.mouseClick(field.line, Qt.MouseButton.LeftButton)
    completer = field.completer()
    assert completer is not None
    offered = completer.popup()
    assert offered is not None
    assert offered.isVisible()
    place = offered.visualRect(offered.model().index(0, 0)).center()
    QTest.mouseClick(offered.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert not asked(side).problem.isVisible()
    asked(side).act.click()
    assert tag_names(desk) == ["a", "river"]


def test_only_what_is_searched_for_is_marked(side: BrowseSide, desk: Desk) -> None:
    river = node(side, "tag:river")
    side.show_query(f"{river.query} ")
    marked = [
        each.key for top in side.side.sections for each in top.walk() if side.view.is_marked(each)
    ]
    assert marked == ["tag:river"]
    side.show_query(f"{river.query} is:due")
    assert not side.view.is_marked(river)


def test_the_row_that_would_take_what_is_dragged_is_marked(side: BrowseSide) -> None:
    index = side.side.index_of("tag:river")
    side.view.scrollTo(index)
    place, data = side.view.visualRect(index).center(), carried.with_cards([CardId(1)])
    held = (Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton)
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(side.view.viewport(), QDragEnterEvent(place, *held, none))
    QApplication.sendEvent(side.view.viewport(), QDragMoveEvent(place, *held, none))
    assert side.view.is_aimed_at(index)
    QApplication.sendEvent(side.view.viewport(), QDragLeaveEvent())
    assert not side.view.is_aimed_at(index)


def test_delete_takes_a_tag_from_all_notes(side: BrowseSide, desk: Desk) -> None:
    go_to(side, "tag:river")
    QTest.keyClick(side.view, Qt.Key.Key_Delete)
    assert tag_names(desk) == []
    desk.collection.undo()
    assert tag_names(desk) == ["river"]


def test_a_deck_is_dropped_upon_another_and_to_the_top(side: BrowseSide, desk: Desk) -> None:
    named = dict(decks.names(desk.collection))
    lakes, chuy = named["Lakes"], named["Rivers::Chüy"]
    side.acts.drop(node(side, f"deck:{chuy}"), carried.with_deck(lakes))
    side.acts.drop(node(side, "section:deck"), carried.with_deck(chuy))
    assert [name for name, _ in decks.names(desk.collection)] == ["Chüy", "Chüy::Lakes", "Rivers"]


def test_cards_are_dropped_upon_deck_tag_and_flag(side: BrowseSide, desk: Desk) -> None:
    opened = desk.collection
    lakes = dict(decks.names(opened))["Lakes"]
    (first, *others) = listing.find_ids(opened, "deck:Rivers")
    data = carried.with_cards((first, *others))
    change = tags.add(
        opened, [row[0] for row in opened.connection.execute("SELECT id FROM note")][:1], ["new"]
    )
    desk.feed.changed.emit(change)
    for key in (f"deck:{lakes}", "tag:new", "flag:2"):
        target = side.side.index_of(key)
        assert side.side.canDropMimeData(data, Qt.DropAction.MoveAction, -1, -1, target)
        side.side.dropMimeData(data, Qt.DropAction.MoveAction, -1, -1, target)
    assert len(listing.find_ids(opened, "deck:Lakes flag:2 tag:new")) == 4
    cards.move(opened, [first], "Rivers")
    cards.flag(opened, [first], 0)
    tags.remove(opened, browsing.notes_of(opened, Unit.CARDS, [first]), ["new"])
    for key, said in (
        (f"deck:{lakes}", "1 card moved to “Lakes”"),
        ("tag:new", "1 note tagged “new”"),
        ("flag:2", "1 card got flag 2"),
    ):
        side.side.dropMimeData(data, Qt.DropAction.MoveAction, -1, -1, side.side.index_of(key))
        assert side._frame.toast.text == said
        side.side.dropMimeData(data, Qt.DropAction.MoveAction, -1, -1, side.side.index_of(key))
        assert side._frame.toast.text == "There was nothing to change."
    for key in ("section:deck", "today:due", "state:new"):
        target = side.side.index_of(key)
        assert not side.side.canDropMimeData(data, Qt.DropAction.MoveAction, -1, -1, target)


def test_a_search_is_kept_renamed_and_deleted(side: BrowseSide, desk: Desk) -> None:
    side.show_query("is:due tag:river")
    menu = side.acts.menu(None, "is:due tag:river")
    next(each for each in menu.actions() if each.text() == "Keep this search…").trigger()
    dialog = asked(side)
    line = dialog.findChild(QLineEdit)
    assert line is not None
    line.setText("Rivers today")
    dialog.act.click()
    kept = node(side, "saved:Rivers today")
    assert kept.query == "is:due tag:river"
    side.acts.rename(kept, "Today")
    assert [each.name for each in saved_searches.every(desk.collection)] == ["Today"]
    go_to(side, "saved:Today")
    QTest.keyClick(side.view, Qt.Key.Key_Delete)
    assert saved_searches.every(desk.collection) == ()


def test_where_nothing_is_kept_yet_enter_keeps_the_search(side: BrowseSide, window: Window) -> None:
    go_to(side, "section:saved")
    QTest.keyClick(side.view, Qt.Key.Key_Return)
    assert window.toast.text.startswith("A search can be kept here")
    side.show_query("is:due")
    QTest.keyClick(side.view, Qt.Key.Key_Return)
    assert asked(side).windowTitle() == "Keep this search"
    asked(side).reject()
