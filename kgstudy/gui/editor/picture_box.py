"""The field of a picture with hidden parts: what is drawn on it so far, and the ways to draw."""

import re
from collections.abc import Callable, Mapping

from PySide6.QtCore import QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget
from typing_extensions import override

from kgstudy.domain import masks
from kgstudy.domain.errors import UserError
from kgstudy.domain.markup import media
from kgstudy.domain.picture_notes import Holders
from kgstudy.domain.rich import Line
from kgstudy.gui.editor import pasted
from kgstudy.gui.errand import Errand
from kgstudy.gui.jobs import Jobs
from kgstudy.gui.local_files import accept_copy
from kgstudy.gui.media.mounts import backdrop
from kgstudy.gui.occlusion.layers import Layers, layers
from kgstudy.gui.occlusion.painting import Painting
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.button import Button
from kgstudy.gui.widgets.flow import Flow
from kgstudy.gui.widgets.label import label

_IMAGE = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
_TALLEST = 220
_EMPTY = 120
_ROOM = 900

Pictures = Callable[[str], bytes | None]


class PictureBox(QWidget):
    """Pictures come by drop, by paste and from files; Enter draws."""

    edited = Signal()
    draw_wanted = Signal()
    said = Signal(str)
    was_read = Signal()

    def __init__(
        self, look: Look, jobs: Jobs, pictures: Pictures, files: dict[str, bytes], held: Holders
    ) -> None:
        """New pictures are added to `files` under their names."""
        super().__init__()
        self._look = look
        self._pictures = pictures
        self._files = files
        self._held = held
        self._fields = dict.fromkeys(held, "")
        self.name = ""
        """Of the picture."""
        self.layers: Layers | None = None
        self._draws_next = False
        self._reading = Errand(jobs, self)
        self._thumb = _Thumb(look)
        self.draw = Button(self.tr("Hide parts of it"))
        self.choose = Button(self.tr("Another picture"), "quiet")
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()
        self._tell("")

    @property
    def fields(self) -> dict[str, str]:
        return dict(self._fields)

    @property
    def shapes(self) -> str:
        """The text of what is drawn."""
        return self._fields[self._held.shapes]

    @property
    def is_reading(self) -> bool:
        """Whether the picture is not there yet."""
        return self._reading.is_busy

    @property
    def told(self) -> str:
        """What stands in the place of a picture."""
        return self._thumb.words

    def open(self, fields: Mapping[str, str]) -> None:
        self._fields = {name: fields.get(name, "") for name in self._held}
        self._show()

    def put_shapes(self, html: str) -> None:
        if html != self.shapes:
            self._fields[self._held.shapes] = html
            self._show()
            self.edited.emit()

    def take(self, lines: tuple[Line, ...]) -> None:
        """Makes the first picture among them the one that is drawn on; what is drawn stays."""
        runs = (run.text for line in lines for run in line.runs if run.embedded)
        tag = next((text for text in runs if _IMAGE.fullmatch(text)), "")
        if not tag:
            self.said.emit(self.tr("There is no picture in it."))
            return
        field = self._held.picture
        before = self._fields[field]
        replaced = _IMAGE.sub(lambda _: tag, before, count=1)
        self._fields[field] = replaced if _IMAGE.search(before) else before + tag
        self._draws_next = True
        self._show()
        self.edited.emit()
        self.draw.setFocus()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            accept_copy(event)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        accept_copy(event)
        self._take_from(event.mimeData())

    def _take_from(self, mime: QMimeData) -> None:
        try:
            self.take(pasted.lines_of(mime, self._files))
        except UserError as error:
            self.said.emit(error.said)

    def paste(self) -> None:
        self._take_from(QGuiApplication.clipboard().mimeData())

    def _ask(self) -> None:
        endings = " ".join(f"*.{ending}" for ending in sorted(pasted.PICTURES))
        kinds = self.tr("Pictures ({endings})").format(endings=endings)
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Picture"), "", kinds)
        if name:
            self._take_file(name)

    def _take_file(self, name: str) -> None:
        try:
            self.take(pasted.of_files([name], self._files))
        except UserError as error:
            self.said.emit(error.said)

    def _draw(self) -> None:
        if self.layers is not None:
            self.draw_wanted.emit()
        elif self.is_reading:
            self._draws_next = True
        else:
            self._ask()

    def _show(self) -> None:
        name = next(iter(media(self._fields[self._held.picture])), "")
        if name != self.name:
            self._read(name)
        self._thumb.show_drawing(self.shapes)

    def _read(self, name: str) -> None:
        """Beside the window, since large ones take their time."""
        self.name, self.layers = name, None
        self._reading.drop()
        content = self._pictures(name) if name else None
        if content is None:
            self._tell(self.tr("The picture is not here.") if name else "")
        else:
            self._tell(self.tr("The picture is being read …"))
            self._reading.begin(lambda _collection, _tell: layers(content))

    def _on_read(self, found: Layers | None) -> None:
        self.layers = found
        self._tell("" if found else self.tr("This is no picture that can be shown, or too large."))
        self.was_read.emit()
        if self._draws_next and found:
            self.draw_wanted.emit()
        self._draws_next = False

    def _tell(self, words: str) -> None:
        there = self.layers is not None
        image = self.layers.fitting(_ROOM) if self.layers else None
        self._thumb.show_picture(image, words or self.tr("Drop a picture here, or paste one"))
        self.draw.say(self.tr("Hide parts of it") if there else self.tr("Choose a picture"))
        self.choose.setVisible(there)

    def _connect(self) -> None:
        self._reading.done.connect(self._on_read)
        self._reading.failed.connect(lambda _error: self._on_read(None))
        self.draw.clicked.connect(self._draw)
        self.choose.clicked.connect(self._ask)
        self._thumb.pressed.connect(self._draw)

    def _lay_out(self) -> None:
        across = Flow()  # beside the table there may be no room for both
        across.setSpacing(self._look.px(8))
        across.addWidget(self.draw)
        across.addWidget(self.choose)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(self._look.px(6))
        caption = label(self.tr("Picture"), "small", wrap=False)
        caption.setBuddy(self.draw)
        rows.addWidget(caption)
        rows.addWidget(self._thumb)
        rows.addLayout(across)


class _Thumb(QWidget):
    """The picture, small, with everything that is drawn on it."""

    pressed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._image: QImage | None = None
        self.words = ""
        self._drawing = masks.read("")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look.changed.connect(self._fit)

    def show_picture(self, image: QImage | None, words: str) -> None:
        """Or the words in its place."""
        self._image, self.words = image, words
        self._fit()

    def show_drawing(self, shapes: str) -> None:
        self._drawing = masks.read(shapes)
        self.update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._image is None:
            self._paint_empty(painter)
            return
        place = self._place(self._image)
        painter.fillRect(place, self._look.color(backdrop(self._image, self._look)))
        painter.drawImage(place, self._image)
        painter.setClipRect(place)
        Painting(self._look, painter, place).small(self._drawing)

    def _paint_empty(self, painter: QPainter) -> None:
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        pen = painter.pen()
        pen.setColor(self._look.color("edge"))
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRoundedRect(frame, self._look.px(8), self._look.px(8))
        painter.setPen(self._look.color("soft"))
        painter.setFont(self._look.font(14))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(frame, flags, self.words)

    def _place(self, image: QImage) -> QRectF:
        size = image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF(0, 0, size.width(), size.height())

    def _fit(self) -> None:
        px = self._look.px
        tall = self._image.height() if self._image is not None else 0
        self.setFixedHeight(min(px(tall), px(_TALLEST)) if tall else px(_EMPTY))
        self.update()
