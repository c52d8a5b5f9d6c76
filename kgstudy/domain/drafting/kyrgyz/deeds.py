"""What somebody made, wrote or founded: the words in the accusative before the verb."""

import re

from kgstudy.domain.drafting.kyrgyz.clauses import Clause
from kgstudy.domain.drafting.kyrgyz.names import Word, words
from kgstudy.domain.drafting.kyrgyz.reading import Reading
from kgstudy.domain.drafting.kyrgyz.suffixes import case_of, is_surely_finite
from kgstudy.domain.drafting.values import FactKind
from kgstudy.domain.lesson import Span

_LONGEST = 5
_PLACED = frozenset({"locative", "ablative", "dative"})


def object_of(reading: Reading, clause: Clause) -> Span | None:
    """The object of a clause that begins with the person who did it, or has him before it."""
    tokens = [w for w in words(clause.text, clause.span.start) if w.end <= clause.span.end]
    if not clause.is_whole or len(tokens) < 3 or not is_surely_finite(tokens[-1].text):
        return None
    end = tokens[-1].start
    doer = next((n for n in reading.names if _does(n.kind, n.case) and clause.span.holds(n.span)),
                None)  # fmt: skip
    behind = [word for word in tokens[:-1] if doer and word.start >= doer.span.end]
    if not behind or not _is_accusative(behind[-1]):
        return None
    start = _start(reading, behind)
    inside = [word for word in behind if word.start >= start]
    if not 0 < len(inside) <= _LONGEST or not all(map(_goes_on, inside)):
        return None
    return Span(start, inside[-1].end) if inside[-1].end < end else None


def _goes_on(word: Word) -> bool:
    return word.is_word or word.text in {"«", "»"}


def _does(kind: FactKind, case: str) -> bool:
    return kind is FactKind.PERSON and not case


_OF_ITS_OWN = re.compile(r".{3,}(?:[^аоэеиыуүөндт][ыиуү]н|с[ыиуү]н)")
"""The accusative of a thing that belongs to another: "форумун", "алиппесин"."""


def _is_accusative(word: Word) -> bool:
    told = case_of(word.text)[0] == "accusative" or _OF_ITS_OWN.fullmatch(word.text)
    return word.is_word and bool(told)


def _start(reading: Reading, behind: list[Word]) -> int:
    """Behind the last date, and the last word that tells where or to whom."""
    dated = [date.phrase.end for date in reading.dates]
    placed = [word.end for word in behind[:-1] if case_of(word.text)[0] in _PLACED]
    marks = [word.end for word in behind[:-1] if not _goes_on(word)]
    bound = max([*dated, *placed, *marks, 0])
    return next(word.start for word in behind if word.start >= min(bound, behind[-1].start))
