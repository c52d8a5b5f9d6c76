"""The points by which a shape is pulled larger or smaller."""

from itertools import product

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTransform

from kgstudy.domain import masks
from kgstudy.domain.card_types.occlusion import Shape
from kgstudy.domain.masks import Box
from kgstudy.gui.occlusion_shape import point

_SIDES = [side for side in product((0, 0.5, 1), repeat=2) if side != (0.5, 0.5)]
"""Corners and middles of edges, in shares of a shape's own box."""


def grips(shape: Shape, place: QRectF) -> list[QPointF]:
    """Where they lie on a picture that fills `place`; a polygon has them at its corners."""
    if shape.kind == "text":
        return []
    turned = _turned(shape, place)
    if shape.kind == "polygon":
        return [turned.map(point(place, x, y)) for x, y in shape.points]
    width, height = shape.width * place.width(), shape.height * place.height()
    corner = point(place, shape.left, shape.top)
    return [turned.map(corner + QPointF(x * width, y * height)) for x, y in _SIDES]


def pulled(shape: Shape, place: QRectF, grip: int, at: QPointF) -> Shape:
    """The shape with one of its points pulled to `at`; the side opposite stays where it is."""
    back, _ = _turned(shape, place).inverted()
    straight = back.map(at)
    if shape.kind == "polygon":
        return masks.cornered(shape, grip, *_share(place, straight))
    corner = point(place, shape.left, shape.top)
    width, height = shape.width * place.width(), shape.height * place.height()
    across, down = _SIDES[grip]
    left, right = _ends(across, straight.x() - corner.x(), width)
    top, bottom = _ends(down, straight.y() - corner.y(), height)
    start = _turned(shape, place).map(corner + QPointF(left, top))
    x, y = _share(place, start)
    box = Box(x, y, x + (right - left) / place.width(), y + (bottom - top) / place.height())
    return masks.boxed(shape, box)


def grown(shape: Shape, right: float, down: float) -> Shape:
    """Larger or smaller by so much to the right and below, though never nothing."""
    if shape.kind == "text":
        return shape
    box = masks.bounds(shape)
    least = 0.005
    return masks.boxed(
        shape,
        box._replace(
            right=max(min(box.right + right, 1.0), box.left + least),
            bottom=max(min(box.bottom + down, 1.0), box.top + least),
        ),
    )


def _turned(shape: Shape, place: QRectF) -> QTransform:
    corner = point(place, shape.left, shape.top)
    turned = QTransform().translate(corner.x(), corner.y()).rotate(shape.angle)
    return turned.translate(-corner.x(), -corner.y())


def _share(place: QRectF, at: QPointF) -> tuple[float, float]:
    return (at.x() - place.x()) / place.width(), (at.y() - place.y()) / place.height()


def _ends(side: float, at: float, length: float) -> tuple[float, float]:
    """Both ends of a length after that `side` of it was pulled; crossed, they change places."""
    if side == 0.5:
        return 0, length
    fixed = length if side == 0 else 0
    return min(at, fixed), max(at, fixed)
