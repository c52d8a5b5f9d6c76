"""Regular expressions taken apart, as far as it has to be known how they are matched.

Python's `re` decides what an expression means; what is not understood here stands for anything.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, takewhile

from kgstudy.domain.query.effort import (
    MANY,
    Again,
    Anchor,
    Aside,
    Back,
    Choice,
    Mark,
    Piece,
    Row,
    Signs,
    compiled,
)

MOST_WAYS = 10_000
DEEPEST = 50
"""Brackets within one another."""

_QUANTIFIER = re.compile(r"(?:([*+?])|\{(\d*)(,?)(\d*)\})([?+]?)")
_GROUP = re.compile(
    r"\?(?:P<\w+>|(?P<flags>[aiLmsux]*(?:-[imsx]+)?):|(?P<atomic>>)|(?P<aside><?[=!]|P=|\())"
)
_REMARK = re.compile(r"\(\?#[^)]*\)")
_FLAGS = re.compile(r"\(\?[aiLmsux]+\)")
_ESCAPE = re.compile(r"\\(?:N\{[^}]*\}|x..|u.{4}|U.{8}|\d+|[^\W_]|(?P<sign>.))", re.DOTALL)
_ANYTHING = (Again((), 0, MANY), Again((), 0, MANY))
"""What stands for a part that is not understood."""
_ANCHORS = ("^", "$", r"\b", r"\B", r"\A", r"\Z")
_REFERENCE = re.compile(r"\\[1-9]\d?")
_CLASS = re.compile(r"\[\^?\]?(?:[^\]\\]|\\.)*\]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of an expression: in how many ways it matches, and the texts in every match.

    `open` counts what repeats without end, `ways` multiplies the rest; `texts` come in order.
    `vague` has, for each repetition whose end is not told by what follows, the text that follows.
    """

    open: float = 0
    ways: float = 1
    texts: tuple[str, ...] = ()
    letter: str = ""
    """The text itself, where it is nothing else."""
    begins: str = ""
    """The letter that comes first, where that is certain."""
    vague: tuple[str, ...] = ()
    first: frozenset[str] | None = None
    last: frozenset[str] | None = None
    """Of some usual signs those that it may begin with, and those that it repeats at its end."""
    optional: bool = False
    repeats: bool = False
    """Whether it ends with what repeats without end."""
    row: Row = ()
    """All of it, for counting the steps."""


_UNKNOWN = Part()
_USUAL = [*map(chr, range(9, 127)), *"абвёңөүАБЯéäßñçøłàšžαβ中あ한—“”…№€"]


@lru_cache(maxsize=64)
def taken_apart(pattern: str) -> Part:
    bare = _FLAGS.sub("", pattern)
    reader = _Reader(bare)
    whole = reader.alternatives()
    return whole if reader.ended else replace(whole, texts=(), row=(*whole.row, *_ANYTHING))


def unknown_flag(pattern: str, at: int) -> re.error:
    """With it blanks and whole lines mean nothing, and people who search mean them."""
    return re.error("the flag x is not known here", pattern, at)


@lru_cache(maxsize=512)
def _signs(atom: str) -> frozenset[str]:
    """Those of the usual signs that it stands for; none for an anchor."""
    try:
        matches = compiled(atom).fullmatch
    except re.error:
        return frozenset(_USUAL)
    return frozenset(sign for sign in _USUAL if matches(sign))


