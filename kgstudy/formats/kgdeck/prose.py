"""The lesson of a deck: its prose as the plain text of `domain.lesson`.

Headings stay as lines of their own, a paragraph becomes one line (the items of a list a line each),
and an empty line stands between them.  Marks and tags go, pictures leave their words.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kgstudy.domain.lesson import Span
from kgstudy.domain.markdown import escape, from_markdown
from kgstudy.domain.markup import CONTROLS, plain
from kgstudy.formats.kgdeck.blocks import Heading, Paragraph
from kgstudy.formats.kgdeck.brackets import without_stand_ins
from kgstudy.formats.kgdeck.syntax import HEADING, guarded, unguarded

_BETWEEN = "\n\n"
_WRAPPED = re.compile(r"\n+(?!(?:[-*+•]|[0-9]{1,3}[.)])[ \t])")
"""The end of a line that goes on, and is not followed by an item of a list."""


class Prose:
    """The text of a lesson while it grows; `above` is the paragraph that a card here comes from."""

    def __init__(self) -> None:
        self._blocks: list[str] = []
        self._length = 0
        self.above: Span | None = None

    @property
    def text(self) -> str:
        return _BETWEEN.join(self._blocks) + "\n" if self._blocks else ""

    def add(self, block: Heading | Paragraph) -> None:
        if isinstance(block, Heading):
            self.above = None
            if words := _reduced(block.words):
                self._add(f"{block.hashes} {' '.join(words.split())}")
        elif words := _reduced(block.text):
            self._add_paragraph(words)

    def add_plain(self, text: str) -> None:
        """Adds the text of a lesson from elsewhere."""
        lines: list[str] = []
        for line in [*without_stand_ins(CONTROLS.sub("", text)).split("\n"), ""]:
            words = " ".join(line.split())
            if words and not HEADING.match(words):
                lines.append(words)
                continue
            if lines:
                self._add_paragraph("\n".join(lines))
                lines = []
            if words:
                self._add(words)

    def _add_paragraph(self, words: str) -> None:
        first, *items = _WRAPPED.sub(" ", words).split("\n")
        if HEADING.match(first) and items:
            self._add(first)
            self._add("\n".join(items))
        else:
            self._add("\n".join((first, *items)))

    def _add(self, words: str) -> None:
        start = self._length + len(_BETWEEN) if self._blocks else 0
        self._length = start + len(words)
        self._blocks.append(words)
        self.above = None if HEADING.match(words) else Span(start, self._length)


def _reduced(text: str) -> str:
    return plain(from_markdown(unguarded(without_stand_ins(text))))


class Block(NamedTuple):
    """A heading or a paragraph, and where in the lesson it stands."""

    words: str
    span: Span

    @property
    def is_heading(self) -> bool:
        return bool(HEADING.match(self.words))


def outline(text: str) -> Iterator[Block]:
    """The blocks of a text that is as `Prose` makes it."""
    start = 0
    for words in text.removesuffix("\n").split(_BETWEEN) if text else ():
        yield Block(words, Span(start, start + len(words)))
        start += len(words) + len(_BETWEEN)


def written(block: Block) -> str:
    """The block as it stands in a deck."""
    if block.is_heading:
        hashes, _, words = block.words.partition(" ")
        return f"{hashes} {escape(words)}"
    return guarded(escape(block.words))
