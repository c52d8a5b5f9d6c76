"""The facts of an English sentence."""

import re
from collections.abc import Iterator
from itertools import takewhile

from kgstudy.domain.drafting.english.analysis import Analysis
from kgstudy.domain.drafting.english.clauses import Clause, Range
from kgstudy.domain.drafting.english.definitions import definitions
from kgstudy.domain.drafting.english.tokens import Token
from kgstudy.domain.drafting.english.words import (
    BE,
    FIRSTS,
    ORDINARY,
    PREPOSITIONS,
    PRONOUNS,
    ROLES,
    listed,
)
from kgstudy.domain.drafting.values import Fact, FactKind
from kgstudy.domain.drafting.wording import clean
from kgstudy.domain.lesson import Span

_LONG_FIRST, _REACH = 16, 6
_OWNING = frozenset({"the", "its", "his", "her", "their"})
_NOUNS = listed("forest interest harvest request contest protest honest modest conquest northwest")
_CALLED = re.compile(
    r"\b(?:called|named|nicknamed|dubbed|termed|known as)\s+(?:the\s|an?\s)?", re.IGNORECASE
)
_BECAUSE = re.compile(
    r"\b(?:because of|because|due to|owing to|as a result of|thanks to)\s", re.IGNORECASE
)
_IN_ORDER = re.compile(r"\b(?:in order to|so as to|so that)\s", re.IGNORECASE)


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
        *_reasons(known),
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


def first_of(known: Analysis, clause: Clause) -> Range | None:
    """Who or what the clause says was first, the largest and the like."""
    subject, rest = clause.subject, clause.rest
    if not clause.verb.copula or clause.verb.helper not in BE or rest[0] >= rest[1]:
        return None
    if rest[1] - rest[0] > _LONG_FIRST or subject[1] - subject[0] > _LONG_FIRST:
        return None
    if known.words[subject[0]].low in PRONOUNS or known.words[rest[1] - 1].low == "so":
        return None
    if is_first(known, rest):
        return subject
    return rest if is_first(known, subject) and subject[1] - subject[0] > 3 else None


def is_first(known: Analysis, words: Range) -> bool:
    """Whether the words begin with "the first", "the world's largest" and the like."""
    low = [word.low for word in known.words[words[0] : words[1]]][:_REACH]
    if len(low) < 2 or low[0] not in _OWNING:
        return False
    group = list(takewhile(lambda word: word not in PREPOSITIONS, low[1:]))
    return low[1] in FIRSTS or any(_is_superlative(word) for word in group)


def _is_superlative(word: str) -> bool:
    return word in FIRSTS or (word.endswith("est") and len(word) > 5 and word not in _NOUNS)


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


def _reasons(known: Analysis) -> Iterator[Fact]:
    for kind, form in ((FactKind.CAUSE, _BECAUSE), (FactKind.PURPOSE, _IN_ORDER)):
        found = form.search(known.text)
        if not found:
            continue
        end = _clause_end(known, found.end())
        if end > found.end() and found.start() > 0:
            yield _fact(known, kind, found.start(), end)


def _clause_end(known: Analysis, start: int) -> int:
    """The end of the words from `start` on: a comma, or the end of their segment."""
    for first, last in known.segments:
        begin, end = known.within((first, last))
        if begin <= start < end:
            commas = (
                word.start
                for word in known.words[first:last]
                if word.text == "," and word.start > start
            )
            return next(commas, end)
    return start
