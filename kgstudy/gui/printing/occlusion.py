"""A picture with covered parts as it stands on paper, before and after the answer."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from kgstudy.domain.card_types.occlusion import OcclusionFace, Shape
from kgstudy.gui.occlusion_shape import outline
from kgstudy.gui.printing.pages import font

Picture = Callable[[str], QImage]
"""The picture of that name, a blank one where there is none."""

_STROKE = 0.006
"""Of the picture's width."""
_SOUGHT = "?"


def covered(
    face: OcclusionFace,
    picture: Picture,
    roles: Mapping[str, str],
    family: str,
    *,
    revealed: bool,
) -> QImage:
    """The picture with its masks; the answer leaves off the one that was asked for."""
    made = picture(face.image).convertToFormat(QImage.Format.Format_ARGB32)
    made.setDevicePixelRatio(1)
    place = QRectF(made.rect())
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if face.masks:
        _paint_mask(painter, place, picture(face.masks[revealed]), roles, revealed=revealed)
    for shape in face.shapes:
        _paint_shape(painter, place, shape, roles, family, revealed=revealed)
    painter.end()
    return made


def _paint_mask(
    painter: QPainter, place: QRectF, mask: QImage, roles: Mapping[str, str], *, revealed: bool
) -> None:
    """A mask that cannot be read hides the whole picture, lest it show the answer."""
    if mask.width() > 1:
        painter.drawImage(place, mask)
    elif not revealed:
        painter.fillRect(place, QColor(roles["accent"]))


def _paint_shape(
    painter: QPainter,
    place: QRectF,
    shape: Shape,
    roles: Mapping[str, str],
    family: str,
    *,
    revealed: bool,
) -> None:
    if shape.kind == "text":
        _paint_words(painter, place, shape, roles, family)
        return
    path = outline(shape, place)
    if shape.asked and revealed:
        painter.strokePath(path, QPen(QColor(roles["accent"]), place.width() * _STROKE))
        return
    painter.fillPath(path, QColor(roles["accent" if shape.asked else "edge"]))
    if shape.asked:
        room = path.boundingRect()
        painter.setFont(font(family, max(1.0, min(room.height() * 0.6, room.width() * 0.8)), 600))
        painter.setPen(QColor(roles["on-accent"]))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, _SOUGHT)


def _paint_words(
    painter: QPainter, place: QRectF, shape: Shape, roles: Mapping[str, str], family: str
) -> None:
    painter.setFont(font(family, min(max(shape.size * place.height(), 8.0), place.height())))
    left, top = shape.left * place.width(), shape.top * place.height()
    room = QRectF(left, top, place.width() - left, place.height() - top)
    flags = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
    painter.fillRect(painter.boundingRect(room, flags, shape.text), QColor(roles["surface"]))
    painter.setPen(QColor(roles["ink"]))
    painter.drawText(room, flags, shape.text)
