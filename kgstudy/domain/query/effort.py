"""How many steps it takes at worst to look for a regular expression in a text.

Python tries each way in which an expression could be matched from each place of the text.  Here it
is counted in how many ways each place is come to, part by part of the expression, without going
any of them: so the count takes about as long as one walk through the text for each part.
"""

import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from math import comb, inf, log10

MANY = 64
"""From so many repetitions on, it counts as any number."""

_BROAD = 1e12
"""So many ways are too many, however many more there are."""

SCANNED = 0.06
"""A letter passed by a repetition takes so much of the time of a part that is tried, and so does a
sign without capitals that is looked for at its end.
"""
JUDGED = 0.25
"""The same of a letter that is one of several."""
REPEATED = 4
"""Times the work of a part that is tried is done for a group that is repeated."""


@dataclass(frozen=True, slots=True)
class Signs:
    """Some letters in a row, each such as `atom` says.

    They are `lazy` where fewer are tried first, and `settled` where no fewer are tried at all.
    """

    atom: str
    least: int = 1
    most: float = 1
    lazy: bool = False
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place between letters."""

    atom: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A group ends, and is remembered."""


@dataclass(frozen=True, slots=True)
class Back:
    """What a group has matched, again."""


@dataclass(frozen=True, slots=True)
class Aside:
    """What is looked at and not passed."""

    row: "Row"


@dataclass(frozen=True, slots=True)
class Choice:
    rows: "tuple[Row, ...]"


@dataclass(frozen=True, slots=True)
class Again:
    """A row that is repeated; each time it is matched in one way, or there are few times."""

    row: "Row"
    least: int
    most: float


Piece = Signs | Anchor | Mark | Back | Aside | Choice | Again
Row = tuple[Piece, ...]

_Ways = list[float]
"""In how many ways each place of the text is come to, the one behind its last letter too."""


def within(row: Row, text: str, most: float) -> bool:
    """Whether it takes at most so many steps to look for the row in the text, from each place."""
    count = _Count(text, most)
    count.through(row, [1.0] * (len(text) + 1))
    return count.steps <= most


def at_worst(row: Row, letters: int) -> float:
    """No fewer than it takes in any text of so many letters."""
    open_, ways = _breadth(row)
    if min(open_ + 1, letters) > MANY:
        return inf  # more than anybody waits for, and than a float may hold
    return (len(row) + REPEATED) * ways * comb(letters + open_ + 1, open_ + 1)


def _breadth(row: Row) -> tuple[int, float]:
    """How many pieces may end anywhere, and in how many ways the others can be taken together."""
    opened, ways = 0, 1.0
    for piece in row:
        more, times = _breadth_of(piece)
        opened, ways = opened + more, min(ways * times, _BROAD)
    return opened, ways


def _breadth_of(piece: Piece) -> tuple[int, float]:
    match piece:
        case Signs():
            return (1, 1) if piece.most >= MANY else (0, piece.most - piece.least + 1)
        case Anchor() | Mark() | Back():
            return int(isinstance(piece, Back)), 1
        case Aside(row):
            return _breadth(row)
        case Choice(rows):
            each = [_breadth(row) for row in rows]
            return max(opened for opened, _ in each), sum(ways for _, ways in each)
        case Again(row, _, most):
            opened, ways = _breadth(row)
            if most >= MANY:
                return opened + 1, ways * (len(row) + REPEATED)
            times = _BROAD if most * log10(ways) > log10(_BROAD) else ways**most
            return opened * int(most), times * (most + 1) * (len(row) + REPEATED)


@lru_cache(maxsize=256)
def compiled(pattern: str) -> re.Pattern[str]:
    """Whatever the case, unless the expression says otherwise."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of signs that a later Python may read otherwise
        return re.compile(pattern, re.IGNORECASE)


class _Count:
    def __init__(self, text: str, most: float) -> None:
        self.steps = 0.0
        self._text = text
        self._most = most
        self._longest = 0
        """Letters of what the parts before may have matched."""

    def through(self, row: Row, ways: _Ways) -> _Ways:
        """Where the row ends, begun in these ways; cut short where the steps are too many."""
        before: Piece | None = None
        for piece in row:
            self.steps += sum(ways) * (SCANNED if _is_leapt_to(piece, before) else 1)
            if self.steps > self._most or not any(ways):
                break
            ways, before = self._after(piece, ways), piece
        return ways

    def _after(self, piece: Piece, ways: _Ways) -> _Ways:
        match piece:
            case Signs():
                return self._signs(piece, ways)
            case Anchor(atom):
                places = {found.start() for found in compiled(atom).finditer(self._text)}
                return [each if at in places else 0.0 for at, each in enumerate(ways)]
            case Back():
                return self._back(ways)
            case Mark() | Aside():
                self.through(piece.row if isinstance(piece, Aside) else (), ways)
                return ways
            case Choice(rows):
                return _together([self.through(row, ways) for row in rows])
            case Again():
                return self._again(piece, ways)

    def _signs(self, piece: Signs, ways: _Ways) -> _Ways:
        after = [0.0] * len(ways) if piece.least else list(ways)
        longest = 0
        for found in compiled(f"(?:{piece.atom})+").finditer(self._text):
            start, end = found.span()
            longest = max(longest, end - start)
            here = ways[start : end + 1]
            if any(here):
                after[start : end + 1] = self._run(piece, here)
        self._longest += longest if piece.most >= MANY else int(min(longest, piece.most))
        return after

    def _run(self, piece: Signs, here: _Ways) -> _Ways:
        """Where it ends among letters that suit, of which one fewer than places is there."""
        sums, length = list(accumulate(here)), len(here)
        if piece.most == piece.least == 1:
            return [0.0, *here[:-1]]
        if piece.most < min(length, MANY):
            passed = [0.0] * (int(piece.most) - piece.least + 1) + sums
            reached = [now - gone for now, gone in zip(sums, passed, strict=False)]
        else:
            reached = sums
        plain = len(piece.atom) == 1
        self.steps += (SCANNED if plain else JUDGED) * sum(reached)
        reached = [0.0] * piece.least + reached[: max(0, length - piece.least)]
        return [0.0] * (length - 1) + reached[-1:] if piece.settled else reached[:length]

    def _back(self, ways: _Ways) -> _Ways:
        """As it is not known how long it is, it may end wherever it could."""
        sums = list(accumulate(ways))
        passed = [0.0] * (self._longest + 1) + sums
        reached = [now - gone for now, gone in zip(sums, passed, strict=False)]
        self.steps += SCANNED * sum(reached)
        return reached

    def _again(self, piece: Again, ways: _Ways) -> _Ways:
        if piece.most >= MANY:
            self._longest = len(self._text)
            reached = list(accumulate(ways))
            self.steps += REPEATED * sum(reached)
            self.through(piece.row, reached)
            return reached
        ends = [ways] if not piece.least else []
        for number in range(int(piece.most)):
            self.steps += REPEATED * sum(ways)
            ways = self.through(piece.row, ways)
            if number + 1 >= piece.least:
                ends.append(ways)
        return _together(ends)


def _is_leapt_to(piece: Piece, before: Piece | None) -> bool:
    """Whether Python passes over all places behind a repetition at which it does not stand."""
    if not (isinstance(before, Signs) and before.most > 1 and not before.lazy):
        return False
    sign = piece.atom.removeprefix("\\") if isinstance(piece, Signs) and piece.least else ""
    return len(sign) == 1 and sign != "." and not sign.isalnum()


def _together(several: Sequence[_Ways]) -> _Ways:
    return [sum(each) for each in zip(*several, strict=True)]
