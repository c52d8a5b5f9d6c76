"""A window to draw in, over a picture that has been read."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kgstudy.gui.occlusion.dialog import DrawingDialog
from kgstudy.gui.occlusion.layers import layers
from kgstudy.gui.theme import Look

Open = Callable[..., DrawingDialog]


def picture(width: int = 600, height: int = 400) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


@pytest.fixture
def opened(qtbot: QtBot, look: Look) -> Open:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()

    found = layers(picture())
    assert found is not None

    def open_(html: str = "", taken: frozenset[int] = frozenset()) -> DrawingDialog:
        dialog = DrawingDialog(look, found, html, taken, parent)
        dialog.resize(1000, 700)
        dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(lambda: not dialog.canvas.sight.place.isEmpty())
        qtbot.waitUntil(dialog.canvas.hasFocus)
        return dialog

    return open_
