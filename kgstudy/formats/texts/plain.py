"""Plain text, whose paragraphs may be lines, or lines broken at a width with empty lines between.

There are no marks for headings: a short line without a full stop between empty lines, with prose
below it, is one.
"""

import re
from collections.abc import Iterator, Sequence

from kgstudy.domain.lesson_text import LessonText
from kgstudy.domain.progress import Progress
from kgstudy.formats import encoding
from kgstudy.formats.texts import furniture, likeness
from kgstudy.formats.texts.base import Source
from kgstudy.formats.texts.characters import lined
from kgstudy.formats.texts.layout import Layout, Piece, headings, is_prose, layout_of
from kgstudy.formats.texts.lines import MARKER, Words, ends_sentence, joined
from kgstudy.formats.texts.sheet import Sheet

NAME = "plain text"
SUFFIXES = (".txt",)

_RULE = re.compile(r"\s*(?:[=\-_*~#–—]\s?){3,}\s*")
_UNDERLINE = re.compile(r"\s*(?P<sign>[=\-~])(?P=sign){2,}\s*")
_HASHES = re.compile(r"(?P<hashes>#{1,6})\s+(?P<words>\S.*)")


def recognises(source: Source) -> bool:
    return likeness.is_prose(encoding.decoded(source.beginning)[0])


def read(source: Source, progress: Progress) -> LessonText:
    text, _ = encoding.decoded(source.read())
    progress(0.3)
    sheet = Sheet(source.place)
    write(text, sheet)
    return sheet.lesson(otherwise=source.name)


def write(text: str, sheet: Sheet) -> None:
    """Puts the text down on the sheet."""
    pages = [page.split("\n") for page in lined(text).split("\f")]
    lines = furniture.without_notes(furniture.without(pages))
    blocks = list(_blocks(lines))
    layout, known = layout_of([block for block, _ in blocks]), Words.of(lines)
    pieces = [piece for block, level in blocks for piece in _pieces(block, level, layout, known)]
    for piece, level in zip(pieces, headings(pieces), strict=True):
        if level:
            number = f"{piece.number}. " if piece.number is not None else ""
            sheet.heading(number + piece.text, level)
        elif piece.is_item:
            sheet.item(piece.text, piece.number)
        else:
            sheet.paragraph(piece.text)


def _blocks(lines: Sequence[str]) -> Iterator[tuple[list[str], int]]:
    """The lines between empty ones; a single line with a rule below it is a heading of a level."""
    block: list[str] = []
    for line in lines:
        hashes = _HASHES.match(line)
        if not line.strip() or _RULE.fullmatch(line) or hashes:
            if block:
                yield block, _underlined(block, line)
            block = []
            if hashes:
                yield [hashes["words"]], len(hashes["hashes"])
        else:
            block.append(line)
    if block:
        yield block, 0


def _underlined(block: Sequence[str], line: str) -> int:
    found = _UNDERLINE.fullmatch(line)
    if found is None or len(block) > 1 or ends_sentence(block[0]):
        return 0
    return 1 if found["sign"] == "=" else 2


def _pieces(block: Sequence[str], level: int, layout: Layout, known: Words) -> Iterator[Piece]:
    """The block taken apart into its paragraphs and items."""
    layout = layout.of(block)
    begun: list[str] = []
    parts: list[list[str]] = []
    for line in block:
        if begun and not _begins(begun[-1], line, parts[-1], layout):
            parts[-1].append(line)
        else:
            parts.append([line])
        begun = parts[-1]
    for at, part in enumerate(parts):
        after_prose = at > 0 and is_prose(Piece(parts[at - 1][-1]))
        open_air = at == 0 or (not layout.width and after_prose)
        alone = len(parts) == 1 or (open_air and not MARKER.match(part[0]))
        yield _piece(part, known, alone, level)


def _begins(line: str, following: str, part: Sequence[str], layout: Layout) -> bool:
    """Whether another paragraph or item begins with the following line."""
    marker = MARKER.match(following)
    if marker:
        is_first = marker["number"] == "1" and layout.has_room(line, following)
        return is_first or _is_marker(marker, line, part)
    if MARKER.match(part[0]) and following[:1].isspace():
        return False
    return layout.ends_paragraph(line, following)


def _is_marker(marker: re.Match[str], line: str, part: Sequence[str]) -> bool:
    """A figure or a dash at a line's end may just be the next word of a sentence."""
    before = MARKER.match(part[0])
    if marker["number"] and before and before["number"]:
        return int(marker["number"]) == int(before["number"]) + 1 or ends_sentence(line)
    if marker["number"] or marker["bullet"] in {"–", "-"}:
        return ends_sentence(line) or bool(before)
    return True


def _piece(part: Sequence[str], known: Words, alone: bool, level: int) -> Piece:
    text = joined(part, known)
    marker = MARKER.match(text)
    if marker is None or level:
        return Piece(text, alone=alone, marked=level)
    number = int(marker["number"]) if marker["number"] else None
    label = marker["letter"]
    text = text[marker.end() :]
    return Piece(f"{label} {text}" if label else text, True, number, alone)
