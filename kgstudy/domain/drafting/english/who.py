"""Questions for names: who did it, which country, with which organisation, in which city."""

from collections.abc import Iterator, Sequence

from kgstudy.domain.drafting.english.clauses import Range
from kgstudy.domain.drafting.english.names import Name
from kgstudy.domain.drafting.english.phrasing import Spoken
from kgstudy.domain.drafting.english.places import CITIES, COUNTRIES, REGIONS
from kgstudy.domain.drafting.english.words import JOINING, LANDS, PREPOSITIONS, listed
from kgstudy.domain.drafting.grammar import Question
from kgstudy.domain.drafting.values import FactKind
from kgstudy.domain.drafting.wording import words
from kgstudy.domain.lesson import Span

_PREPOSITIONS = listed("in at from to with by against for into under among near between")
_PLURALS = {
    "country": "countries",
    "city": "cities",
    "party": "parties",
    "church": "churches",
    "university": "universities",
    "academy": "academies",
    "embassy": "embassies",
    "person": "persons",
}
_PLANNING = listed(
    "propose appeal plan suggest demand request want promise offer ask announce call oppose invite "
    "intend agree decide vote argue discuss support"
)
"""Verbs whose object may have a place of its own."""
_OWNING = frozenset({"the", "his", "her", "its", "their"})
_LONGEST_ANSWER = 8
_LEAST_TOLD = 3
"""Words that have to follow the verb, so that the answer is decided."""


def sort_of(name: Name) -> str:
    """ "country", "city", "organisation", "person" or, where that is not known, nothing."""
    if name.text in COUNTRIES:
        return "country"
    if name.text in CITIES:
        return "city"
    if name.kind is FactKind.PERSON:
        return "person"
    if name.kind is FactKind.ORGANISATION:
        return _organisation(name.text)
    return ""


def is_place(text: str) -> bool:
    """Whether the name can be nothing but a place: "in Chemistry" is none."""
    low = text.lower().split()
    lands = len(low) > 1 and (low[-1] in LANDS or low[0] in LANDS)
    return lands or text in COUNTRIES | CITIES | REGIONS


def _organisation(text: str) -> str:
    low = text.lower().split()
    for word in ("bank", "fund", "party", "university", "church", "academy", "embassy"):
        if word in low:
            return word
    return "organisation"


def asked_subject(spoken: Spoken) -> Iterator[Question]:
    known, clause = spoken.known, spoken.clause
    if clause.verb.copula or not known.holds(clause.subject, *known.within(clause.subject)):
        return
    inside = [name for name in known.names if known.holds(clause.subject, name.start, name.end)]
    first, last = clause.subject
    if not inside or last - first > _LONGEST_ANSWER or _told(spoken) < _LEAST_TOLD:
        return
    joined = any(known.words[at].low in JOINING for at in range(first, last))
    if any(known.words[at].low in PREPOSITIONS for at in range(first, last)):
        return
    if not joined and inside[-1].end != known.within(clause.subject)[1]:
        return
    if not joined and (len(inside) > 1 or spoken.topic == inside[0].text):
        return
    opening = _who(inside, joined)
    if opening:
        text = spoken.straight(opening, spoken.rest())
        asks = tuple(known.span(name.start, name.end) for name in inside)
        trust = 0.74 if len(words(text)) <= 20 else 0.6
        yield Question(text, spoken.subject, asks, "who", trust, _shorter(spoken, inside, joined))


def _told(spoken: Spoken) -> int:
    return len(words(spoken.rest()))


def _who(inside: Sequence[Name], joined: bool) -> str:
    sorts = {sort_of(name) for name in inside}
    if sorts == {"person"}:
        return "Who"
    if len(sorts) > 1 or "" in sorts:
        return ""
    only = sorts.pop()
    if not joined:
        return f"Which {only}"
    number = {2: "two ", 3: "three ", 4: "four ", 5: "five "}.get(len(inside), "")
    return f"Which {number}{_PLURALS.get(only, only + 's')}"


def _shorter(spoken: Spoken, inside: Sequence[Name], joined: bool) -> tuple[str, ...]:
    if joined or inside[0].text == spoken.subject:
        return ()
    return (inside[0].text,)


def asked_name(spoken: Spoken, name: Name) -> Iterator[Question]:
    """A name behind the verb: an object, or behind a preposition."""
    known, clause = spoken.known, spoken.clause
    first, last = known.tokens_of(name.role, name.end)
    begin, stop = clause.rest
    if not begin <= first < last <= stop or spoken.topic == name.text:
        return
    start = first - (first > begin and known.words[first - 1].low in _OWNING)
    if any(known.holds(clause.subject, number.start, number.end) for number in known.numbers):
        return
    if _in_list(spoken, start, last, stop) or spoken.is_deep(start):
        return
    last = _behind_acronym(spoken, last, stop)
    asks = (known.span(name.start, name.end),)
    sort = sort_of(name)
    if start == begin and not clause.verb.copula and not clause.verb.passive:
        yield from _object(spoken, name, (start, last), sort, asks)
    elif start > begin and known.words[start - 1].low in _PREPOSITIONS:
        yield from _behind_preposition(spoken, name, (start - 1, last), sort, asks)


