"""A long lesson in parts, since a page of a whole book would take a second to lay out."""

from collections.abc import Iterator
from dataclasses import dataclass

from kgstudy.services.lessons import LessonPage, SectionView, SentenceView

MOST = 150
"""Sentences of a part; with some hundred words more or less it is a chapter of a book."""

Paragraph = tuple[SentenceView, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """Paragraphs of one section; one that goes on from the part before has no heading."""

    section: int
    heading: str
    level: int
    paragraphs: tuple[Paragraph, ...]

    @property
    def size(self) -> int:
        return sum(map(len, self.paragraphs))


@dataclass(frozen=True, slots=True)
class Part:
    """What is laid out at a time; `start` is where it begins in the text of the lesson."""

    start: int
    pieces: tuple[Piece, ...]


def parts(page: LessonPage) -> tuple[Part, ...]:
    """The lesson cut where sections begin if it can be, else between paragraphs or sentences."""
    made: list[list[Piece]] = []
    size = 0
    for number, section in enumerate(page.sections):
        for piece in _pieces(number, section):
            if not made or size + piece.size > MOST:
                made.append([])
                size = 0
            made[-1].append(piece)
            size += piece.size
    return tuple(Part(_start(page, pieces), tuple(pieces)) for pieces in made)


def _pieces(number: int, section: SectionView) -> Iterator[Piece]:
    """The section whole, or in pieces where it is too long for a part."""
    heading, held, size = section.heading, list[Paragraph](), 0
    for paragraph in (cut for whole in section.paragraphs for cut in _cut(whole)):
        if held and size + len(paragraph) > MOST:
            yield Piece(number, heading, section.level, tuple(held))
            heading, held, size = "", [], 0
        held.append(paragraph)
        size += len(paragraph)
    yield Piece(number, heading, section.level, tuple(held))


def _cut(paragraph: Paragraph) -> Iterator[Paragraph]:
    return (paragraph[at : at + MOST] for at in range(0, len(paragraph), MOST))


def _start(page: LessonPage, pieces: list[Piece]) -> int:
    for piece in pieces:
        if piece.heading or not piece.paragraphs:
            return page.sections[piece.section].span.start
        return piece.paragraphs[0][0].span.start
    return 0
