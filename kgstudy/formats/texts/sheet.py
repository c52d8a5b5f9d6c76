"""A lesson while it is written down: headings, paragraphs, items of lists and rows of tables."""

import re
from collections.abc import Sequence

from kgstudy.domain.errors import Place, UserError
from kgstudy.domain.lesson_text import LessonText
from kgstudy.domain.parcel import Problem
from kgstudy.formats.texts.characters import words
from kgstudy.formats.texts.languages import credible

MOST_CHARACTERS = 10_000_000
_BETWEEN = 2
_DEEPEST = 6
_LONGEST_TITLE = 200
_BULLET = re.compile(r"\A[-*+•]\s+")
_HASHES = re.compile(r"\A#{1,6}\s+")
_NO_TITLE = re.compile(
    r"(?:(?:document|документ|presentation|презентация|untitled|title|без (?:имени|названия)"
    r"|new page|slide|слайд)[ \d]*|untitled document|microsoft word - .*|about:.*|\W*"
    r"|.*\.(?:docx?|odt|rtf|tmp|indd|pdf|x?html?|md|txt))",
    re.IGNORECASE,
)
"""What programs write where a title should be."""


class Sheet:
    """Everything that is added is brought onto one line first; what has no words is not added."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._blocks: list[str] = []
        self._items: list[str] = []
        self._length = 0
        self._first_heading = ""
        self._problems: list[Problem] = []

    @property
    def is_empty(self) -> bool:
        return not self._blocks and not self._items

    def heading(self, text: str, level: int) -> None:
        self.end_list()
        if said := _HASHES.sub("", words(text)):
            self._first_heading = self._first_heading or said
            # A title above a first heading often says the same.
            if not self._blocks or self._blocks[-1].lstrip("#") != f" {said}":
                self._add(f"{'#' * max(1, min(level, _DEEPEST))} {said}")

    def paragraph(self, text: str) -> None:
        self.end_list()
        if said := words(text):
            # A sharp sign here is no heading, whatever it looks like.
            self._add(_HASHES.sub("", said))

    def item(self, text: str, number: int | None = None) -> None:
        """One more of a list; `number` is its own where the list has numbers."""
        if said := _BULLET.sub("", words(text)):
            mark = "-" if number is None or not 0 <= number <= 999 else f"{number}."
            self._count(said)
            self._items.append(f"{mark} {said}")

    def row(self, cells: Sequence[str], names: Sequence[str] = ()) -> None:
        """One of a table, as an item; `names` are its columns' where the table tells them."""
        said = [words(cell) for cell in cells]
        called = [words(name).rstrip(" :") for name in names]
        called += [""] * (len(said) - len(called))
        if any(called):
            told = [
                f"{name}: {cell}" if name else cell
                for name, cell in zip(called, said, strict=False)
                if cell
            ]
            self.item("; ".join(told))
        else:
            self.item(" | ".join(filter(None, said)))

    def end_list(self) -> None:
        """What comes next is no item, or one of another list."""
        if self._items:
            self._blocks.append("\n".join(self._items))
            self._items = []

    def tell(self, why: str) -> None:
        """Says what was left out."""
        self._problems.append(Problem(Place(self._file), why, lost=False))

    def lesson(self, title: str = "", language: str = "", otherwise: str = "") -> LessonText:
        """The whole; where no title is told it is the first heading, or what it is `otherwise`."""
        self.end_list()
        text = "\n\n".join(self._blocks) + "\n" if self._blocks else ""
        titles = (words(each)[:_LONGEST_TITLE].strip() for each in (title, self._first_heading))
        named = next((each for each in titles if not _NO_TITLE.fullmatch(each)), otherwise)
        return LessonText(named, text, credible(language, text), tuple(self._problems))

    def _add(self, block: str) -> None:
        self._count(block)
        self._blocks.append(block)

    def _count(self, said: str) -> None:
        self._length += len(said) + _BETWEEN
        check_length(self._length, self._file)


def check_length(length: int, file: str) -> None:
    if length > MOST_CHARACTERS:
        raise UserError(
            "It holds more than {most:,} characters of text: cut it into several.",
            place=Place(file),
            most=MOST_CHARACTERS,
        )
