"""A side of a card as rich text that can load nothing but the collection's own images."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QSignalBlocker, QSize, Qt, QUrl
from PySide6.QtGui import (
    QImage,
    QImageReader,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QWidget
from typing_extensions import override

from kgstudy.gui.faces import MEDIA, safe_html
from kgstudy.gui.theme import Look

Media = Callable[[str], bytes | None]
"""Gives the content of the collection's media file of that name."""

_FORMATS: Final = frozenset({b"png", b"jpeg", b"jpg", b"gif", b"webp", b"bmp"})
_MOST_PIXELS = 40_000_000
_WIDEST = 1440

_LINE_HEIGHT = 106.0
"""Percent of the font's own."""
_STRUCTURED = re.compile(r"<(?:ul|ol|table|pre|dl|blockquote)\b")

_SHEET = """
.gap {{ color: {accent}; font-weight: 600; }}
.soft {{ color: {soft}; }}
.quote {{ background-color: {mark}; }}
.right {{ color: {right}; }}
.wrong {{ color: {wrong}; text-decoration: underline; }}
.missing {{ color: {right}; text-decoration: underline; }}
code, pre, kbd, samp, tt {{ font-family: monospace; }}
img {{ max-width: 100%; }}
td, th {{ padding: 3px 12px; }}
"""


@dataclass(frozen=True, slots=True)
class Lettering:
    """How large words are set: the first pixel size whose number of characters is enough."""

    sizes: tuple[tuple[int, int], ...]
    """Pairs of characters and pixels (at 100 %), the last one for whatever is longer."""
    weight: int = 400
    centred: bool = True
    """Whether short words stand in the middle, and a list or table as a whole."""


QUESTION: Final = Lettering(((160, 28), (360, 22), (0, 18)))
ANSWER: Final = Lettering(((70, 30), (180, 22), (0, 18)), weight=600)
NOTE: Final = Lettering(((0, 16),))
ROW: Final = Lettering(((120, 18), (0, 16)), centred=False)
BODY: Final = Lettering(((0, 15),), centred=False)

_LONG = 360
"""Characters from which on words are set from the edge, whatever the lettering says."""


class CardView(QTextBrowser):
    """As tall as its content; selected by mouse, while the keys stay with the page."""

    def __init__(
        self, look: Look, media: Media, lettering: Lettering, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._media = media
        self._lettering = lettering
        self._html = ""
        self._short = self._structured = False
        self._heights: dict[int, int] = {}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(0)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self._render)

    def show_face(self, html: str) -> None:
        """Shows a field, whoever wrote it."""
        self.show_own(safe_html(html))

    def show_own(self, html: str) -> None:
        """Shows markup made by the program itself, with all foreign words in it escaped."""
        self._html = html
        self._render()

    @property
    def words(self) -> str:
        """What is to be read, without markup."""
        return self.document().toPlainText()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._measured(width)
        return self._heights[width]

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.px(200), self.heightForWidth(self.width()))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(40), 0)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._put_in_the_middle()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._set_font()

    @override
    def loadResource(self, kind: int, name: QUrl | str) -> QImage:
        """Answers every request: where none is given, Qt looks for a file of that name."""
        address = QUrl(name)
        if address.scheme() != MEDIA:
            return _blank()
        content = self._media(address.path(QUrl.ComponentFormattingOption.FullyDecoded))
        return _blank() if content is None else read_image(content)

    def _measured(self, width: int) -> int:
        """Lays the words out at `width`, and then again as they are shown.

        Meanwhile the widget hears nothing of it, or it would lay them out in its own way at once.
        """
        document = self.document()
        deaf = QSignalBlocker(document.documentLayout())
        document.setTextWidth(width)
        size = document.size()
        deaf.unblock()
        document.setTextWidth(self.viewport().width())
        bar = self.horizontalScrollBar().sizeHint().height() if size.width() > width + 1 else 0
        return ceil(size.height()) + bar

    def _render(self) -> None:
        document = self.document()
        roles = self._look.theme.roles
        document.setDefaultStyleSheet(
            _SHEET.format(
                accent=roles["accent"],
                soft=roles["soft"],
                mark=roles["recall-3"],
                right=roles["right"],
                wrong=roles["wrong"],
            )
        )
        self.setHtml(self._html)
        self._short = document.characterCount() <= _LONG
        self._structured = bool(_STRUCTURED.search(self._html))
        self._set_font()
        self._space_lines()
        self._align()
        self._heights.clear()
        self._put_in_the_middle()
        self.updateGeometry()

    def _set_font(self) -> None:
        length = self.document().characterCount()
        fitting = (px for most, px in self._lettering.sizes if length <= most or not most)
        plain = self._structured or not self._short
        weight = 400 if plain else self._lettering.weight
        self.document().setDefaultFont(self._look.font(next(fitting), weight))
        self._heights.clear()

    def _space_lines(self) -> None:
        spaced = QTextBlockFormat()
        kind = QTextBlockFormat.LineHeightTypes.ProportionalHeight
        spaced.setLineHeight(_LINE_HEIGHT, kind.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spaced)

    def _align(self) -> None:
        option = self.document().defaultTextOption()
        centred = self._lettering.centred and self._short and not self._structured
        side = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeading
        option.setAlignment(side)
        self.document().setDefaultTextOption(option)

    def _put_in_the_middle(self) -> None:
        """A list or table whose lines are all short stands in the middle as a whole."""
        spare = 0
        if self._lettering.centred and self._short and self._structured:
            spare = max(0, self.width() - self._natural_width())
        self.setViewportMargins(spare // 2, 0, spare // 2, 0)

    def _natural_width(self) -> int:
        """The width at which no line is broken."""
        document = self.document()
        deaf = QSignalBlocker(document.documentLayout())
        document.setTextWidth(-1)
        natural = ceil(document.idealWidth()) + 1
        deaf.unblock()
        document.setTextWidth(self.viewport().width())
        return natural


def read_image(content: bytes) -> QImage:
    """The picture in `content`, no wider than a card; a blank one where it is none or too large."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if bytes(reader.format().data()) not in _FORMATS or not size.isValid():
        return _blank()
    if size.width() * size.height() > _MOST_PIXELS:
        return _blank()
    if size.width() > _WIDEST:
        reader.setScaledSize(size.scaled(_WIDEST, _MOST_PIXELS, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return _blank() if image.isNull() else image


def _blank() -> QImage:
    image = QImage(1, 1, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    return image
