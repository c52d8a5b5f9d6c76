"""Kyrgyz as drafting sees it; see `domain.drafting.grammar.Grammar`."""

import re
from functools import lru_cache
from itertools import pairwise

from kgstudy.domain.drafting.gapping import is_told, said_out
from kgstudy.domain.drafting.grammar import Gapped, Question, Sentence
from kgstudy.domain.drafting.kyrgyz.asking import happened, is_joined, questions
from kgstudy.domain.drafting.kyrgyz.clauses import body
from kgstudy.domain.drafting.kyrgyz.reading import Reading, read
from kgstudy.domain.drafting.kyrgyz.standing import standing
from kgstudy.domain.drafting.kyrgyz.suffixes import is_surely_finite
from kgstudy.domain.drafting.kyrgyz.vocabulary import VOCABULARY, WORDING
from kgstudy.domain.drafting.once_read import NAMES, SPARE, OnceReadGrammar, has_better
from kgstudy.domain.drafting.values import Fact, FactKind
from kgstudy.domain.lesson import Span

_LONGEST_GAP = 6
_SHORTEST = 2
_LONGEST_EVENT = 14


@lru_cache(maxsize=256)
def _asked(sentence: Sentence) -> tuple[Question, ...]:
    return tuple(questions(read(sentence)))


def _gapped(reading: Reading, fact: Fact) -> Gapped | None:
    """The sentence with its gap, a pronoun before the gap said out where its name is certain."""
    gap = reading.within(fact.span)
    part = _part(reading, gap)
    lead, said = part.start, reading.text[part.start : part.end]
    around = f"{said[: gap.start - lead]} {said[gap.end - lead :]}"
    if is_told(fact.text, around) or len(around.split()) < _SHORTEST:
        return None
    if fact.kind is not FactKind.LIST and len(fact.text.split()) > _LONGEST_GAP:
        return None
    stands = standing(reading.sentence, said)
    worth = _is_worth(reading, fact, gap)
    if stands is None or not (worth or has_better(reading, _asked(reading.sentence), _is_worth)):
        return None
    trust = 0.74 * stands.trust if worth else SPARE
    shown, place = said_out(said, stands.text, Span(gap.start - lead, gap.end - lead))
    shown = shown if shown[-1] in ".!?…" else f"{shown}."
    context = f"{stands.context}:" if stands.context else ""
    return Gapped(shown, place, context, round(trust, 3))


def _part(reading: Reading, gap: Span) -> Span:
    """The words that are shown: the sentence, or what stands between semicolons of it."""
    whole = body(reading.text).start
    mark = reading.text.rfind("; ", 0, gap.start)
    start = mark + 2 if mark >= 0 else whole
    end = reading.text.find(";", gap.end)
    return Span(start, end if end > 0 else len(reading.text.rstrip()))


_DEFINED = re.compile(r"\s[—–]\s(?!.*(?:\bэң\b|борбору|биринчи|\d))")
"""What follows a name that could be that of many things."""


def _is_worth(reading: Reading, fact: Fact, gap: Span) -> bool:
    """Whether hiding the words asks for something: no scrap, no bystander, nothing told beside."""
    whole = any(clause.is_whole for clause in reading.clauses) or bool(
        re.search(r"\s[—–]\s", reading.text)
    )
    whole = whole or any(
        after.text in ",;:" and is_surely_finite(word.text)
        for word, after in pairwise(reading.tokens)
    )
    beside = any(gap in {each.short, each.long} for each in reading.acronyms)
    if beside or not whole:
        return False
    if fact.kind not in NAMES:
        return True
    subject = fact.value and fact.value in (reading.sentence.topic, reading.sentence.title)
    if gap.start == body(reading.text).start and _DEFINED.match(reading.text[gap.end :]):
        return False
    joined = any(name.span == gap and is_joined(reading, name) for name in reading.names)
    return not subject and not joined


def _event(reading: Reading, fact: Fact) -> str | None:
    start = reading.within(fact.span).start
    date = next((date for date in reading.dates if date.phrase.start == start), None)
    if date is None:
        return None
    for question in _asked(reading.sentence):
        if question.form == "when" and question.asks == (fact.span,):
            said = happened(reading, date)
            return said if said and len(said.split()) <= _LONGEST_EVENT else None
    return None


KYRGYZ = OnceReadGrammar("ky", WORDING, VOCABULARY, read, _asked, _gapped, _event)
