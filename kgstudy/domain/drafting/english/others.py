"""Questions for what is neither date nor number nor name: meanings, firsts, causes, purposes."""

from collections.abc import Iterator, Sequence

from kgstudy.domain.drafting.english.analysis import Analysis
from kgstudy.domain.drafting.english.definitions import definitions
from kgstudy.domain.drafting.english.facts import first_of
from kgstudy.domain.drafting.english.phrasing import Spoken
from kgstudy.domain.drafting.english.places import COUNTRIES
from kgstudy.domain.drafting.english.reference import said_out
from kgstudy.domain.drafting.english.words import ARTICLES, PRONOUNS, listed
from kgstudy.domain.drafting.grammar import Question, Sentence
from kgstudy.domain.drafting.values import Fact, FactKind
from kgstudy.domain.drafting.wording import clean, words

_GOALS = listed("goal aim purpose task mission objective")
_NAMING = listed("called named known termed dubbed nicknamed")


def stands_for(known: Analysis) -> Iterator[Question]:
    """ "What does OSCE stand for?", and the other way round."""
    for each in known.acronyms:
        short = known.text[each.short[0] : each.short[1]]
        long = clean(known.text[each.long[0] : each.long[1]])
        asks = (known.span(*each.long),)
        text, turned = f"What does {short} stand for?", f"What is the {long} called for short?"
        yield Question(text, long, asks, "acronym", 0.84, (f"the {long}",), turned, short)


def asked_meaning(known: Analysis, sentence: Sentence) -> Iterator[Question]:
    for each in definitions(known):
        term = known.tokens_of(*each.term)
        said = said_out(known, term)
        meaning = clean(known.text[each.meaning[0] : each.meaning[1]]).rstrip(" ,;")
        if said is None or any(word.lower() in PRONOUNS for word in words(meaning)[:1]):
            continue
        if said in meaning or (sentence.topic and sentence.topic in said and not each.person):
            continue
        verb = each.verb or ("was" if each.person else "is")
        who = "Who" if each.person else "What"
        asks = (known.span(*each.meaning),)
        length = len(words(meaning))
        trust = each.trust if length <= 8 else each.trust - 0.1
        yield Question(f"{who} {verb} {said}?", meaning, asks, "meaning", trust, (), meaning,
                       said[0].upper() + said[1:])  # fmt: skip


def asked_naming(spoken: Spoken, facts: Sequence[Fact]) -> Iterator[Question]:
    """ "Its opponents were known as Whigs", "The columns are called groups"."""
    known, verb = spoken.known, spoken.clause.verb
    said = verb.said.split()
    if not verb.passive or not said or said[-1].lower() not in _NAMING:
        return
    first, last = spoken.clause.rest
    as_ = first < last and known.words[first].low == "as"
    start = first + as_
    while start < last and known.words[start].low in ARTICLES:
        start += 1
    name = next((fact for fact in facts if _begins(known, fact, start)), None)
    if start >= last or name is None:
        return
    end = known.tokens_of(*known.place(name.span))[1]
    inner = " ".join(filter(None, ["as" if as_ else "", known.say((end, last))]))
    text = spoken.inverted("What", inner)
    yield Question(text, name.value, (name.span,), "called", 0.76)


def _begins(known: Analysis, fact: Fact, at: int) -> bool:
    """Whether it is a name that begins at the token."""
    named = fact.kind not in (FactKind.DATE, FactKind.NUMBER, FactKind.LIST)
    return named and known.place(fact.span)[0] == known.words[at].start


def asked_first(spoken: Spoken) -> Iterator[Question]:
    """ "The first to recognise it were the USA and Turkey"."""
    known, clause = spoken.known, spoken.clause
    place = first_of(known, clause)
    if place is None:
        return
    who = _who(known, *known.within(place))
    told = clause.rest if place == clause.subject else clause.subject
    if not who and told[1] - told[0] < 4:
        return
    low = [word.low for word in known.words[clause.subject[0] : clause.subject[1]]]
    opening = who or ("Who" if low[2:3] == ["to"] else "What")
    if place == clause.subject:
        text, answer = spoken.straight(opening, spoken.rest()), spoken.subject
    else:
        rest = spoken.rest(without=clause.rest)
        text = spoken.question([opening, clause.verb.helper, spoken.subject, rest])
        answer = known.say(clause.rest)
    asks = (known.span(*known.within(place)),)
    yield Question(text, answer, asks, "first", 0.8 if who else 0.62)


def _who(known: Analysis, start: int, end: int) -> str:
    inside = [name for name in known.names if start <= name.start and name.end <= end]
    if not inside or inside[0].start > start + 4:
        return ""
    if inside and all(name.text in COUNTRIES for name in inside):
        return "Which country" if len(inside) == 1 else "Which countries"
    if inside and all(name.kind is FactKind.PERSON for name in inside):
        return "Who"
    if inside and all(name.kind is FactKind.ORGANISATION for name in inside):
        return "Which organisation"
    return ""


def asked_reason(spoken: Spoken, facts: Sequence[Fact]) -> Iterator[Question]:
    """ "Why ...?" and "For what purpose ...?", where the clause itself gives it."""
    known, clause = spoken.known, spoken.clause
    for fact in facts:
        if fact.kind not in (FactKind.CAUSE, FactKind.PURPOSE):
            continue
        where = known.tokens_of(*known.place(fact.span))
        if not (clause.rest[0] <= where[0] and where[0] < clause.end):
            continue
        stop = min(where[0], clause.rest[1])
        inner = known.say((clause.rest[0], stop))
        answer = clean(fact.text)
        if any(word.lower() in ("it", "this", "they") for word in words(answer)):
            continue
        if len(words(inner)) + len(words(spoken.subject)) < 2:
            continue
        opening = "Why" if fact.kind is FactKind.CAUSE else "For what purpose"
        text = spoken.inverted(opening, inner)
        trust = 0.7 if len(words(answer)) <= 10 else 0.52
        yield Question(text, answer, (fact.span,), "why", trust)


def asked_goal(spoken: Spoken) -> Iterator[Question]:
    """ "The goal of X is to ..."."""
    known, clause = spoken.known, spoken.clause
    first, last = clause.subject
    low = [word.low for word in known.words[first:last]]
    if not clause.verb.copula or len(low) < 2 or low[0] != "the" or low[1] not in _GOALS:
        return
    if clause.rest[0] >= clause.rest[1]:
        return
    answer = known.say(clause.rest)
    text = spoken.question(["What", clause.verb.helper, spoken.subject])
    trust = 0.74 if len(words(answer)) <= 10 else 0.56
    yield Question(text, answer, (known.span(*known.within(clause.rest)),), "goal", trust)
