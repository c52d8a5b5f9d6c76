"""Questions for what is neither date nor number nor name: meanings, names of things."""

from collections.abc import Iterator, Sequence

from kgstudy.domain.drafting.english.analysis import Analysis
from kgstudy.domain.drafting.english.definitions import definitions
from kgstudy.domain.drafting.english.phrasing import Spoken
from kgstudy.domain.drafting.english.reference import said_out
from kgstudy.domain.drafting.english.words import ARTICLES, PRONOUNS, listed
from kgstudy.domain.drafting.grammar import Question, Sentence
from kgstudy.domain.drafting.values import Fact, FactKind
from kgstudy.domain.drafting.wording import clean, words

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
