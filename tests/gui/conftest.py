"""What a test of the window needs: a look, a clock, and a desk with a collection in memory."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kgstudy.gui.choices import Choices
from kgstudy.gui.desk import Desk
from kgstudy.gui.feed import Feed
from kgstudy.gui.jobs import Jobs
from kgstudy.gui.shipped import Shipped
from kgstudy.gui.theme import Look
from kgstudy.gui.window import Window
from kgstudy.store.collection import Collection
from tests.builders import collection as opened
from tests.fake_clock import FakeClock
from tests.gui.windows import OpenWindow


@pytest.fixture(autouse=True)
def _swept(qapp: QApplication) -> Iterator[None]:
    """Widgets that are to be deleted are gone before the next test changes how all look."""
    yield
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture(autouse=True)
def _emptied(clipboard: QClipboard) -> Iterator[None]:
    """The next test finds nothing in it, and what Python gave it does not outlive Python."""
    yield
    clipboard.clear()


@pytest.fixture
def clipboard(qapp: QApplication) -> QClipboard:
    return qapp.clipboard()


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    """The light theme at 100 %."""
    made = Look(qapp, "light", 100)
    yield made
    made.finish()


@pytest.fixture
def clock() -> FakeClock:
    """A Monday in March, nine in the morning."""
    return FakeClock()


@pytest.fixture
def collection(clock: FakeClock) -> Iterator[Collection]:
    with opened(clock) as made:
        yield made


@pytest.fixture
def kept(clock: FakeClock, tmp_path: Path) -> Iterator[Collection]:
    """In a folder, since the work beside the window has a connection of its own."""
    with opened(clock, tmp_path / "data") as made:
        yield made


@pytest.fixture
def desk_of(look: Look, tmp_path: Path) -> Callable[[Collection], Desk]:
    """Makes a desk for a collection; no shipped deck is missing, and no media is there."""

    def make(collection: Collection) -> Desk:
        return Desk(
            collection,
            look,
            Feed(),
            Choices(tmp_path / "preferences.json"),
            Jobs(collection),
            Shipped(lambda: (), lambda: None),
            lambda name: None,
        )

    return make


@pytest.fixture
def desk(desk_of: Callable[[Collection], Desk], collection: Collection) -> Desk:
    return desk_of(collection)


@pytest.fixture
def open_window(qtbot: QtBot, desk: Desk) -> Iterator[OpenWindow]:
    """All are closed in the end, and the work beside them is over."""
    windows: list[Window] = []

    def make(width: int = 1280, height: int = 800) -> Window:
        window = Window(desk)
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(width, height)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    yield make
    for window in windows:
        window.close()
    desk.jobs.finish()


@pytest.fixture
def window(open_window: OpenWindow) -> Window:
    return open_window()
