"""The lesson on the desk, in a window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kgstudy.domain.lesson_text import LessonText
from kgstudy.gui.desk import Desk
from kgstudy.gui.pages.studio import StudioPage
from kgstudy.gui.window import Window
from kgstudy.services import studio
from kgstudy.store.collection import Collection
from tests.builders import collection as opened
from tests.fake_clock import FakeClock
from tests.gui.studio.page import (
    DRAFTING,
    TEXT,
    page_of,
)


@pytest.fixture(autouse=True)
def _drafted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drafts of our own, so that no grammar decides about the page."""
    monkeypatch.setattr(studio, "drafting_of", lambda lesson, progress=None: DRAFTING)


@pytest.fixture
def collection(clock: FakeClock, tmp_path: Path) -> Iterator[Collection]:
    """In a folder, since the work beside the window has a connection of its own."""
    with opened(clock, tmp_path / "data") as made:
        yield made


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, collection: Collection) -> Iterator[Window]:
    """The lesson on the desk, its drafts made."""
    lesson, _ = studio.bring(collection, LessonText("Rivers", TEXT, "en"))
    collection.forget_history()
    window = Window(desk)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.open_studio(lesson)
    qtbot.waitUntil(lambda: not page_of(window)._desk.work.is_busy)
    yield window
    window.close()


@pytest.fixture
def page(window: Window) -> StudioPage:
    return page_of(window)
