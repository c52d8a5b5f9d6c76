"""Single sentences for the tests of grammars: what is asked of them, and what is found."""

from collections.abc import Mapping

from kgstudy.domain.drafting import FactKind
from kgstudy.domain.drafting.grammar import Grammar, Question, Sentence
from kgstudy.domain.lesson import Span


def sentence(
    text: str,
    before: str = "",
    years: tuple[int, ...] = (),
    names: str = "",
    topic: str = "",
    persons: str = "",
    title: str = "",
) -> Sentence:
    return Sentence(
        text,
        Span(100, 100 + len(text)),
        before=before,
        years=years,
        names=frozenset(names.split()),
        topic=topic,
        persons=frozenset(persons.split()),
        title=title,
    )


def asked(grammar: Grammar, told: Sentence) -> Mapping[str, Question]:
    """The questions that the grammar puts, by their text."""
    return {question.text: question for question in grammar.questions(told, grammar.facts(told))}


def values(grammar: Grammar, told: Sentence, kind: FactKind) -> list[str]:
    return [fact.value for fact in grammar.facts(told) if fact.kind is kind]
