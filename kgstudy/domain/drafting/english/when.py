"""Questions for a date, and for what happened then."""

import re
from collections.abc import Iterator

from kgstudy.domain.drafting.english.analysis import Analysis
from kgstudy.domain.drafting.english.clauses import Range
from kgstudy.domain.drafting.english.dates import Date
from kgstudy.domain.drafting.english.phrasing import Spoken
from kgstudy.domain.drafting.english.words import HAPPENINGS, JOINING, listed
from kgstudy.domain.drafting.grammar import Question
from kgstudy.domain.drafting.values import FactKind
from kgstudy.domain.drafting.wording import clean, words

_BY_FORM = {
    "mdy": "On what date",
    "dmy": "On what date",
    "iso": "On what date",
    "md": "On what date",
    "dm": "On what date",
    "my": "In which month and year",
    "season": "In which season and year",
    "decade": "In which decade",
    "century": "In which century",
    "year": "In which year",
    "era": "In which year",
    "range": "In which years",
}
_BY_PREPOSITION = {
    "since": "Since when",
    "until": "Until when",
    "till": "Until when",
    "by": "By when",
    "after": "After which date",
    "before": "Before which date",
}
_TAKEN = listed("in on at during since until till by from between around about the year of")
_LONGEST_EVENT = 12
_QUALIFIED = re.compile(r"\b(?:early|late|mid|end|beginning|middle)\b", re.IGNORECASE)
_STATES = frozenset({"be", "have", "belong", "remain", "contain", "consist", "include", "know"})
"""Verbs of what lasts, and so did not happen at a time."""


def place_of(spoken: Spoken, date: Date) -> tuple[Range, str] | None:
    """The adverbial that the date is, and its preposition; None where it is part of a name."""
    known, clause = spoken.known, spoken.clause
    first, last = known.tokens_of(date.start, date.end)
    for lead in clause.lead:
        if lead[0] <= first and last <= lead[1]:
            return (
                (lead, known.words[lead[0]].low)
                if last - lead[0] <= 8 and last == lead[1]
                else None
            )
    start, end = clause.rest
    if not (start <= first and last <= end):
        return None
    at = first
    while at > start and known.words[at - 1].low in ("the", "year", "about", "around"):
        at -= 1
    if at == start:
        return None
    preposition = known.words[at - 1].low
    if preposition not in _TAKEN | _BY_PREPOSITION.keys() or preposition == "of":
        return None
    return (at - 1, last), preposition


def asked_when(spoken: Spoken, date: Date) -> Iterator[Question]:
    found = place_of(spoken, date)
    if found is None or not spoken.known.dates:
        return
    where, preposition = found
    if spoken.known.words[where[0]].low == "as" or spoken.is_deep(where[0]):
        return
    inner = spoken.rest(without=where, lead_without=where)
    if any(_is_twin(spoken, date, other) for other in spoken.known.dates if other is not date):
        return
    if any(_overlaps(spoken, other, inner) for other in spoken.known.dates if other is not date):
        return
    if len(words(inner)) + len(words(spoken.subject)) < 2:
        return
    opening = _BY_PREPOSITION.get(preposition, _BY_FORM[date.form])
    if preposition == "between" and date.form == "range":
        opening = "Between which years"
    if preposition in _BY_PREPOSITION and date.form == "year" and opening.endswith("date"):
        opening = opening.replace("date", "year")
    if date.form in ("year", "decade", "century") and _QUALIFIED.search(date.value):
        opening = "When" if preposition in _TAKEN else opening
    text = spoken.inverted(opening, inner)
    asks = (spoken.known.span(date.start, date.end),)
    event = event_of(spoken, date)
    both = (f"What happened {preposition} {date.value}?", event) if event else ("", "")
    yield Question(text, date.value, asks, "when", _trust(spoken, text), also(date),
                   *both)  # fmt: skip
    yield from _what_happened(spoken, date, preposition, event)


def asked_year(spoken: Spoken, date: Date) -> Iterator[Question]:
    """ "2002 was declared the year of ..."."""
    known, clause = spoken.known, spoken.clause
    if date.form != "year" or known.tokens_of(date.start, date.end) != clause.subject:
        return
    text = spoken.straight("Which year", spoken.rest())
    if len(words(text)) >= 5:
        yield Question(text, date.value, (known.span(date.start, date.end),), "which-year", 0.78)


def _is_twin(spoken: Spoken, date: Date, other: Date) -> bool:
    """Whether "and" joins another date to this one: "Peru by 1971 and Chile by 1975"."""
    known = spoken.known
    first, last = sorted(known.tokens_of(each.start, each.end) for each in (date, other))
    between = known.words[first[1] : last[0]]
    begin, stop = spoken.clause.rest
    inside = begin <= first[0] and last[1] <= stop
    return inside and len(between) <= _NEAR and any(word.low in JOINING for word in between)


