"""A picture some parts of which are covered, until the answer uncovers the one asked for."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from kgstudy.domain.card_types.base import is_blank
from kgstudy.domain.card_types.occlusion import OcclusionFace, Shape
from kgstudy.gui.media.mounts import backdrop
from kgstudy.gui.media.pictures import Media, read_image
from kgstudy.gui.occlusion_shape import outline, point
from kgstudy.gui.theme import Look

_TALLEST = 440
_LOWEST = 220
_ABOVE_AND_BELOW, _WORDS = 260, 90
"""What the study page needs of the window's height for itself, and for words above the picture."""
_LARGEST = 2.0
"""How often its own size a small picture is shown."""
_SHARP = 2.0
"""Dots a pixel of a drawn mask, which is stretched over the picture."""
_EMPTY = QSize(320, 80)
_SOUGHT = "?"


class OcclusionPicture(QWidget):
    """As wide as the card allows; a click, once the answer is shown, lifts the other masks too."""

    def __init__(
        self, look: Look, media: Media, face: OcclusionFace, image: QImage | None = None
    ) -> None:
        """`image` is the picture, where it was read already."""
        super().__init__()
        self._look = look
        self._face = face
        self._media = media
        self._is_awaited = False
        look.darkroom.developed.connect(self._on_developed)  # before it is asked for anything
        self._image = self._read() if image is None else image
        self._ground = backdrop(self._image, look)
        self._masks = [_read(media, name) for name in face.masks or ()]
        self.revealed = False
        self.bare = False
        """Whether nothing is covered any more."""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._describe()
        look.changed.connect(self._on_look)

    def show_face(self, face: OcclusionFace, image: QImage | None = None) -> None:
        """Shows another card of the picture; `image` is one that was read already."""
        self._face = face
        if image is not None:
            self._image, self._is_awaited = image, False
        self._describe()
        self._on_look()

    def reveal(self) -> None:
        """Uncovers what was asked for, and marks where it is."""
        self.revealed = True
        self._describe()
        self.update()

    def lift(self) -> None:
        """Once the answer is shown, lifts all masks, or lays them down again."""
        if self.revealed:
            self.bare = not self.bare
            self._describe()
            self.update()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return self._shown_size(width).height()

    @override
    def sizeHint(self) -> QSize:
        return self._shown_size(self._look.px(640))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.revealed and event.button() is Qt.MouseButton.LeftButton:
            self.lift()
        else:
            super().mousePressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = self._place()
        if self._image.isNull():
            self._paint_missing(painter, place)
            return
        painter.fillRect(place, self._color(self._ground))
        painter.drawImage(place, self._image)
        painter.setClipRect(place)
        if self._masks and not self.bare:
            self._paint_mask(painter, place)
        for shape in self._face.shapes:
            self._paint_shape(painter, place, shape)

    def _paint_mask(self, painter: QPainter, place: QRectF) -> None:
        """A mask that cannot be read hides the whole picture, lest it show the answer."""
        mask = self._masks[self.revealed]
        if not mask.isNull():
            painter.drawImage(place, mask)
        elif not self.revealed:
            path = QPainterPath()
            path.addRect(place)
            painter.fillPath(path, self._color("accent"))
            self._paint_question(painter, path)

    def _paint_shape(self, painter: QPainter, place: QRectF, shape: Shape) -> None:
        if shape.kind == "text":
            self._paint_label(painter, place, shape)
        elif shape.asked and self.revealed:
            path = outline(shape, place)
            self._stroke(painter, path, "surface", 6)
            self._stroke(painter, path, "accent", 3)
        elif not (self.bare or (self.revealed and shape.asked)):
            path = outline(shape, place)
            painter.fillPath(path, self._color("accent" if shape.asked else "edge"))
            self._stroke(painter, path, "surface", 1)
            if shape.asked:
                self._paint_question(painter, path)

    def _stroke(self, painter: QPainter, path: QPainterPath, role: str, width: int) -> None:
        painter.strokePath(path, QPen(self._color(role), self._look.px(width)))

    def _paint_question(self, painter: QPainter, path: QPainterPath) -> None:
        room = path.boundingRect()
        height = min(room.height() * 0.6, room.width() * 0.8, self._look.px(30))
        if height >= self._look.px(8):
            painter.setFont(self._look.font(height / self._look.scale, 600))
            painter.setPen(self._color("on-accent"))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, _SOUGHT)

    def _paint_label(self, painter: QPainter, place: QRectF, shape: Shape) -> None:
        height = min(max(shape.size * place.height(), 8.0), place.height())
        painter.setFont(self._look.font(height / self._look.scale))
        corner = point(place, shape.left, shape.top)
        room = QRectF(corner, place.bottomRight())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        words = painter.boundingRect(room, flags, shape.text)
        painter.fillRect(words.adjusted(-3, -1, 3, 1), self._color("surface"))
        painter.setPen(self._color("ink"))
        painter.drawText(room, flags, shape.text)

    def _paint_missing(self, painter: QPainter, place: QRectF) -> None:
        painter.setPen(self._color("edge"))
        painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setPen(self._color("soft"))
        said = self.tr("The picture {name} is not here.").format(name=self._face.image)
        margin = self._look.px(8)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(place.adjusted(margin, 0, -margin, 0), flags, said)

    def _place(self) -> QRectF:
        """Where the picture stands: in the middle."""
        size = self._shown_size(self.width())
        return QRectF((self.width() - size.width()) / 2, 0, size.width(), size.height())

    def _shown_size(self, width: int) -> QSize:
        own = _EMPTY if self._image.isNull() else self._image.deviceIndependentSize().toSize()
        px = self._look.px
        needed = px(_ABOVE_AND_BELOW) + (0 if is_blank(self._face.question) else px(_WORDS))
        spare = max(px(_LOWEST), self.window().height() - needed)
        tallest = min(spare, px(_TALLEST), px(own.height() * _LARGEST))
        room = QSize(min(width, px(own.width() * _LARGEST)), tallest)
        return own.scaled(room, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))

    def _color(self, role: str) -> QColor:
        return self._look.color(role)

    def _read(self) -> QImage:
        """The picture or, where it is large and still to come, the room it will take."""
        content = self._media(self._face.image)
        image, there = self._look.darkroom.read(content, _SHARP) if content else (None, True)
        self._is_awaited = not there
        return QImage() if image is None else image

    def _on_developed(self) -> None:
        if self._is_awaited:
            self._image = self._read()
            self._on_look()

    def _on_look(self) -> None:
        self._ground = backdrop(self._image, self._look)
        self.updateGeometry()
        self.update()

    def _describe(self) -> None:
        """What can be told of a picture that is not seen."""
        if self.bare:
            said = self.tr("Picture with nothing covered")
        elif self.revealed:
            said = self.tr("Picture, what was asked for uncovered and marked")
        else:
            covered = sum(shape.asked or shape.covers for shape in self._face.shapes)
            said = self.tr("Picture with covered parts: {count}").format(count=covered or 1)
        self.setAccessibleName(said)


def _read(media: Media, name: str) -> QImage:
    content = media(name)
    image = None if content is None else read_image(content, _SHARP)
    return QImage() if image is None else image
