"""The browser in a window, once all cards are listed."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kgstudy.gui.window import Window
from kgstudy.store.collection import Collection
from tests.builders import basic, deck_of, note
from tests.gui.browse.page import ALT, settle
from tests.gui.keyboard import press
from tests.gui.windows import OpenWindow


@pytest.fixture
def collection(kept: Collection) -> Collection:
    deck_of(
        kept,
        [
            basic("c", "Cormorants where?", quote="Naryn"),
            basic("a", "Apricots when?"),
            note("b", "both-ways", {"front": "Бишкек", "back": "Capital", "note": ""}),
        ],
    )
    return kept


@pytest.fixture
def window(qtbot: QtBot, open_window: OpenWindow) -> Window:
    window = open_window()
    press(Qt.Key.Key_3, ALT)
    settle(qtbot, window)
    return window
