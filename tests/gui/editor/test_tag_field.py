"""The line for tags offers those that are there."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kgstudy.gui.editor.tag_field import TagField


@pytest.fixture
def field(qtbot: QtBot) -> TagField:
    made = TagField("Tags")
    made.offer(["cause", "country"])
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.setFocus()
    return made


def is_offering(field: TagField) -> bool:
    completer = field.completer()
    assert completer is not None
    popup = completer.popup()
    assert popup is not None
    return popup.isVisible()


def test_a_word_that_is_begun_is_offered_whole(field: TagField) -> None:
    QTest.keyClicks(field, "list coun")
    assert is_offering(field)


def test_long_names_that_begin_alike_are_told_apart(field: TagField) -> None:
    field.setFixedWidth(200)
    field.offer([f"history::of the silk road::chapter {n}" for n in (1, 2)])
    QTest.keyClicks(field, "hist")
    completer = field.completer()
    assert completer is not None
    popup = completer.popup()
    assert popup is not None
    rows = [popup.visualRect(popup.model().index(row, 0)) for row in (0, 1)]
    first, second = (popup.viewport().grab(rect).toImage() for rect in rows)
    assert first != second


def test_nothing_covers_what_lies_below_once_a_tag_is_done(field: TagField) -> None:
    QTest.keyClicks(field, "list ")
    assert not is_offering(field)
    assert field.tags == ("list",)


def test_tags_are_chosen_by_mouse_alone(field: TagField) -> None:
    for row, written in ((1, "country "), (0, "country cause ")):
        QTest.mouseClick(field, Qt.MouseButton.LeftButton)
        completer = field.completer()
        assert completer is not None
        popup = completer.popup()
        assert popup is not None
        assert popup.model().rowCount() == 2
        place = popup.visualRect(popup.model().index(row, 0)).center()
        QTest.mouseClick(popup.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert field.text() == written
    assert not is_offering(field)
    QTest.keyClicks(field, "x ")
    assert not is_offering(field)


def test_nothing_is_offered_that_is_written_out_already(qtbot: QtBot, field: TagField) -> None:
    QTest.keyClicks(field, "countr")
    assert is_offering(field)
    QTest.keyClicks(field, "y")
    qtbot.waitUntil(lambda: not is_offering(field))


@pytest.mark.parametrize(
    "reason", [Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason]
)
def test_what_is_typed_after_tab_joins_the_tags_that_are_there(
    field: TagField, reason: Qt.FocusReason
) -> None:
    field.clearFocus()
    field.put(["old", "older"])
    assert field.cursorPosition() == 0
    field.setFocus(reason)
    QTest.keyClicks(field, "new")
    assert field.tags == ("old", "older", "new")
