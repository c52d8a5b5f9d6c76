"""Russian as drafting sees it; see `domain.drafting.grammar.Grammar`."""

import re
from functools import lru_cache

from kgstudy.domain.drafting.gapping import is_told, said_out
from kgstudy.domain.drafting.grammar import Gapped, Question, Sentence
from kgstudy.domain.drafting.once_read import NAMES, SPARE, OnceReadGrammar, has_better
from kgstudy.domain.drafting.russian.clauses import body
from kgstudy.domain.drafting.russian.names import Name
from kgstudy.domain.drafting.russian.naming import is_joined
from kgstudy.domain.drafting.russian.questions import questions
from kgstudy.domain.drafting.russian.reading import Reading, read
from kgstudy.domain.drafting.russian.standing import standing, titled
from kgstudy.domain.drafting.russian.vocabulary import VOCABULARY, WORDING
from kgstudy.domain.drafting.russian.when import happened
from kgstudy.domain.drafting.russian.words import agree, words
from kgstudy.domain.drafting.values import Fact, FactKind
from kgstudy.domain.lesson import Span

_LONGEST_GAP = 6
_SHORTEST = 2
_LONG = 45
_LONGEST_EVENT = 14


@lru_cache(maxsize=256)
def _asked(sentence: Sentence) -> tuple[Question, ...]:
    return tuple(questions(read(sentence)))


def _gapped(reading: Reading, fact: Fact) -> Gapped | None:
    """The sentence, or the part of a long one between semicolons, with its gap."""
    gap = reading.within(fact.span)
    part = _part(reading.text, gap)
    said = reading.text[part.start : part.end]
    around = f"{said[: gap.start - part.start]} {said[gap.end - part.start :]}"
    left, hidden = len(re.findall(r"\w{2,}", around)), len(fact.text.split())
    if is_told(fact.text, around) or left < _SHORTEST:
        return None
    if fact.kind is not FactKind.LIST and hidden > min(left, _LONGEST_GAP):
        return None
    bare = any(each.bare and reading.place(each.asked) == fact.span for each in reading.statements)
    stands = standing(reading.sentence, said, bare=bare)
    worth = _is_worth(reading, fact, gap)
    if stands is None or not (worth or has_better(reading, _asked(reading.sentence), _is_worth)):
        return None
    trust = 0.74 * stands.trust if worth else SPARE
    place = Span(gap.start - part.start, gap.end - part.start)
    shown, place = said_out(said, stands.text, place)
    shown = shown if shown[-1] in ".!?…" else f"{shown}."
    under = stands.context or titled(reading.sentence, words(around))
    context = f"{under[0].upper()}{under[1:]}:" if under else ""
    return Gapped(shown, place, context, round(trust, 3))


def _is_worth(reading: Reading, fact: Fact, gap: Span) -> bool:
    """Whether hiding the words asks for something: no scrap, no bystander, nothing told beside."""
    joined = re.search("[—–:]| - " if fact.kind is FactKind.LIST else "[—–]| - ", reading.text)
    said = joined or any(clause.verbs for clause in reading.clauses)
    beside = any(gap in (each.short, each.long) for each in reading.acronyms)
    if beside or not said:
        return False
    before = reading.text[: gap.start]
    if fact.kind is FactKind.NUMBER and before.count("(") > before.count(")"):
        return any(number.is_measure and number.span == gap for number in reading.numbers)
    if fact.kind not in NAMES:
        return True
    if fact.value in (reading.sentence.topic, reading.sentence.title):
        return False
    name = next((name for name in reading.names if name.span(reading.tokens) == gap), None)
    return name is None or not (is_joined(reading.tokens, name) or _is_bystander(reading, name))


def _is_bystander(reading: Reading, name: Name) -> bool:
    """Whether a name only tells whose something is: "успех Москвы"."""
    if not name.first or name.quoted:
        return False
    before, word = reading.tokens[name.first - 1], reading.tokens[name.first]
    after = reading.tokens[name.last].small if name.last < len(reading.tokens) else ""
    if before.small in _ASIDE or after == "по" or (before.small == "на" and word.likely("accs")):
        return True
    if name.kind is FactKind.PERSON:
        return False
    return name.noun == name.first - 1 and word.may("gent") and not agree([before, word])


_ASIDE = {"для", "до", "о", "об", "от", "к", "по", "за", "против", "про", "без", "между", "после"}


def _part(text: str, gap: Span) -> Span:
    """The words of the sentence that are shown around a gap."""
    whole = body(text)
    start, end = whole.start, len(text.rstrip())
    if end - start > _LONG * 7:
        mark = text.rfind("; ", start, gap.start)
        start = mark + 2 if mark >= 0 else start
        end = next((at for at in [text.find(";", gap.end, end)] if at > 0), end)
    return Span(start, end)


def _event(reading: Reading, fact: Fact) -> str | None:
    """What a clause says of its only date, if it is clear alone."""
    start = reading.within(fact.span).start
    date = next((date for date in reading.dates if date.phrase.start == start), None)
    clause = reading.clause_of(date.phrase) if date else None
    if date is None or clause is None:
        return None
    for question in _asked(reading.sentence):
        if question.form == "when" and question.asks == (fact.span,):
            said = question.reversed or happened(reading, date, clause)
            return said if len(said.split()) <= _LONGEST_EVENT else None
    return None


RUSSIAN = OnceReadGrammar("ru", WORDING, VOCABULARY, read, _asked, _gapped, _event)