def _in_list(spoken: Spoken, start: int, last: int, stop: int) -> bool:
    words_ = spoken.known.words
    after = words_[last].low if last < stop else ""
    before = words_[start - 1].low if start else ""
    beside = JOINING | {",", "'s", "’s"}
    return after in beside or before in beside


def _behind_acronym(spoken: Spoken, last: int, stop: int) -> int:
    marks = [word.text for word in spoken.known.words[last : last + 3]]
    closed = len(marks) == 3 and marks[0] == "(" and marks[2] == ")"
    return last + 3 if closed and last + 3 <= stop else last


def _object(
    spoken: Spoken, name: Name, where: Range, sort: str, asks: tuple[Span, ...]
) -> Iterator[Question]:
    known = spoken.known
    after = known.words[where[1]].low if where[1] < spoken.clause.rest[1] else ""
    if after and (after not in PREPOSITIONS or after == "as"):
        return
    opening = {"person": "Whom", "": "What"}.get(sort, f"Which {sort}")
    if not sort and name.kind is not FactKind.NAME:
        opening = "What"
    inner = spoken.rest(without=where)
    if len(words(inner)) + len(words(spoken.subject)) < _LEAST_TOLD:
        return
    text = spoken.inverted(opening, inner)
    trust = 0.7 if spoken.known.dates or len(words(inner)) >= _LEAST_TOLD else 0.58
    yield Question(text, name.text, asks, "what", trust, _acronym(spoken, name))


def _acronym(spoken: Spoken, name: Name) -> tuple[str, ...]:
    known = spoken.known
    return tuple(
        known.text[each.short[0] : each.short[1]]
        for each in known.acronyms
        if each.long == (name.start, name.end)
    )


def _behind_preposition(
    spoken: Spoken, name: Name, where: Range, sort: str, asks: tuple[Span, ...]
) -> Iterator[Question]:
    known, clause = spoken.known, spoken.clause
    preposition = known.words[where[0]].low
    after = known.words[where[1]].low if where[1] < clause.rest[1] else ""
    if after and after not in PREPOSITIONS and after not in ("who", "which"):
        return
    opening = _opening(preposition, sort, name)
    if preposition in ("in", "at") and clause.verb.main in _PLANNING:
        return
    if not opening or preposition == "between" or clause.verb.copula:
        return
    inner = spoken.rest(without=where)
    if len(words(inner)) + len(words(spoken.subject)) < _LEAST_TOLD:
        return
    text = spoken.inverted(opening, inner)
    trust = 0.68 if where[0] <= clause.rest[0] + 8 else 0.6
    if name.kind is FactKind.PLACE and preposition in ("in", "at"):
        trust += 0.04
    yield Question(text, name.text, asks, "with-whom", trust, _acronym(spoken, name))


def _opening(preposition: str, sort: str, name: Name) -> str:
    if sort == "person":
        return f"{preposition.capitalize()} whom"
    if sort:
        return f"{preposition.capitalize()} which {sort}"
    if is_place(name.text) and preposition in ("in", "at", "near"):
        return "Where"
    if is_place(name.text) and preposition == "from":
        return "From where"
    return ""


def asked_row(spoken: Spoken) -> Iterator[Question]:
    """Names of one sort behind a preposition or as an object: "with Turkey, Iran and Russia"."""
    known, clause = spoken.known, spoken.clause
    for row in known.lists:
        inside = [n for n in known.names if row[0][0] <= n.start and n.end <= row[-1][1]]
        first, last = known.tokens_of(row[0][0], row[-1][1])
        begin, stop = clause.rest
        if len(inside) != len(row) or not begin <= first < last <= stop:
            continue
        opening = _who(inside, joined=True)
        start = first - (first > begin and known.words[first - 1].low == "the")
        if not opening or spoken.is_deep(start):
            continue
        before = known.words[start - 1].low if start > begin else ""
        if opening == "Who":
            opening = "whom" if before in _PREPOSITIONS else "Whom"
        if before in _PREPOSITIONS:
            opening = f"{before.capitalize()} {opening[0].lower()}{opening[1:]}"
            start -= 1
        elif start != begin or clause.verb.copula or clause.verb.passive:
            continue
        text = spoken.inverted(opening, spoken.rest(without=(start, last)))
        asks = tuple(known.span(name.start, name.end) for name in inside)
        answer = known.say((first, last))
        yield Question(text, answer, asks, "which-ones", 0.72)
