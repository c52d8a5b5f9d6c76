"""A Kyrgyz sentence as it is read: its clauses, dates, numbers, names, and what it defines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from typing_extensions import override

from kgstudy.domain.drafting.acronyms import Acronym
from kgstudy.domain.drafting.grammar import Sentence
from kgstudy.domain.drafting.kyrgyz.clauses import Clause, body, clauses
from kgstudy.domain.drafting.kyrgyz.dates import Date, dates
from kgstudy.domain.drafting.kyrgyz.lists import pairs, rows
from kgstudy.domain.drafting.kyrgyz.names import Name, Word, acronym, long_form, names, words
from kgstudy.domain.drafting.kyrgyz.numbers import Number, numbers
from kgstudy.domain.drafting.kyrgyz.statements import Statement, statements
from kgstudy.domain.drafting.once_read import OnceRead
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

    @override
    def found(self) -> Iterator[Fact]:
        return _facts(self)


@lru_cache(maxsize=256)
def read(sentence: Sentence) -> Reading:
    text = "".join(" " if letter.isspace() else letter for letter in sentence.text)
    start = body(text).start
    tokens = tuple(words(text, start))
    found = tuple(date for date in dates(text, _year(sentence)) if date.phrase.start >= start)
    taken = [date.phrase for date in found]
    return Reading(
        sentence,
        text,
        tokens,
        tuple(clauses(text)),
        found,
        tuple(number for number in numbers(text, taken) if number.span.start >= start),
        tuple(
            name
            for name in names(text, tokens, sentence.names)
            if not any(name.span.touches(span) for span in taken)
        ),
        tuple(_acronyms(text, tokens)),
        tuple(statements(text, sentence.names)),
    )


def _year(sentence: Sentence) -> int | None:
    """The year that a day without one is of: the last that the sentence before tells."""
    told = [date.order[0] for date in dates(sentence.before) if date.order]
    return told[-1] if told else next(iter(sentence.years[-1:]), None)


def _acronyms(text: str, tokens: Sequence[Word]) -> Iterator[Acronym]:
    for at, word in enumerate(tokens[:-2]):
        if (
            word.text != "("
            or not acronym(tokens[at + 1].text)
            or tokens[at + 2].text not in ")—,;"
        ):
            continue
        if found := long_form(text, tokens, at):
            start, full = found
            short = tokens[at + 1]
            long = Span(tokens[start].start, tokens[at - 1].end)
            yield Acronym(Span(short.start, short.end), long, acronym(short.text), full)


def _facts(reading: Reading) -> Iterator[Fact]:
    for date in reading.dates:
        yield reading.fact(FactKind.DATE, date.phrase, date.value, date.order)
    for number in reading.numbers:
        yield reading.fact(FactKind.NUMBER, number.span)
    for acronym_ in reading.acronyms:
        yield reading.fact(FactKind.ORGANISATION, acronym_.long, acronym_.full)
        yield reading.fact(FactKind.ORGANISATION, acronym_.short, acronym_.acronym)
    for name in reading.names:
        if not any(each.long.touches(name.span) for each in reading.acronyms):
            yield reading.fact(name.kind, name.span, name.value)
    yield from _listed(reading)
    for each in reading.statements:
        yield reading.fact(each.kind, each.asked, each.value)


def _listed(reading: Reading) -> Iterator[Fact]:
    """The lists within the sentence, and those of their items that are no names."""
    named = [name.span for name in reading.names]
    for items in rows(reading.tokens):
        yield reading.fact(FactKind.LIST, Span(items[0].start, items[-1].end))
        for item in items:
            if not any(item.touches(span) for span in named):
                yield reading.fact(FactKind.OTHER, item)
    for span in pairs(reading.tokens, reading.names):
        yield reading.fact(FactKind.LIST, span)
