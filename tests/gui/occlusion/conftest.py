"""A window to draw in, over a picture that has been read."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kgstudy.gui.desk import Desk
from kgstudy.gui.occlusion.dialog import DrawingDialog
from kgstudy.store.collection import Collection
from tests.builders import collection as on_disk
from tests.fake_clock import FakeClock

Open = Callable[..., DrawingDialog]


@pytest.fixture
def collection(clock: FakeClock, tmp_path: Path) -> Iterator[Collection]:
    """In a folder: the picture is read beside the window."""
    with on_disk(clock, tmp_path / "data") as made:
        yield made


def picture(width: int = 600, height: int = 400) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


@pytest.fixture
def opened(qtbot: QtBot, desk: Desk) -> Iterator[Open]:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()

    def open_(html: str = "", taken: frozenset[int] = frozenset()) -> DrawingDialog:
        dialog = DrawingDialog(desk.look, desk.jobs, picture(), html, taken, parent)
        dialog.resize(1000, 700)
        dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(lambda: not dialog.canvas.sight.place.isEmpty())
        qtbot.waitUntil(dialog.canvas.hasFocus)
        return dialog

    yield open_
    desk.jobs.finish()
