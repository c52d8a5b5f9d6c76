"""The whole program: the first start, the end, and a second start beside the first."""

import os
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from kgstudy import app
from kgstudy.gui.desk import Desk
from kgstudy.gui.doorbell import Doorbell, ring
from kgstudy.gui.window import Window
from kgstudy.host import folders, preferences
from kgstudy.services import decks, history
from kgstudy.store.collection import Collection
from tests.fake_clock import FakeClock


class Visitor(QObject):
    """Waits for a window of some kind to appear, notes what it says, and closes it."""

    def __init__(self, kind: type[QWidget], title: str = "") -> None:
        """With a `title` it waits until the window is called so."""
        super().__init__()
        self.read: list[str] = []
        self._title = title
        self._kind = kind
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(10)

    def _look(self) -> None:
        for widget in QApplication.topLevelWidgets():
            if self._title not in widget.windowTitle():
                continue
            if isinstance(widget, self._kind) and widget.isVisible():
                self._timer.stop()
                said = widget.text() if isinstance(widget, QMessageBox) else widget.windowTitle()
                self.read.append(said)
                widget.close()
                return


@pytest.fixture
def folder(qapp: QApplication, tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_the_first_start_brings_the_lesson_and_leaves_nothing_behind(folder: Path) -> None:
    visitor = Visitor(Window)
    assert app.run(folder) == 0
    assert visitor.read == ["Home – kgstudy"]
    left = {path.name for path in folder.iterdir()}
    assert {"collection.db", "preferences.json"} <= left
    assert not {"raise", "kgstudy.log", "writer.json"} & left
    with Collection.open(folder, FakeClock(), Random(1)) as collection:
        assert [deck.cards > 80 for deck in decks.overview(collection)] == [True]
        assert history.last(collection) is None


def test_a_second_start_calls_the_window_that_is_open(
    qtbot: QtBot, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Collection.open(folder, FakeClock(), Random(1), program=app.PROGRAM):
        bell = Doorbell(folder)
        with qtbot.waitSignal(bell.rung):
            assert app.run(folder) == 0
        bell.take_down()
    assert capsys.readouterr().out == "kgstudy is open already; its window comes to the front.\n"


def test_another_holder_is_named(folder: Path) -> None:
    visitor = Visitor(QMessageBox)
    with Collection.open(folder, FakeClock(), Random(1), program="the terminal"):
        assert app.run(folder) == 1
    (said,) = visitor.read
    assert "open in the terminal" in said


def test_a_bell_left_by_a_crash_hides_nothing(folder: Path) -> None:
    """The window was killed and its bell still hangs; now the terminal has the collection."""
    folder.mkdir()
    (folder / "raise").touch()
    visitor = Visitor(QMessageBox)
    with Collection.open(folder, FakeClock(), Random(1), program="the terminal"):
        assert app.run(folder) == 1
    assert len(visitor.read) == 1


def test_a_chosen_folder_has_its_preferences_with_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(folders.VARIABLE)
    visitor = Visitor(Window)
    app.run(folder)
    assert len(visitor.read) == 1
    assert preferences.load(folder / "preferences.json").window
    assert not folders.preferences_file().exists()


def test_files_named_at_the_start_are_shown_before_they_come_in(folder: Path) -> None:
    folder.parent.joinpath("rivers.md").write_text("Q: Which?\nA: That\n", encoding="utf-8")
    visitor = Visitor(Window, "Bring in decks")
    assert app.run(folder, files=[folder.parent / "rivers.md"]) == 0
    assert visitor.read == ["Bring in decks – kgstudy"]


def test_a_lesson_named_at_the_start_lies_on_the_desk(folder: Path) -> None:
    text = "The Naryn is the longest river of Kyrgyzstan. It was bridged in 1932."
    folder.parent.joinpath("naryn.txt").write_text(text, encoding="utf-8")
    visitor = Visitor(Window, "Studio")
    assert app.run(folder, files=[folder.parent / "naryn.txt"]) == 0
    assert visitor.read == ["Studio – kgstudy"]


def test_a_second_start_hands_its_files_over(
    qtbot: QtBot, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Collection.open(folder, FakeClock(), Random(1), program=app.PROGRAM):
        bell = Doorbell(folder)
        with qtbot.waitSignal(bell.rung) as rung:
            assert app.run(folder, files=[folder / "rivers.md"]) == 0
        bell.take_down()
    assert rung.args == [[folder / "rivers.md"]]
    assert capsys.readouterr().out


def test_files_from_the_door_are_shown_in_the_window_that_is_open(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    window = Window(desk)
    qtbot.addWidget(window)
    running = QApplication.instance()
    assert isinstance(running, QApplication)
    session = app._Session(running, window, desk.jobs, desk.feed, tmp_path)
    try:
        ring(tmp_path, [tmp_path / "rivers.md"])
        qtbot.waitUntil(lambda: window.windowTitle() == "Bring in decks – kgstudy")
    finally:
        session.end()


_OPENED_BY_THE_SYSTEM = """
from PySide6.QtGui import QFileOpenEvent
from kgstudy.app import Application
app = Application(["kgstudy"])
heard = []
app.file_opened.connect(heard.append)
app.sendEvent(app, QFileOpenEvent("/decks/rivers.apkg"))
print(heard, [path.as_posix() for path in app.opened])
"""


def test_files_that_macos_opens_are_heard_and_remembered() -> None:
    """In a process of its own, since there is one application in each."""
    done = subprocess.run(
        [sys.executable, "-c", _OPENED_BY_THE_SYSTEM],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "['/decks/rivers.apkg'] ['/decks/rivers.apkg']\n"
