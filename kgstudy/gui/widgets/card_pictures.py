"""The pictures of a side of a card: loaded from the collection alone, and fitted to its width."""

from typing import Final

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QTextBrowser

from kgstudy.gui import pictures
from kgstudy.gui.faces import DATA, MEDIA, SOUND
from kgstudy.gui.pictures import Media
from kgstudy.gui.sound import is_foreign, is_playable
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets import embedded
from kgstudy.gui.widgets.play_button import SIZE

IMAGE: Final = QTextDocument.ResourceType.ImageResource.value

_TALL = 0.45
"""Of the screen's height, what a picture takes that does not say its size."""


class CardPictures(QObject):
    """Those that the view has asked for since it was last filled."""

    def __init__(self, look: Look, media: Media, view: QTextBrowser) -> None:
        super().__init__(view)
        self._look = look
        self._media = media
        self._view = view
        self._loaded: dict[str, QImage] = {}

    def forget(self) -> None:
        """The view is filled anew."""
        self._loaded.clear()

    def load(self, address: QUrl) -> QImage:
        """An image for every address, also where there is none: Qt would look for a file."""
        if address.scheme() == SOUND:
            return self._place_of_sound(embedded.file_name(address))
        if address.scheme() not in (MEDIA, DATA):
            return pictures.blank()
        ratio = self._view.devicePixelRatioF()
        content = self._content(address)
        image = pictures.read_image(content, ratio) if content else None
        if image is None:
            return pictures.placeholder(self._unseen(address), self._look, ratio)
        height = _TALL * self._view.screen().availableSize().height()
        shown = pictures.on_paper(pictures.no_taller(image, height), self._look)
        self._loaded[address.toString(QUrl.ComponentFormattingOption.FullyEncoded)] = shown
        return shown

    def fit(self) -> None:
        """Gives the document what it shows at the view's width now."""
        view, document = self._view, self._view.document()
        for address, image in self._loaded.items():
            wide = embedded.width(document, address) or image.deviceIndependentSize().width()
            dots = round(min(wide, view.viewport().width()) * view.devicePixelRatioF())
            document.addResource(IMAGE, QUrl(address), pictures.smaller(image, dots))

    def said(self, address: str) -> str:
        """What stands for the picture, for a voice."""
        there = address in self._loaded or not address.startswith(f"{MEDIA}:")
        if there or self._media(embedded.file_name(QUrl(address))) is not None:
            return self.tr("(picture)")
        return self._unseen(QUrl(address))

    def _place_of_sound(self, name: str) -> QImage:
        """Room for the button that plays it, or its name."""
        if is_playable(name) or is_foreign(name):
            return pictures.room(self._look.px(SIZE))
        return pictures.placeholder(name, self._look, self._view.devicePixelRatioF())

    def _content(self, address: QUrl) -> bytes | None:
        name = embedded.file_name(address)
        return pictures.within(name) if address.scheme() == DATA else self._media(name)

    def _unseen(self, address: QUrl) -> str:
        """What is said in place of a picture that cannot be shown."""
        name = embedded.file_name(address)
        if address.scheme() == DATA:
            return self.tr("Picture that cannot be read")
        if self._media(name) is None:
            return self.tr("Missing picture: {name}").format(name=name)
        return self.tr("Picture that cannot be read: {name}").format(name=name)
