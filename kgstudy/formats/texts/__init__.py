"""Lessons come in from texts of every kind: one module a format, one line in the table."""

from pathlib import Path

from kgstudy.domain.errors import Place, UserError
from kgstudy.domain.lesson_text import LessonText
from kgstudy.domain.progress import Progress, unheard
from kgstudy.formats.texts import docx, epub, markdown, odt, pdf, plain
from kgstudy.formats.texts import html as web_page
from kgstudy.formats.texts.base import Source, TextReader, source
from kgstudy.formats.texts.sheet import Sheet

__all__ = ["READERS", "SUFFIXES", "pasted", "read", "recognises"]

READERS: tuple[TextReader, ...] = (pdf, docx, odt, epub, web_page, markdown, plain)
"""In the order in which they are asked; the more particular come first."""

_OLD = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf")
"""How files of old Word, and those of new Word with a password, begin; and rich text."""

SUFFIXES = tuple(suffix for reader in READERS for suffix in reader.SUFFIXES)
"""What a lesson usually comes in, for a file dialog."""


def recognises(path: Path) -> bool:
    """Whether the file reads as a text, by its content; a deck of cards may do so too."""
    return _reader(source(path)) is not None


def read(path: Path, progress: Progress = unheard) -> LessonText:
    """Raises UserError where the file cannot be read as a text; nothing else is touched."""
    found = source(path)
    reader = _reader(found)
    if reader is None:
        if not found.beginning:
            raise UserError("It is empty.", place=Place(found.place))
        if found.beginning.startswith(_OLD):
            why = (
                "Documents of this kind are not read (.doc, .rtf): save it as .docx or .odt first."
            )
            raise UserError(why, place=Place(found.place))
        raise UserError(
            "This is no text that kgstudy can read; it reads: {formats}.",
            place=Place(found.place),
            formats=", ".join(reader.NAME for reader in READERS),
        )
    progress(0.0)
    lesson = reader.read(found, progress)
    progress(1.0)
    if not lesson.text:
        raise UserError("There is no text in it.", place=Place(found.place))
    return lesson


def pasted(text: str, html: str = "") -> LessonText:
    """What was pasted; `html` is the same as the clipboard tells it with its headings and lists."""
    sheet = Sheet("")
    if web_page.pasted(html, sheet):
        return sheet.lesson()
    if markdown.looks_like_it(text):
        markdown.write(text, sheet)
    else:
        plain.write(text, sheet)
    return sheet.lesson()


def _reader(found: Source) -> TextReader | None:
    return next((reader for reader in READERS if reader.recognises(found)), None)
