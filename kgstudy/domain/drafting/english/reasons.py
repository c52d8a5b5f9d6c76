"""Causes and purposes: where a sentence says why, and the questions that ask for it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kgstudy.domain.drafting.english.analysis import Analysis
from kgstudy.domain.drafting.english.clauses import Clause, Range
from kgstudy.domain.drafting.english.groups import deed
from kgstudy.domain.drafting.english.phrasing import Spoken
from kgstudy.domain.drafting.english.reference import is_clear, lowered
from kgstudy.domain.drafting.english.verbs import FORMS
from kgstudy.domain.drafting.english.words import (
    FINITE,
    ORDINARY,
    RELATIVES,
    SUBORDINATORS,
    listed,
)
from kgstudy.domain.drafting.grammar import Question
from kgstudy.domain.drafting.values import Fact, FactKind
from kgstudy.domain.drafting.wording import clean, words

_BECAUSE = re.compile(
    r"\b(?:because of|because|due to|owing to|as a result of|thanks to)\s", re.IGNORECASE
)
_IN_ORDER = re.compile(r"\b(?:in order to|so as to|so that)\s", re.IGNORECASE)
_CAUSES = listed("because due owing thanks")
_DOING = listed(
    "send found create build hold establish introduce use meet gather travel come form join launch "
    "open convene organise organize invent design develop adopt pass write publish appoint hire "
    "dig set install collect train invite summon raise sign stop unite call sail return "
    "divert construct erect start make invade cross pay spend"
)
"""Verbs of what is done for a purpose, so that "to" with a verb behind them tells it."""
_WITH_TO = listed(
    "right attempt attempts plan plans decision wish desire ability way ways effort efforts need "
    "order power proposal chance permission first last only refusal promise offer duty agreement "
    "initiative aim goal intention freedom willingness time reason opportunity authority pressure "
    "enough able ready likely willing possible difficult easy necessary used due"
)
"""Words that "to" with a verb goes on with: "the right to vote"."""
_GOALS = listed("goal aim purpose task mission objective tasks aims goals duty duties")


@dataclass(frozen=True, slots=True)
class Reason:
    """Some tokens that say why the clause is so; they are its lead or stand in its rest."""

    kind: FactKind
    words: Range
    lead: bool = False


def reasons(known: Analysis) -> Iterator[Fact]:
    """The causes and purposes of the sentence as facts."""
    seen: set[int] = set()
    for start, end, kind in [*_marked(known), *_of_clauses(known)]:
        if start not in seen:
            seen.add(start)
            shown = clean(known.text[start:end])
            yield Fact(kind, known.span(start, end), known.whole, shown, shown)


def _marked(known: Analysis) -> Iterator[tuple[int, int, FactKind]]:
    for kind, form in ((FactKind.CAUSE, _BECAUSE), (FactKind.PURPOSE, _IN_ORDER)):
        found = form.search(known.text)
        end = _clause_end(known, found.end()) if found else 0
        if found and end > found.end() and found.start() > 0:
            yield found.start(), end, kind


def _clause_end(known: Analysis, start: int) -> int:
    """The end of the words from `start` on: a comma, or the end of their segment."""
    for first, last in known.segments:
        begin, end = known.within((first, last))
        if begin <= start < end:
            commas = (
                word.start
                for word in known.words[first:last]
                if word.text == "," and word.start > start
            )
            return next(commas, end)
    return start


def _of_clauses(known: Analysis) -> Iterator[tuple[int, int, FactKind]]:
    for clause in known.clauses:
        for reason in _told(known, clause):
            yield *known.within(reason.words), reason.kind


def _told(known: Analysis, clause: Clause) -> Iterator[Reason]:
    """The reasons whose place in the clause is certain."""
    for lead in clause.lead:
        if kind := _of_lead(known, clause, lead):
            yield Reason(kind, lead, lead=True)
    if place := _purpose(known, clause):
        yield Reason(FactKind.PURPOSE, place)


def _of_lead(known: Analysis, clause: Clause, lead: Range) -> FactKind | None:
    low = [word.low for word in known.words[slice(*lead)]]
    if low[-1] in ("that", "this", "it"):
        return None
    finite = any(word in FINITE or _is_past(word) for word in low[1:])
    if low[0] in ("because", "since") and low[1:2] != ["of"]:
        since = low[0] == "since" and clause.verb.helper in ("has", "have")
        return FactKind.CAUSE if finite and not since else None
    if low[0] in _CAUSES or low[:4] == ["as", "a", "result", "of"]:
        return FactKind.CAUSE
    wanted = low[:3] == ["in", "order", "to"] or deed(known, *lead) is not None
    return FactKind.PURPOSE if wanted else None


def _is_past(low: str) -> bool:
    form = FORMS.get(low)
    return form is not None and "past" in form.parts


def _purpose(known: Analysis, clause: Clause) -> Range | None:
    """ "built a wall to keep out the nomads": where "to" can tell nothing but the purpose."""
    start, stop = clause.rest
    if clause.verb.main not in _DOING or (clause.verb.passive and clause.verb.main == "use"):
        return None
    for at in range(start + (not clause.verb.passive), stop - 1):
        word, before = known.words[at], known.words[at - 1]
        if word.low in RELATIVES or word.low in SUBORDINATORS - {"as"}:
            return None
        if word.low == "to" and deed(known, at, stop):
            noun = before.is_word and before.low not in ORDINARY | _WITH_TO
            return (at, stop) if noun or at == start else None
    return None


def asked_reason(spoken: Spoken, facts: Sequence[Fact]) -> Iterator[Question]:
    """ "Why ...?" and "For what purpose ...?", where the clause itself gives it."""
    told = list(_told(spoken.known, spoken.clause))
    for reason in told:
        yield from _why(spoken, reason)
    taken = {spoken.known.within(reason.words)[0] for reason in told}
    for fact in facts:
        place = spoken.known.place(fact.span)
        if fact.kind in (FactKind.CAUSE, FactKind.PURPOSE) and place[0] not in taken:
            yield from _why_marked(spoken, fact, spoken.known.tokens_of(*place))


def _why(spoken: Spoken, reason: Reason) -> Iterator[Question]:
    known, where = spoken.known, reason.words
    if reason.lead:
        inner = spoken.rest(lead_without=where)
        answer = lowered(known, known.say(where), where)
    else:
        inner, answer = spoken.rest(without=where), known.say(where)
    yield from _made(spoken, inner, _bare(answer), where, "Why")


def _bare(answer: str) -> str:
    """A clause that tells the cause without its "because"."""
    first, _, rest = answer.partition(" ")
    return rest if first in ("because", "since") and not rest.startswith("of ") else answer


def _made(
    spoken: Spoken, inner: str, answer: str, where: Range, opening: str
) -> Iterator[Question]:
    known = spoken.known
    ahead = where[1] <= spoken.clause.subject[0]
    vague = ahead and not is_clear(known, where, named_before=bool(known.names) and where[0] > 0)
    if vague or len(words(inner)) + len(words(spoken.subject)) < 2:
        return
    trust = 0.7 if len(words(answer)) <= 10 else 0.52
    asks = (known.span(*known.within(where)),)
    yield Question(spoken.inverted(opening, inner), answer, asks, "why", trust)


def _why_marked(spoken: Spoken, fact: Fact, where: Range) -> Iterator[Question]:
    """What a word such as "because" begins, behind the verb."""
    known, clause = spoken.known, spoken.clause
    if not (clause.rest[0] <= where[0] < clause.end):
        return
    inner = known.say((clause.rest[0], min(where[0], clause.rest[1])))
    answer = clean(fact.text)
    if any(word.lower() in ("this", "these") for word in words(answer)):
        return
    opening = "Why" if fact.kind is FactKind.CAUSE else "For what purpose"
    yield from _made(spoken, inner, _bare(answer), where, opening)


def asked_goal(spoken: Spoken) -> Iterator[Question]:
    """ "The goal of X is to ...", "One of the main tasks of X is to ..."."""
    known, clause = spoken.known, spoken.clause
    first, last = clause.subject
    low = [word.low for word in known.words[first:last]]
    if not clause.verb.copula or low[0] not in ("the", "one") or _GOALS.isdisjoint(low[:6]):
        return
    if deed(known, *clause.rest) is None:
        return
    answer = known.say(clause.rest)
    text = spoken.question(["What", clause.verb.helper, spoken.subject])
    trust = 0.74 if len(words(answer)) <= 10 else 0.56
    yield Question(text, answer, (known.span(*known.within(clause.rest)),), "goal", trust)
