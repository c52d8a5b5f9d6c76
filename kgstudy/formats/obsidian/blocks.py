"""The lines of a note, gathered into cards as the plugin sees them.

Code, formulas of several lines and comments are passed over as they are; an empty line ends a card
of several lines, unless the vault has an end marker of its own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import NamedTuple

from kgstudy.domain.markdown import tokens
from kgstudy.formats.obsidian.schedule import split
from kgstudy.formats.obsidian.settings import Settings

_FENCE = re.compile(r"[ \t]*(?P<fence>`{3,}|~{3,})")
_MATH = re.compile(r"[ \t]*\$\$")
_TAG = re.compile(r"(?:(?<=\s)|^)#(?P<tag>[\w/-]*[^\W\d_][\w/-]*)")
_ONLY_TAGS = re.compile(r"[ \t]*(?:#[\w/-]+[ \t]*)+")
_LONGEST_LINE = 20_000
"""Characters of a line that is looked into for gaps."""


class Kind(Enum):
    """What a card is, by how it is written."""

    LINE = auto()
    LINE_REVERSED = auto()
    BLOCK = auto()
    BLOCK_REVERSED = auto()
    CLOZE = auto()


@dataclass(slots=True)
class Block:
    """A card as it is written; `tags` are those that choose its deck, `lines` have no schedule."""

    kind: Kind
    lines: list[str]
    line: int
    tags: tuple[str, ...]
    schedule: tuple[str, ...] = ()


class Gap(NamedTuple):
    """A gap of a text; `number` is empty, a number or the letters of an overlapping one."""

    start: int
    end: int
    words: str
    hint: str
    number: str


def gaps(text: str, settings: Settings) -> list[Gap]:
    """The gaps, none of them in code or formulas, in their order."""
    masked = _masked(text)
    found: list[Gap] = []
    for pattern in settings.clozes:
        for match in pattern.finditer(masked):
            named = match.groupdict()
            words = text[match.start("answer") : match.end("answer")]
            hint = text[slice(*match.span("hint"))] if named.get("hint") else ""
            if words.strip():
                gap = Gap(match.start(), match.end(), words, hint, named.get("number") or "")
                found.append(gap)
    found.sort(key=lambda gap: (gap.start, -gap.end))
    apart: list[Gap] = []
    for gap in found:
        if not apart or gap.start >= apart[-1].end:
            apart.append(gap)
    return apart


def _masked(text: str) -> str:
    """The text with code and formulas as blanks, of the same length."""
    if not set(text) & set("`$<"):
        return text
    hidden = ("code", "formula", "display", "comment")
    return "".join(
        "\x01" * len(token.raw) if token.kind in hidden else token.raw for token in tokens(text)
    )


def is_tag_of(tag: str, settings: Settings) -> bool:
    """Whether the tag puts cards into a deck."""
    low = tag.lower()
    return any(low == base or low.startswith(f"{base}/") for base in map(str.lower, settings.tags))


def tags_in(line: str, settings: Settings) -> tuple[str, ...]:
    if "#" not in line:
        return ()
    tags = (found["tag"].strip("/") for found in _TAG.finditer(_masked(line[:_LONGEST_LINE])))
    return tuple(tag for tag in tags if is_tag_of(tag, settings))


@dataclass(slots=True)
class _State:
    """What is gathered since the last empty line, and what has come so far."""

    lines: list[str] = field(default_factory=list)
    first: int = 0
    kind: Kind | None = None
    deck: tuple[str, ...] = ()
    schedule: tuple[str, ...] = ()

    def add(self, number: int, line: str) -> None:
        self.first = self.first if self.lines else number
        self.lines.append(line)


class Reader:
    """Gathers the cards of one note; `deck` are the tags of its head."""

    def __init__(self, settings: Settings, deck: tuple[str, ...]) -> None:
        self._settings = settings
        self._state = _State(deck=deck)
        self.cards: list[Block] = []
        self.first_tags: tuple[str, ...] = deck

    def read(self, lines: Sequence[str], start: int) -> None:
        """All the lines, the first of which has the number `start`."""
        numbered = enumerate(lines, start)
        for number, line in numbered:
            if fence := _FENCE.match(line):
                self._passed_over(number, line, numbered, fence["fence"])
            elif _opens_math(line):
                self._passed_over(number, line, numbered, "$$")
            elif line.lstrip().startswith("<!--") and not line.lstrip().startswith("<!--SR:"):
                while "-->" not in line:
                    line = next(numbered, (0, "-->"))[1]  # noqa: PLW2901 - to the comment's end
            else:
                self._line(number, line)
        self._end()

    def _passed_over(
        self, number: int, line: str, rest: Iterator[tuple[int, str]], end: str
    ) -> None:
        """Takes lines as they are, up to the one that ends them."""
        self._state.add(number, line)
        for following, inner in rest:
            self._state.add(following, inner)
            words = inner.strip()
            if words.endswith(end) if end == "$$" else words.startswith(end):
                return

    def _line(self, number: int, line: str) -> None:
        line, told = split(line)
        words, state, settings = line.strip(), self._state, self._settings
        if told and not words:
            self._schedule(told)
        elif words == settings.end if words else not (settings.end and state.kind):
            self._end()
        else:
            self._words(number, line, told)

    def _words(self, number: int, line: str, told: tuple[str, ...]) -> None:
        state, words = self._state, line.strip()
        if kind := self._one_line(line):
            self._end()
            block = Block(kind, [line], number, self._tags(line), told)
            self.cards.append(block)
            return
        state.add(number, line)
        state.schedule = state.schedule or told
        if words in (self._settings.block, self._settings.block_reversed) and words:
            reversed_ = words == self._settings.block_reversed
            state.kind = Kind.BLOCK_REVERSED if reversed_ else Kind.BLOCK
        elif state.kind is None and self._has_gap(line):
            state.kind = Kind.CLOZE
        if tags := tags_in(line, self._settings):
            self._choose(line, tags)

    def _one_line(self, line: str) -> Kind | None:
        """Whether the line alone is a card: a separator outside code has words on both sides."""
        masked = _masked(line) if "`" in line or "$" in line else line
        for kind, mark in (
            (Kind.LINE_REVERSED, self._settings.line_reversed),
            (Kind.LINE, self._settings.line),
        ):
            before, found, after = masked.partition(mark) if mark else ("", "", "")
            if found and before.strip() and after.strip():
                return kind
        return None

    def _has_gap(self, line: str) -> bool:
        return len(line) <= _LONGEST_LINE and bool(gaps(line, self._settings))

    def _tags(self, line: str) -> tuple[str, ...]:
        """The deck's tags, or the card's own: those at its very beginning."""
        own = tags_in(line, self._settings)
        if own and line.lstrip().startswith("#"):
            self.first_tags = self.first_tags or own
            return own
        return self._state.deck

    def _choose(self, line: str, tags: tuple[str, ...]) -> None:
        """Tags on a line of their own, or within words, hold for all that follows."""
        own = line.lstrip().startswith("#") and not _ONLY_TAGS.fullmatch(line)
        self.first_tags = self.first_tags or tags
        if not own:
            self._state.deck = tags
        if _ONLY_TAGS.fullmatch(line):
            self._state.lines.pop()

    def _schedule(self, told: tuple[str, ...]) -> None:
        """A schedule on a line of its own: of the card that is open, else of the one before."""
        if self._state.kind:
            self._state.schedule = told
            if not self._settings.end:
                self._end()
        elif self.cards and not self.cards[-1].schedule:
            self.cards[-1].schedule = told

    def _end(self) -> None:
        state = self._state
        if state.kind and state.lines:
            tags = self._tags(state.lines[0])
            block = Block(state.kind, state.lines, state.first, tags, state.schedule)
            self.cards.append(block)
        self._state = _State(deck=state.deck)


def _opens_math(line: str) -> bool:
    return bool(_MATH.match(line)) and line.count("$$") == 1
