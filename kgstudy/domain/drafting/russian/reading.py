"""A Russian sentence as it is read: its clauses, dates, numbers, names, and what it defines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from typing_extensions import override

from kgstudy.domain.drafting.acronyms import Acronym
from kgstudy.domain.drafting.grammar import Sentence
from kgstudy.domain.drafting.once_read import OnceRead
from kgstudy.domain.drafting.russian.clauses import Clause, body, clauses
from kgstudy.domain.drafting.russian.dates import Date, dates
from kgstudy.domain.drafting.russian.lists import parted, rows
from kgstudy.domain.drafting.russian.names import Name, is_acronym, long_form, names, nominative
from kgstudy.domain.drafting.russian.numbers import Number, numbers
from kgstudy.domain.drafting.russian.phrases import Statement
from kgstudy.domain.drafting.russian.statements import statements
from kgstudy.domain.drafting.russian.words import Word, inflected, words
from kgstudy.domain.drafting.values import Fact, FactKind
from kgstudy.domain.lesson import Span


@dataclass(frozen=True)
class Reading(OnceRead):
    """With everything in its order."""

    tokens: tuple[Word, ...]
    clauses: tuple[Clause, ...]
    dates: tuple[Date, ...]
    numbers: tuple[Number, ...]
    names: tuple[Name, ...]
    acronyms: tuple[Acronym, ...]
    statements: tuple[Statement, ...]

    def clause_of(self, span: Span) -> Clause | None:
        return next((each for each in self.clauses if each.span.holds(span)), None)

    @cached_property
    def listing(self) -> Span | None:
        """The items that a colon announces after a clause."""
        colon = next((at for at, word in enumerate(self.tokens) if word.text == ":"), 0)
        items = self.tokens[colon + 1 :]
        if not colon or not any(word.text == "," or word.small == "и" for word in items):
            return None
        if any(clause.span.end > self.tokens[colon].start for clause in self.clauses):
            return None
        return Span(items[0].start, items[-1].end)

    @override
    def found(self) -> Iterator[Fact]:
        return _facts(self)


@lru_cache(maxsize=256)
def read(sentence: Sentence) -> Reading:
    text = "".join(" " if letter.isspace() else letter for letter in sentence.text)
    within = body(text)
    tokens = tuple(word for word in words(text) if within.start <= word.start < within.end)
    known = sentence.names | _named_by_heading(sentence, text[within.start :])
    found = tuple(dates(text, _year(sentence)))
    spans = [date.phrase for date in found]
    counted = tuple(numbers(tokens, spans))
    named = tuple(
        name
        for name in names(tokens, known)
        if not any(name.span(tokens).touches(span) for span in spans)
    )
    return Reading(
        sentence,
        text,
        tokens,
        tuple(clauses(text, known, spans)),
        tuple(date for date in found if within.start <= date.phrase.start),
        counted,
        named,
        tuple(_acronyms(tokens)),
        tuple(statements(text, tokens)),
    )


def _named_by_heading(sentence: Sentence, text: str) -> frozenset[str]:
    """The first word of a sentence that begins with the words of its heading."""
    for heading in (sentence.heading, sentence.title):
        if len(heading.split()) > 1 and text.startswith(heading):
            return frozenset(heading.split()[:1])
    return frozenset()


def _year(sentence: Sentence) -> int | None:
    """The year that a day without one is of: the last that the sentence before tells."""
    told = [date.order[0] for date in dates(sentence.before) if date.order]
    return told[-1] if told else next(iter(sentence.years[-1:]), None)


def _acronyms(tokens: Sequence[Word]) -> Iterator[Acronym]:
    for at, word in enumerate(tokens[:-2]):
        if word.text != "(" or not is_acronym(tokens[at + 1]) or tokens[at + 2].text not in ")—,;":
            continue
        if found := long_form(tokens, at):
            start, full = found
            short = tokens[at + 1]
            long = Span(tokens[start].start, tokens[at - 1].end)
            yield Acronym(Span(short.start, short.end), long, short.text, full.strip("«»"))


def _facts(reading: Reading) -> Iterator[Fact]:
    yield from (_date_fact(reading, date) for date in reading.dates)
    yield from (_number_fact(reading, number) for number in reading.numbers)
    for acronym in reading.acronyms:
        yield reading.fact(FactKind.ORGANISATION, acronym.long, acronym.full)
        yield reading.fact(FactKind.ORGANISATION, acronym.short, acronym.acronym)
    for name in reading.names:
        span = name.span(reading.tokens)
        if any(acronym.long.touches(span) for acronym in reading.acronyms):
            continue
        yield reading.fact(name.kind, span, nominative(reading.tokens[name.first : name.last]))
    if reading.listing is not None:
        yield reading.fact(FactKind.LIST, reading.listing)
    yield from _listed(reading)
    yield from _pairs(reading)
    for each in reading.statements:
        yield reading.fact(each.kind, each.asked, each.value)
        if each.kind is FactKind.LIST:
            yield from _announced(reading, each.asked)


def _listed(reading: Reading) -> Iterator[Fact]:
    """The lists within the sentence, and those of their items that are no names."""
    named = [name.span(reading.tokens) for name in reading.names]
    for items in rows(reading.tokens):
        if reading.listing is not None and reading.listing.touches(items[0]):
            continue
        yield reading.fact(FactKind.LIST, Span(items[0].start, items[-1].end))
        for item in items:
            if not any(item.touches(span) for span in named):
                yield reading.fact(FactKind.OTHER, item)


def _announced(reading: Reading, span: Span) -> Iterator[Fact]:
    """The items behind a colon, each on its own; none where one of them is more than a phrase."""
    tokens = [word for word in reading.tokens if span.start <= word.start < span.end]
    items = [list(item) for item in parted(tokens)]
    if len(items) not in _ITEMS or any(not _is_item(item) for item in items):
        return
    named = [name.span(reading.tokens) for name in reading.names]
    for item in items:
        place = Span(item[0].start, item[-1].end)
        if place not in named:
            yield reading.fact(FactKind.OTHER, place)


_ITEMS = range(3, 7)
_LONGEST_ITEM = 5


def _is_item(item: Sequence[Word]) -> bool:
    phrase = len(item) <= _LONGEST_ITEM and not any(word.is_verb for word in item)
    return phrase and any(word.is_noun for word in item)


def _pairs(reading: Reading) -> Iterator[Fact]:
    """Two names of one sort that "и" joins: "в Норвегии и Дании"."""
    tokens = reading.tokens
    for one, other in pairwise(reading.names):
        joint, second = one.last + one.quoted, other.first - other.quoted
        beside = second == joint + 1 and tokens[joint].small == "и"
        first = one.first - one.quoted
        alone = not first or tokens[first - 1].text != ","
        persons = {one.kind is FactKind.PERSON, other.kind is FactKind.PERSON}
        if beside and alone and len(persons) == 1 and one.quoted == other.quoted:
            span = Span(one.span(tokens).start, other.span(tokens).end)
            yield reading.fact(FactKind.LIST, span)


def _date_fact(reading: Reading, date: Date) -> Fact:
    return reading.fact(FactKind.DATE, date.phrase, date.value, date.order)


def _number_fact(reading: Reading, number: Number) -> Fact:
    words = [word for word in reading.tokens if number.span.start <= word.start < number.span.end]
    value = inflected(words[0].text, ("nomn",), ("NUMR",)) if len(words) == 1 else None
    return reading.fact(FactKind.NUMBER, number.span, value or "")
