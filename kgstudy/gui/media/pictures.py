"""Pictures of a card: read from strangers' files within limits, as large as they are shown."""

from base64 import b64decode
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QImage,
    QImageIOHandler,
    QImageReader,
    QPainter,
)
from PySide6.QtSvg import QSvgRenderer

from kgstudy.gui.media.drawings import NoDrawingError, is_drawing, plain_drawing

Media = Callable[[str], bytes | None]
"""Gives the content of the collection's media file of that name."""

_FORMATS: Final = frozenset({b"png", b"jpeg", b"jpg", b"gif", b"webp", b"bmp"})
_MOST_BYTES = 64_000_000
_MOST_PIXELS = 40_000_000
_LARGE = 1_500_000
"""From so many pixels on a picture takes longer to read than a window may wait."""
WIDEST = 1440
TALLEST = 4000
"""In pixels; twice a card's width, for dense screens."""
_CARD = QSize(WIDEST, TALLEST)

_USUAL = QSizeF(300, 150)
"""The size of an SVG that does not say one."""


def read_image(content: bytes, ratio: float = 1.0, room: QSize = _CARD) -> QImage | None:
    """The picture in `content` (of an animation the first), made smaller to fit into `room`.

    None where it is none, or too large.  Drawings have `ratio` dots for each of their pixels.
    """
    if len(content) > _MOST_BYTES:
        return None
    return _drawn(content, ratio) if is_drawing(content) else _read(content, room)


def size_of_large(content: bytes) -> QSize | None:
    """Of a picture that takes long to be read, the size that `read_image` will give it."""
    if len(content) > _MOST_BYTES or is_drawing(content):
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    size = reader.size()
    if not _LARGE < size.width() * size.height() <= _MOST_PIXELS:
        return None
    if size.width() > _CARD.width() or size.height() > _CARD.height():
        size = size.scaled(_CARD, Qt.AspectRatioMode.KeepAspectRatio)
    turned = reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90
    return size.transposed() if turned else size


def _read(content: bytes, room: QSize) -> QImage | None:
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if bytes(reader.format().data()) not in _FORMATS or not size.isValid():
        return None
    if size.width() * size.height() > _MOST_PIXELS:
        return None
    if size.width() > room.width() or size.height() > room.height():
        reader.setScaledSize(size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else image


def _drawn(content: bytes, ratio: float) -> QImage | None:
    """An SVG, with as many dots as the screen has for it."""
    try:
        renderer = QSvgRenderer(QByteArray(plain_drawing(content)))
    except NoDrawingError:
        return None
    size = QSizeF(renderer.defaultSize())
    if not renderer.isValid():
        return None
    if size.isEmpty():
        size = _USUAL
    if size.width() > WIDEST / 2 or size.height() > TALLEST / 4:
        size.scale(WIDEST / 2, TALLEST / 4, Qt.AspectRatioMode.KeepAspectRatio)
    dots = (size * ratio).toSize().expandedTo(QSize(1, 1))
    image = QImage(dots, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
    renderer.render(painter, QRectF(image.rect()))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


def within(address: str) -> bytes:
    """What stands in a `data:` address, behind its comma; nothing where that is broken."""
    try:
        return b64decode(address.partition(",")[2] + "==")
    except ValueError:
        return b""


def no_taller(image: QImage, height: float) -> QImage:
    """Shown no taller than `height`, though with all its dots."""
    shown = image.deviceIndependentSize().height()
    if shown > height:
        image.setDevicePixelRatio(image.devicePixelRatio() * shown / height)
    return image


def smaller(image: QImage, dots: int) -> QImage:
    """The same size with no more dots than are shown; Qt itself would leave out rows of them."""
    if image.width() <= 1.2 * dots or dots < 1:
        return image
    shown = image.scaledToWidth(dots, Qt.TransformationMode.SmoothTransformation)
    shown.setDevicePixelRatio(image.devicePixelRatio() * dots / image.width())
    return shown


def room(side: int) -> QImage:
    """Nothing, as large as what will lie over it."""
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    return image


def blank() -> QImage:
    """Nothing, for what must not be loaded."""
    image = QImage(1, 1, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    return image
