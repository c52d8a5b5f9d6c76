"""Lessons come in from files, also with decks beside them and where a file is bad."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from kgstudy.domain.changes import Change, Touched
from kgstudy.gui.pages.importing import ImportPage
from kgstudy.gui.pages.shelf import ShelfPage
from kgstudy.gui.pages.studio import StudioPage
from kgstudy.gui.window import Window
from kgstudy.services import decks, new_decks
from kgstudy.store.collection import Collection
from tests.gui.bringing.page import (
    CONTROL,
    WRITTEN,
    bring_page,
    dropped,
    read,
    shown,
    titles,
    written,
)
from tests.gui.keyboard import focused, press


def test_a_lesson_is_dropped_and_lies_on_the_desk(
    qtbot: QtBot, window: Window, collection: Collection, mountains: Path
) -> None:
    dropped(window, mountains)
    shown(qtbot, window, StudioPage)
    assert len(titles(collection)) == 1
    assert window.toast.button.isVisible()
    press(Qt.Key.Key_Z, CONTROL)
    assert titles(collection) == []
    assert decks.overview(collection) == ()


def test_undo_is_not_offered_any_longer_after_another_act(
    qtbot: QtBot, window: Window, collection: Collection, mountains: Path
) -> None:
    dropped(window, mountains)
    shown(qtbot, window, StudioPage)
    qtbot.waitUntil(window.toast.isVisible)
    new_decks.create(collection, "Another")
    window._desk.feed.changed.emit(Change("create-deck", frozenset({Touched.DECKS})))
    assert not window.toast.isVisible()


def test_several_lessons_come_in_as_one_act(
    qtbot: QtBot, window: Window, collection: Collection, lakes: Path, mountains: Path
) -> None:
    page = read(qtbot, window, lakes, mountains)
    assert page.view.files.isVisible()
    assert page.view.foot.act.text() == "Bring in 2 lessons"
    press(Qt.Key.Key_Return)
    shown(qtbot, window, ShelfPage)
    assert len(titles(collection)) == 2
    press(Qt.Key.Key_Z, CONTROL)
    assert titles(collection) == []


def test_each_of_several_can_be_looked_at_and_corrected(
    qtbot: QtBot, window: Window, collection: Collection, lakes: Path, mountains: Path
) -> None:
    page = read(qtbot, window, lakes, mountains)
    page.view.files.setFocus()
    press(Qt.Key.Key_Down)
    assert "Jengish" in page.view.field.toPlainText()
    page.view.recognised.title.setFocus()
    page.view.recognised.title.selectAll()
    QTest.keyClicks(focused(), "Heights")
    press(Qt.Key.Key_Return)
    shown(qtbot, window, ShelfPage)
    assert "Heights" in titles(collection)


def test_lessons_first_and_then_the_decks_that_came_with_them(
    qtbot: QtBot, window: Window, collection: Collection, lakes: Path, cards: Path
) -> None:
    page = read(qtbot, window, lakes, cards)
    assert "cards.csv" in page.view.then.text()
    press(Qt.Key.Key_Return)
    shown(qtbot, window, ImportPage)
    assert len(titles(collection)) == 1
    assert page.view.then.isHidden()
    arrived = window.page
    assert isinstance(arrived, ImportPage)
    qtbot.waitUntil(lambda: bool(arrived.arrivals))
    assert [arrival.origin.name for arrival in arrived.arrivals] == ["cards.csv"]


def test_decks_alone_are_no_lessons(qtbot: QtBot, window: Window, cards: Path) -> None:
    window.bring_in([cards])
    shown(qtbot, window, ImportPage)


def test_a_lesson_is_chosen_by_key(qtbot: QtBot, window: Window, mountains: Path) -> None:
    press(Qt.Key.Key_I, CONTROL)
    (dialog,) = window.page.findChildren(QFileDialog)
    qtbot.waitUntil(dialog.isVisible)
    with qtbot.waitSignal(dialog.destroyed):
        dialog.filesSelected.emit([str(mountains)])
        dialog.close()
    shown(qtbot, window, StudioPage)


def test_what_was_left_out_is_told_before_it_comes_in(
    qtbot: QtBot, window: Window, collection: Collection
) -> None:
    page = read(qtbot, window, WRITTEN / "libreoffice.docx")
    assert page.view.recognised.problems.isVisible()
    assert page.view.recognised.problems.toPlainText() == "Footnotes are left out: 1."
    assert titles(collection) == []
    press(Qt.Key.Key_Return)
    shown(qtbot, window, StudioPage)
    assert titles(collection) == ["Caravans of the Tian Shan"]


@pytest.mark.parametrize("kind", ["epub", "html"])
def test_what_other_programs_write_is_dropped_as_well(
    qtbot: QtBot, window: Window, collection: Collection, kind: str
) -> None:
    dropped(window, WRITTEN / f"libreoffice.{kind}")
    shown(qtbot, window, StudioPage)
    assert titles(collection) == ["Caravans of the Tian Shan"]


def test_a_bad_file_is_told_in_place_and_changes_nothing(
    qtbot: QtBot, window: Window, collection: Collection, tmp_path: Path
) -> None:
    press(Qt.Key.Key_O, CONTROL)
    page = bring_page(window)
    page.add([tmp_path / "gone.txt"], direct=True)
    qtbot.waitUntil(lambda: not page.is_reading)
    told = [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
    assert page.arrival.refusal in told
    assert not page.view.foot.act.isEnabled()
    assert titles(collection) == []


def test_a_text_that_cannot_be_read_is_told_as_a_text(
    qtbot: QtBot, window: Window, collection: Collection, tmp_path: Path
) -> None:
    """Not as a deck in no known format."""
    empty = written(tmp_path / "empty.txt", "  \n")
    page = read(qtbot, window, empty)
    assert page.arrival.refusal
    assert titles(collection) == []


def test_escape_leaves_without_a_trace(
    qtbot: QtBot, window: Window, collection: Collection, lakes: Path, mountains: Path
) -> None:
    read(qtbot, window, lakes, mountains)
    press(Qt.Key.Key_Escape)
    shown(qtbot, window, ShelfPage)
    press(Qt.Key.Key_O, CONTROL)
    assert bring_page(window).view.field.toPlainText() == ""
    assert titles(collection) == []
