"""A lesson that is here already is known again."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kgstudy.gui.pages.lesson import LessonPage
from kgstudy.gui.pages.studio import StudioPage
from kgstudy.gui.window import Window
from kgstudy.store.collection import Collection
from tests.builders import RIVERS, deck_of
from tests.gui.bringing.page import (
    read,
    shown,
    titles,
    written,
)
from tests.gui.keyboard import press


@pytest.fixture
def rivers(collection: Collection) -> None:
    deck_of(collection, 0)


@pytest.mark.usefixtures("rivers")
def test_the_same_lesson_is_known_and_opened(
    qtbot: QtBot, window: Window, collection: Collection, tmp_path: Path
) -> None:
    page = read(qtbot, window, written(tmp_path / "Rivers.txt", RIVERS))
    assert "word for word" in page.view.recognised.likeness.text()
    assert page.view.foot.act.text() == "Open the lesson"
    press(Qt.Key.Key_Return)
    shown(qtbot, window, LessonPage)
    assert titles(collection) == ["Rivers"]


@pytest.mark.usefixtures("rivers")
def test_it_may_be_another_lesson_all_the_same(
    qtbot: QtBot, window: Window, collection: Collection, tmp_path: Path
) -> None:
    changed = RIVERS.replace("1,067", "1,186")
    page = read(qtbot, window, written(tmp_path / "Rivers.txt", changed))
    assert page.view.foot.act.text() == "Compare the versions"
    page.view.recognised.choice.buttons["here"].setFocus()
    press(Qt.Key.Key_Right)
    page.view.recognised.choice.buttons["anew"].click()
    assert page.view.foot.act.text() == "Draft cards"
    page.view.foot.act.setFocus()
    press(Qt.Key.Key_Return)
    shown(qtbot, window, StudioPage)
    assert len(titles(collection)) == 2


@pytest.mark.usefixtures("rivers")
def test_of_several_what_is_here_is_left_out(
    qtbot: QtBot, window: Window, collection: Collection, tmp_path: Path, lakes: Path
) -> None:
    page = read(qtbot, window, written(tmp_path / "Rivers.txt", RIVERS), lakes)
    assert page.view.foot.act.text() == "Bring in 1 lesson"
    press(Qt.Key.Key_Return)
    shown(qtbot, window, StudioPage)
    assert len(titles(collection)) == 2
