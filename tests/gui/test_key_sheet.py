"""The sheet of keys tells all that can be pressed."""

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kgstudy.gui.desk import Desk
from kgstudy.gui.editor.window import EditorWindow
from kgstudy.gui.widgets.key_cap import KeyCap
from kgstudy.gui.widgets.key_sheet import KeySheet
from kgstudy.gui.window import Window
from kgstudy.services import lessons
from kgstudy.store.collection import Collection
from tests.builders import basic, deck_of
from tests.gui.keyboard import press

IN_WORDS = {"Ctrl+0", *(f"Ctrl+{flag}" for flag in range(2, 7)), "Ctrl+Alt+Shift+C"}
"""Told beside a key like them."""
TWINS = {"Ctrl+Y"}
"""What other programs call a key that is told."""


@pytest.fixture
def collection(kept: Collection) -> Collection:
    deck_of(kept, [basic("c", "Cormorants where?", quote="Naryn")])
    return kept


def keys_of(part: QObject) -> set[str]:
    shortcuts = [each.key() for each in part.findChildren(QShortcut)]
    actions = [each.shortcut() for each in part.findChildren(QAction)]
    names = (keys.toString() for keys in (*shortcuts, *actions) if not keys.isEmpty())
    return {name.replace("Return", "Enter") for name in names}


def told(sheet: KeySheet) -> set[str]:
    caps = (cap.text() for cap in sheet.findChildren(KeyCap))
    return {QKeySequence(text).toString() for text in caps}


def test_every_key_is_told(
    qtbot: QtBot, desk: Desk, window: Window, collection: Collection
) -> None:
    (lesson,) = lessons.shelf(collection)
    for page in ("lessons", "activity", "settings", "import", "bring"):
        window.show_page(page)
    window.open_lesson(lesson.id)
    window.open_studio(lesson.id)
    window.browse("")
    qtbot.waitUntil(lambda: window.page.cards != [])
    press(Qt.Key.Key_E)
    window.study()
    window.add()
    (editor,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, EditorWindow))
    qtbot.addWidget(editor)
    sheet = KeySheet(desk.look, window)
    qtbot.addWidget(sheet)
    untold = (keys_of(window) | keys_of(editor)) - told(sheet) - IN_WORDS - TWINS
    assert untold == set()
