"""How decks are to come in is chosen, and what would change follows."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
)
from pytestqt.qtbot import QtBot

from kgstudy.formats.delimited.layout import Column
from kgstudy.gui.deck_intake import Stage
from kgstudy.gui.models.arrivals import Reading
from kgstudy.gui.window import Window
from kgstudy.services import listing
from kgstudy.store.collection import Collection
from tests.gui.importing.page import (
    arrival,
    brought_in,
    changed_on_both_sides,
    names,
    page_of,
    planned,
    question,
    summary,
)
from tests.gui.keyboard import press


def test_into_a_deck_with_tags(
    qtbot: QtBot, window: Window, rivers: Path, collection: Collection
) -> None:
    page = planned(qtbot, window, rivers)
    page.view.choices.deck.line.setFocus()
    QTest.keyClicks(page.view.choices.deck.line, "Geography::Asia")
    QTest.keyClicks(page.view.choices.tags, "asia, exam")
    qtbot.waitUntil(lambda: page.view.files.arrivals.rows[-1].words.startswith("Geography › Asia"))
    page.view.foot.act.click()
    qtbot.waitUntil(lambda: page.stage is Stage.DONE)
    assert any(name.startswith("Geography::Asia") for name in names(collection))
    tags = {tag for row in listing.find_cards(collection, "") for tag in row.tags}
    assert {"asia", "exam"} <= tags


def test_bring_in_waits_for_what_was_just_typed(
    qtbot: QtBot, window: Window, rivers: Path, collection: Collection
) -> None:
    page = planned(qtbot, window, rivers)
    QTest.keyClicks(page.view.choices.deck.line, "Geography")
    page.view.foot.act.click()
    assert page.stage is Stage.PLANNED
    qtbot.waitUntil(lambda: page.stage is Stage.DONE)
    assert all(name.startswith("Geography") for name in names(collection))


def test_who_leaves_while_it_waits_has_asked_for_nothing_more(
    qtbot: QtBot, window: Window, rivers: Path, lakes: Path, collection: Collection
) -> None:
    page = planned(qtbot, window, rivers)
    QTest.keyClicks(page.view.choices.deck.line, "Geography")
    page.view.foot.act.click()
    press(Qt.Key.Key_Escape)
    assert page.arrivals == ()
    planned(qtbot, window, lakes)
    qtbot.waitUntil(lambda: not page.view.choices.is_pending and not page._intake.is_working)
    assert page.stage is Stage.PLANNED
    assert names(collection) == []


@pytest.mark.parametrize("field", ["deck", "tags"])
def test_enter_in_a_field_brings_in(qtbot: QtBot, window: Window, rivers: Path, field: str) -> None:
    page = planned(qtbot, window, rivers)
    line = page.view.choices.tags if field == "tags" else page.view.choices.deck.line
    line.setFocus()
    QTest.keyClicks(line, "asia")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.stage is Stage.DONE)


def test_decks_that_become_one_are_counted_once(
    qtbot: QtBot, window: Window, rivers: Path, lakes: Path
) -> None:
    page = planned(qtbot, window, rivers, lakes)
    assert summary(page).startswith("2 decks · ")
    QTest.keyClicks(page.view.choices.deck.line, "Water")
    qtbot.waitUntil(lambda: summary(page).startswith("1 deck · "))
    page.view.foot.act.click()
    qtbot.waitUntil(lambda: page.stage is Stage.DONE)
    assert page.view.outcome.told.startswith("1 deck · ")
    assert page.view.outcome.study.text() == "Study now"


def test_where_no_deck_holds_all_that_came_in_all_are_studied(
    qtbot: QtBot, window: Window, rivers: Path, lakes: Path
) -> None:
    page = brought_in(qtbot, window, rivers, lakes)
    assert page.view.outcome.study.text() == "Study all decks"


def test_half_a_name_of_a_deck_is_told(qtbot: QtBot, window: Window, rivers: Path) -> None:
    page = planned(qtbot, window, rivers)
    QTest.keyClicks(page.view.choices.deck.line, "Geography::")
    assert page.view.choices._deck_row.note.text() == "A part of the name is missing."
    assert page.view.choices.arrangement.into == ""


@pytest.mark.parametrize("scheduled", [True, False])
def test_schedules_are_offered_only_where_there_are_some(
    window: Window, *, scheduled: bool
) -> None:
    window.show_page("import")
    page = page_of(window)
    page._intake._on_read(Reading((arrival(scheduled=scheduled),), ()))
    assert page.view.choices._schedules_row.isHidden() is not scheduled
    page.view.choices.schedules.click()
    assert page.view.choices.arrangement.schedules is False


def test_cards_are_pasted_and_their_columns_assigned(
    qtbot: QtBot, window: Window, collection: Collection
) -> None:
    QGuiApplication.clipboard().setText(
        "Word\tMeaning\tTopic\nтоо\tmountain\tnature\nсуу\twater\tnature\nкөл\tlake\tnature\n"
    )
    window.show_page("import")
    page = page_of(window)
    page.view.start.paste.setFocus()
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.stage is Stage.PLANNED)
    assert page.view.columns.isVisible()
    assert not page.view.columns._encoding_row.isVisible()
    assert question(page) == "тоо"
    page.view.columns.swap.setFocus()
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: question(page) == "mountain")
    choose(page.view.columns.pickers[0], Column.IGNORED)
    qtbot.waitUntil(lambda: page.arrivals[0].survey is not None and not page._intake.is_working)
    choose(page.view.columns.pickers[2], Column.BACK)
    qtbot.waitUntil(lambda: not page._intake.is_working and page.view.columns._layout is not None)
    assert page.view.columns._layout is not None
    assert page.view.columns._layout.columns == (Column.IGNORED, Column.FRONT, Column.BACK)
    page.view.foot.act.click()
    qtbot.waitUntil(lambda: page.stage is Stage.DONE)
    rows = {(row.question, row.answer) for row in listing.find_cards(collection, "")}
    assert ("mountain", "nature") in rows


def test_another_delimiter_finds_the_columns_anew(qtbot: QtBot, window: Window) -> None:
    QGuiApplication.clipboard().setText("тоо = mountain\nсуу = water\nкөл = lake, pond\n")
    window.show_page("import")
    page = page_of(window)
    page.paste()
    qtbot.waitUntil(lambda: page.stage is Stage.PLANNED)
    choose(page.view.columns.delimiter, "|")
    qtbot.waitUntil(lambda: page.view.files.arrivals.rows[0].refused)
    assert len(page.view.columns.pickers) == 1
    assert not page.view.foot.act.isEnabled()
    choose(page.view.columns.delimiter, " = ")
    qtbot.waitUntil(lambda: question(page) == "тоо")
    assert len(page.view.columns.pickers) == 2


def test_of_a_field_changed_on_both_sides_both_versions_are_shown(
    qtbot: QtBot, window: Window, rivers: Path, collection: Collection
) -> None:
    page = changed_on_both_sides(qtbot, window, rivers, collection)
    conflicts = page.view.conflicts
    assert conflicts.isVisible()
    assert "2 fields changed on both sides" in summary(page)
    assert "2 notes that you changed too" in summary(page)
    assert "here already" in summary(page)
    assert conflicts.field.text().startswith("Answer · ")
    assert "2 yours" in page.view.files.arrivals.rows[1].told
    assert page.view.files.fates == ("new", "changed", "same", "kept", "rejected")
    shown = {(conflicts.mine.view.words, conflicts.file.view.words)}
    conflicts.pager.on.click()
    shown.add((conflicts.mine.view.words, conflicts.file.view.words))
    assert ("The Naryn, 807 km", "The Naryn (Нарын)") in shown
    assert len(shown) == 2


def test_mine_is_kept_unless_theirs_is_chosen(
    qtbot: QtBot, window: Window, rivers: Path, collection: Collection
) -> None:
    page = changed_on_both_sides(qtbot, window, rivers, collection)
    conflicts = page.view.conflicts
    while conflicts.mine.view.words != "The Naryn, 807 km":
        conflicts.pager.on.click()
    conflicts.choice.buttons["mine"].setFocus()
    press(Qt.Key.Key_Right)
    assert len(conflicts.theirs) == 1
    qtbot.waitUntil(lambda: "1 changed note" in summary(page))
    assert conflicts.file.view.words == "The Naryn (Нарын)"
    page.view.foot.act.setFocus()
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.stage is Stage.DONE)
    page.view.outcome.copy.click()
    copied = QGuiApplication.clipboard().text()
    both = "changed by you and in the file"
    assert f"Which river is the longest?, Answer: {both}; the file's was taken." in copied
    assert f"Where does it flow?, Answer: {both}; yours was kept." in copied
    answers = {row.answer for row in listing.find_cards(collection, "")}
    assert {"The Naryn (Нарын)", "The Aral Sea, long ago"} <= answers


def test_all_theirs_and_all_mine(
    qtbot: QtBot, window: Window, rivers: Path, collection: Collection
) -> None:
    page = changed_on_both_sides(qtbot, window, rivers, collection)
    page.view.conflicts.all_theirs.click()
    assert len(page.view.conflicts.theirs) == 2
    assert page.view.conflicts.choice.buttons["theirs"].isChecked()
    page.view.conflicts.all_mine.click()
    assert page.view.conflicts.theirs == frozenset()
    assert page.view.conflicts.choice.buttons["mine"].isChecked()


def choose(picker: QComboBox, data: str) -> None:
    """As a person does who opens the list and takes that line."""
    at = picker.findData(data)
    picker.setCurrentIndex(at)
    picker.activated.emit(at)
