"""What has come in is told, studied, and taken back."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFileDialog,
    QMessageBox,
)
from pytestqt.qtbot import QtBot

from kgstudy.gui.deck_intake import Stage
from kgstudy.gui.window import Window
from kgstudy.services import decks
from kgstudy.store.collection import Collection
from tests.builders import deck_of
from tests.gui.importing.page import brought_in, names, planned
from tests.gui.keyboard import focused, press

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_it_comes_in_by_one_key_and_home_knows(
    qtbot: QtBot, window: Window, rivers: Path, collection: Collection
) -> None:
    page = brought_in(qtbot, window, rivers)
    assert names(collection) == ["Rivers"]
    assert page.view.outcome.told == "1 deck · 3 new notes · 3 new cards"
    assert focused() is page.view.outcome.study
    page.view.outcome.leave.setFocus()
    press(Qt.Key.Key_Return)
    assert window.windowTitle() == "Home – kgstudy"
    assert [deck.new for deck in decks.overview(collection)] == [3]
    assert page.stage is Stage.EMPTY
    assert page.arrivals == ()
    assert page.view.samples.sheet is None


def test_one_undo_takes_all_files_back(
    qtbot: QtBot, window: Window, rivers: Path, lakes: Path, collection: Collection
) -> None:
    page = brought_in(qtbot, window, rivers, lakes)
    assert names(collection) == ["Lakes", "Rivers"]
    page.view.outcome.undo.setFocus()
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page.is_busy)
    assert names(collection) == []
    assert focused() is page.view.outcome.leave
    assert not page.view.outcome.study.isVisible()
    assert "Taken back" in page.view.outcome.heading.text()


def test_undo_by_key_takes_it_back_too(
    qtbot: QtBot, window: Window, rivers: Path, collection: Collection
) -> None:
    page = brought_in(qtbot, window, rivers)
    press(Qt.Key.Key_Z, CONTROL)
    assert window.toast.text == "Undone: import"
    assert names(collection) == []
    assert not page.view.outcome.undo.isVisible()
    press(Qt.Key.Key_Z, CONTROL)
    assert window.toast.text == "There is nothing to undo."


def test_the_report_is_saved_and_copied(
    qtbot: QtBot, window: Window, rivers: Path, tmp_path: Path
) -> None:
    page = brought_in(qtbot, window, rivers, tmp_path / "gone.md")
    page.view.outcome.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert "rivers.md (lesson deck)" in copied
    assert "gone.md\n  There is nothing of that name." in copied
    page.view.outcome.save.click()
    (dialog,) = page.view.outcome.findChildren(QFileDialog)
    qtbot.waitUntil(dialog.isVisible)
    with qtbot.waitSignal(dialog.destroyed):
        dialog.fileSelected.emit(str(tmp_path / "report.txt"))
        dialog.close()
    assert (tmp_path / "report.txt").read_text(encoding="utf-8") == copied
    assert window.toast.text == "Saved to report.txt"


def test_a_report_that_cannot_be_saved_is_told(
    qtbot: QtBot, window: Window, rivers: Path, tmp_path: Path
) -> None:
    page = brought_in(qtbot, window, rivers)
    (tmp_path / "folder").mkdir()
    page.view.outcome.save.click()
    (dialog,) = page.view.outcome.findChildren(QFileDialog)
    with qtbot.captureExceptions() as raised:
        dialog.fileSelected.emit(str(tmp_path / "folder"))
    dialog.close()
    told = [str(error) for _, error, _ in raised] + [
        box.text() for box in window.findChildren(QMessageBox)
    ]
    assert any("could not be written" in words for words in told)
    for box in window.findChildren(QMessageBox):
        box.close()


def test_what_came_in_is_studied_at_once(
    qtbot: QtBot, window: Window, lakes: Path, collection: Collection
) -> None:
    deck_of(collection, 2)
    page = brought_in(qtbot, window, lakes)
    assert focused() is page.view.outcome.study
    press(Qt.Key.Key_Return)
    assert window.windowTitle() == "Study – kgstudy"
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_4)
    press(Qt.Key.Key_Escape)
    assert window.windowTitle() == "Home – kgstudy"
    left = {deck.name: deck.new for deck in decks.overview(collection)}
    assert left == {"Lakes": 0, "Rivers": 2}


def test_a_second_time_all_is_the_same(
    qtbot: QtBot, window: Window, rivers: Path, collection: Collection
) -> None:
    brought_in(qtbot, window, rivers)
    page = planned(qtbot, window, rivers)
    assert page.view.files.arrivals.rows[1].told == "Rivers, 3 the same"


def test_what_brought_nothing_new_is_no_act_to_take_back(
    qtbot: QtBot, window: Window, rivers: Path, lakes: Path, collection: Collection
) -> None:
    brought_in(qtbot, window, rivers)
    window.show_page("home")
    page = brought_in(qtbot, window, rivers)
    assert page.view.outcome.heading.text() == "Nothing has changed"
    assert not page.view.outcome.undo.isVisible()
    assert not page.take_back()
    assert names(collection) == ["Rivers"]
    window.show_page("home")
    page = brought_in(qtbot, window, lakes)
    assert page.view.outcome.undo.isVisible()