_NEAR = 6


def _overlaps(spoken: Spoken, other: Date, text: str) -> bool:
    """Whether another date is told in the question, where one might be taken for the other."""
    return other.value in text and other.form == "range"


def also(date: Date) -> tuple[str, ...]:
    """Other ways to write it that the comparison of typed answers does not know by itself."""
    if date.form == "season":
        bare = date.value.replace(" of ", " ")
        turned = (
            bare.replace("fall", "autumn") if "fall" in bare else bare.replace("autumn", "fall")
        )
        return tuple(dict.fromkeys(each for each in (bare, turned) if each != date.value))
    if date.form in ("decade", "century") and date.value.startswith("the "):
        return (date.value.removeprefix("the "),)
    return ()


def _trust(spoken: Spoken, text: str) -> float:
    """A second deed that has a name in it says more than the first one."""
    count = len(words(text))
    known, clause = spoken.known, spoken.clause
    if clause.follows and any(known.holds(clause.rest, n.start, n.end) for n in known.names):
        return 0.87 if count <= 26 else 0.6
    trust = 0.88 if count <= 4 else 0.86 if count <= 18 else 0.78 if count <= 26 else 0.6
    return trust if spoken.clause.verb.main else trust - 0.1


def event_of(spoken: Spoken, date: Date) -> str | None:
    """What happened, without its date."""
    found = place_of(spoken, date)
    if found is None or spoken.is_deep(found[0][0]) or spoken.clause.verb.main in _STATES:
        return None
    said = spoken.statement(spoken.rest(without=found[0], lead_without=found[0]))
    others = (each for each in spoken.known.dates if each is not date)
    if any(spoken.known.text[each.start : each.end] in said for each in others):
        return None
    return said if len(words(said)) <= _LONGEST_EVENT + 3 else None


def _what_happened(
    spoken: Spoken, date: Date, preposition: str, event: str | None
) -> Iterator[Question]:
    """Only for a day, because much may happen in a year."""
    if event is None or len(date.order) < 3 or preposition not in ("on", "the"):
        return
    if len(words(event)) > _LONGEST_EVENT or spoken.clause.verb.copula:
        return
    known, clause = spoken.known, spoken.clause
    start, _ = known.within(clause.subject)
    _, end = known.within((clause.subject[0], clause.rest[1]))
    text = f"What happened on {date.value}?"
    yield Question(text, event, (known.span(start, end),), "event", 0.62)


def nominal(known: Analysis, date: Date) -> Iterator[Question]:
    """ "the proclamation of independence on D", "the resignation of X (D)"."""
    first, _ = known.tokens_of(date.start, date.end)
    if first < 3:
        return
    before = known.words[first - 1]
    if before.text == "(" or before.low in ("on", "in", "of"):
        stop = first - 1
        start = _happening(known, stop)
        if start is None:
            return
        thing = clean(known.say((start, stop)))
        thing = f"the {thing[3:].lstrip()}" if known.words[start].low == "the" else f"the {thing}"
        sort = {"On what date": "the date", "In which year": "the year"}.get(_BY_FORM[date.form])
        if sort is None or thing.count(" ") > 14:
            return
        asks = (known.span(date.start, date.end),)
        opening = "What was the date of" if sort == "the date" else "In which year was"
        text = f"{opening} {thing}?"
        yield Question(text, date.value, asks, "when-noun", 0.72, also(date))


def _happening(known: Analysis, stop: int) -> int | None:
    """Where the noun group begins that ends before `stop` and names something that happened."""
    for at in range(stop - 1, max(-1, stop - 16), -1):
        word = known.words[at]
        if word.text in ",;:()—–" or any(
            date.start <= word.start < date.end for date in known.dates
        ):
            return None
        if word.low in HAPPENINGS and not word.is_capital:
            start = at
            while start > 0 and known.words[start - 1].low not in ("the", "a", "an"):
                start -= 1
                if at - start > 3:
                    return None
            article = known.words[start - 1].low if start else ""
            rest = known.words[at + 1].low if at + 1 < stop else ""
            return start - 1 if article == "the" and (rest == "of" or at + 1 == stop) else None
    return None


def lifetimes(known: Analysis, date: Date) -> Iterator[Question]:
    """ "John Locke (1632–1704)"."""
    if date.form != "range":
        return
    first, _ = known.tokens_of(date.start, date.end)
    if first < 2 or known.words[first - 1].text != "(":
        return
    end = known.words[first - 2].end
    name = next((name for name in known.names if name.end == end), None)
    if name is None or name.kind not in (FactKind.PERSON, FactKind.NAME):
        return
    asks = (known.span(date.start, date.end),)
    if name.kind is FactKind.PERSON:
        yield Question(f"In which years did {name.text} live?", date.value, asks, "lived", 0.7)
