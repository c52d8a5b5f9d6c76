"""The facts of an English sentence."""

import re
from collections.abc import Iterator
from itertools import takewhile

from kgstudy.domain.drafting.english.analysis import Analysis
from kgstudy.domain.drafting.english.clauses import Range
from kgstudy.domain.drafting.english.definitions import definitions
from kgstudy.domain.drafting.english.firsts import first_of
from kgstudy.domain.drafting.english.groups import groups
from kgstudy.domain.drafting.english.reasons import reasons
from kgstudy.domain.drafting.english.tokens import Token
from kgstudy.domain.drafting.english.words import (
    ORDINARY,
    ROLES,
)
from kgstudy.domain.drafting.values import Fact, FactKind
from kgstudy.domain.drafting.wording import clean
from kgstudy.domain.lesson import Span

_CALLED = re.compile(
    r"\b(?:called|named|nicknamed|dubbed|termed|known as)\s+(?:the\s|an?\s)?", re.IGNORECASE
)


def facts(known: Analysis) -> Iterator[Fact]:
    """In their order; a list before its items."""
    found = [
        *_dates(known),
        *_numbers(known),
        *_names(known),
        *_lists(known),
        *_defined(known),
        *_firsts(known),
        *_called(known),
        *reasons(known),
        *_deeds(known),
    ]
    seen: set[Span] = set()
    for fact in sorted(found, key=lambda fact: (fact.span.start, -fact.span.end)):
        if fact.span not in seen:
            seen.add(fact.span)
            yield fact


def _fact(
    known: Analysis,
    kind: FactKind,
    start: int,
    end: int,
    value: str = "",
    order: tuple[int, ...] = (),
) -> Fact:
    shown = clean(known.text[start:end])
    return Fact(kind, known.span(start, end), known.whole, shown, value or shown, order)


def _dates(known: Analysis) -> Iterator[Fact]:
    for date in known.dates:
        yield _fact(known, FactKind.DATE, date.start, date.end, date.value, date.order)


def _numbers(known: Analysis) -> Iterator[Fact]:
    named = [(name.start, name.end) for name in known.names]
    for number in known.numbers:
        if not any(start <= number.start < end for start, end in named):
            yield _fact(known, FactKind.NUMBER, number.start, number.end)


def _names(known: Analysis) -> Iterator[Fact]:
    for name in known.names:
        yield _fact(known, name.kind, name.start, name.end, name.text)
    for each in known.acronyms:
        start, end = each.short
        if not any(name.start <= start < name.end for name in known.names):
            yield _fact(known, FactKind.ORGANISATION, start, end)


def _lists(known: Analysis) -> Iterator[Fact]:
    items: set[Range] = {(name.start, name.end) for name in known.names}
    for listing in known.lists:
        yield _fact(known, FactKind.LIST, listing[0][0], listing[-1][1])
        for start, end in listing:
            if not any(first < end and start < last for first, last in items):
                items.add((start, end))
                yield _fact(known, FactKind.OTHER, start, end)


def _defined(known: Analysis) -> Iterator[Fact]:
    for each in definitions(known):
        yield _fact(known, FactKind.TERM, *each.meaning)


def _firsts(known: Analysis) -> Iterator[Fact]:
    for clause in known.clauses:
        if place := first_of(known, clause):
            yield _fact(known, FactKind.FIRST, *known.within(place))


def _called(known: Analysis) -> Iterator[Fact]:
    """What a thing is "called" or "known as", though it has no capital."""
    for found in _CALLED.finditer(known.text):
        at = next((at for at, w in enumerate(known.words) if w.start >= found.end()), None)
        if at is None or any(name.start <= found.end() < name.end for name in known.names):
            continue
        row = list(takewhile(_names_something, known.words[at : at + 4]))
        if row:
            yield _fact(known, FactKind.NAME, row[0].start, row[-1].end)


def _names_something(word: Token) -> bool:
    return word.is_word and word.low not in ORDINARY and word.low not in ROLES


def _deeds(known: Analysis) -> Iterator[Fact]:
    for words in groups(known):
        yield _fact(known, FactKind.OTHER, *known.within(words))
