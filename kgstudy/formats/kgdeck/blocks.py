"""The lines of a deck, gathered into headings, paragraphs and cards."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import NamedTuple

from kgstudy.domain.errors import Place, UserError
from kgstudy.formats.kgdeck.syntax import (
    COMMENT,
    HEADING,
    KEY,
    STARTERS,
    Mark,
    is_separator,
    split_mark,
)


class Heading(NamedTuple):
    hashes: str
    words: str


class Paragraph(NamedTuple):
    """Prose as it is written, over as many lines."""

    text: str


class Part(NamedTuple):
    """A key with its text, and the line on which it stands."""

    key: str
    text: str
    line: int


class End(Enum):
    """How a card came to its end."""

    MARK = auto()
    SEPARATOR = auto()
    NEXT = auto()
    """By something else that began, or the end of the file."""


class CardBlock(NamedTuple):
    """A card as it is written; `last` is the last line that says something."""

    parts: tuple[Part, ...]
    mark: Mark | None
    end: End
    last: int

    @property
    def line(self) -> int:
        return self.parts[0].line


Block = Heading | Paragraph | CardBlock


@dataclass(slots=True)
class _Between:
    """Nothing has begun."""


@dataclass(slots=True)
class _InParagraph:
    lines: list[str]


@dataclass(slots=True)
class _InPart:
    key: str
    line: int
    lines: list[str]

    def part(self) -> Part:
        return Part(self.key, "\n".join(self.lines), self.line)


@dataclass(slots=True)
class _InCard:
    """Parts that are complete, and the one that goes on."""

    current: _InPart
    last: int
    parts: list[Part] = field(default_factory=list)

    def block(self, end: End, mark: Mark | None = None) -> CardBlock:
        return CardBlock((*self.parts, self.current.part()), mark, end, self.last)


_State = _Between | _InParagraph | _InCard
_Line = tuple[int, str]


def blocks(lines: Iterable[_Line], file: str) -> Iterator[Block]:
    """The blocks of numbered lines; raises UserError where a comment never ends."""
    state: _State = _Between()
    for number, line in _uncommented(lines, file):
        state, complete = _after(state, number, line)
        yield from complete
    yield from _ended(state, End.NEXT)


def _after(state: _State, number: int, line: str) -> tuple[_State, Sequence[Block]]:
    """The state after one more line, and the blocks that it completes."""
    if key := KEY.match(line):
        return _after_key(state, _InPart(key["key"], number, []), key["text"])
    if is_separator(line):
        return _Between(), _ended(state, End.SEPARATOR)
    if heading := HEADING.match(line):
        done = _ended(state, End.NEXT)
        return _Between(), (*done, Heading(heading["hashes"], heading["words"].rstrip()))
    return _after_text(state, number, line)


def _after_key(state: _State, begun: _InPart, text: str) -> tuple[_State, Sequence[Block]]:
    if isinstance(state, _InCard) and begun.key not in STARTERS:
        state.parts.append(state.current.part())
        state.current = begun
        return _continued(state, text, begun.line)
    done = _ended(state, End.NEXT)
    state, more = _continued(_InCard(begun, begun.line), text, begun.line)
    return state, (*done, *more)


def _after_text(state: _State, number: int, line: str) -> tuple[_State, Sequence[Block]]:
    blank = not line.strip()
    match state:
        case _InCard() if not (blank and _is_orphan(state)):
            return _continued(state, line, number)
        case _InParagraph(lines) if not blank:
            lines.append(line)
            return state, ()
        case _Between() if not blank:
            return _InParagraph([line]), ()
    return _Between(), _ended(state, End.NEXT)


def _continued(card: _InCard, line: str, number: int) -> tuple[_State, Sequence[Block]]:
    """The card with one more line, which may be its last."""
    words, mark = split_mark(line)
    card.current.lines.append(words)
    if line.strip():
        card.last = number
    return (_Between(), (card.block(End.MARK, mark),)) if mark else (card, ())


def _ended(state: _State, end: End) -> Sequence[Block]:
    match state:
        case _InParagraph(lines):
            return (Paragraph("\n".join(lines)),)
        case _InCard():
            return (state.block(end),)
    return ()


def _is_orphan(card: _InCard) -> bool:
    """Whether it has no beginning; it had better not take the prose after it along."""
    return (card.parts[0] if card.parts else card.current).key not in STARTERS


def _uncommented(lines: Iterable[_Line], file: str) -> Iterator[_Line]:
    """The lines without the comments that begin one."""
    begun = 0
    for number, line in lines:
        rest = line
        if begun:
            _, ended, rest = line.partition("-->")
            if not ended:
                continue
            begun = 0
        while not begun and (comment := COMMENT.match(rest)):
            _, ended, rest = rest[comment.end() :].partition("-->")
            begun = 0 if ended else number
        if not begun and (rest == line or rest.strip()):
            yield number, rest
    if begun:
        raise UserError(
            "The comment that begins here never ends: write --> after it.", place=Place(file, begun)
        )
