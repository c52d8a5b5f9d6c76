"""What stands between the words of a text document: pictures, sounds and formulas."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextCursor, QTextDocument, QTextFormat, QTextImageFormat

from kgstudy.gui.faces import SOUND

_OBJECT = "\ufffc"
"""What the document has in place of each."""


def spoken(document: QTextDocument, said: Callable[[str, str], str]) -> str:
    """The words, with `said(address, alt)` for each image."""
    words = document.toPlainText()
    if _OBJECT not in words:
        return words
    every = iter([said(image.name(), _alt(image)) for _, image in _images(document)])
    return "".join(next(every, "") if letter == _OBJECT else letter for letter in words)


def sounds(document: QTextDocument) -> tuple[tuple[int, str], ...]:
    """Where sounds stand, with the names of their files."""
    return tuple(
        (place, file_name(QUrl(image.name())))
        for place, image in _images(document)
        if image.name().startswith(f"{SOUND}:")
    )


def width(document: QTextDocument, address: str) -> float:
    """The greatest width that the document asks for it; 0 where it takes what the image has."""
    widths = [image.width() for _, image in _images(document) if image.name() == address]
    return 0 if 0 in widths else max(widths, default=0)


def file_name(address: QUrl) -> str:
    """What an address of our own schemes names."""
    return address.path(QUrl.ComponentFormattingOption.FullyDecoded)


def cursor(document: QTextDocument, place: int) -> QTextCursor:
    made = QTextCursor(document)
    made.setPosition(place)
    return made


def _alt(image: QTextImageFormat) -> str:
    return image.stringProperty(QTextFormat.Property.ImageAltText.value)


def _images(document: QTextDocument) -> Iterator[tuple[int, QTextImageFormat]]:
    """The place and format of each; one letter after another may be of one format."""
    block = document.begin()
    while block.isValid():
        parts = block.begin()
        while not parts.atEnd():
            part = parts.fragment()
            form = part.charFormat()
            if form.isImageFormat():
                for letter in range(part.length()):
                    yield part.position() + letter, form.toImageFormat()
            parts += 1
        block = block.next()
