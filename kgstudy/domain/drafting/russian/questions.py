"""Every question that a Russian sentence allows."""

from collections.abc import Iterator
from dataclasses import replace

from kgstudy.domain.drafting.acronyms import Acronym
from kgstudy.domain.drafting.grammar import Question
from kgstudy.domain.drafting.russian.asking import SHORTEST, capital, put, with_subject
from kgstudy.domain.drafting.russian.causes import Reason, reasons
from kgstudy.domain.drafting.russian.clauses import statement
from kgstudy.domain.drafting.russian.counting import how_many, how_much, which_ones
from kgstudy.domain.drafting.russian.deeds import deeds
from kgstudy.domain.drafting.russian.naming import OF_NAMES
from kgstudy.domain.drafting.russian.phrases import Statement
from kgstudy.domain.drafting.russian.reading import Reading
from kgstudy.domain.drafting.russian.when import dated, named_with_date, when
from kgstudy.domain.drafting.values import FactKind


def questions(reading: Reading) -> list[Question]:
    if reading.text.rstrip().endswith("?"):
        return []
    found: dict[str, Question] = {}
    for question in _questions(reading):
        found.setdefault(question.text, question)
    return list(found.values())


def _questions(reading: Reading) -> Iterator[Question]:
    yield from filter(None, (_stands_for(reading, each) for each in reading.acronyms))
    yield from filter(None, (_stated(reading, each) for each in reading.statements))
    yield from filter(None, (when(reading, each) for each in reading.dates))
    yield from filter(None, (dated(reading, each) for each in reading.dates))
    yield from filter(None, (named_with_date(reading, each) for each in reading.dates))
    yield from filter(None, (how_many(reading, each) for each in reading.numbers))
    yield from filter(None, (which_ones(reading, each) for each in reading.numbers))
    yield from filter(None, (how_much(reading, each) for each in reading.numbers))
    for name in reading.names:
        for ask in OF_NAMES:
            if question := ask(reading, name):
                yield question
                break
    yield from filter(None, (_why(reading, each) for each in reasons(reading.clauses)))
    yield from deeds(reading)


def _stands_for(reading: Reading, each: Acronym) -> Question:
    return Question(
        f"Как расшифровывается {each.acronym}?",
        each.full,
        (reading.place(each.long),),
        "stands for",
        0.9,
        reverse=f"Как сокращённо называется {each.full}?",
        reversed=each.acronym,
    )


def _stated(reading: Reading, each: Statement) -> Question | None:
    question = put(
        reading,
        each.question,
        each.answer,
        each.asked,
        each.form,
        each.trust,
        bare=each.bare,
        general=each.kind is FactKind.TERM or each.question.startswith(("кто так", "что такое")),
    )
    if question is None or not each.term or not each.reverse:
        return question
    return replace(question, reverse=capital(each.reverse) + "?", reversed=each.term)


def _why(reading: Reading, reason: Reason) -> Question | None:
    rest = statement(reason.clause, (reason.phrase,))
    rest = (with_subject(reading, reason.clause, rest) or "").split(": ")[0]
    if len(rest.split()) < SHORTEST:
        return None
    said = f"{reason.ask} {rest}"
    return put(reading, said, reason.answer, reason.asked, reason.form, reason.trust)
