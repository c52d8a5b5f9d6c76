"""A large picture is kept in several sizes, so that each is drawn fast."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from kgstudy.gui.occlusion.layers import layers

DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200">'
    b'<rect width="150" height="200" fill="#ff0000"/></svg>'
)


def picture(width: int, height: int) -> bytes:
    """A BMP, which says its size at its beginning."""
    size = width * height * 4
    head = b"BM" + (54 + size).to_bytes(4, "little") + bytes(4) + (54).to_bytes(4, "little")
    info = (40).to_bytes(4, "little") + width.to_bytes(4, "little") + height.to_bytes(4, "little")
    rest = (1).to_bytes(2, "little") + (32).to_bytes(2, "little") + bytes(24)
    return head + info + rest + b"\xff" * min(size, 30_000_000)


def test_each_is_half_as_wide_as_the_one_before() -> None:
    made = layers(picture(2600, 100))
    assert made is not None
    assert [image.width() for image in made.images] == [2600, 1300, 650]
    assert made.fitting(600).width() == 650
    assert made.fitting(700).width() == 1300
    assert made.fitting(9000).width() == 2600


def test_what_is_too_large_is_not_read() -> None:
    assert layers(picture(8000, 6000)) is None
    assert layers(b"nothing") is None
    assert layers(b"") is None


def test_a_very_wide_one_is_made_smaller() -> None:
    made = layers(picture(6000, 300))
    assert made is not None
    assert made.size.width() == 4096


@pytest.mark.usefixtures("qapp")
def test_only_the_part_that_is_seen_is_painted_where_it_belongs() -> None:
    made = layers(DRAWING)
    assert made is not None
    shown = QImage(100, 100, QImage.Format.Format_RGB32)
    shown.fill(QColor("white"))
    painter = QPainter(shown)
    made.paint(painter, QRectF(-200, 0, 600, 400), QRectF(0, 0, 100, 100))
    made.paint(painter, QRectF(500, 0, 60, 40), QRectF(0, 0, 100, 100))
    painter.end()
    assert shown.pixelColor(50, 50) == QColor("#ff0000")
    assert shown.pixelColor(99, 50) == QColor("#ff0000")
