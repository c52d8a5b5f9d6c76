"""A sentence with all that was found in it, so that facts and questions need look only once."""

from dataclasses import dataclass, replace
from functools import lru_cache

from kgstudy.domain.drafting.english.clauses import Clause, Range, Reader
from kgstudy.domain.drafting.english.dates import Date, dates
from kgstudy.domain.drafting.english.lists import Places, lists
from kgstudy.domain.drafting.english.names import Acronym, Name, acronyms, names
from kgstudy.domain.drafting.english.numbers import Number, numbers
from kgstudy.domain.drafting.english.tokens import Token, one_line, tokens
from kgstudy.domain.drafting.grammar import Sentence
from kgstudy.domain.drafting.wording import clean
from kgstudy.domain.lesson import Span


@dataclass(frozen=True, slots=True)
class Analysis:
    """Places are those of the sentence, unless they are called spans."""

    whole: Span
    capitals: frozenset[str]
    text: str
    words: tuple[Token, ...]
    dates: tuple[Date, ...]
    numbers: tuple[Number, ...]
    names: tuple[Name, ...]
    acronyms: tuple[Acronym, ...]
    lists: tuple[Places, ...] = ()
    clauses: tuple[Clause, ...] = ()
    segments: tuple[Range, ...] = ()
    resolved: tuple[tuple[int, int, str], ...] = ()
    """Places such as that of "this union", with the name that is meant."""

    def span(self, start: int, end: int) -> Span:
        """The place in the lesson."""
        first = self.whole.start
        return Span(first + start, first + end)

    def place(self, span: Span) -> tuple[int, int]:
        first = self.whole.start
        return span.start - first, span.end - first

    def say(self, words: Range) -> str:
        """The text of some tokens, in one line."""
        start, end = words
        if start >= end:
            return ""
        return clean(self.told(self.words[start].start, self.words[end - 1].end))

    def told(self, start: int, end: int) -> str:
        """The text at some places, with names where it only points to them."""
        pieces, at = [], start
        for first, last, name in self.resolved:
            if at <= first and last <= end:
                begins = not self.text[:first].strip()
                shown = name[0].upper() + name[1:] if begins else name
                pieces += [self.text[at:first], shown]
                at = last
        return "".join([*pieces, self.text[at:end]])

    def is_resolved(self, at: int) -> bool:
        """Whether the token stands where the text points to a name that is known."""
        place = self.words[at].start
        return any(first <= place < last for first, last, _ in self.resolved)

    def within(self, words: Range) -> tuple[int, int]:
        """The places of the text that some tokens take."""
        start, end = words
        if start >= end:
            return 0, 0
        return self.words[start].start, self.words[end - 1].end

    def holds(self, words: Range, start: int, end: int) -> bool:
        first, last = self.within(words)
        return first <= start and end <= last

    def tokens_of(self, start: int, end: int) -> Range:
        """The tokens that lie at some places of the text."""
        inside = [at for at, word in enumerate(self.words) if start <= word.start < end]
        return (inside[0], inside[-1] + 1) if inside else (0, 0)


def analyse(sentence: Sentence) -> Analysis:
    """What stands in the sentence; what is told around it changes nothing but the years."""
    return _analysed(sentence.text, sentence.span, sentence.years, sentence.names, sentence.persons)


@lru_cache(maxsize=256)
def _analysed(
    text: str,
    span: Span,
    years: tuple[int, ...],
    capitals: frozenset[str],
    persons: frozenset[str],
) -> Analysis:
    line = one_line(text)
    words = tokens(line)
    told = tuple(dates(line, years))
    taken = [(date.start, date.end) for date in told]
    counted = tuple(
        number
        for number in numbers(line)
        if not any(start < number.end and number.start < end for start, end in taken)
    )
    named = tuple(names(line, words, capitals, taken, persons))
    known = Analysis(
        span, capitals, line, tuple(words), told, counted, named, tuple(acronyms(words))
    )
    found = tuple(lists(known))
    reader = Reader(words, taken, [(row[0][0], row[-1][1]) for row in found])
    return replace(
        known, lists=found, clauses=tuple(reader.clauses()), segments=tuple(reader.segments())
    )
