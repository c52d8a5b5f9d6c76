"""The parts of a picture that are covered, as paths on screen and on paper."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF, QTransform

from kgstudy.domain.card_types.occlusion import Shape


def outline(shape: Shape, place: QRectF) -> QPainterPath:
    """The shape on a picture that fills `place`."""
    path = QPainterPath()
    corner = point(place, shape.left, shape.top)
    room = QRectF(corner, point(place, shape.left + shape.width, shape.top + shape.height))
    if shape.kind == "polygon":
        path.addPolygon(QPolygonF([point(place, x, y) for x, y in shape.points]))
        path.closeSubpath()
    elif shape.kind == "ellipse":
        path.addEllipse(room)
    else:
        path.addRect(room)
    if not shape.angle:
        return path
    turned = QTransform().translate(corner.x(), corner.y()).rotate(shape.angle)
    return turned.translate(-corner.x(), -corner.y()).map(path)


def point(place: QRectF, x: float, y: float) -> QPointF:
    """A point of the picture, of which `x` and `y` are shares."""
    return QPointF(place.x() + x * place.width(), place.y() + y * place.height())
