"""Pictures as the theme shows them: on paper where they need it, or a frame in their stead."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QPainterPath, QPen

from kgstudy.gui.theme import Look

_SAMPLE = 24
"""Pixels a side of the small copy by which a picture's lightness is judged."""
_TOO_ALIKE = 0.22
"""The difference in lightness below which strokes are not seen on what is behind them."""


def on_paper(image: QImage, look: Look) -> QImage:
    """The picture, on paper of the words' colour where its strokes would not be seen without.

    Drawings are made for white pages: black on nothing, which a dark card swallows.
    """
    if backdrop(image, look) == "surface":
        return image
    ratio = image.devicePixelRatio()
    edge = round(look.px(8) * ratio)
    made = QImage(image.size() + QSize(2 * edge, 2 * edge), QImage.Format.Format_ARGB32)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    sheet = QPainterPath()
    sheet.addRoundedRect(QRectF(made.rect()), edge, edge)
    painter.fillPath(sheet, look.color("ink"))
    bare = QImage(image)
    bare.setDevicePixelRatio(1)
    painter.drawImage(edge, edge, bare)
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def backdrop(image: QImage, look: Look) -> str:
    """The role behind it: a card's, or its words' where its strokes would not be seen on that."""
    ground = look.color("surface").lightnessF()
    return "ink" if image.hasAlphaChannel() and _hard_to_see(image, ground) else "surface"


def _hard_to_see(image: QImage, ground: float) -> bool:
    """Whether there is something behind it to be seen, and much of it is as light as that."""
    kind = Qt.TransformationMode.SmoothTransformation
    small = image.scaled(_SAMPLE, _SAMPLE, Qt.AspectRatioMode.IgnoreAspectRatio, kind)
    colors = [small.pixelColor(x, y) for x in range(_SAMPLE) for y in range(_SAMPLE)]
    seen = [color for color in colors if color.alpha() > 24]
    if len(seen) > 0.98 * len(colors) or not seen:
        return False
    alike = sum(abs(color.lightnessF() - ground) < _TOO_ALIKE for color in seen)
    return alike > 0.15 * len(seen)


def placeholder(words: str, look: Look, ratio: float = 1.0) -> QImage:
    """A small frame with the words in it, where a picture cannot be shown."""
    font = look.font(14)
    metrics = QFontMetrics(font)
    px = look.px
    said = metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, px(420))
    size = QSize(metrics.horizontalAdvance(said) + px(28), metrics.height() + px(18))
    image = QImage(size * ratio, QImage.Format.Format_ARGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(look.color("edge"), 1)
    pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(look.color("hover"))
    frame = QRectF(0, 0, size.width(), size.height()).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(frame, px(6), px(6))
    painter.setFont(font)
    painter.setPen(QColor(look.color("soft")))
    painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, said)
    painter.end()
    return image
