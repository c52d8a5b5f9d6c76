"""Questions for a subject that is no name: "What was withdrawn?", "What is one of the tasks?"."""

from collections.abc import Iterator

from kgstudy.domain.drafting.english.clauses import Range
from kgstudy.domain.drafting.english.firsts import first_of
from kgstudy.domain.drafting.english.phrasing import Spoken
from kgstudy.domain.drafting.english.words import (
    ADVERBS,
    BE,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    ROLES,
    SUBORDINATORS,
    listed,
)
from kgstudy.domain.drafting.grammar import Question
from kgstudy.domain.drafting.values import FactKind
from kgstudy.domain.drafting.wording import words

_SINGULAR = {"are": "is", "were": "was", "have": "has"}
_LONGEST = 8
_VAGUE = listed("this that these those such it there others another most many some few all both")
_PERSONS = listed("people men women children leaders members rulers workers soldiers citizens")


def asked_thing(spoken: Spoken) -> Iterator[Question]:
    """ "Foreign troops were withdrawn from Peru": what was, where that says enough."""
    known, clause = spoken.known, spoken.clause
    inner = spoken.rest()
    told = any(known.holds(clause.rest, each.start, each.end) for each in known.names)
    if not clause.verb.passive or not told or len(words(inner)) < 2 or not _is_thing(spoken):
        return
    helper = _SINGULAR.get(clause.verb.helper, clause.verb.helper)
    said = " ".join(filter(None, [clause.verb.adverbs, clause.verb.said]))
    text = spoken.question(["What", helper, said, inner])
    asks = (known.span(*known.within(clause.subject)),)
    yield Question(text, spoken.subject, asks, "thing", 0.58)


def _is_thing(spoken: Spoken) -> bool:
    """Whether the subject is a noun with something that tells it, and no person or name."""
    known, (first, last) = spoken.known, spoken.clause.subject
    low = [word.low for word in known.words[first:last]]
    heads = low[: next((at for at, word in enumerate(low) if word in PREPOSITIONS), len(low))]
    start, end = known.within((first, last))
    held = [n for n in known.names if known.holds((first, last), n.start, n.end)]
    named = any(_is_doer(n.kind) or (n.start == start and n.end == end) for n in held)
    counted = any(known.holds((first, last), n.start, n.end) for n in known.numbers)
    unclear = not (PRONOUNS | RELATIVES | SUBORDINATORS | _VAGUE).isdisjoint(low)
    person = not (ROLES | _PERSONS).isdisjoint(heads)
    return 2 <= last - first <= _LONGEST and not (named or counted or unclear or person)


def _is_doer(kind: FactKind) -> bool:
    return kind in (FactKind.PERSON, FactKind.ORGANISATION)


def asked_complement(spoken: Spoken) -> Iterator[Question]:
    """ "Fair trade is one of the aims of the union": what is, where few things could be."""
    known, clause = spoken.known, spoken.clause
    if not clause.verb.copula or clause.verb.helper not in BE or not _is_thing(spoken):
        return
    if first_of(known, clause) or not _singles_out(spoken, clause.rest):
        return
    text = spoken.straight("What", spoken.rest())
    asks = (known.span(*known.within(clause.subject)),)
    yield Question(text, spoken.subject, asks, "thing", 0.6)


def _singles_out(spoken: Spoken, rest: Range) -> bool:
    """Whether the words say what few things are: "one of the main tasks", "very important"."""
    low = [word.low for word in spoken.known.words[slice(*rest)]]
    one = low[:3] == ["one", "of", "the"]
    stressed = low[:1] == ["very"] and "for" in low
    return len(low) >= _LEAST and (one or stressed) and not ADVERBS.issuperset(low)


_LEAST = 4
