"""Decks come in beside the window, which waits for them and can stop them."""

from pathlib import Path
from threading import Event

import apsw
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kgstudy.gui.deck_intake import Stage
from kgstudy.gui.desk import Desk
from kgstudy.gui.window import Window
from kgstudy.services import history, importing
from kgstudy.store.collection import Collection
from tests.builders import basic, deck_of, parcel
from tests.gui.importing.page import names, page_of, planned
from tests.gui.keyboard import focused, press

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_reading_is_cancelled(
    qtbot: QtBot, window: Window, desk: Desk, rivers: Path, collection: Collection
) -> None:
    go_on = Event()
    desk.jobs.start(lambda collection, progress: go_on.wait(5))
    window.show_decks([rivers])
    page = page_of(window)
    assert page.stage is Stage.READING
    assert focused() is page.view.foot.cancel
    press(Qt.Key.Key_Escape)
    go_on.set()
    qtbot.waitUntil(lambda: page.stage is Stage.EMPTY)
    assert window.toast.text == "Stopped; nothing was changed."
    assert focused() is page.view.start.choose


def test_bringing_in_is_cancelled_and_changes_nothing(
    qtbot: QtBot, window: Window, desk: Desk, rivers: Path, collection: Collection
) -> None:
    page = planned(qtbot, window, rivers)
    before = (collection.folder or Path()).joinpath("collection.db").read_bytes()
    go_on = Event()
    desk.jobs.start(lambda collection, progress: go_on.wait(5))
    press(Qt.Key.Key_Return)
    assert page.stage is Stage.BRINGING
    press(Qt.Key.Key_Escape)
    go_on.set()
    qtbot.waitUntil(lambda: page.stage is Stage.PLANNED)
    assert names(collection) == []
    assert history.last(collection) is None
    assert (collection.folder or Path()).joinpath("collection.db").read_bytes() == before
    assert focused() is page.view.foot.act


def test_while_decks_come_in_the_window_waits_beside_them(
    qtbot: QtBot, window: Window, desk: Desk, rivers: Path, lakes: Path, collection: Collection
) -> None:
    page = planned(qtbot, window, rivers)
    go_on = Event()
    desk.jobs.start(lambda collection, progress: go_on.wait(5))
    press(Qt.Key.Key_Return)
    for act in (
        lambda: window.show_page("home"),
        window.study,
        window.undo,
        window.redo,
        window.export,
        lambda: window.show_decks([lakes]),
    ):
        window.toast.hide()
        act()
        assert window.page is page
        assert window.toast.isVisible()
        assert window.toast.text.startswith("Wait until")
    go_on.set()
    qtbot.waitUntil(lambda: page.stage is Stage.DONE)
    assert names(collection) == ["Rivers"]


def test_nothing_in_the_window_waits_for_the_collection_while_decks_come_in(
    qtbot: QtBot, window: Window, desk: Desk, rivers: Path, collection: Collection
) -> None:
    """Who wrote then would wait until they are in; whoever reads sees what was there before."""
    deck_of(collection)
    window.study()
    page = planned(qtbot, window, rivers)
    held, go_on = Event(), Event()

    def hold(collection: Collection, progress: object) -> None:
        with collection.act("hold"):
            held.set()
            go_on.wait(20)

    desk.jobs.start(hold)
    assert held.wait(5)
    asked: list[str] = []

    def trace(cursor: apsw.Cursor, sql: str, values: object) -> bool:
        asked.append(sql.upper())
        return True

    collection.connection.exec_trace = trace
    press(Qt.Key.Key_Return)
    assert page.stage is Stage.BRINGING
    for key in (Qt.Key.Key_1, Qt.Key.Key_3, Qt.Key.Key_B, Qt.Key.Key_S, Qt.Key.Key_U):
        press(key)
    for key in (Qt.Key.Key_Z, Qt.Key.Key_Y, Qt.Key.Key_E, Qt.Key.Key_1, Qt.Key.Key_Comma):
        press(key, CONTROL)
    for key in (Qt.Key.Key_1, Qt.Key.Key_2):
        press(key, Qt.KeyboardModifier.AltModifier)
    window.come_forward()
    window._home.refresh()
    assert window.page is page
    assert [sql for sql in asked if sql.startswith("SELECT")]
    assert not [sql for sql in asked if "IMMEDIATE" in sql]
    go_on.set()
    qtbot.waitUntil(lambda: page.stage is Stage.DONE)
    window.undo()
    assert [sql for sql in asked if "IMMEDIATE" in sql]
    collection.connection.exec_trace = None


def test_a_window_that_is_closed_stops_the_import(
    qtbot: QtBot, window: Window, desk: Desk, rivers: Path, collection: Collection
) -> None:
    page = planned(qtbot, window, rivers)
    go_on = Event()
    desk.jobs.start(lambda collection, progress: go_on.wait(5))
    press(Qt.Key.Key_Return)
    assert page.stage is Stage.BRINGING
    window.close()
    go_on.set()
    desk.jobs.finish()
    assert names(collection) == []


def test_a_large_act_is_undone_beside_the_window(
    qtbot: QtBot, window: Window, collection: Collection
) -> None:
    many = [basic(f"many {number}") for number in range(1500)]
    importing.bring_in(collection, parcel(*many))
    press(Qt.Key.Key_Z, CONTROL)
    assert "One moment" in window.toast.text
    assert not window.page.isEnabled()
    press(Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(window.page.isEnabled)
    assert window.toast.text == "Undone: import"
    assert names(collection) == []
    press(Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: "Done again" in window.toast.text)
    assert names(collection) == ["Rivers"]
