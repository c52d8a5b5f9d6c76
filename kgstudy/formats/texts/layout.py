"""How a plain text is laid out: whether its lines are broken at a width, and what is a heading."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kgstudy.formats.texts.lines import MARKER, breaks_word, ends_sentence

_WIDEST = 140
"""Characters of a line that a program broke; longer ones are paragraphs."""
_SLACK = 3
_MOST = 0.6
_USUAL = 0.98
"""The share of lines that are no longer than the width."""
_LONGEST_HEADING = 90
_MOST_WORDS = 14
_PROSE = 80
"""Characters from which on a line without a full stop is no name or heading either."""
_MOST_TOGETHER = 3
"""Headings that stand one below the other; more of them are a list."""
_NO_HEADING_END = re.compile(r"[.,;:!…\-–—][\"'”’»)\]]*$")
_NUMBERED = re.compile(r"(?:§\s*)?(?P<number>\d{1,2}(?:\.\d{1,2})*)\.?\s")


@dataclass(frozen=True, slots=True)
class Layout:
    """`width` is that of lines which are broken; 0 where each line is a paragraph.

    `longest` is what the width would be if lines were broken of which most are not.
    """

    width: int
    longest: int = 0

    def of(self, block: Sequence[str]) -> "Layout":
        """That of these lines: between verses and lists there may be a broken paragraph."""
        if (
            self.width
            or not self.longest
            or not _are_broken(list(pairwise(block)), self.longest, 1)
        ):
            return self
        return Layout(self.longest)

    def has_room(self, line: str, following: str) -> bool:
        """Whether the first word of the following line could have stood on this one."""
        return not self.width or _reach(line, following) + _SLACK < self.width

    def ends_paragraph(self, line: str, following: str) -> bool:
        """Whether a new paragraph begins with the `following` line, none of them being empty."""
        goes_on = following.lstrip()[:1].islower() and not ends_sentence(line)
        if breaks_word(line):
            return False
        if goes_on and not _begins_further_in(line, following):
            return False
        if not self.width:
            return True
        if _begins_further_in(line, following):
            return True
        reaches = _reach(line, following) + _SLACK >= self.width
        return not reaches and (ends_sentence(line) or _reach(line, following) < 0.75 * self.width)


def _begins_further_in(line: str, following: str) -> bool:
    return 2 <= _indent(following) - _indent(line) <= 12


def _indent(line: str) -> int:
    spaced = line.expandtabs(4)
    return len(spaced) - len(spaced.lstrip())


def _reach(line: str, following: str) -> int:
    """How long the line would be with the next word, which a program has not put there."""
    word = following.split(None, 1)[0]
    return len(line.rstrip()) + 1 + len(word)


def layout_of(blocks: Sequence[Sequence[str]]) -> Layout:
    """By the lines that stand directly above others; `blocks` are lines between empty lines."""
    pairs = [pair for block in blocks for pair in pairwise(block) if not MARKER.match(pair[1])]
    lengths = sorted(len(line.rstrip()) for block in blocks for line in block)
    if not pairs:
        return Layout(0)
    width = lengths[min(len(lengths) - 1, int(len(lengths) * _USUAL))]
    if width > _WIDEST:
        return Layout(0)
    return Layout(width) if _are_broken(pairs, width, _MOST) else Layout(0, width)


def _are_broken(pairs: Sequence[tuple[str, str]], width: int, share: float) -> bool:
    """Whether that share of the lines reach the width, and it is not sentences that end them."""
    reaching = sum(_reach(*pair) + _SLACK >= width for pair in pairs)
    ending = sum(ends_sentence(line) and not after.lstrip()[0].islower() for line, after in pairs)
    return bool(pairs) and reaching >= share * len(pairs) and ending <= 0.5 * len(pairs)


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph or an item; `alone` says that empty lines, or its like, stand around it.

    `marked` is the level of a heading that shows itself as one.
    """

    text: str
    is_item: bool = False
    number: int | None = None
    alone: bool = False
    marked: int = 0


def headings(pieces: Sequence[Piece]) -> list[int]:
    """The level of each piece that is a heading, and 0 for the others."""
    levels = [0] * len(pieces)
    for start, end in _runs(pieces):
        followed = end < len(pieces) and is_prose(pieces[end])
        if not followed:
            continue
        first = start if end - start <= _MOST_TOGETHER else end - 1
        for at in range(first, end):
            levels[at] = _level(pieces[at].text, at == 0)
    return [piece.marked or level for piece, level in zip(pieces, levels, strict=True)]


def _runs(pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    """From where to where pieces follow each other that could be headings."""
    runs: list[tuple[int, int]] = []
    start = None
    for at, piece in enumerate(pieces):
        if could_be_heading(piece):
            start = at if start is None else start
        elif start is not None:
            runs.append((start, at))
            start = None
    return runs


def could_be_heading(piece: Piece) -> bool:
    text = piece.text
    numbered = piece.is_item and piece.number is not None
    if piece.marked or not piece.alone or (piece.is_item and not numbered):
        return False
    first = text.lstrip("«„“\"'([")[:1]
    return (
        len(text) <= _LONGEST_HEADING
        and len(text.split()) <= _MOST_WORDS
        and any(map(str.isalpha, text))
        and (first.isupper() or first.isdigit() or first == "§" or numbered)
        and not _NO_HEADING_END.search(text)
    )


def is_prose(piece: Piece) -> bool:
    return piece.is_item or len(piece.text) > _PROSE or ends_sentence(piece.text)


def _level(text: str, first: bool) -> int:
    if first:
        return 1
    numbered = _NUMBERED.match(text)
    return 2 + numbered["number"].count(".") if numbered else 2
