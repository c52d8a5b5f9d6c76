"""Dated events of a section, to be put in their order."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from kgstudy.domain.drafting.grammar import Grammar
from kgstudy.domain.drafting.reading import Told
from kgstudy.domain.drafting.values import Draft, Fact, FactKind
from kgstudy.domain.drafting.wording import clean
from kgstudy.domain.markup import as_html

FEWEST, _MOST = 3, 5
_LONGEST = 90
"""Letters of an event that can be taken in at a glance."""

_REACH = 800
"""Letters of the lesson that one card may come from."""

Event = tuple[Fact, str]


def rows(told: Sequence[Told], grammar: Grammar) -> Iterator[tuple[Event, ...]]:
    """Three to five events of a section that stand near to each other, no two of one time."""
    for _, section in groupby(told, key=lambda each: each.section):
        row: list[Event] = []
        for event in _events(section, grammar):
            if row and (len(row) == _MOST or _far(row[0], event)):
                if len(row) >= FEWEST:
                    yield tuple(row)
                    row = []
                row = [each for each in row if not _far(each, event)]
            if all(_apart(event, other) for other in row):
                row.append(event)
        if len(row) >= FEWEST:
            yield tuple(row)


def _far(event: Event, other: Event) -> bool:
    """Whether a quote of both would be more than a paragraph."""
    return other[0].sentence.end - event[0].sentence.start > _REACH


def _events(section: Iterator[Told], grammar: Grammar) -> Iterator[Event]:
    for each in section:
        for fact in each.facts:
            if fact.kind is FactKind.DATE and fact.order:
                words = grammar.event(each.sentence, fact)
                if words and len(words) <= _LONGEST:
                    yield fact, clean(words)
                    break


def _apart(event: Event, other: Event) -> bool:
    """Whether it is certain which came first, and whether they are two."""
    (one, words), (two, told) = event, other
    shared = min(len(one.order), len(two.order))
    return one.order[:shared] != two.order[:shared] and words.casefold() != told.casefold()


def in_order(row: Sequence[Event], question: str) -> Draft:
    items = [as_html(words) for fact, words in sorted(row, key=lambda event: event[0].order)]
    fields = {"question": as_html(question), "items": "\n".join(items)}
    return Draft("ordering", fields, "order", 0.7, ("events of one section", "different dates"))
