"""A lesson as it is read: each sentence with its facts and with what the reader knows already."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kgstudy.domain.drafting.grammar import Grammar, Sentence
from kgstudy.domain.drafting.values import Fact, FactKind
from kgstudy.domain.lesson import Section, Span, outline

NAMED = frozenset({FactKind.PERSON, FactKind.PLACE, FactKind.ORGANISATION, FactKind.NAME})
_YEARS = 6
"""How many of the latest years a reader bears in mind."""
_EARLIER = 5
"""How far back a reader remembers who "she" is."""
_LETTERS = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
LONGEST = 1_000
"""Letters up to which a sentence is read; what is longer is none."""
_MOST_FACTS = 60
"""What holds more is a table without its lines, and would be read for minutes."""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with its facts, and the section it belongs to, counted from 0."""

    sentence: Sentence
    facts: tuple[Fact, ...]
    section: int


def read(text: str, grammar: Grammar, title: str, language: str) -> Iterator[Told]:
    """The sentences in order; who and what the lesson is about is told by `in_whole`."""
    sections = outline(text, language)
    names = capitalised(text, sections)
    for number, section in enumerate(sections):
        yield from _section(text, grammar, section, number, title, names)


def _section(
    text: str,
    grammar: Grammar,
    section: Section,
    number: int,
    title: str,
    names: frozenset[str],
) -> Iterator[Told]:
    years: tuple[int, ...] = ()
    for paragraph in section.paragraphs:
        told: list[str] = []
        for span in paragraph.sentences:
            before, earlier = (told[-1] if told else ""), tuple(told[-_EARLIER:-1])
            words = text[span.start : span.end]
            sentence = Sentence(
                words, span, before, section.heading, title, years, names, earlier=earlier
            )
            facts = tuple(grammar.facts(sentence)) if len(words) <= LONGEST else ()
            if len(words) > LONGEST or len(facts) > _MOST_FACTS:
                told = []
                continue
            yield Told(sentence, facts, number)
            years = (years + tuple(fact.order[0] for fact in facts if fact.order))[-_YEARS:]
            told.append(words)


def capitalised(text: str, sections: Sequence[Section]) -> frozenset[str]:
    """The words with a capital within a sentence that are nowhere written without one."""
    inner: set[str] = set()
    small: set[str] = set()
    for section in sections:
        for paragraph in section.paragraphs:
            for span in paragraph.sentences:
                _sort(text, span, inner, small)
    return frozenset(word for word in inner if word.lower() not in small)


def _sort(text: str, span: Span, inner: set[str], small: set[str]) -> None:
    found = list(_LETTERS.finditer(text, span.start, span.end))
    for place, word in enumerate(found):
        if word[0][0].islower():
            small.add(word[0])
        elif place and text[word.start() - 1 : word.start()] not in "\"“«„'‘":
            inner.add(word[0])


def in_whole(told: Sequence[Told], grammar: Grammar) -> Iterator[Told]:
    """The sentences as one reads them who knows the whole lesson: its persons and its topics.

    The topic is the name that is told most in the section, or else in the lesson.
    """
    persons = _persons(told)
    everywhere: Counter[str] = Counter()
    here: dict[int, Counter[str]] = {}
    for each in told:
        named = [fact.value for fact in each.facts if fact.kind in NAMED]
        everywhere.update(named)
        here.setdefault(each.section, Counter()).update(named)
    whole = _topic(everywhere, 2.0)
    topics = {section: _topic(count, 1.5) or whole for section, count in here.items()}
    for each in told:
        sentence = replace(each.sentence, topic=topics[each.section], persons=persons)
        facts = tuple(grammar.facts(sentence)) if persons else each.facts
        yield replace(each, sentence=sentence, facts=facts)


def _persons(told: Sequence[Told]) -> frozenset[str]:
    """The first and the last words of full names, where those stand alone as well."""
    parts: set[str] = set()
    alone: set[str] = set()
    for each in told:
        for fact in each.facts:
            words = fact.value.split()
            if fact.kind is FactKind.PERSON and len(words) > 1:
                parts.update(word for word in (words[0], words[-1]) if word.isalpha())
            elif fact.kind is FactKind.NAME and len(words) == 1:
                alone.add(fact.value)
    return frozenset(parts & alone)


def _topic(count: Counter[str], lead: float) -> str:
    """The name that is told three times at least, and `lead` times as often as any other."""
    (first, most), (_, second) = [*count.most_common(2), ("", 0), ("", 0)][:2]
    return first if most >= 3 and most >= lead * second else ""
