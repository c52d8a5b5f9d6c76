"""Regular expressions of a query: whether they end in time, and which texts must be in a match.

Python's `re` decides what an expression means; here it is only taken apart as far as that needs.
"""

import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import takewhile
from math import factorial

from kgstudy.domain.errors import UserError
from kgstudy.domain.query.errors import QueryError
from kgstudy.domain.query.tree import Span

LONGEST = 1000
MANY = 64
"""From so many repetitions on, it counts as any number."""
MOST_WAYS = 10_000
DEEPEST = 50
"""Brackets within one another."""
SHORT = 200
MOST_STEPS = 5e8
"""Some five seconds, if it comes to the worst."""

_TOO_OPEN = (
    "This regular expression could be matched in so many ways that looking might never end; "
    "repeat nothing that repeats something itself, or take the possessive signs ++, *+ and }}+."
)
_TOO_VAGUE = (
    "Of this regular expression the parts that repeat could end anywhere in a card of {count:,} "
    "letters, and looking might never end; say more exactly what stands between them."
)
_QUANTIFIER = re.compile(r"(?:([*+?])|\{(\d*)(,?)(\d*)\})([?+]?)")
_GROUP = re.compile(
    r"\?(?:P<\w+>|(?P<flags>[aiLmsux]*(?:-[imsx]+)?):|(?P<atomic>>)|(?P<aside><?[=!]|P=|\())"
)
_REMARK = re.compile(r"\(\?#[^)]*\)")
_FLAGS = re.compile(r"\(\?[aiLmsux]+\)")
_ESCAPE = re.compile(r"\\(?:N\{[^}]*\}|x..|u.{4}|U.{8}|\d+|[^\W_]|(?P<sign>.))", re.DOTALL)
_CLASS = re.compile(r"\[\^?\]?(?:[^\]\\]|\\.)*\]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Part:
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


_UNKNOWN = _Part()
_USUAL = [*map(chr, range(9, 127)), *"абвёңөүАБЯéäßñçøłàšžαβ中あ한—“”…№€"]


@lru_cache(maxsize=64)
def compiled(pattern: str) -> re.Pattern[str]:
    """Whatever the case, unless the expression says otherwise; `^` and `$` are a field's ends."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of signs that a later Python may read otherwise
        return re.compile(pattern, re.IGNORECASE)


def check(pattern: str, span: Span) -> None:
    """Raises QueryError where Python cannot read it, or where matching could take for ever."""
    if len(pattern) > LONGEST:
        raise QueryError("This regular expression is too long.", span)
    try:
        if compiled(pattern).flags & re.VERBOSE:
            raise _unknown_flag(pattern, 0)
        whole = _whole(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        at = getattr(error, "pos", None)
        place = span if at is None else Span(min(span.start + at, span.end), span.end)
        reason = getattr(error, "msg", "it is too large")
        raise QueryError(
            "This regular expression cannot be read: {reason}.", place, reason=reason
        ) from error
    if whole.open == float("inf") or whole.ways > MOST_WAYS:
        raise QueryError(_TOO_OPEN, span)


def found(pattern: str, text: str) -> bool:
    """Whether the expression is found in the text.

    Raises UserError rather than begin what might take minutes.
    """
    return searcher(pattern)(text) is not None


@lru_cache(maxsize=64)
def searcher(pattern: str) -> Callable[[str], re.Match[str] | None]:
    """Looks for the expression in a text; raises UserError as `found` does."""
    search = compiled(pattern).search

    def careful(text: str) -> re.Match[str] | None:
        check_text(pattern, text)
        return search(text)

    return careful if is_vague(pattern) else search


def check_text(pattern: str, text: str) -> None:
    """Raises UserError where it might take minutes to look for the expression in the text."""
    whole = _whole(pattern)
    if whole.vague and _steps(whole, text) > MOST_STEPS * _spared(whole, text):
        raise UserError(_TOO_VAGUE, count=len(text))


def is_vague(pattern: str) -> bool:
    """Whether a part that repeats could end in many places of a text."""
    return bool(_whole(pattern).vague)


def _steps(whole: _Part, text: str) -> float:
    """How many steps it may take at worst: from each place where it may begin, the first vague part
    is followed through the text, and each other one may end before each text that follows it.
    """
    lower = text.lower()

    def places(after: str) -> int:
        return lower.count(after.lower()) + 1 if after else len(text)

    steps = places(whole.begins) * len(text) * whole.ways
    for after in whole.vague[:-1]:
        steps *= places(after)
    return steps


def _spared(whole: _Part, text: str) -> float:
    """How many times fewer they are in a short text, as each part begins where the last one ends.

    In a long one no more is dared than `_steps` tells.
    """
    return factorial(len(whole.vague) + 1) if len(text) <= SHORT else 1


def texts(pattern: str) -> tuple[str, ...]:
    """Texts that stand in every match in this order, in whatever case; there may be none."""
    return _whole(pattern).texts


@lru_cache(maxsize=64)
def _whole(pattern: str) -> _Part:
    bare = _FLAGS.sub("", pattern)
    reader = _Reader(bare)
    whole = reader.alternatives()
    return whole if reader.ended else replace(whole, texts=())


def _unknown_flag(pattern: str, at: int) -> re.error:
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

    def alternatives(self) -> _Part:
        branches = [self._row()]
        while self._next("|"):
            branches.append(self._row())
        if len(branches) == 1:
            return _joined(branches[0])
        return _either([_joined(branch) for branch in branches])

    def _row(self) -> list[_Part]:
        parts = list[_Part]()
        self._pass_remarks()
        while not self.ended and self._pattern[self._at] not in "|)":
            begun = self._at
            atom = self._atom()
            if self._pattern[begun] != "(":
                signs = _signs(self._pattern[begun : self._at])
                atom = replace(atom, first=signs, last=signs, optional=not signs)
            parts.append(self._quantified(atom))
        return parts

    def _atom(self) -> _Part:
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
            return _Part(letter=found["sign"] or "") if found else _UNKNOWN
        self._at += 1
        return _UNKNOWN if sign in ".^$" else _Part(letter=sign)

    def _group(self) -> _Part:
        self._at += 1
        kind = _GROUP.match(self._pattern, self._at)
        if kind and "x" in (kind["flags"] or "").partition("-")[0]:
            raise _unknown_flag(self._pattern, self._at)
        self._at = kind.end() if kind else self._at
        self._depth += 1
        if self._depth > DEEPEST:
            raise re.error("there are too many brackets in brackets", self._pattern, self._at)
        inner = self.alternatives()
        self._depth -= 1
        self._next(")")
        if kind and kind["aside"]:
            return _Part(inner.open, inner.ways)
        return _once(inner) if kind and kind["atomic"] else inner

    def _quantified(self, part: _Part) -> _Part:
        self._pass_remarks()
        while found := _QUANTIFIER.match(self._pattern, self._at):
            sign, low, comma, high, mode = found.groups()
            if sign is None and not (low or comma):
                break  # a brace that stands for itself
            self._at = found.end()
            least = int(low or 0) if sign is None else int(sign == "+")
            most = _most(sign, low, comma, high)
            part = _repeated(part, least, most)
            part = _once(part) if mode == "+" else part
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


def _joined(parts: Sequence[_Part]) -> _Part:
    """Parts one after another; letters in a row are one text."""
    opened = sum(part.open for part in parts)
    ways = 1.0
    for part in parts:
        ways = min(ways * part.ways, 1e9)
    begins = next((part.begins or part.letter for part in parts), "")
    return _Part(
        opened,
        ways,
        tuple(_joined_texts(parts)),
        _one_letter(parts),
        begins,
        tuple(_vague(parts)),
        last=parts[-1].last if parts else None,
        optional=all(part.optional for part in parts),
        repeats=bool(parts) and parts[-1].repeats,
    )


def _vague(parts: Sequence[_Part]) -> Iterator[str]:
    """The texts behind repetitions that could as well go on over the beginning of these."""
    for place, part in enumerate(parts):
        yield from part.vague
        rest = parts[place + 1 :]
        if part.repeats and _may_go_on(part.last, rest):
            letters = takewhile(bool, (each.letter for each in rest))
            yield "".join(letters)


def _may_go_on(signs: frozenset[str] | None, rest: Sequence[_Part]) -> bool:
    for part in rest:
        if signs is None or part.first is None or signs & part.first:
            return True
        if not part.optional:
            return False
    return False  # nothing follows that could fail


def _one_letter(parts: Sequence[_Part]) -> str:
    return parts[0].letter if len(parts) == 1 else ""


def _joined_texts(parts: Sequence[_Part]) -> Iterator[str]:
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


def _either(branches: Sequence[_Part]) -> _Part:
    """One of them; where each begins with a letter of its own, only one can be tried."""
    first = [branch.begins.casefold() for branch in branches]
    apart = all(first) and len(set(first)) == len(first)
    ways = max(b.ways for b in branches) if apart else sum(b.ways for b in branches)
    vague = max((branch.vague for branch in branches), key=len)
    repeats = any(branch.repeats for branch in branches)
    optional = any(branch.optional for branch in branches)
    return _Part(
        max(b.open for b in branches), ways, vague=vague, repeats=repeats, optional=optional
    )


def _repeated(part: _Part, least: int, most: float) -> _Part:
    texts = (part.letter,) if part.letter else part.texts
    kept = texts if least else ()
    if most == least == 1:
        return part
    varied = part.open or part.ways > 1
    begins = (part.begins or part.letter) if least else ""
    made = replace(part, texts=kept, letter="", begins=begins, optional=part.optional or not least)
    if most >= MANY:
        return replace(made, open=float("inf") if varied else 1, ways=1, repeats=True)
    ways = min(part.ways**most * (most - least + 1), 1e9)
    return replace(made, open=part.open * most, ways=ways, vague=part.vague * int(most))


def _once(part: _Part) -> _Part:
    """Matched in one way only, once it is matched; within, it may have been hard."""
    if part.open == float("inf") or part.ways > MOST_WAYS:
        return part
    return replace(part, open=0, ways=1, repeats=False)
