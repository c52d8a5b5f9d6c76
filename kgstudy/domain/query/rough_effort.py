"""A quick look how many steps it takes at worst to look for an expression in a text.

It counts more than `effort.within` does, which takes longer to tell: from how many places an
expression may begin, and how many ends each part of it has at most, wherever it begins.
"""

from functools import lru_cache
from typing import TypeGuard

from kgstudy.domain.query.effort import (
    MANY,
    REPEATED,
    Again,
    Aside,
    Back,
    Choice,
    Piece,
    Row,
    Signs,
    compiled,
)

_COUNTLESS = 1e15


def roughly(row: Row, text: str) -> float:
    """No fewer than it takes to look for the row in the text, from each place."""
    first = row[0] if row else None
    begins = len(text) + 1
    if _is_one(first):
        begins = _count(first.atom, text)
    return len(text) + 1 + begins * _through(row, text)[1]


def _through(row: Row, text: str) -> tuple[float, float]:
    """In how many ways the row ends where it is begun in one, and the steps that it takes."""
    ways, steps = 1.0, 0.0
    for piece, after in zip(row, (*row[1:], None), strict=False):
        ends, taken = _past(piece, after, text)
        steps = min(steps + ways * (1 + taken), _COUNTLESS)
        ways = min(ways * ends, _COUNTLESS)
    return ways, steps


def _past(piece: Piece, after: Piece | None, text: str) -> tuple[float, float]:
    match piece:
        case Signs():
            return _signs(piece, after, text)
        case Choice(rows):
            each = [_through(row, text) for row in rows]
            return sum(ends for ends, _ in each), sum(steps for _, steps in each)
        case Again():
            return _again(piece, text)
        case Aside(row):
            return 1, _through(row, text)[1]
        case _:
            return 1, len(text) if isinstance(piece, Back) else 0


def _signs(piece: Signs, after: Piece | None, text: str) -> tuple[float, float]:
    if piece.most == 1:
        return 2 - piece.least, 1
    run = _longest(piece.atom, text)
    if piece.most < MANY:
        run = min(run, int(piece.most))
    ends = 1 if piece.settled else max(0, run - piece.least + 1)
    if _is_one(after) and not piece.settled:
        ends = min(ends, _count(after.atom, text))
    return ends, run


def _again(piece: Again, text: str) -> tuple[float, float]:
    ends, steps = _through(piece.row, text)
    if piece.most >= MANY:
        return len(text) + 1, (len(text) + 1) * (steps + REPEATED)
    ways, whole, taken = 1.0, float(not piece.least), 0.0
    for number in range(1, int(piece.most) + 1):
        taken = min(taken + ways * (steps + REPEATED), _COUNTLESS)
        ways = min(ways * ends, _COUNTLESS)
        whole += ways if number >= piece.least else 0
    return min(whole, _COUNTLESS), taken


def _is_one(piece: Piece | None) -> TypeGuard[Signs]:
    return isinstance(piece, Signs) and piece.least == piece.most == 1


@lru_cache(maxsize=16)
def _longest(atom: str, text: str) -> int:
    """Of the letters in a row that suit."""
    if atom == ".":
        return max(map(len, text.split("\n")))
    return max(map(len, compiled(f"(?:{atom})+").findall(text)), default=0)


@lru_cache(maxsize=16)
def _count(atom: str, text: str) -> int:
    return len(compiled(atom).findall(text))
