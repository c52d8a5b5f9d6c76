"""The page has room for what it shows, in any size of window and of words."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kgstudy.gui.deck_intake import Stage
from kgstudy.gui.desk import Desk
from kgstudy.gui.window import Window
from kgstudy.store.collection import Collection
from tests.gui.importing.page import changed_on_both_sides, page_of, planned
from tests.gui.keyboard import focused, press


def test_the_keyboard_is_in_sight_wherever_it_comes_from(
    qtbot: QtBot, window: Window, rivers: Path
) -> None:
    window.resize(900, 500)
    page = planned(qtbot, window, rivers)
    bar = page.view._column.verticalScrollBar()
    bar.setValue(bar.maximum())
    press(Qt.Key.Key_Tab)
    assert focused() is page.view.files
    seen = page.view._column.viewport().rect()
    assert seen.contains(page.view.files.mapTo(page.view._column.viewport(), QPoint()))


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
    page.view.foot.act.click()
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
    inside = page.view.columns.table.viewport()
    assert [w for w in sticking_out(window) if not inside.isAncestorOf(w)] == []
    assert nameless(window) == []


def test_four_columns_stand_side_by_side(qtbot: QtBot, window: Window) -> None:
    QGuiApplication.clipboard().setText("Word;Meaning;Page;Topic\nтоо;mountain;12;nature\n" * 9)
    window.show_page("import")
    page = page_of(window)
    page.paste()
    qtbot.waitUntil(lambda: page.stage is Stage.PLANNED)
    settle()
    assert len(page.view.columns.pickers) == 4
    assert page.view.columns.table.horizontalScrollBar().maximum() == 0


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


def test_what_is_refused_is_told_without_gaps(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    page = planned(qtbot, window, tmp_path / "gone.md")
    heading = page.view._files.heading
    assert heading.height() < 2 * heading.fontMetrics().height()
