"""English as drafting sees it; see `domain.drafting.grammar.Grammar`."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kgstudy.domain.drafting.english.analysis import Analysis, analyse
from kgstudy.domain.drafting.english.deeds import (
    asked_deed,
    asked_how,
    asked_second_object,
    asked_that,
    asked_to_do,
)
from kgstudy.domain.drafting.english.facts import facts
from kgstudy.domain.drafting.english.firsts import asked_first
from kgstudy.domain.drafting.english.gapping import gapped
from kgstudy.domain.drafting.english.how_many import asked_how_many, which_in_lead
from kgstudy.domain.drafting.english.members import asked_members
from kgstudy.domain.drafting.english.others import (
    asked_meaning,
    asked_naming,
    stands_for,
)
from kgstudy.domain.drafting.english.outcomes import asked_after, asked_causer, asked_result
from kgstudy.domain.drafting.english.phrasing import Spoken, spoken, standing
from kgstudy.domain.drafting.english.pointing import with_names
from kgstudy.domain.drafting.english.reasons import asked_goal, asked_reason
from kgstudy.domain.drafting.english.things import asked_complement, asked_thing
from kgstudy.domain.drafting.english.vocabulary import VOCABULARY, WORDING
from kgstudy.domain.drafting.english.when import (
    asked_when,
    asked_year,
    event_of,
    lifetimes,
    nominal,
)
from kgstudy.domain.drafting.english.who import asked_name, asked_row, asked_subject
from kgstudy.domain.drafting.grammar import Gapped, Question, Sentence, Vocabulary, Wording
from kgstudy.domain.drafting.values import Fact


class English:
    @property
    def language(self) -> str:
        return "en"

    @property
    def wording(self) -> Wording:
        return WORDING

    @property
    def vocabulary(self) -> Vocabulary:
        return VOCABULARY

    def facts(self, sentence: Sentence) -> Sequence[Fact]:
        return list(facts(analyse(sentence)))

    def questions(self, sentence: Sentence, facts: Sequence[Fact]) -> Sequence[Question]:
        if sentence.text.rstrip('"”» ').endswith("?"):
            return []
        known = with_names(analyse(sentence), sentence)
        found = [*_whole(known, sentence)]
        for clause in spoken(known, sentence):
            found += _of_clause(clause, facts)
        return [replace(each, text=standing(each, known, sentence)) for each in _once(found)]

    def gapped(self, sentence: Sentence, fact: Fact) -> Gapped | None:
        if sentence.text.rstrip('"”» ').endswith("?"):
            return None
        return gapped(with_names(analyse(sentence), sentence), sentence, fact)

    def event(self, sentence: Sentence, date: Fact) -> str | None:
        known = with_names(analyse(sentence), sentence)
        for clause in spoken(known, sentence):
            for each in known.dates:
                if known.span(each.start, each.end) == date.span:
                    found = event_of(clause, each)
                    if found:
                        return found
        return None


def _whole(known: Analysis, sentence: Sentence) -> Iterator[Question]:
    """What can be asked without knowing the clause."""
    yield from stands_for(known)
    yield from asked_meaning(known, sentence)
    for date in known.dates:
        yield from nominal(known, date)
        yield from lifetimes(known, date)


def _of_clause(clause: Spoken, facts: Sequence[Fact]) -> Iterator[Question]:
    known = clause.known
    for date in known.dates:
        yield from asked_when(clause, date)
        yield from asked_year(clause, date)
    for number in known.numbers:
        yield from asked_how_many(clause, number)
        yield from which_in_lead(clause, number)
    yield from asked_subject(clause)
    for name in known.names:
        yield from asked_name(clause, name)
    yield from asked_row(clause)
    yield from asked_members(clause, facts)
    yield from asked_naming(clause, facts)
    yield from asked_first(clause)
    yield from asked_reason(clause, facts)
    yield from asked_goal(clause)
    yield from asked_causer(clause)
    yield from asked_result(clause)
    yield from asked_after(clause)
    yield from asked_thing(clause)
    yield from asked_complement(clause)
    yield from asked_deed(clause)
    yield from asked_second_object(clause)
    yield from asked_to_do(clause)
    yield from asked_that(clause)
    yield from asked_how(clause)


def _once(questions: Sequence[Question]) -> Iterator[Question]:
    """Each question once, though two clauses may share it."""
    seen: set[str] = set()
    for question in questions:
        if question.text not in seen:
            seen.add(question.text)
            yield question


ENGLISH = English()
