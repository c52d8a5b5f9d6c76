"""Whether a card takes care of a fact: it asks for its words, or its answer holds them."""

import re
from functools import lru_cache

from kgstudy.domain.drafting.values import Fact, FactKind
from kgstudy.domain.lesson import Span
from kgstudy.domain.markup import fold

_WORD = re.compile(r"[^\W_]+")
_DAY = re.compile(r"\d{1,2}")
_ENDING = 3
"""Letters in which two forms of a word may differ, as names do in Russian and Kyrgyz."""
_STEM = 4


def covers(asked: Span, fact: Span) -> bool:
    """Whether nearly all of the fact is asked for; an article more or less does not matter."""
    shared = min(asked.end, fact.end) - max(asked.start, fact.start)
    return shared * 5 >= (fact.end - fact.start) * 4


@lru_cache(1 << 16)  # asked for the same facts after every answer
def words(text: str) -> frozenset[str]:
    """The words of an answer as `holds` compares them."""
    return frozenset(_WORD.findall(fold(text)))


def holds(answer: frozenset[str], fact: Fact) -> bool:
    """Whether the words of the fact, or of its value, are all in the answer, in whatever order.

    A date is not held by a fuller one, which is that of something else.
    """
    return any(
        _all_in(told, answer) and not (fact.kind is FactKind.DATE and _is_fuller(answer, told))
        for told in map(words, {fact.text, fact.value})
    )


def _is_fuller(answer: frozenset[str], date: frozenset[str]) -> bool:
    """Whether there is a day in the answer and none in the date."""
    return any(map(_DAY.fullmatch, answer)) and not any(map(_DAY.fullmatch, date))


def _all_in(wanted: frozenset[str], answer: frozenset[str]) -> bool:
    missing = wanted - answer
    return bool(wanted) and all(any(_alike(word, other) for other in answer) for word in missing)


def _alike(one: str, other: str) -> bool:
    """Whether they are forms of one word, by their beginnings."""
    if one[0].isdecimal() or abs(len(one) - len(other)) > _ENDING:
        return False
    stem = max(_STEM, max(len(one), len(other)) - _ENDING)
    return one[:stem] == other[:stem]
