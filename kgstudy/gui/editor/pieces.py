"""What stands in a field for HTML that is not edited as words: pictures, sounds, tables."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage

from kgstudy.domain.markup import media, plain, sounds
from kgstudy.gui.media import mounts, pictures
from kgstudy.gui.media.pictures import Media
from kgstudy.gui.theme import Look

_TALL = 180


class Pieces:
    """Paints them; files that are not stored yet come first."""

    def __init__(self, look: Look, media: Media, files: Mapping[str, bytes]) -> None:
        self._look = look
        self._media = media
        self._files = files

    def image(self, html: str, room: int, ratio: float) -> QImage:
        """No wider than `room` pixels."""
        if sound := next(iter(sounds(html)), ""):
            return mounts.placeholder(f"♪ {sound}", self._look, ratio)
        name = next(iter(media(html)), "")
        content = self._content(name) if name and html.lower().startswith("<img") else None
        image = pictures.read_image(content, ratio) if content else None
        if image is None:
            return mounts.placeholder(_said(html, name), self._look, ratio)
        fitting = pictures.no_taller(image, self._look.px(_TALL))
        shown = _narrower(fitting, room)
        dots = round(shown.deviceIndependentSize().width() * ratio)
        return mounts.on_paper(pictures.smaller(shown, dots), self._look)

    def _content(self, name: str) -> bytes | None:
        return self._files.get(name) or self._media(name)


def _said(html: str, name: str) -> str:
    if html.lower().startswith("<table"):
        return QCoreApplication.translate("editor", "Table (Ctrl+Shift+X edits it)")
    if name:
        words = QCoreApplication.translate("editor", "Missing picture: {name}")
        return words.format(name=name)
    return " ".join(plain(html).split()) or html[:40]


def _narrower(image: QImage, room: int) -> QImage:
    if image.deviceIndependentSize().width() > room:
        image.setDevicePixelRatio(image.width() / room)
    return image
