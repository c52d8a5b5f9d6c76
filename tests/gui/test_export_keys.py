"""Export by the keyboard: whatever was chosen before, Enter goes on to the file."""

from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from kgstudy.gui.dialogs.export import ExportDialog
from kgstudy.gui.widgets.switch import Switch
from kgstudy.gui.window import Window
from kgstudy.store.collection import Collection
from tests.builders import deck_of
from tests.gui.keyboard import press

KEYS = (
    *[Qt.Key.Key_Tab] * 6,
    Qt.Key.Key_Backtab,
    *[Qt.Key.Key_Down] * 3,
    Qt.Key.Key_Up,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Space,
    Qt.Key.Key_P,
    Qt.Key.Key_L,
    Qt.Key.Key_A,
)


@pytest.fixture
def collection(kept: Collection) -> Collection:
    deck_of(kept, 2)
    return kept


@pytest.mark.parametrize("seed", range(8))
def test_enter_goes_on_whatever_was_chosen(qtbot: QtBot, window: Window, seed: int) -> None:
    rng, asked = Random(seed), list[bool]()
    press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = window.findChildren(ExportDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.foot.wanted.disconnect()
    dialog.foot.wanted.connect(lambda: asked.append(True))
    for _ in range(40):
        for key in rng.choices(KEYS, k=rng.randint(1, 8)):
            _press(key)
        if not _is_taken(dialog):
            asked.clear()
            press(Qt.Key.Key_Return)
            assert bool(asked) == dialog.foot.act.isEnabled()


def _press(key: Qt.Key) -> None:
    """Space is for what it turns or opens: on a button it does what Enter does."""
    if key != Qt.Key.Key_Space or not isinstance(QApplication.focusWidget(), QPushButton):
        press(key)


def _is_taken(dialog: ExportDialog) -> bool:
    """Whether Enter is for what has the keyboard: a list that is open, a switch, Cancel."""
    focus = QApplication.focusWidget()
    opened_list = QApplication.activePopupWidget()
    return bool(opened_list) or focus is dialog.foot.cancel or isinstance(focus, Switch)
