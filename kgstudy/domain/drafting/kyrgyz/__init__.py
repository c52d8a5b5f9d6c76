"""The grammar of Kyrgyz: facts are found by rules and suffixes, and asked for in their place."""

import re
from collections.abc import Sequence

from kgstudy.domain.drafting.grammar import (
    Gapped,
    Question,
    Sentence,
    Vocabulary,
    Wording,
)
from kgstudy.domain.drafting.kyrgyz.asking import happened, questions
from kgstudy.domain.drafting.kyrgyz.clauses import body
from kgstudy.domain.drafting.kyrgyz.reading import Reading, read
from kgstudy.domain.drafting.kyrgyz.standing import standing
from kgstudy.domain.drafting.kyrgyz.vocabulary import VOCABULARY, WORDING
from kgstudy.domain.drafting.values import Fact, FactKind
from kgstudy.domain.lesson import Span

_LONGEST_GAP = 6
_SHORTEST = 3
_LONGEST_EVENT = 14


class Kyrgyz:
    @property
    def language(self) -> str:
        return "ky"

    @property
    def wording(self) -> Wording:
        return WORDING

    @property
    def vocabulary(self) -> Vocabulary:
        return VOCABULARY

    def facts(self, sentence: Sentence) -> Sequence[Fact]:
        return read(sentence).facts

    def questions(self, sentence: Sentence, facts: Sequence[Fact]) -> Sequence[Question]:
        """Questions for the facts that were found; `facts` that others made get none."""
        return questions(read(sentence))

    def gapped(self, sentence: Sentence, fact: Fact) -> Gapped | None:
        return _gapped(read(sentence), fact)

    def event(self, sentence: Sentence, date: Fact) -> str | None:
        return _event(read(sentence), date)


def _gapped(reading: Reading, fact: Fact) -> Gapped | None:
    """The sentence with its gap, a pronoun before the gap said out where its name is certain."""
    start = fact.span.start - reading.sentence.span.start
    gap = Span(start, start + fact.span.end - fact.span.start)
    lead = body(reading.text).start
    said = reading.text[lead:].rstrip()
    around = f"{said[: gap.start - lead]} {said[gap.end - lead :]}"
    if _is_told(fact.text, around) or len(around.split()) < _SHORTEST:
        return None
    if fact.kind is not FactKind.LIST and len(fact.text.split()) > _LONGEST_GAP:
        return None
    stands = standing(reading.sentence, said)
    trust = 0.3 if stands is None else 0.74 * stands.trust
    if not any(clause.is_whole for clause in reading.clauses) and not re.search("[—–:]", said):
        trust *= 0.6
    shown, place = said, Span(gap.start - lead, gap.end - lead)
    if stands is not None and stands.text.endswith(said[place.start :]):
        shown = stands.text
        moved = len(shown) - len(said)
        place = Span(place.start + moved, place.end + moved)
    context = f"{stands.context}:" if stands and stands.context else ""
    return Gapped(shown, place, context, round(trust, 3))


def _is_told(fact: str, around: str) -> bool:
    """Whether the words of a gap stand elsewhere in what is shown."""
    return bool(re.search(rf"(?<!\w){re.escape(fact)}(?!\w)", around, re.IGNORECASE))


def _event(reading: Reading, fact: Fact) -> str | None:
    start = fact.span.start - reading.sentence.span.start
    date = next((date for date in reading.dates if date.span.start == start), None)
    if date is None:
        return None
    for question in questions(reading):
        if question.form == "when" and question.asks == (fact.span,):
            said = happened(reading, date)
            return said if said and len(said.split()) <= _LONGEST_EVENT else None
    return None


KYRGYZ = Kyrgyz()
