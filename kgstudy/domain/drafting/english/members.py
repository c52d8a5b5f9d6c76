"""Questions for the members of a list whose sort is told: "three ports: A, B and C"."""

from collections.abc import Iterator, Sequence

from kgstudy.domain.drafting.english.analysis import Analysis
from kgstudy.domain.drafting.english.clauses import Range
from kgstudy.domain.drafting.english.lists import Places
from kgstudy.domain.drafting.english.phrasing import Spoken
from kgstudy.domain.drafting.english.words import (
    ADVERBS,
    DETERMINERS,
    FINITE,
    JOINING,
    NUMERALS,
    PREPOSITIONS,
    listed,
)
from kgstudy.domain.drafting.grammar import Question
from kgstudy.domain.drafting.values import Fact, FactKind
from kgstudy.domain.lesson import Span

_MARKS = frozenset({":", "—", "–"})
_COUNTS = {value: word for word, value in NUMERALS.items()}
_MOST = 5
_LONGEST_SORT = 5
_NO_SORT = listed("years days months times others things is was has series news this as")
"""Words in -s that are no sort of things to be asked for."""


def asked_members(spoken: Spoken, facts: Sequence[Fact]) -> Iterator[Question]:
    known, (begin, stop) = spoken.known, spoken.clause.rest
    if spoken.clause.verb.copula:
        return
    for row in known.lists:
        first, last = known.tokens_of(row[0][0], row[-1][1])
        sort = _sort_before(known, first, begin)
        if sort is None or len(row) > _MOST or not _is_whole(spoken, sort, last):
            continue
        start, at = sort
        asked, begins = f"which {_count(known, sort, row)}{known.say(sort)}", start
        if known.words[start - 1].low in DETERMINERS and start > begin:
            begins -= 1
        before = known.words[begins - 1].low if begins > begin else ""
        if before and before not in PREPOSITIONS:
            continue
        if spoken.is_deep(begins) or (not before and spoken.clause.verb.passive):
            continue
        begins -= bool(before)
        opening = f"{before} {asked}".strip().capitalize() if before else f"W{asked[1:]}"
        inner = spoken.rest(without=(begins, min(stop, max(at, last))))
        article = known.words[first - 1].low == "the"
        answer = known.say((first - article, last))
        yield Question(spoken.inverted(opening, inner), answer, _asks(known, row, facts),
                       "members", 0.74)  # fmt: skip


def _sort_before(known: Analysis, first: int, begin: int) -> Range | None:
    """The plural that tells what the items are, right before the list or its mark."""
    at = first - (known.words[first - 1].low == "the" and first > begin)
    mark = known.words[at - 1]
    if at - 1 <= begin or (mark.text not in _MARKS and mark.low != "of"):
        return None
    end = start = at - 1
    while start > begin and end - start < _LONGEST_SORT and _of_sort(known, start - 1):
        start -= 1
    plural = end > start and known.words[end - 1].low.endswith("s")
    if not plural or known.words[end - 1].low in _NO_SORT:
        return None
    named = mark.low == "of" and known.words[start - 1].low != "the"
    return None if named else (start, end)


def _of_sort(known: Analysis, at: int) -> bool:
    word = known.words[at]
    small = PREPOSITIONS | DETERMINERS | FINITE | JOINING | ADVERBS
    return (word.is_word or word.is_number) and word.low not in small


def _is_whole(spoken: Spoken, sort: Range, last: int) -> bool:
    """Whether the clause goes up to the list, and nothing goes on with it behind."""
    known, (begin, stop) = spoken.known, spoken.clause.rest
    mark = known.words[sort[1]]
    if mark.low == "of":
        return begin <= sort[0] and last <= stop
    ends = last >= len(known.words) or not known.words[last].is_word
    return ends and begin <= sort[0] and sort[1] <= stop <= sort[1] + 1


def _count(known: Analysis, sort: Range, row: Places) -> str:
    """How many they are, where the sort does not say so itself."""
    first = known.words[sort[0]]
    counted = first.is_number or first.low in NUMERALS
    return "" if counted else f"{_COUNTS[len(row)]} "


def _asks(known: Analysis, row: Places, facts: Sequence[Fact]) -> tuple[Span, ...]:
    whole = known.span(row[0][0], row[-1][1])
    inside = [f.span for f in facts if whole.holds(f.span) and f.kind is not FactKind.LIST]
    return tuple(inside) or (whole,)
