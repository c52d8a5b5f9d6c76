"""Lists in the midst of a Kyrgyz sentence: "ак илбирсти, аркарды жана сүлөөсүндү"."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kgstudy.domain.drafting.kyrgyz.names import Name, Word
from kgstudy.domain.drafting.kyrgyz.suffixes import case_of, is_surely_finite
from kgstudy.domain.lesson import Span

Items = tuple[Span, ...]
_AND = {"жана", "менен"}
_LONGEST = 2
"""Words of an item; what stands before its noun may be of the whole list."""


def rows(tokens: Sequence[Word]) -> Iterator[Items]:
    """The places of the items, three at least: words in one case, with "жана" before the last."""
    for at, word in enumerate(tokens):
        if word.text == "жана" and at and (found := _around(tokens, at)):
            yield found


def _around(tokens: Sequence[Word], joint: int) -> Items | None:
    case = case_of(tokens[joint - 1].text)[0]
    last = _last(tokens, joint + 1, case)
    if last is None:
        return None
    items, stop = [last], joint
    while (item := _before(tokens, stop, case)) is not None:
        items.insert(0, item)
        stop = item[0] - 1
        if stop < 0 or tokens[stop].text != ",":
            break
    if len(items) < 3:
        return None
    return tuple(Span(tokens[start].start, tokens[end - 1].end) for start, end in items)


def _last(tokens: Sequence[Word], start: int, case: str) -> tuple[int, int] | None:
    """The item behind "жана": up to the word in the case of the others."""
    for end in range(start + 1, min(len(tokens), start + _LONGEST) + 1):
        word = tokens[end - 1]
        if not word.is_word or is_surely_finite(word.text):
            return None
        if case_of(word.text)[0] == case:
            return start, end
    return None


def _before(tokens: Sequence[Word], end: int, case: str) -> tuple[int, int] | None:
    """The item that ends before `end`: one word, or two behind a comma."""
    if end < 1 or not tokens[end - 1].is_word or case_of(tokens[end - 1].text)[0] != case:
        return None
    start = end - 1
    while start > 0 and tokens[start - 1].is_word and end - start < _LONGEST:
        start -= 1
    behind_comma = start > 0 and tokens[start - 1].text == ","
    return (start, end) if behind_comma else (end - 1, end)


def pairs(tokens: Sequence[Word], names: Sequence[Name]) -> Iterator[Span]:
    """Two names that "жана" joins, with no third beside them."""
    for one, other in pairwise(names):
        between = [w for w in tokens if one.span.end <= w.start < other.span.start]
        marks = [word.text for word in between if word.text not in {"»", "«"}]
        before = [word for word in tokens if word.end <= one.span.start]
        alone = not before or before[-1].text not in {",", "жана"}
        if len(marks) == 1 and marks[0] in _AND and alone and one.quoted == other.quoted:
            yield Span(one.span.start, other.span.end)
