"""Files, folders and the clipboard are read, and what is in them is seen first."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
)
from pytestqt.qtbot import QtBot

from kgstudy import formats
from kgstudy.domain.parcel import Parcel, ParcelDeck
from kgstudy.formats.anki import writing
from kgstudy.gui.deck_intake import Stage
from kgstudy.gui.models import arrivals
from kgstudy.gui.models.arrivals import Reading
from kgstudy.gui.pages.importing import ImportPage
from kgstudy.gui.window import Window
from kgstudy.store.collection import Collection
from tests.gui.importing.page import (
    LAKES,
    RIVERS,
    arrival,
    names,
    page_of,
    planned,
    question,
    summary,
    written,
)
from tests.gui.keyboard import focused, press

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_what_is_in_a_file_is_shown_before_anything_comes_in(
    qtbot: QtBot, window: Window, rivers: Path, collection: Collection
) -> None:
    page = planned(qtbot, window, rivers)
    told = [row.told for row in page.view.files.arrivals.rows]
    assert told == ["rivers.md, lesson deck", "Rivers, 3 new"]
    assert summary(page) == "1 deck · 3 new notes · 3 new cards"
    assert names(collection) == []


def test_sample_cards_look_as_they_will(qtbot: QtBot, window: Window, rivers: Path) -> None:
    page = planned(qtbot, window, rivers)
    assert page.view.samples.sheet is not None
    assert page.view.samples.sheet.question.words == "Which river is the longest?"
    assert page.view.samples.sheet.spoken_answer == "The Naryn"
    page.view.samples.pager.back.setFocus()
    press(Qt.Key.Key_Space)
    assert "1,067 km" in page.view.samples.sheet.question.words
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Return)
    assert page.view.samples.sheet.question.words == "Which river is the longest?"


def test_a_refused_file_is_told_in_its_place_and_stops_no_other(
    qtbot: QtBot, window: Window, rivers: Path, lakes: Path, tmp_path: Path, collection: Collection
) -> None:
    noise = tmp_path / "noise.bin"
    noise.write_bytes(bytes(range(256)))
    page = planned(qtbot, window, rivers, noise, tmp_path / "gone.md", lakes)
    rows = page.view.files.arrivals.rows
    assert [row.words for row in rows] == [
        "rivers.md",
        "Rivers",
        "noise.bin",
        "gone.md",
        "lakes.md",
        "Lakes",
    ]
    assert [row.refused for row in rows] == [False, False, True, True, False, False]
    assert rows[3].small == "There is nothing of that name."
    assert "2 files cannot be read" in summary(page)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.stage is Stage.DONE)
    assert names(collection) == ["Lakes", "Rivers"]
    assert "gone.md: There is nothing of that name." in page.view.outcome.problems.toPlainText()


def test_what_nobody_can_read_leaves_nothing_to_bring_in(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    page = planned(qtbot, window, tmp_path / "gone.md")
    assert not page.view.foot.act.isEnabled()
    assert focused() is page.view.foot.cancel
    press(Qt.Key.Key_Return)
    assert window.windowTitle() == "Home – kgstudy"


def test_a_file_without_cards_leaves_nothing_to_bring_in(
    qtbot: QtBot, window: Window, rivers: Path, tmp_path: Path
) -> None:
    writing.write(Parcel((ParcelDeck("e", "Empty"),)), tmp_path / "empty.apkg")
    page = planned(qtbot, window, tmp_path / "empty.apkg")
    assert summary(page) == "There are no cards in it."
    assert not page.view.foot.act.isEnabled()
    assert not page.view.choices.isVisible()
    page.add([rivers])
    qtbot.waitUntil(lambda: len(page.arrivals) == 2)
    qtbot.waitUntil(page.view.foot.act.isEnabled)


def test_a_lesson_without_cards_can_come_in(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    text = '---\nname = "Told"\nid = "told"\n---\nThe Naryn is 807 km long.\n'
    page = planned(qtbot, window, written(tmp_path / "told.md", text))
    assert summary(page) == "1 lesson"
    assert page.view.foot.act.isEnabled()


def test_a_mistake_of_ours_with_one_file_stops_no_other(
    qtbot: QtBot,
    window: Window,
    rivers: Path,
    lakes: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def clumsy(path: Path) -> object:
        return 1 / 0 if path == rivers else formats.recognise(path)

    monkeypatch.setattr(arrivals, "recognise", clumsy)
    page = planned(qtbot, window, rivers, lakes)
    assert "mistake in kgstudy (ZeroDivisionError)" in page.view.files.arrivals.rows[0].small
    assert page.view.files.arrivals.rows[2].words == "Lakes"
    assert "rivers.md could not be read" in caplog.text


def test_files_are_dropped_on_the_window(qtbot: QtBot, window: Window, rivers: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(rivers))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copying = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPoint(300, 300), copying, mime, buttons, keys)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    assert window._veil.isVisible()
    drop = QDropEvent(QPointF(300, 300), copying, mime, buttons, keys)
    QApplication.sendEvent(window, drop)
    assert not window._veil.isVisible()
    qtbot.waitUntil(lambda: isinstance(window.page, ImportPage))
    qtbot.waitUntil(lambda: page_of(window).stage is Stage.PLANNED)


def test_a_file_that_is_dropped_stays_where_it_was(window: Window, rivers: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(rivers))])
    buttons, moving = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier
    either = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    for event in (
        QDragEnterEvent(QPoint(300, 300), either, mime, buttons, moving),
        QDropEvent(QPointF(300, 300), either, mime, buttons, moving),
    ):
        assert event.proposedAction() is Qt.DropAction.MoveAction
        QApplication.sendEvent(window, event)
        assert event.isAccepted()
        assert event.dropAction() is Qt.DropAction.CopyAction


def test_words_that_are_dragged_are_no_files(window: Window) -> None:
    mime = QMimeData()
    mime.setText("https://example.org")
    mime.setUrls([QUrl("https://example.org/deck.apkg")])
    enter = QDragEnterEvent(
        QPoint(300, 300),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter.ignore()
    QApplication.sendEvent(window, enter)
    assert not enter.isAccepted()
    assert not window._veil.isVisible()


def test_files_are_chosen_by_key(qtbot: QtBot, window: Window, rivers: Path, lakes: Path) -> None:
    press(Qt.Key.Key_I, CONTROL)
    page = page_of(window)
    (dialog,) = page.findChildren(QFileDialog)
    qtbot.waitUntil(dialog.isVisible)
    assert dialog.fileMode() is QFileDialog.FileMode.ExistingFiles
    with qtbot.waitSignal(dialog.destroyed):
        dialog.filesSelected.emit([str(rivers), str(lakes)])
        dialog.close()
    qtbot.waitUntil(lambda: page.stage is Stage.PLANNED)
    assert [arrival.origin.name for arrival in page.arrivals] == ["rivers.md", "lakes.md"]


def test_a_folder_is_a_deck_or_holds_some(
    qtbot: QtBot, window: Window, tmp_path: Path, rivers: Path
) -> None:
    shelf = tmp_path / "shelf"
    for name, text in (("one", RIVERS), ("two", LAKES)):
        (shelf / name).mkdir(parents=True)
        written(shelf / name / "lesson.md", text)
    page = planned(qtbot, window, shelf)
    assert [arrival.origin.name for arrival in page.arrivals] == ["shelf/one", "shelf/two"]


def test_a_folder_that_is_a_deck_may_hold_others(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    written(shelf / "lesson.md", LAKES)
    written(shelf / "LICENSE", "Anybody may use these words.\n" * 9)
    written(shelf / "words.txt", "#separator:tab\nсуу\twater\nтоо\tmountain\n")
    page = planned(qtbot, window, shelf)
    assert [arrival.origin.name for arrival in page.arrivals] == ["shelf", "shelf/words.txt"]
    assert summary(page).startswith("2 decks · 3 new notes")


def test_more_files_come_beside_those_that_are_shown(
    qtbot: QtBot, window: Window, rivers: Path, lakes: Path
) -> None:
    page = planned(qtbot, window, rivers)
    window.show_decks([lakes])
    qtbot.waitUntil(lambda: len(page.arrivals) == 2 and page.stage is Stage.PLANNED)
    assert summary(page) == "2 decks · 4 new notes · 4 new cards"


def test_each_file_is_planned_after_those_before_it(
    qtbot: QtBot, window: Window, rivers: Path, tmp_path: Path
) -> None:
    page = planned(qtbot, window, rivers)
    more = RIVERS + "\nQ: And the Chüy?\nA: Into the sands ^sands\n"
    window.show_decks([written(tmp_path / "more.md", more)])
    qtbot.waitUntil(lambda: len(page.arrivals) == 2 and page.stage is Stage.PLANNED)
    assert summary(page) == "1 deck · 4 new notes · 3 notes that are here already · 4 new cards"
    page.view.choices.tags.setText("new")
    qtbot.waitUntil(lambda: not page._intake.is_working and not page.view.choices.is_pending)
    assert summary(page) == "1 deck · 4 new notes · 3 notes that are here already · 4 new cards"


def test_the_sample_is_of_the_file_that_was_read_last(
    qtbot: QtBot, window: Window, rivers: Path, lakes: Path
) -> None:
    window.resize(900, 500)
    page = planned(qtbot, window, rivers)
    bar = page.view._column.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    window.show_decks([lakes])
    qtbot.waitUntil(lambda: len(page.arrivals) == 2 and page.stage is Stage.PLANNED)
    assert question(page) == "Which lake is the largest?"
    assert bar.value() == 0
    of_files = [row for row in page.view.files.arrivals.rows if not row.depth]
    assert [page.view.files.is_picked(row) for row in of_files] == [False, True]


def test_a_refused_file_hides_no_sample_of_the_next(
    qtbot: QtBot, window: Window, rivers: Path, tmp_path: Path
) -> None:
    page = planned(qtbot, window, tmp_path / "gone.md", rivers)
    assert page.view.samples.isVisible()


def test_files_that_come_while_others_are_read_wait_their_turn(
    qtbot: QtBot, window: Window, rivers: Path, lakes: Path
) -> None:
    window.show_decks([rivers])
    window.show_decks([lakes])
    page = page_of(window)
    qtbot.waitUntil(lambda: len(page.arrivals) == 2 and page.stage is Stage.PLANNED)


def test_nothing_to_paste_is_told(window: Window) -> None:
    QGuiApplication.clipboard().setText("  ")
    window.show_page("import")
    page_of(window).paste()
    assert "no text in the clipboard" in window.toast.text


def test_copied_files_are_pasted(qtbot: QtBot, window: Window, rivers: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(rivers))])
    QGuiApplication.clipboard().setMimeData(mime)
    window.show_page("import")
    page = page_of(window)
    press(Qt.Key.Key_V, CONTROL)
    qtbot.waitUntil(lambda: page.stage is Stage.PLANNED)
    assert page.arrivals[0].origin.name == "rivers.md"


def test_problems_are_told_with_place_and_reason(window: Window) -> None:
    window.show_page("import")
    page = page_of(window)
    page._intake._on_read(Reading((arrival(problems=3),), ()))
    lines = page.view.problems.toPlainText().splitlines()
    assert lines[0] == "Line 7: The answer is empty: write something there."
    assert len(lines) == 3


def test_of_very_many_problems_the_first_are_shown(window: Window) -> None:
    window.show_page("import")
    page = page_of(window)
    page._intake._on_read(Reading((arrival(problems=20_000),), ()))
    lines = page.view.problems.toPlainText().splitlines()
    assert len(lines) == 501
    assert lines[-1] == "… and 19,500 more"


def test_what_was_read_is_let_go_when_the_page_is_left(
    qtbot: QtBot, window: Window, rivers: Path
) -> None:
    page = planned(qtbot, window, rivers)
    QTest.keyClicks(page.view.choices.tags, "exam")
    window.show_page("settings")
    assert page.arrivals == ()
    assert page.view.samples._parcel == Parcel()
    window.show_page("import")
    assert page.stage is Stage.EMPTY
    assert page.view.choices.arrangement.tags == ()
    assert focused() is page.view.start.choose
