"""Wrong answers to choose from: of the kind of the right one, near to it, and not true as well."""

import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from kgstudy.domain.drafting.reading import Told
from kgstudy.domain.drafting.values import Fact, FactKind
from kgstudy.domain.drafting.wording import clean
from kgstudy.domain.markup import fold

_WRONG = 3
_NEAR = 40
"""How many facts before and after are looked at, so that a book takes no longer a sentence."""
_ASKABLE = frozenset(
    {
        FactKind.DATE,
        FactKind.NUMBER,
        FactKind.PERSON,
        FactKind.PLACE,
        FactKind.ORGANISATION,
    }
)
_NAMES = frozenset({FactKind.PERSON, FactKind.PLACE, FactKind.ORGANISATION})
_SMALL = frozenset({"of", "the", "and", "for", "и", "по"})
_YEAR = re.compile(r"\b\d{4}\b")
_DIGITS = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]+")


class Distractors:
    """Finds wrong answers among the facts of one lesson."""

    def __init__(self, told: Sequence[Told]) -> None:
        self._by_kind: dict[FactKind, list[Fact]] = {}
        for each in told:
            for fact in each.facts:
                if fact.kind in _ASKABLE:
                    self._by_kind.setdefault(fact.kind, []).append(fact)
        self._starts = {
            kind: [fact.span.start for fact in facts] for kind, facts in self._by_kind.items()
        }

        self._years = {
            each.sentence.span: {fact.order[0] for fact in each.facts if fact.order}
            for each in told
        }

    def wrong(self, fact: Fact, question: str, right: Sequence[str]) -> tuple[str, ...]:
        """Three wrong answers, or none; `right` are all that would be true."""
        asked, years = fold(question), {int(year) for year in _YEAR.findall(question)}
        refused = [fold(each) for each in (*right, fact.value, fact.text)]
        found: list[str] = []
        for other in sorted(self._near(fact), key=lambda other: _distance(fact, other)):
            value = fold(clean(other.value))
            if value in asked or any(_are_one(value, each, fact.kind) for each in refused):
                continue
            if fact.kind in _NAMES and years & self._years.get(other.sentence, set()):
                continue  # it may be true of the same year
            found.append(clean(other.value))
            refused.append(value)
            if len(found) == _WRONG:
                return tuple(found)
        return ()

    def _near(self, fact: Fact) -> Iterator[Fact]:
        facts = self._by_kind.get(fact.kind, [])
        at = bisect_left(self._starts.get(fact.kind, []), fact.span.start)
        for other in facts[max(0, at - _NEAR) : at + _NEAR]:
            if other.sentence != fact.sentence and _shape(other) == _shape(fact):
                yield other


def _are_one(one: str, other: str, kind: FactKind) -> bool:
    """Whether two answers, folded, may be the same: one in the other, or a name in another form."""
    if one in other or other in one:
        return True
    if kind is FactKind.ORGANISATION:
        return one in (_initials(other), other) or other == _initials(one)
    pairs = ((a, b) for a in _LETTERS.findall(one) for b in _LETTERS.findall(other))
    return kind in _NAMES and any(
        len(a) > 3 and b.startswith(a[: max(4, len(a) - 2)]) for a, b in pairs
    )


def _initials(name: str) -> str:
    return "".join(word[0] for word in _LETTERS.findall(name) if word not in _SMALL)


def _shape(fact: Fact) -> object:
    """What two answers have to share so that none stands out: the form of a date or a number."""
    if fact.kind is FactKind.DATE:
        return len(fact.order), len(_LETTERS.findall(fact.value))
    if fact.kind is FactKind.NUMBER:
        return len(_LETTERS.findall(fact.value)), bool(_DIGITS.search(fact.value))
    return bool(_DIGITS.search(fact.value))


def _distance(fact: Fact, other: Fact) -> tuple[float, int]:
    """How easily the other one is taken for the fact: by value, then by place."""
    away = abs(fact.span.start - other.span.start)
    if fact.order and other.order:
        return abs(_days(fact) - _days(other)), away
    if fact.kind is FactKind.NUMBER:
        return abs(math.log(_amount(fact)) - math.log(_amount(other))), away
    return 0, away


def _days(fact: Fact) -> int:
    year, month, day = (*fact.order, 1, 1)[:3]
    return (year * 12 + month) * 31 + day


def _amount(fact: Fact) -> int:
    figures = "".join(_DIGITS.findall(fact.value))[:15]
    return int(figures or 1) + 1
