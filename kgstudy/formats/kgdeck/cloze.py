"""Gaps: `[words | hint]{2}` in a deck, `{{c2::words::hint}}` in a field."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kgstudy.domain.card_types.cloze import Gap, Part, parse
from kgstudy.domain.markdown import Token, from_markdown, to_markdown
from kgstudy.formats.kgdeck.brackets import (
    CLOSE,
    HINT,
    OPEN,
    UNFIT,
    escaped,
    in_words,
    unescaped_in_code,
    without_stand_ins,
)
from kgstudy.formats.kgdeck.fault import Fault
from kgstudy.formats.kgdeck.syntax import BROKEN_BY_LINES

_DEEPEST = 10
"""How deep a field's gaps may lie in each other."""

_MARKS = re.compile(
    r"(?P<open>\[)|(?P<close>\])(?:\{(?P<numbers>[1-9][0-9]{0,3}(?:,[1-9][0-9]{0,3})*)\})?"
    r"|(?P<hint> \| )"
)
_UNFIT = re.compile(f"{BROKEN_BY_LINES.pattern}|{UNFIT}")
_BRACES = re.compile(rf"\{{(?=\{{)|\}}(?=\}}|{CLOSE})|:(?=:|{HINT})")
"""What would be taken for the marks of a field's gaps."""
_SHOWN_MARKS = re.compile(rf"{OPEN}|{HINT}|{CLOSE}(?P<brace>\{{)?|(?<= )\|(?= )")


def from_text(text: str, line: int) -> str:
    """The field of a cloze; `line` is where the text begins in the file."""
    text = unescaped_in_code(without_stand_ins(text))
    gaps = _Gaps(text, line)
    html = from_markdown(in_words(text, gaps.marked))
    gaps.check_closed()
    return with_gaps(html, gaps.numbers())


def with_gaps(html: str, numbers: Iterable[str]) -> str:
    """HTML with stand-ins for its gaps as a field, the gaps under these numbers in their order."""
    html = _BRACES.sub(lambda found: f"&#{ord(found[0])};", html)
    html = re.sub(f"{HINT} *(?={CLOSE})", "", html)
    left = iter(numbers)
    html = re.sub(OPEN, lambda _: f"{{{{c{next(left)}::", html)
    return html.replace(HINT, "::").replace(CLOSE, "}}")


@dataclass(slots=True)
class _Begun:
    """A gap that was opened at the place `at` of the text."""

    at: int
    numbers: str = ""
    hinted: bool = False


class _Gaps:
    """The gaps of a text, as they are found in its words."""

    def __init__(self, text: str, line: int) -> None:
        self._text = text
        self._line = line
        self._all: list[_Begun] = []
        self._open: list[_Begun] = []

    def marked(self, words: Token) -> str:
        """The words with stand-ins for the marks in them."""
        return _MARKS.sub(lambda found: self._mark(found, words.start + found.start()), words.raw)

    def _mark(self, found: re.Match[str], at: int) -> str:
        if found["open"]:
            self._begin(at)
            return OPEN
        if found["close"]:
            if not self._open:
                raise self._fault(at, r"This ] closes nothing: write \] for a bracket.")
            self._open.pop().numbers = found["numbers"] or ""
            return CLOSE
        if not self._open or self._open[-1].hinted:
            return found[0]
        self._open[-1].hinted = True
        return HINT

    def _begin(self, at: int) -> None:
        if self._open and self._open[-1].hinted:
            raise self._fault(at, r"A hint holds no gap: write \[ and \] for brackets.")
        if len(self._open) == _DEEPEST:
            raise self._fault(at, f"Gaps lie more than {_DEEPEST} deep here: close some.")
        gap = _Begun(at)
        self._all.append(gap)
        self._open.append(gap)

    def check_closed(self) -> None:
        if self._open:
            why = r"The gap that begins here is not closed: write ], or \[ for a bracket."
            raise self._fault(self._open[-1].at, why)

    def _fault(self, at: int, why: str) -> Fault:
        return Fault(self._line + self._text.count("\n", 0, at), why)

    def numbers(self) -> Iterator[str]:
        """The numbers of the gaps in order; without one of its own, a gap has the next."""
        highest = 0
        for gap in self._all:
            numbers = gap.numbers or str(highest + 1)
            highest = max(highest, *map(int, numbers.split(",")))
            yield numbers


def to_text(html: str) -> str:
    """The text of a cloze field; a gap that no card asks for is only words."""
    parts = parse(without_stand_ins(html))
    gaps = _ShownGaps()
    text = to_markdown("".join(map(gaps.shown, parts)), _UNFIT)
    return in_words(text, gaps.bracketed)


class _ShownGaps:
    """Gaps on their way out: their numbers in order, and those that are open."""

    def __init__(self) -> None:
        self._numbers: list[str] = []
        self._highest = 0
        self._next = 0
        self._open: list[str] = []

    def shown(self, part: Part) -> str:
        """The part as HTML with stand-ins for its gaps."""
        if isinstance(part, str):
            return part
        if not any(part.numbers):
            return "".join(map(self.shown, part.parts))
        self._count(part)
        hint = f"{HINT}{part.hint}" if part.hint else ""
        return f"{OPEN}{''.join(map(self.shown, part.parts))}{hint}{CLOSE}"

    def _count(self, gap: Gap) -> None:
        usual = gap.numbers == (self._highest + 1,)
        numbers = tuple(number for number in gap.numbers if number)
        self._numbers.append("" if usual else f"{{{','.join(map(str, numbers))}}}")
        self._highest = max(self._highest, *numbers)

    def bracketed(self, words: Token) -> str:
        """Words with brackets for the stand-ins, and their own made harmless."""
        return _SHOWN_MARKS.sub(self._bracket, escaped(words.raw))

    def _bracket(self, mark: re.Match[str]) -> str:
        if mark[0] == OPEN:
            self._open.append(self._numbers[self._next])
            self._next += 1
            return "["
        if mark[0] == HINT:
            return " | "
        if mark[0] == "|":
            return r"\|" if self._open else "|"
        brace = r"\{" if mark["brace"] else ""
        return f"]{self._open.pop()}{brace}"
