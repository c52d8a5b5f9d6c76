"""Bringing decks in through the window: what is in them is seen first, then they come in whole."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import apsw
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QClipboard, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kgstudy import formats
from kgstudy.domain.errors import Place
from kgstudy.domain.note import Note
from kgstudy.domain.parcel import Parcel, Problem
from kgstudy.formats.delimited.layout import Column
from kgstudy.gui.desk import Desk
from kgstudy.gui.intake import Stage
from kgstudy.gui.models import arrivals
from kgstudy.gui.models.arrivals import Arrival, Origin, Reading
from kgstudy.gui.pages.importing import ImportPage
from kgstudy.gui.window import Window
from kgstudy.services import decks, history, importing, listing
from kgstudy.services.importing import DeckPlan, Fate, Plan
from kgstudy.store import notes
from kgstudy.store.collection import Collection
from tests.builders import basic, deck_of, parcel
from tests.builders import collection as opened
from tests.fake_clock import FakeClock
from tests.gui.keyboard import focused, press

CONTROL = Qt.KeyboardModifier.ControlModifier

RIVERS = """\
---
name = "Rivers"
id = "rivers"
---
Q: Which river is the longest?
A: The Naryn ^longest

Q: Where does it flow?
A: Into the Syr Darya ^flow

C: The Chüy is [1,067 km] long. ^length
"""
LAKES = """\
---
name = "Lakes"
id = "lakes"
---
Q: Which lake is the largest?
A: Issyk-Kul ^largest
"""


@pytest.fixture
def collection(clock: FakeClock, tmp_path: Path) -> Iterator[Collection]:
    """In a folder, since the work beside the window has a connection of its own."""
    with opened(clock, tmp_path / "data") as made:
        yield made


@pytest.fixture
def rivers(tmp_path: Path) -> Path:
    return written(tmp_path / "rivers.md", RIVERS)


@pytest.fixture
def lakes(tmp_path: Path) -> Path:
    return written(tmp_path / "lakes.md", LAKES)


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, clipboard: QClipboard) -> Iterator[Window]:
    window = Window(desk)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.trouble.install()
    yield window
    window.trouble.remove()
    window.close()
    desk.jobs.finish()


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def page_of(window: Window) -> ImportPage:
    page = window.page
    assert isinstance(page, ImportPage)
    return page


def planned(qtbot: QtBot, window: Window, *files: Path) -> ImportPage:
    """The page once it shows what is in the files."""
    window.show_decks(files)
    page = page_of(window)
    qtbot.waitUntil(lambda: page.stage is Stage.PLANNED)
    return page


def brought_in(qtbot: QtBot, window: Window, *files: Path) -> ImportPage:
    page = planned(qtbot, window, *files)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.stage is Stage.DONE)
    return page


def names(collection: Collection) -> list[str]:
    return [deck.name for deck in decks.overview(collection)]


def test_what_is_in_a_file_is_shown_before_anything_comes_in(
    qtbot: QtBot, window: Window, rivers: Path, collection: Collection
) -> None:
    page = planned(qtbot, window, rivers)
    told = [row.told for row in page.files.arrivals.rows]
    assert told == ["rivers.md, lesson deck", "Rivers, 3 new"]
    assert summary(page) == "1 deck · 3 new notes · 3 new cards"
    assert names(collection) == []


def test_sample_cards_look_as_they_will(qtbot: QtBot, window: Window, rivers: Path) -> None:
    page = planned(qtbot, window, rivers)
    assert page.samples.sheet is not None
    assert page.samples.sheet.question.words == "Which river is the longest?"
    assert page.samples.sheet.spoken_answer == "The Naryn"
    page.samples.pager.back.setFocus()
    press(Qt.Key.Key_Space)
    assert "1,067 km" in page.samples.sheet.question.words
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Return)
    assert page.samples.sheet.question.words == "Which river is the longest?"


def test_it_comes_in_by_one_key_and_home_knows(
    qtbot: QtBot, window: Window, rivers: Path, collection: Collection
) -> None:
    page = brought_in(qtbot, window, rivers)
    assert names(collection) == ["Rivers"]
    assert page.outcome.told == "1 deck · 3 new notes · 3 new cards"
    assert focused() is page.outcome.study
    page.outcome.leave.setFocus()
    press(Qt.Key.Key_Return)
    assert window.windowTitle() == "Home – kgstudy"
    assert [deck.new for deck in decks.overview(collection)] == [3]
    assert page.stage is Stage.EMPTY
    assert page.arrivals == ()
    assert page.samples.sheet is None


def test_a_refused_file_is_told_in_its_place_and_stops_no_other(
    qtbot: QtBot, window: Window, rivers: Path, lakes: Path, tmp_path: Path, collection: Collection
) -> None:
    noise = tmp_path / "noise.bin"
    noise.write_bytes(bytes(range(256)))
    page = planned(qtbot, window, rivers, noise, tmp_path / "gone.md", lakes)
    rows = page.files.arrivals.rows
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
    assert "gone.md: There is nothing of that name." in page.outcome.problems.toPlainText()


def test_what_nobody_can_read_leaves_nothing_to_bring_in(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    page = planned(qtbot, window, tmp_path / "gone.md")
    assert not page.foot.act.isEnabled()
    assert focused() is page.foot.cancel
    press(Qt.Key.Key_Return)
    assert window.windowTitle() == "Home – kgstudy"


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
    assert "mistake in kgstudy (ZeroDivisionError)" in page.files.arrivals.rows[0].small
    assert page.files.arrivals.rows[2].words == "Lakes"
    assert "rivers.md could not be read" in caplog.text


def test_one_undo_takes_all_files_back(
    qtbot: QtBot, window: Window, rivers: Path, lakes: Path, collection: Collection
) -> None:
    page = brought_in(qtbot, window, rivers, lakes)
    assert names(collection) == ["Lakes", "Rivers"]
    page.outcome.undo.setFocus()
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page.is_busy)
    assert names(collection) == []
    assert focused() is page.outcome.leave
    assert not page.outcome.study.isVisible()
    assert "Taken back" in page.outcome.heading.text()


def test_undo_by_key_takes_it_back_too(
    qtbot: QtBot, window: Window, rivers: Path, collection: Collection
) -> None:
    page = brought_in(qtbot, window, rivers)
    press(Qt.Key.Key_Z, CONTROL)
    assert window.toast.text == "Undid: import"
    assert names(collection) == []
    assert not page.outcome.undo.isVisible()
    press(Qt.Key.Key_Z, CONTROL)
    assert window.toast.text == "There is nothing to undo."


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


def test_more_files_come_beside_those_that_are_shown(
    qtbot: QtBot, window: Window, rivers: Path, lakes: Path
) -> None:
    page = planned(qtbot, window, rivers)
    window.show_decks([lakes])
    qtbot.waitUntil(lambda: len(page.arrivals) == 2 and page.stage is Stage.PLANNED)
    assert summary(page) == "2 decks · 4 new notes · 4 new cards"


def test_the_sample_is_of_the_file_that_was_read_last(
    qtbot: QtBot, window: Window, rivers: Path, lakes: Path
) -> None:
    window.resize(900, 500)
    page = planned(qtbot, window, rivers)
    bar = page._column.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    window.show_decks([lakes])
    qtbot.waitUntil(lambda: len(page.arrivals) == 2 and page.stage is Stage.PLANNED)
    assert question(page) == "Which lake is the largest?"
    assert bar.value() == 0
    of_files = [row for row in page.files.arrivals.rows if not row.depth]
    assert [page.files.is_picked(row) for row in of_files] == [False, True]


def test_a_refused_file_hides_no_sample_of_the_next(
    qtbot: QtBot, window: Window, rivers: Path, tmp_path: Path
) -> None:
    page = planned(qtbot, window, tmp_path / "gone.md", rivers)
    assert page.samples.isVisible()


def test_files_that_come_while_others_are_read_wait_their_turn(
    qtbot: QtBot, window: Window, rivers: Path, lakes: Path
) -> None:
    window.show_decks([rivers])
    window.show_decks([lakes])
    page = page_of(window)
    qtbot.waitUntil(lambda: len(page.arrivals) == 2 and page.stage is Stage.PLANNED)


def test_into_a_deck_with_tags(
    qtbot: QtBot, window: Window, rivers: Path, collection: Collection
) -> None:
    page = planned(qtbot, window, rivers)
    page.choices.deck.line.setFocus()
    QTest.keyClicks(page.choices.deck.line, "Geography::Asia")
    QTest.keyClicks(page.choices.tags, "asia, exam")
    qtbot.waitUntil(lambda: page.files.arrivals.rows[-1].words.startswith("Geography › Asia"))
    page.foot.act.click()
    qtbot.waitUntil(lambda: page.stage is Stage.DONE)
    assert any(name.startswith("Geography::Asia") for name in names(collection))
    tags = {tag for row in listing.find_cards(collection, "") for tag in row.tags}
    assert {"asia", "exam"} <= tags


def test_bring_in_waits_for_what_was_just_typed(
    qtbot: QtBot, window: Window, rivers: Path, collection: Collection
) -> None:
    page = planned(qtbot, window, rivers)
    QTest.keyClicks(page.choices.deck.line, "Geography")
    page.foot.act.click()
    assert page.stage is Stage.PLANNED
    qtbot.waitUntil(lambda: page.stage is Stage.DONE)
    assert all(name.startswith("Geography") for name in names(collection))


def test_who_leaves_while_it_waits_has_asked_for_nothing_more(
    qtbot: QtBot, window: Window, rivers: Path, lakes: Path, collection: Collection
) -> None:
    page = planned(qtbot, window, rivers)
    QTest.keyClicks(page.choices.deck.line, "Geography")
    page.foot.act.click()
    press(Qt.Key.Key_Escape)
    assert page.arrivals == ()
    planned(qtbot, window, lakes)
    qtbot.waitUntil(lambda: not page.choices.is_pending and not page._intake.is_working)
    assert page.stage is Stage.PLANNED
    assert names(collection) == []


@pytest.mark.parametrize("field", ["deck", "tags"])
def test_enter_in_a_field_brings_in(qtbot: QtBot, window: Window, rivers: Path, field: str) -> None:
    page = planned(qtbot, window, rivers)
    line = page.choices.tags if field == "tags" else page.choices.deck.line
    line.setFocus()
    QTest.keyClicks(line, "asia")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.stage is Stage.DONE)


def test_decks_that_become_one_are_counted_once(
    qtbot: QtBot, window: Window, rivers: Path, lakes: Path
) -> None:
    page = planned(qtbot, window, rivers, lakes)
    assert summary(page).startswith("2 decks · ")
    QTest.keyClicks(page.choices.deck.line, "Water")
    qtbot.waitUntil(lambda: summary(page).startswith("1 deck · "))
    page.foot.act.click()
    qtbot.waitUntil(lambda: page.stage is Stage.DONE)
    assert page.outcome.told.startswith("1 deck · ")
    assert page.outcome.study.text() == "Study now"


def test_where_no_deck_holds_all_that_came_in_all_are_studied(
    qtbot: QtBot, window: Window, rivers: Path, lakes: Path
) -> None:
    page = brought_in(qtbot, window, rivers, lakes)
    assert page.outcome.study.text() == "Study all decks"


def test_the_keyboard_is_in_sight_wherever_it_comes_from(
    qtbot: QtBot, window: Window, rivers: Path
) -> None:
    window.resize(900, 500)
    page = planned(qtbot, window, rivers)
    bar = page._column.verticalScrollBar()
    bar.setValue(bar.maximum())
    press(Qt.Key.Key_Tab)
    assert focused() is page.files
    seen = page._column.viewport().rect()
    assert seen.contains(page.files.mapTo(page._column.viewport(), QPoint()))


def test_half_a_name_of_a_deck_is_told(qtbot: QtBot, window: Window, rivers: Path) -> None:
    page = planned(qtbot, window, rivers)
    QTest.keyClicks(page.choices.deck.line, "Geography::")
    assert page.choices._deck_row.note.text() == "A part of the name is missing."
    assert page.choices.arrangement.into == ""


@pytest.mark.parametrize("scheduled", [True, False])
def test_schedules_are_offered_only_where_there_are_some(
    window: Window, *, scheduled: bool
) -> None:
    window.show_page("import")
    page = page_of(window)
    page._intake._on_read(Reading((arrival(scheduled=scheduled),), ()))
    assert page.choices._schedules_row.isHidden() is not scheduled
    page.choices.schedules.click()
    assert page.choices.arrangement.schedules is False


def test_cards_are_pasted_and_their_columns_assigned(
    qtbot: QtBot, window: Window, collection: Collection
) -> None:
    QGuiApplication.clipboard().setText(
        "Word\tMeaning\tTopic\nтоо\tmountain\tnature\nсуу\twater\tnature\nкөл\tlake\tnature\n"
    )
    window.show_page("import")
    page = page_of(window)
    page.start.paste.setFocus()
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.stage is Stage.PLANNED)
    assert page.columns.isVisible()
    assert not page.columns._encoding_row.isVisible()
    assert question(page) == "тоо"
    page.columns.swap.setFocus()
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: question(page) == "mountain")
    choose(page.columns.pickers[0], Column.IGNORED)
    qtbot.waitUntil(lambda: page.arrivals[0].survey is not None and not page._intake.is_working)
    choose(page.columns.pickers[2], Column.BACK)
    qtbot.waitUntil(lambda: not page._intake.is_working and page.columns._layout is not None)
    assert page.columns._layout is not None
    assert page.columns._layout.columns == (Column.IGNORED, Column.FRONT, Column.BACK)
    page.foot.act.click()
    qtbot.waitUntil(lambda: page.stage is Stage.DONE)
    rows = {(row.question, row.answer) for row in listing.find_cards(collection, "")}
    assert ("mountain", "nature") in rows


def test_another_delimiter_finds_the_columns_anew(qtbot: QtBot, window: Window) -> None:
    QGuiApplication.clipboard().setText("тоо = mountain\nсуу = water\nкөл = lake, pond\n")
    window.show_page("import")
    page = page_of(window)
    page.paste()
    qtbot.waitUntil(lambda: page.stage is Stage.PLANNED)
    choose(page.columns.delimiter, "|")
    qtbot.waitUntil(lambda: page.files.arrivals.rows[0].refused)
    assert len(page.columns.pickers) == 1
    assert not page.foot.act.isEnabled()
    choose(page.columns.delimiter, " = ")
    qtbot.waitUntil(lambda: question(page) == "тоо")
    assert len(page.columns.pickers) == 2


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


def changed_on_both_sides(
    qtbot: QtBot, window: Window, rivers: Path, collection: Collection
) -> ImportPage:
    """Two answers were edited here, and then in the file too."""
    brought_in(qtbot, window, rivers)
    for card, answer in (("longest", "The Naryn, 807 km"), ("flow", "The Aral Sea, long ago")):
        note = note_called(collection, card)
        fields = {**note.fields, "back": answer}
        with collection.act("edit-note"):
            notes.save(collection, replace(note, fields=fields))
    text = RIVERS.replace("The Naryn ^", "The Naryn (Нарын) ^").replace("the Syr D", "a lake, D")
    written(rivers, text)
    window.show_page("home")
    return planned(qtbot, window, rivers)


def test_of_a_field_changed_on_both_sides_both_versions_are_shown(
    qtbot: QtBot, window: Window, rivers: Path, collection: Collection
) -> None:
    page = changed_on_both_sides(qtbot, window, rivers, collection)
    conflicts = page.conflicts
    assert conflicts.isVisible()
    assert "2 fields changed on both sides" in summary(page)
    shown = {(conflicts.mine.view.words, conflicts.file.view.words)}
    conflicts.pager.on.click()
    shown.add((conflicts.mine.view.words, conflicts.file.view.words))
    assert ("The Naryn, 807 km", "The Naryn (Нарын)") in shown
    assert len(shown) == 2


def test_mine_is_kept_unless_theirs_is_chosen(
    qtbot: QtBot, window: Window, rivers: Path, collection: Collection
) -> None:
    page = changed_on_both_sides(qtbot, window, rivers, collection)
    conflicts = page.conflicts
    while conflicts.mine.view.words != "The Naryn, 807 km":
        conflicts.pager.on.click()
    conflicts.choice.buttons["mine"].setFocus()
    press(Qt.Key.Key_Right)
    assert len(conflicts.theirs) == 1
    page.foot.act.setFocus()
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.stage is Stage.DONE)
    answers = {row.answer for row in listing.find_cards(collection, "")}
    assert {"The Naryn (Нарын)", "The Aral Sea, long ago"} <= answers


def test_all_theirs_and_all_mine(
    qtbot: QtBot, window: Window, rivers: Path, collection: Collection
) -> None:
    page = changed_on_both_sides(qtbot, window, rivers, collection)
    page.conflicts.all_theirs.click()
    assert len(page.conflicts.theirs) == 2
    assert page.conflicts.choice.buttons["theirs"].isChecked()
    page.conflicts.all_mine.click()
    assert page.conflicts.theirs == frozenset()
    assert page.conflicts.choice.buttons["mine"].isChecked()


def test_problems_are_told_with_place_and_reason(window: Window) -> None:
    window.show_page("import")
    page = page_of(window)
    page._intake._on_read(Reading((arrival(problems=3),), ()))
    lines = page.problems.toPlainText().splitlines()
    assert lines[0] == "Line 7: The answer is empty: write something there."
    assert len(lines) == 3


def test_of_very_many_problems_the_first_are_shown(window: Window) -> None:
    window.show_page("import")
    page = page_of(window)
    page._intake._on_read(Reading((arrival(problems=20_000),), ()))
    lines = page.problems.toPlainText().splitlines()
    assert len(lines) == 501
    assert lines[-1] == "… and 19500 more"


def test_reading_is_cancelled(
    qtbot: QtBot, window: Window, desk: Desk, rivers: Path, collection: Collection
) -> None:
    go_on = Event()
    desk.jobs.start(lambda collection, progress: go_on.wait(5))
    window.show_decks([rivers])
    page = page_of(window)
    assert page.stage is Stage.READING
    assert focused() is page.foot.cancel
    press(Qt.Key.Key_Escape)
    go_on.set()
    qtbot.waitUntil(lambda: page.stage is Stage.EMPTY)
    assert window.toast.text == "Stopped; nothing was changed."
    assert focused() is page.start.choose


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
    assert focused() is page.foot.act


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


def test_what_was_read_is_let_go_when_the_page_is_left(
    qtbot: QtBot, window: Window, rivers: Path
) -> None:
    page = planned(qtbot, window, rivers)
    QTest.keyClicks(page.choices.tags, "exam")
    window.show_page("settings")
    assert page.arrivals == ()
    assert page.samples._parcel == Parcel()
    window.show_page("import")
    assert page.stage is Stage.EMPTY
    assert page.choices.arrangement.tags == ()
    assert focused() is page.start.choose


def test_the_report_is_saved_and_copied(
    qtbot: QtBot, window: Window, rivers: Path, tmp_path: Path
) -> None:
    page = brought_in(qtbot, window, rivers, tmp_path / "gone.md")
    page.outcome.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert "rivers.md (lesson deck)" in copied
    assert "gone.md\n  There is nothing of that name." in copied
    page.outcome.save.click()
    (dialog,) = page.outcome.findChildren(QFileDialog)
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
    page.outcome.save.click()
    (dialog,) = page.outcome.findChildren(QFileDialog)
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
    assert focused() is page.outcome.study
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
    assert page.files.arrivals.rows[1].told == "Rivers, 3 the same"


@pytest.mark.parametrize("size", [(900, 600), (1280, 800)])
@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_sticks_out_of_a_plan_or_a_report(
    qtbot: QtBot,
    window: Window,
    desk: Desk,
    rivers: Path,
    tmp_path: Path,
    size: tuple[int, int],
    percent: int,
    collection: Collection,
) -> None:
    desk.choices.choose(replace(desk.choices.value, text_size=percent))
    window.resize(*size)
    page = changed_on_both_sides(qtbot, window, rivers, collection)
    window.show_decks([tmp_path / "gone.md"])
    qtbot.waitUntil(lambda: len(page.arrivals) == 2 and page.stage is Stage.PLANNED)
    settle()
    assert sticking_out(window) == []
    assert nameless(window) == []
    page.foot.act.click()
    qtbot.waitUntil(lambda: page.stage is Stage.DONE)
    settle()
    assert sticking_out(window) == []


@pytest.mark.parametrize(("size", "percent"), [((900, 600), 200), ((1280, 800), 100)])
def test_nothing_sticks_out_of_a_table(
    qtbot: QtBot, window: Window, desk: Desk, size: tuple[int, int], percent: int
) -> None:
    desk.choices.choose(replace(desk.choices.value, text_size=percent))
    window.resize(*size)
    QGuiApplication.clipboard().setText("тоо\tmountain\nсуу\twater\n")
    window.show_page("import")
    page = page_of(window)
    page.paste()
    qtbot.waitUntil(lambda: page.stage is Stage.PLANNED)
    settle()
    inside = page.columns.table.viewport()
    assert [w for w in sticking_out(window) if not inside.isAncestorOf(w)] == []
    assert nameless(window) == []


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


REAL = (
    "anki/anki-apkg-export-js.apkg",
    "anki/diffmodeltemplates-1.apkg",
    "anki/latex2anki-21b.apkg",
    "anki/mixed-io-fsrs-21.apkg",
    "anki/openrussian.apkg",
    "anki/orbit-collection.colpkg",
    "anki/schema16.anki2",
    "made-by-anki/all-latest.apkg",
    "made-by-anki/all-legacy.apkg",
    "made-by-anki/notes.txt",
    "markdown/hashcards-example",
    "markdown/obsidian-triboelectric.md",
    "mnemosyne/dups.xml",
    "text/geography-capital.csv",
)


@pytest.mark.parametrize("name", REAL)
def test_real_decks_are_seen_brought_in_and_taken_back(
    qtbot: QtBot, window: Window, corpus: Path, name: str, collection: Collection
) -> None:
    page = brought_in(qtbot, window, corpus / name)
    assert not window.findChildren(QMessageBox)
    there = sum(deck.cards for deck in decks.top_level(decks.overview(collection)))
    assert (there > 0) is ("new card" in page.outcome.told)
    page.outcome.undo.click()
    assert page.is_busy
    qtbot.waitUntil(lambda: not page.is_busy)
    assert names(collection) == []


@pytest.mark.parametrize("name", ["1sided.mem", "anki12.anki", "schema250.anki2", "srf-bad.apkg"])
def test_real_files_that_nobody_could_read_are_refused_in_a_sentence(
    qtbot: QtBot, window: Window, corpus: Path, name: str
) -> None:
    page = planned(qtbot, window, corpus / "refuse" / name)
    (row,) = page.files.arrivals.rows
    assert row.refused
    assert row.small.endswith(".")
    assert "mistake in kgstudy" not in row.small
    assert not page.foot.act.isEnabled()


def summary(page: ImportPage) -> str:
    return page._summary.text()


def question(page: ImportPage) -> str:
    return page.samples.sheet.question.words if page.samples.sheet else ""


def choose(picker: QComboBox, data: str) -> None:
    """As a person does who opens the list and takes that line."""
    at = picker.findData(data)
    picker.setCurrentIndex(at)
    picker.activated.emit(at)


def note_called(collection: Collection, name: str) -> Note:
    guids = {row.guid for row in listing.find_cards(collection, "") if row.guid.endswith(name)}
    note = notes.find(collection, guid=guids.pop())
    assert note is not None
    return note


def arrival(*, scheduled: bool = False, problems: int = 0) -> Arrival:
    """Something that was read, of which one deck would come in."""
    told = tuple(
        Problem(Place("deck.md", 7 + at), "The answer is empty: write something there.")
        for at in range(problems)
    )
    fates = Counter[Fate]({"new": 2})
    plan = Plan((DeckPlan("Rivers", fates),), fates, 2, 0, 0, scheduled, (), (), told)
    return Arrival(Origin("deck.md"), "a format", Parcel(), plan)


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def sticking_out(window: Window) -> list[QWidget]:
    kinds = (QLabel, QAbstractButton, QComboBox, QLineEdit)
    return [
        widget
        for widget in window.page.findChildren(QWidget)
        if widget.isVisible()
        and isinstance(widget, kinds)
        and widget.mapTo(window, widget.rect().topRight()).x() > window.width()
    ]


def nameless(window: Window) -> list[QWidget]:
    kinds = (QAbstractButton, QComboBox, QLineEdit)
    return [
        widget
        for widget in window.page.findChildren(QWidget)
        if widget.isVisible()
        and isinstance(widget, kinds)
        and not isinstance(widget, QScrollBar)
        and not widget.accessibleName()
    ]


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
    assert window.toast.text == "Undid: import"
    assert names(collection) == []
    press(Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: "Did again" in window.toast.text)
    assert names(collection) == ["Rivers"]
