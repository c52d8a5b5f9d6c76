"""The field in which cards are searched for, by keyboard."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from kgstudy.domain.changes import Change, Touched
from kgstudy.gui.desk import Desk
from kgstudy.gui.widgets.search_field import SearchField
from kgstudy.store.collection import Collection
from tests.builders import deck_of, empty_deck

CONTROL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


@pytest.fixture
def field(qtbot: QtBot, desk: Desk, collection: Collection) -> Iterator[SearchField]:
    deck_of(collection, 2)
    empty_deck(collection, "Rivers::Of Asia")
    made = SearchField(desk)
    qtbot.addWidget(made)
    made.resize(700, 80)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.setFocus()
    yield made
    made.list.hide()


def write(field: SearchField, text: str) -> None:
    QTest.keyClicks(field.line, text)


def press(field: SearchField, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    """Keys go to the list where it is open."""
    popup = field.list.popup()
    assert popup is not None
    QTest.keyClick(
        popup if field.list.is_open else field.line, key, modifier or Qt.KeyboardModifier.NoModifier
    )


def click(field: SearchField) -> None:
    QTest.mouseClick(field.line, Qt.MouseButton.LeftButton)


def offered(field: SearchField) -> list[str]:
    model = field.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_a_search_goes_out_when_the_hand_is_still(qtbot: QtBot, field: SearchField) -> None:
    with qtbot.waitSignal(field.searched) as told:
        write(field, "naryn")
    assert told.args == ["naryn"]
    with qtbot.waitSignal(field.searched) as told:
        press(field, Key.Key_Return)
    assert told.args == ["naryn"]
    assert not field.told.isVisible()


def test_shown_by_others_it_searches_nothing(qtbot: QtBot, field: SearchField) -> None:
    with qtbot.assertNotEmitted(field.searched, wait=400):
        field.set_text("is:due")
    assert field.text() == "is:due"


def test_a_mistake_is_told_with_its_place_and_sends_nothing(
    qtbot: QtBot, field: SearchField
) -> None:
    with qtbot.assertNotEmitted(field.searched):
        write(field, "is:old")
        assert not field.told.isVisible()
        press(field, Key.Key_Return)
    assert "only is:new" in field.told.text()
    assert field.told.isVisible()
    assert field.line.property("wrong") is True
    write(field, " ")
    assert not field.told.isVisible()
    assert field.line.property("wrong") is False


def test_an_unfinished_query_is_told_of_later(qtbot: QtBot, field: SearchField) -> None:
    write(field, "(naryn or")
    assert not field.told.isVisible()
    qtbot.waitUntil(field.told.isVisible)
    assert "a word is missing" in field.told.text()
    assert field.text() == "(naryn or"


def test_what_can_still_be_completed_is_no_mistake_yet(qtbot: QtBot, field: SearchField) -> None:
    with qtbot.assertNotEmitted(field.searched, wait=1200):
        write(field, "deck:ri")
    assert field.list.is_open
    assert not field.told.isVisible()
    press(field, Key.Key_Escape)
    qtbot.waitUntil(field.told.isVisible)


def test_a_name_that_is_not_there_is_told(field: SearchField) -> None:
    write(field, "deck:Lakes")
    press(field, Key.Key_Return)
    assert "no deck called “Lakes”" in field.told.text()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("tag:rivr", "There is no tag called “rivr”. Is “river” meant?"),
        ("-lesson:Lakes or deck:Rivers", "There is no lesson called “Lakes”."),
        ("note:basik", "There is no note type called “basik”. Is “basic” meant?"),
        (
            'preset:x card:"Card 9"',
            "There are no options called “x”. There is no template called “Card 9”.",
        ),
        ("tag:ri* lesson:rivers note:basic tag:none card:1 preset:*", ""),
    ],
)
def test_what_nothing_is_called_is_a_hint_and_no_mistake(
    qtbot: QtBot, field: SearchField, query: str, said: str
) -> None:
    write(field, query)
    with qtbot.waitSignal(field.searched):
        press(field, Key.Key_Return)
    assert field.told.text() == said
    assert field.told.isVisible() == bool(said)
    assert not field.line.property("wrong")
    field.show_done(query)
    assert field.told.text() == said
    write(field, "x")
    assert field.told.text() == ""


def test_a_name_that_is_being_written_is_no_hint_yet(qtbot: QtBot, field: SearchField) -> None:
    with qtbot.waitSignal(field.searched):
        write(field, "tag:ri")
    assert field.list.is_open
    assert not field.told.isVisible()


def test_keys_and_names_are_completed(qtbot: QtBot, field: SearchField) -> None:
    write(field, "dec")
    assert offered(field) == ["deck:"]
    press(field, Key.Key_Tab)
    assert field.text() == "deck:"
    assert offered(field) == ["deck:Rivers", 'deck:"Rivers::Of Asia"']
    press(field, Key.Key_Down)
    press(field, Key.Key_Down)
    with qtbot.waitSignal(field.searched) as told:
        press(field, Key.Key_Return)
    assert told.args == ['deck:"Rivers::Of Asia" ']
    write(field, "naryn")
    assert field.text() == 'deck:"Rivers::Of Asia" naryn'
    assert not field.list.is_open


def test_a_property_waits_for_its_sign(field: SearchField) -> None:
    write(field, "laps")
    press(field, Key.Key_Tab)
    write(field, ">3")
    assert field.text() == "lapses>3"


def test_enter_searches_while_nothing_is_chosen(qtbot: QtBot, field: SearchField) -> None:
    write(field, "tag")
    assert field.list.is_open
    with qtbot.waitSignal(field.searched) as told:
        press(field, Key.Key_Return)
    assert told.args == ["tag"]
    assert not field.list.is_open


def test_ctrl_space_offers_every_key(field: SearchField) -> None:
    press(field, Key.Key_Space, CONTROL)
    assert {"deck:", "lapses", "front:"} <= set(offered(field))
    press(field, Key.Key_Escape)
    assert not field.list.is_open


def test_new_names_are_offered_too(field: SearchField, desk: Desk, collection: Collection) -> None:
    write(field, "deck:la")
    assert not field.list.is_open
    empty_deck(collection, "Lakes")
    desk.feed.changed.emit(Change("add-deck", frozenset({Touched.DECKS})))
    write(field, "k")
    assert offered(field) == ["deck:Lakes"]


def test_down_leads_to_the_searches_before(qtbot: QtBot, field: SearchField, desk: Desk) -> None:
    for query in ("naryn", "is:due", "(naryn", "naryn"):
        field.line.clear()
        write(field, query)
        press(field, Key.Key_Return)
    field.line.clear()
    press(field, Key.Key_Down)
    assert offered(field) == ["naryn", "is:due"]
    press(field, Key.Key_Down)
    press(field, Key.Key_Down)
    with qtbot.waitSignal(field.searched) as told:
        press(field, Key.Key_Return)
    assert told.args == ["is:due"]
    assert desk.choices.value.searches == ("is:due", "naryn")


def test_a_click_offers_searches_before_and_every_key(qtbot: QtBot, field: SearchField) -> None:
    write(field, "is:due -tag:a")
    press(field, Key.Key_Return)
    click(field)
    assert not field.list.is_open
    field.line.clear()
    click(field)
    assert offered(field)[:1] == ["is:due -tag:a"]
    assert {"deck:", "lapses", "front:"} <= set(offered(field))
    popup = field.list.popup()
    assert popup is not None
    place = popup.visualRect(popup.model().index(0, 0)).center()
    with qtbot.waitSignal(field.searched) as told:
        QTest.mouseClick(popup.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == ["is:due -tag:a "]


def test_down_offers_no_search_before_that_is_unlike_what_is_written(field: SearchField) -> None:
    for query in ("naryn river", "is:due"):
        field.line.clear()
        write(field, query)
        press(field, Key.Key_Return)
    field.line.setText("naryn")
    press(field, Key.Key_Down)
    assert offered(field) == ["naryn river"]
    field.list.hide()
    field.line.setText("tag:lake")
    press(field, Key.Key_Down)
    assert offered(field) == []


def test_the_cross_clears_and_searches_all(qtbot: QtBot, field: SearchField) -> None:
    write(field, "naryn")
    press(field, Key.Key_Return)
    (cross,) = field.line.findChildren(QToolButton)
    with qtbot.waitSignal(field.searched) as told:
        cross.click()
    assert told.args == [""]