class _Reader:
    """An expression while it is being taken apart; what is not understood stands for anything."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0
        self._depth = 0

    @property
    def ended(self) -> bool:
        return self._at >= len(self._pattern)

    def alternatives(self) -> Part:
        branches = [self._row()]
        while self._next("|"):
            branches.append(self._row())
        if len(branches) == 1:
            return _joined(branches[0])
        return _either([_joined(branch) for branch in branches])

    def _row(self) -> list[Part]:
        parts = list[Part]()
        self._pass_remarks()
        while not self.ended and self._pattern[self._at] not in "|)":
            begun = self._at
            atom = self._atom()
            if self._pattern[begun] != "(":
                written = self._pattern[begun : self._at]
                signs = _signs(written)
                row = (_piece(written),)
                atom = replace(atom, first=signs, last=signs, optional=not signs, row=row)
            parts.append(self._quantified(atom))
        return parts

    def _atom(self) -> Part:
        sign = self._pattern[self._at]
        if sign == "(":
            return self._group()
        if sign == "[":
            found = _CLASS.match(self._pattern, self._at)
            self._at = found.end() if found else len(self._pattern)
            return _UNKNOWN
        if sign == "\\":
            found = _ESCAPE.match(self._pattern, self._at)
            self._at = found.end() if found else len(self._pattern)
            return Part(letter=found["sign"] or "") if found else _UNKNOWN
        self._at += 1
        return _UNKNOWN if sign in ".^$" else Part(letter=sign)

    def _group(self) -> Part:
        self._at += 1
        kind = _GROUP.match(self._pattern, self._at)
        if kind and "x" in (kind["flags"] or "").partition("-")[0]:
            raise unknown_flag(self._pattern, self._at)
        self._at = kind.end() if kind else self._at
        self._depth += 1
        if self._depth > DEEPEST:
            raise re.error("there are too many brackets in brackets", self._pattern, self._at)
        inner = self.alternatives()
        self._depth -= 1
        self._next(")")
        if kind and kind["aside"]:
            back = kind["aside"] == "P="
            return Part(inner.open, inner.ways, row=(Back() if back else Aside(inner.row),))
        if kind and kind["atomic"]:
            return _once(inner)
        captures = kind is None or kind[0].startswith("?P<")
        return replace(inner, row=(*inner.row, Mark())) if captures else inner

    def _quantified(self, part: Part) -> Part:
        self._pass_remarks()
        while found := _QUANTIFIER.match(self._pattern, self._at):
            sign, low, comma, high, mode = found.groups()
            if sign is None and not (low or comma):
                break  # a brace that stands for itself
            self._at = found.end()
            least = int(low or 0) if sign is None else int(sign == "+")
            most = _most(sign, low, comma, high)
            part = _repeated(part, least, most)
            part = _once(part) if mode == "+" else _lazy(part) if mode else part
            self._pass_remarks()
        return part

    def _pass_remarks(self) -> None:
        while found := _REMARK.match(self._pattern, self._at):
            self._at = found.end()

    def _next(self, sign: str) -> bool:
        here = self._pattern.startswith(sign, self._at)
        self._at += here
        return here


def _most(sign: str | None, low: str, comma: str, high: str) -> float:
    if sign is not None:
        return 1 if sign == "?" else MANY
    return int(high) if high else MANY if comma else int(low)


def _joined(parts: Sequence[Part]) -> Part:
    """Parts one after another; letters in a row are one text."""
    opened = sum(part.open for part in parts)
    ways = 1.0
    for part in parts:
        ways = min(ways * part.ways, 1e9)
    begins = next((part.begins or part.letter for part in parts), "")
    return Part(
        opened,
        ways,
        tuple(_joined_texts(parts)),
        _one_letter(parts),
        begins,
        tuple(_vague(parts)),
        last=parts[-1].last if parts else None,
        optional=all(part.optional for part in parts),
        repeats=bool(parts) and parts[-1].repeats,
        row=tuple(chain.from_iterable(part.row for part in parts)),
    )


def _vague(parts: Sequence[Part]) -> Iterator[str]:
    """The texts behind repetitions that could as well go on over the beginning of these."""
    for place, part in enumerate(parts):
        yield from part.vague
        rest = parts[place + 1 :]
        if part.repeats and _may_go_on(part.last, rest):
            letters = takewhile(bool, (each.letter for each in rest))
            yield "".join(letters)


def _may_go_on(signs: frozenset[str] | None, rest: Sequence[Part]) -> bool:
    for part in rest:
        if signs is None or part.first is None or signs & part.first:
            return True
        if not part.optional:
            return False
    return False  # nothing follows that could fail


def _one_letter(parts: Sequence[Part]) -> str:
    return parts[0].letter if len(parts) == 1 else ""


def _joined_texts(parts: Sequence[Part]) -> Iterator[str]:
    row = ""
    for part in parts:
        if part.letter:
            row += part.letter
            continue
        if row:
            yield row
        row = ""
        yield from part.texts
    if row:
        yield row


def _either(branches: Sequence[Part]) -> Part:
    """One of them; where each begins with a letter of its own, only one can be tried."""
    first = [branch.begins.casefold() for branch in branches]
    apart = all(first) and len(set(first)) == len(first)
    ways = max(b.ways for b in branches) if apart else sum(b.ways for b in branches)
    vague = max((branch.vague for branch in branches), key=len)
    repeats = any(branch.repeats for branch in branches)
    optional = any(branch.optional for branch in branches)
    return Part(
        max(b.open for b in branches),
        ways,
        vague=vague,
        repeats=repeats,
        optional=optional,
        row=(Choice(tuple(branch.row for branch in branches)),),
    )


def _repeated(part: Part, least: int, most: float) -> Part:
    texts = (part.letter,) if part.letter else part.texts
    kept = texts if least else ()
    if most == least == 1:
        return part
    varied = part.open or part.ways > 1
    begins = (part.begins or part.letter) if least else ""
    optional, row = part.optional or not least, (_again(part.row, least, most),)
    made = replace(part, texts=kept, letter="", begins=begins, optional=optional, row=row)
    if most >= MANY:
        return replace(made, open=float("inf") if varied else 1, ways=1, repeats=True)
    ways = min(part.ways**most * (most - least + 1), 1e9)
    return replace(made, open=part.open * most, ways=ways, vague=part.vague * int(most))


def _once(part: Part) -> Part:
    """Matched in one way only, once it is matched; within, it may have been hard."""
    if part.open == float("inf") or part.ways > MOST_WAYS:
        return part
    return replace(part, open=0, ways=1, repeats=False, row=_settled(part.row))


def _piece(atom: str) -> Piece:
    """A piece that is no group."""
    if atom in _ANCHORS:
        return Anchor(atom)
    return Back() if _REFERENCE.fullmatch(atom) else Signs(atom)


def _again(row: Row, least: int, most: float) -> Piece:
    match row:
        case (Signs(atom, 1, 1),):
            return Signs(atom, least, most)
        case _:
            return Again(row, least, most)


def _lazy(part: Part) -> Part:
    match part.row:
        case (Signs() as signs,):
            return replace(part, row=(replace(signs, lazy=True),))
        case _:
            return part


def _settled(row: Row) -> Row:
    match row:
        case (Signs() as signs,):
            return (replace(signs, settled=True),)
        case _:
            return row
