"""The window, with two lessons and a deck to bring into it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QClipboard
from pytestqt.qtbot import QtBot

from kgstudy.gui.desk import Desk
from kgstudy.gui.window import Window
from kgstudy.store.collection import Collection
from tests.builders import collection as opened
from tests.fake_clock import FakeClock
from tests.gui.bringing.page import (
    CARDS,
    LAKES,
    MOUNTAINS,
    written,
)


@pytest.fixture
def collection(clock: FakeClock, tmp_path: Path) -> Iterator[Collection]:
    """In a folder, since the work beside the window has a connection of its own."""
    with opened(clock, tmp_path / "data") as made:
        yield made


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


@pytest.fixture
def lakes(tmp_path: Path) -> Path:
    return written(tmp_path / "lakes.md", LAKES)


@pytest.fixture
def mountains(tmp_path: Path) -> Path:
    return written(tmp_path / "mountains.txt", MOUNTAINS)


@pytest.fixture
def cards(tmp_path: Path) -> Path:
    return written(tmp_path / "cards.csv", CARDS)
