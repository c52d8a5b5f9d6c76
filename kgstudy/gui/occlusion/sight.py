"""Which part of a picture is seen, and how large."""

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, QSizeF, Signal

from kgstudy.domain.card_types.occlusion import Point

STEP = 1.25
"""How much larger a step of the wheel makes it."""
_MARGIN = 24
_LARGEST = 8.0
"""How many pixels one of the picture may take."""
_SMALLEST = 0.5
"""How much smaller than fitting it may be."""


class Sight(QObject):
    """`place` is where the picture lies in the widget, in its pixels."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.place = QRectF()
        self._picture = QSizeF()
        self._room = QSizeF()
        self._fits = True

    @property
    def scale(self) -> float:
        """Pixels for one of the picture."""
        return self.place.width() / self._picture.width() if self._picture.width() else 1.0

    def take(self, picture: QSize) -> None:
        self._picture = QSizeF(picture)
        self.fit()

    def resize(self, room: QSize) -> None:
        """A picture that fitted before fits again."""
        self._room = QSizeF(room)
        if self._fits:
            self.fit()
        else:
            self._put(self.place)

    def fit(self) -> None:
        scale = self._fitting()
        self._put(QRectF(QPointF(), self._picture * scale))
        self._fits = True

    def zoom(self, factor: float, around: QPointF | None = None) -> None:
        """The point `around` stays where it is; else the middle."""
        if not self._picture.width():
            return
        middle = QPointF(self._room.width() / 2, self._room.height() / 2)
        fixed = middle if around is None else around
        least, most = self._fitting() * _SMALLEST, max(_LARGEST, self._fitting())
        factor = min(max(self.scale * factor, least), most) / self.scale
        corner = fixed + (self.place.topLeft() - fixed) * factor
        self._put(QRectF(corner, self.place.size() * factor))
        self._fits = False

    def actual(self) -> None:
        """One pixel for one of the picture."""
        self.zoom(1 / self.scale)

    def pan(self, by: QPointF) -> None:
        self._put(self.place.translated(by))
        self._fits = False

    def share(self, at: QPointF) -> Point:
        """The shares of the picture's width and height; what lies beside it is at its edge."""
        width, height = self.place.width() or 1, self.place.height() or 1
        across, down = (at.x() - self.place.x()) / width, (at.y() - self.place.y()) / height
        return min(max(across, 0.0), 1.0), min(max(down, 0.0), 1.0)

    @property
    def middle(self) -> Point:
        """Of what is seen."""
        return self.share(QPointF(self._room.width() / 2, self._room.height() / 2))

    def reveal(self, part: QRectF) -> None:
        """Brings a part into sight, where it is not."""
        right = max(_MARGIN - part.left(), 0) or min(self._room.width() - _MARGIN - part.right(), 0)
        down = max(_MARGIN - part.top(), 0) or min(self._room.height() - _MARGIN - part.bottom(), 0)
        if right or down:
            self.pan(QPointF(right, down))

    def _fitting(self) -> float:
        across = max(self._room.width() - 2 * _MARGIN, 1) / max(self._picture.width(), 1)
        down = max(self._room.height() - 2 * _MARGIN, 1) / max(self._picture.height(), 1)
        return min(across, down, _LARGEST)

    def _put(self, place: QRectF) -> None:
        """No further away than that it still fills the room, or stands in its middle."""
        left = _kept(place.left(), place.width(), self._room.width())
        top = _kept(place.top(), place.height(), self._room.height())
        self.place = QRectF(QPointF(left, top), place.size())
        self.changed.emit()


def _kept(start: float, length: float, room: float) -> float:
    if length + 2 * _MARGIN <= room:
        return (room - length) / 2
    return min(max(start, room - length - _MARGIN), _MARGIN)
