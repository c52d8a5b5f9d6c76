"""A large picture that is drawn fast at every size: with copies of it, each half as wide."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter

from kgstudy.gui.media.pictures import read_image

_LARGEST = QSize(4096, 4096)
_SMALLEST = 600
"""Pixels in width below which nothing is gained."""
_SHARP = 3.0
"""Dots a pixel of a drawing, which can be enlarged."""


@dataclass(frozen=True, slots=True)
class Layers:
    """`images` from the largest on."""

    images: tuple[QImage, ...]

    @property
    def size(self) -> QSize:
        return self.images[0].size()

    def fitting(self, width: float) -> QImage:
        """The smallest that is at least so wide, else the largest."""
        wide = (image for image in reversed(self.images) if image.width() >= width)
        return next(wide, self.images[0])

    def paint(self, painter: QPainter, place: QRectF, shown: QRectF) -> None:
        """Only the part of it that lies within `shown`."""
        ratio = painter.device().devicePixelRatioF()
        image = self.fitting(place.width() * ratio)
        seen = place & shown
        if seen.isEmpty():
            return
        scale = image.width() / place.width()
        source = QRectF(seen.topLeft() - place.topLeft(), seen.size())
        part = QRectF(source.topLeft() * scale, source.size() * scale)
        painter.drawImage(seen, image, part)


def layers(content: bytes) -> Layers | None:
    """None where it is no picture, or too large; takes its time."""
    image = read_image(content, _SHARP, _LARGEST)
    if image is None:
        return None
    image.setDevicePixelRatio(1)
    made = [image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)]
    while made[-1].width() >= 2 * _SMALLEST:
        kind = Qt.TransformationMode.SmoothTransformation
        made.append(made[-1].scaledToWidth(made[-1].width() // 2, kind))
    return Layers(tuple(made))
