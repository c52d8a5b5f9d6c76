"""Firsts and superlatives: who or what was the first, the largest, the last to do something."""

from collections.abc import Iterator
from itertools import takewhile

from kgstudy.domain.drafting.english.analysis import Analysis
from kgstudy.domain.drafting.english.clauses import Clause, Range
from kgstudy.domain.drafting.english.phrasing import Spoken
from kgstudy.domain.drafting.english.places import COUNTRIES
from kgstudy.domain.drafting.english.words import (
    BE,
    CALLINGS,
    FIRSTS,
    PREPOSITIONS,
    PRONOUNS,
    ROLES,
    listed,
)
from kgstudy.domain.drafting.grammar import Question
from kgstudy.domain.drafting.values import FactKind
from kgstudy.domain.drafting.wording import words

_LONGEST, _REACH = 16, 6
_LONGEST_SUBJECT = 8
_PERSONS = ROLES | CALLINGS | {"person"}
_OWNING = frozenset({"the", "its", "his", "her", "their"})
_NOUNS = listed("forest interest harvest request contest protest honest modest conquest northwest")


def first_of(known: Analysis, clause: Clause) -> Range | None:
    """Who or what the clause says was first, the largest and the like."""
    subject, rest = clause.subject, clause.rest
    if rest[0] >= rest[1] or subject[1] - subject[0] > _LONGEST:
        return None
    if known.words[subject[0]].low in PRONOUNS or known.words[rest[1] - 1].low == "so":
        return None
    if not clause.verb.copula or clause.verb.helper not in BE:
        return subject if _does_first(known, clause) else None
    if rest[1] - rest[0] > _LONGEST:
        return None
    if is_first(known, rest):
        return subject
    return rest if is_first(known, subject) and subject[1] - subject[0] > 3 else None


def _does_first(known: Analysis, clause: Clause) -> bool:
    """Whether a name became the first or made the largest, or the first of them was made."""
    first, last = clause.subject
    if clause.verb.passive:
        return is_first(known, clause.subject) and last - first <= _LONGEST_SUBJECT
    named = any(known.holds(clause.subject, each.start, each.end) for each in known.names)
    return named and last - first <= _LONGEST_SUBJECT and is_first(known, clause.rest)


def is_first(known: Analysis, words: Range) -> bool:
    """Whether the words begin with "the first", "the world's largest" and the like."""
    low = [word.low for word in known.words[words[0] : words[1]]][:_REACH]
    if len(low) < 2 or low[0] not in _OWNING:
        return False
    group = list(takewhile(lambda word: word not in PREPOSITIONS, low[1:]))
    return low[1] in FIRSTS or any(_is_superlative(word) for word in group)


def _is_superlative(word: str) -> bool:
    return word in FIRSTS or (word.endswith("est") and len(word) > 5 and word not in _NOUNS)


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
    person = low[2:3] == ["to"] or not _PERSONS.isdisjoint(low[:_REACH])
    opening = who or ("Who" if person else "What")
    if place == clause.subject:
        text, answer = spoken.straight(opening, spoken.rest()), spoken.subject
    else:
        rest = spoken.rest(without=clause.rest)
        text = spoken.question([opening, clause.verb.helper, spoken.subject, rest])
        answer = known.say(clause.rest)
    asks = (known.span(*known.within(place)),)
    trust = 0.8 if who else 0.62 if len(words(text)) > 5 else 0.5
    yield Question(text, answer, asks, "first", trust)


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
