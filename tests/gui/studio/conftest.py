"""The lesson on the desk, in a window."""

import pytest
from pytestqt.qtbot import QtBot

from kgstudy.domain.lesson_text import LessonText
from kgstudy.gui.pages.studio import StudioPage
from kgstudy.gui.window import Window
from kgstudy.services import studio
from kgstudy.store.collection import Collection
from tests.gui.studio.page import (
    DRAFTING,
    TEXT,
    page_of,
)
from tests.gui.windows import OpenWindow


@pytest.fixture(autouse=True)
def _drafted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drafts of our own, so that no grammar decides about the page."""
    monkeypatch.setattr(studio, "drafting_of", lambda lesson, progress=None: DRAFTING)


@pytest.fixture
def collection(kept: Collection) -> Collection:
    return kept


@pytest.fixture
def window(qtbot: QtBot, open_window: OpenWindow, collection: Collection) -> Window:
    """The lesson on the desk, its drafts made."""
    lesson, _ = studio.bring(collection, LessonText("Rivers", TEXT, "en"))
    collection.forget_history()
    window = open_window()
    window.open_studio(lesson)
    qtbot.waitUntil(lambda: not page_of(window)._desk.work.is_busy)
    return window


@pytest.fixture
def page(window: Window) -> StudioPage:
    return page_of(window)
