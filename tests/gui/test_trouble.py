"""What goes wrong is told once, in plain words, and the program goes on."""

import logging
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kgstudy.domain.errors import Cancelled, Place, UserError
from kgstudy.gui.trouble import Trouble


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


@pytest.fixture
def trouble(window: QWidget) -> Iterator[Trouble]:
    before = sys.excepthook
    made = Trouble(window)
    made.install()
    yield made
    made.remove()
    assert sys.excepthook is before


def boxes(window: QWidget) -> list[QMessageBox]:
    return [box for box in window.findChildren(QMessageBox) if box.isVisible()]


def raise_in_a_slot(window: QWidget, error: BaseException) -> None:
    def slot() -> None:
        raise error

    button = QPushButton(window)
    button.clicked.connect(slot)
    button.click()


def test_a_user_error_is_one_sentence(
    qtbot: QtBot, window: QWidget, trouble: Trouble, caplog: pytest.LogCaptureFixture
) -> None:
    raise_in_a_slot(window, UserError("<b>No</b> {what}.", place=Place("deck.md", 7), what="cards"))
    qtbot.waitUntil(lambda: len(boxes(window)) == 1)
    (box,) = boxes(window)
    assert box.text() == "deck.md:7: <b>No</b> cards."
    assert box.textFormat() == Qt.TextFormat.PlainText
    assert box.informativeText() == ""
    assert caplog.records == []
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert boxes(window) == []


def test_our_own_mistake_is_logged_and_told_plainly(
    qtbot: QtBot, window: QWidget, trouble: Trouble, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, "kgstudy"):
        raise_in_a_slot(window, ZeroDivisionError("oops"))
        qtbot.waitUntil(lambda: len(boxes(window)) == 1)
    (box,) = boxes(window)
    assert "our mistake" in box.text()
    assert "ZeroDivisionError" in box.informativeText()
    assert "oops" in caplog.text
    assert "Traceback" in caplog.text


def test_many_mistakes_open_one_box_and_are_all_logged(
    qtbot: QtBot, window: QWidget, trouble: Trouble, caplog: pytest.LogCaptureFixture
) -> None:
    for number in range(5):
        raise_in_a_slot(window, KeyError(number))
    qtbot.waitUntil(lambda: len(caplog.records) == 5)
    (box,) = boxes(window)
    with qtbot.waitSignal(box.destroyed):
        QTest.keyClick(box, Qt.Key.Key_Escape)
    raise_in_a_slot(window, KeyError("again"))
    qtbot.waitUntil(lambda: len(boxes(window)) == 1)


def test_what_was_stopped_on_wish_is_not_told(window: QWidget, trouble: Trouble) -> None:
    trouble.tell(Cancelled())
    assert boxes(window) == []


def test_a_second_sentence_waits_for_the_first(
    qtbot: QtBot, window: QWidget, trouble: Trouble
) -> None:
    trouble.tell(UserError("One."))
    trouble.tell(UserError("Two."))
    (box,) = boxes(window)
    assert box.text() == "One."
    QTest.keyClick(box, Qt.Key.Key_Return)
    (box,) = boxes(window)
    assert box.text() == "Two."
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert boxes(window) == []
