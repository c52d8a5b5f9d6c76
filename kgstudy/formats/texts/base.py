"""What a kind of text can do; the modules of this package are the kinds."""

from dataclasses import dataclass
from os import SEEK_END
from pathlib import Path
from typing import Protocol

from kgstudy.domain.errors import Place, UserError
from kgstudy.domain.lesson_text import LessonText
from kgstudy.domain.progress import Progress
from kgstudy.formats.archive import telling
from kgstudy.formats.base import Format

LARGEST = 64 << 20
"""Bytes of a file."""
_LOOKED_AT = 1 << 16
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Source:
    """A file, and the first bytes of it, by which it is recognised."""

    path: Path
    beginning: bytes

    @property
    def is_whole(self) -> bool:
        """Whether the beginning is all of it."""
        return len(self.beginning) < _LOOKED_AT

    @property
    def place(self) -> str:
        return str(self.path)

    @property
    def name(self) -> str:
        """What the file is called, as words."""
        return " ".join(self.path.stem.replace("_", " ").split())

    def holds(self, name: str) -> bool:
        """Whether it is a zip file with a file of that name in it, as far as a look tells."""
        if not self.beginning.startswith(_ZIP):
            return False
        with telling(self.path), self.path.open("rb") as file:
            file.seek(max(0, file.seek(0, SEEK_END) - _LOOKED_AT))
            return name.encode() in self.beginning or name.encode() in file.read()

    def read(self) -> bytes:
        """All of it; raises UserError where it is too large, or cannot be read."""
        with telling(self.path):
            check_size(self.path.stat().st_size, self.place)
            with self.path.open("rb") as file:
                data = file.read(LARGEST + 1)
        check_size(len(data), self.place)
        return data


def source(path: Path) -> Source:
    """Raises UserError where there is no file that can be read."""
    if not path.is_file():
        why = "It is no file." if path.exists() else "There is nothing of that name."
        raise UserError(why, place=Place(str(path)))
    with telling(path), path.open("rb") as file:
        return Source(path, file.read(_LOOKED_AT))


def check_size(size: int, place: str) -> None:
    if size > LARGEST:
        raise UserError(
            "The file is larger than {most} MiB: cut it into several.",
            place=Place(place),
            most=LARGEST >> 20,
        )


class TextReader(Format, Protocol):
    def recognises(self, source: Source) -> bool:
        """Whether it is a text of this kind, by its content."""
        ...

    def read(self, source: Source, progress: Progress) -> LessonText:
        """Raises UserError where it cannot be read as a text."""
        ...
