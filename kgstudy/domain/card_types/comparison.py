"""Compares what was typed with what is right, and shows letter by letter where they part.

Forgiven are case, accents, blanks, punctuation, a leading article, and any way to write the same
number or date.  A wrong figure, month or name never is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from itertools import accumulate, groupby

from kgstudy.domain.card_types.alignment import Marks, align
from kgstudy.domain.card_types.answers import Reading, readings
from kgstudy.domain.card_types.letters import Letters
from kgstudy.domain.card_types.tokens import Number, Rank, Token


class Verdict(StrEnum):
    """What is said of a piece: `WRONG` of typed letters, `MISSING` of expected ones."""

    RIGHT = "right"
    WRONG = "wrong"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Comparison:
    """The pieces joined are what was typed, and `expected`: the accepted answer nearest to it."""

    right: bool
    expected: str
    typed_pieces: tuple[Piece, ...]
    expected_pieces: tuple[Piece, ...]


_LONGEST = 10_000
"""Letters up to which it is shown where two texts part; nobody types a longer answer."""


def compare(typed: str, accepted: Sequence[str]) -> Comparison:
    """Whether `typed` is one of the `accepted` answers; all are plain text."""
    if max(map(len, (typed, *accepted))) > _LONGEST:
        return _compared_whole(typed, accepted)
    mine = readings(typed)
    attempts = [
        (answer, one, two) for answer in accepted for one, two in _pairs(mine, readings(answer))
    ]
    for answer, one, two in attempts:
        if one.tokens == two.tokens:
            return _all_or_nothing(typed, answer, right=True)
    missed = (_missed(answer, one, two) for answer, one, two in attempts)
    return min(missed, key=_distance, default=_all_or_nothing(typed, "", right=False))


def _compared_whole(typed: str, accepted: Sequence[str]) -> Comparison:
    def words(text: str) -> list[str]:
        return text.casefold().split()

    same = next((answer for answer in accepted if words(answer) == words(typed)), None)
    if same is None:
        return _all_or_nothing(typed, next(iter(accepted), ""), right=False)
    return _all_or_nothing(typed, same, right=True)


def _all_or_nothing(typed: str, expected: str, *, right: bool) -> Comparison:
    mine, theirs = (Verdict.RIGHT,) * 2 if right else (Verdict.WRONG, Verdict.MISSING)
    return Comparison(right, expected, _whole(typed, mine), _whole(expected, theirs))


def _whole(text: str, verdict: Verdict) -> tuple[Piece, ...]:
    return (Piece(text, verdict),) if text else ()


def _missed(answer: str, typed: Reading, expected: Reading) -> Comparison:
    mine, theirs = align(typed, expected)
    return Comparison(
        False,
        answer,
        tuple(_pieces(typed.letters, mine, Verdict.WRONG)),
        tuple(_pieces(expected.letters, theirs, Verdict.MISSING)),
    )


def _distance(comparison: Comparison) -> int:
    """How many letters were typed wrong; of two answers alike the one named first is nearest."""
    pieces = comparison.typed_pieces
    return sum(len(piece.text) for piece in pieces if piece.verdict is Verdict.WRONG)


_ReadingPair = tuple[Reading, Reading]


def _pairs(typed: _ReadingPair, expected: _ReadingPair) -> Iterator[_ReadingPair]:
    """The readings to hold against each other; a doubtful date only against a sure one."""
    (sure, doubtful), (sure_expected, doubtful_expected) = typed, expected
    yield _as_expected(sure, sure_expected), sure_expected
    if doubtful.tokens != sure.tokens:
        yield _as_expected(doubtful, sure_expected), sure_expected
    if doubtful_expected.tokens != sure_expected.tokens:
        yield _as_expected(sure, doubtful_expected), doubtful_expected


_PASSES_FOR = {
    Rank.FIGURES: frozenset(Rank),
    Rank.CARDINAL: frozenset({Rank.FIGURES, Rank.OPEN}),
    Rank.ORDINAL: frozenset({Rank.OPEN}),
    Rank.OPEN: frozenset(Rank),
}
"""What a number does for, by how it was typed: "46" does for "46th", "one" not for "first"."""


def _as_expected(typed: Reading, expected: Reading) -> Reading:
    """What was typed, its numbers ranked as those expected wherever that is forgiven."""
    ranks: dict[Decimal, list[Rank]] = {}
    for token in expected.tokens:
        if isinstance(token, Number):
            ranks.setdefault(token.value, []).append(token.rank)
    return replace(typed, tokens=tuple(_ranked(token, ranks) for token in typed.tokens))


def _ranked(token: Token, ranks: dict[Decimal, list[Rank]]) -> Token:
    if not isinstance(token, Number) or not ranks.get(token.value):
        return token
    rank = ranks[token.value].pop(0)
    return replace(token, rank=rank) if rank in _PASSES_FOR[token.rank] else token


def _pieces(letters: Letters, marks: Marks, otherwise: Verdict) -> Iterator[Piece]:
    """The text as it is written, cut where the verdict changes."""
    alike: Marks = [None] * len(letters.written)
    for at, mark in zip(letters.at, marks, strict=True):
        alike[at] = mark if alike[at] is None else alike[at] and mark
    verdicts = zip(letters.written, _filled(alike), strict=True)
    for right, group in groupby(verdicts, key=lambda pair: pair[1]):
        yield Piece("".join(text for text, _ in group), Verdict.RIGHT if right else otherwise)


def _filled(marks: Marks) -> list[bool]:
    """The marks, each open one taken from its neighbours: wrong only if none of them is right."""
    before = list(accumulate(marks, _latest))
    after = list(accumulate(reversed(marks), _latest))[::-1]
    return [
        {left, right} - {None} != {False} if mark is None else mark
        for mark, left, right in zip(marks, before, after, strict=True)
    ]


def _latest(last: bool | None, now: bool | None) -> bool | None:
    return last if now is None else now
