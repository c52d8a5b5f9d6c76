"""The pictures of a side of a card: loaded from the collection alone, and fitted to its width."""

from typing import Final

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QTextBrowser

from kgstudy.gui.faces import DATA, MEDIA, SOUND
from kgstudy.gui.media import mounts, pictures
from kgstudy.gui.media.pictures import Media
from kgstudy.gui.media.sound import is_foreign, is_playable
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets import embedded
from kgstudy.gui.widgets.play_button import SIZE

IMAGE: Final = QTextDocument.ResourceType.ImageResource.value

_TALL = 0.45
"""Of the screen's height, what a picture takes that does not say its size."""


class CardPictures(QObject):
    """Those that the view has asked for since it was last filled."""

    developed = Signal()
    """One is there of which only the room was shown; it may be of another size."""

    def __init__(self, look: Look, media: Media, view: QTextBrowser) -> None:
        super().__init__(view)
        self._look = look
        self._media = media
        self._view = view
        self._loaded: dict[str, QImage] = {}
        self._awaited: set[str] = set()
        look.darkroom.developed.connect(self._on_developed)

    def forget(self) -> None:
        """The view is filled anew."""
        self._loaded.clear()
        self._awaited.clear()

    def load(self, address: QUrl) -> QImage:
        """An image for every address, also where there is none: Qt would look for a file."""
        if address.scheme() == SOUND:
            return self._place_of_sound(embedded.file_name(address))
        if address.scheme() not in (MEDIA, DATA):
            return pictures.blank()
        whole = address.toString(QUrl.ComponentFormattingOption.FullyEncoded)
        image = self._read(whole)
        if image is None:
            ratio = self._view.devicePixelRatioF()
            return mounts.placeholder(self._unseen(address), self._look, ratio)
        self._loaded[whole] = image
        return image

    def _read(self, whole: str) -> QImage | None:
        """As it is shown; of one that is still to come, the room."""
        content = self._content(QUrl(whole))
        if not content:
            return None
        image, there = self._look.darkroom.read(content, self._view.devicePixelRatioF())
        self._awaited -= {whole}
        if not there:
            self._awaited.add(whole)
        if image is None:
            return None
        height = _TALL * self._view.screen().availableSize().height()
        return mounts.on_paper(pictures.no_taller(image, height), self._look)

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

    def _on_developed(self) -> None:
        """Qt keeps what it was given, so each takes the place of its room."""
        awaited = tuple(self._awaited)
        for whole in awaited:
            image = self._read(whole)
            if image is None:
                words, ratio = self._unseen(QUrl(whole)), self._view.devicePixelRatioF()
                image = mounts.placeholder(words, self._look, ratio)
            self._loaded[whole] = image
        if awaited:
            self.fit()
            self.developed.emit()

    def _place_of_sound(self, name: str) -> QImage:
        """Room for the button that plays it, or its name."""
        if is_playable(name) or is_foreign(name):
            return pictures.room(self._look.px(SIZE))
        return mounts.placeholder(name, self._look, self._view.devicePixelRatioF())

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
