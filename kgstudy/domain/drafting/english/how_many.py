"""Questions for numbers: "how many", "with how many", "at which session"."""

from collections.abc import Iterator

from kgstudy.domain.drafting.english.analysis import Analysis
from kgstudy.domain.drafting.english.clauses import Range
from kgstudy.domain.drafting.english.numbers import Number
from kgstudy.domain.drafting.english.phrasing import Spoken
from kgstudy.domain.drafting.english.words import (
    ADVERBS,
    DETERMINERS,
    FINITE,
    JOINING,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
    listed,
)
from kgstudy.domain.drafting.grammar import Question
from kgstudy.domain.drafting.wording import words

_LONGEST_GROUP = 6
_ASKED_WITH = listed(
    "in on at by with from to for into among within across against between over during "
    "after under through"
)


def asked_how_many(spoken: Spoken, number: Number) -> Iterator[Question]:
    known, clause = spoken.known, spoken.clause
    first, last = known.tokens_of(number.start, number.end)
    start = _about(spoken, number, first)
    if clause.subject[0] <= first < clause.subject[1]:
        yield from _of_subject(spoken, number, start, last)
    elif clause.rest[0] <= first < clause.rest[1]:
        yield from _of_rest(spoken, number, start, first, last)


def _about(spoken: Spoken, number: Number, first: int) -> int:
    """Where the number begins with its "about"."""
    return max(0, first - len(number.about.split()))


def _answer(number: Number) -> tuple[str, tuple[str, ...]]:
    about = number.about.lower()
    if not about:
        return number.text, ()
    return f"{about}{number.text}", (number.text,)


def _asking(number: Number) -> str:
    return "what percentage of" if number.form == "percent" else "how many"


def _of_subject(spoken: Spoken, number: Number, start: int, last: int) -> Iterator[Question]:
    """ "135 countries recognised it" and "the leaders of 11 republics met"."""
    known, clause = spoken.known, spoken.clause
    first, end = clause.subject
    if (
        clause.verb.copula
        or number.form not in ("figures", "words", "percent")
        or _group_end(spoken, last, end) == last
    ):
        return
    if number.form == "percent":
        if known.words[last].low != "of":
            return
        last += 1
    before = known.say((first, start))
    if start > first and known.words[start - 1].low in DETERMINERS - {"the"}:
        return
    if start > first and known.words[start - 1].low == "the":
        before = known.say((first, start - 1))
    if before and before.split()[-1].lower() not in PREPOSITIONS:
        return
    if before and known.words[first].low == "the":
        before = f"the {before.split(maxsplit=1)[1]}"
    asked = " ".join(filter(None, [before, _asking(number), known.say((last, end))]))
    text = spoken.straight(asked, spoken.rest())
    answer, also = _answer(number)
    trust = 0.84 if not before else 0.72
    if len(words(text)) > 24:
        trust -= 0.15
    yield Question(text, answer, (known.span(number.start, number.end),), "how-many", trust, also)


def _group_end(spoken: Spoken, at: int, end: int) -> int:
    """Where the noun group ends that goes on at `at`."""
    known = spoken.known
    start = at
    while at < end and at - start < _LONGEST_GROUP:
        word = known.words[at]
        if (
            not word.is_word
            or word.low in PREPOSITIONS
            or word.low in FINITE
            or word.low in RELATIVES
            or word.low in SUBORDINATORS
            or word.low in DETERMINERS
            or word.low in ADVERBS
            or (word.low in JOINING and not _joins(spoken, at, end))
        ):
            break
        at += 1
    return at


def _joins(spoken: Spoken, at: int, end: int) -> bool:
    """ "20 embassies and representations": what follows "and" is a noun of the same group."""
    return at + 1 < end and spoken.known.words[at + 1].low.endswith("s")


def _of_rest(
    spoken: Spoken, number: Number, start: int, first: int, last: int
) -> Iterator[Question]:
    known, clause = spoken.known, spoken.clause
    begin, stop = clause.rest
    before = known.words[start - 1].low if start > begin else ""
    if number.form == "ordinal":
        yield from _which(spoken, number, first, last)
        return
    if number.form not in ("figures", "words"):
        return
    if before in ("the", "its", "their", "his", "her", "these", "those"):
        return
    end = _group_end(spoken, last, stop)
    alone = start == begin and last == stop and clause.verb.copula
    if (end == last and not alone) or spoken.is_deep(start):
        return
    end = _of_group(spoken, end)
    if end < stop and known.words[end].low in JOINING:
        return
    noun = known.say((last, end))
    answer, also = _answer(number)
    asks = (known.span(number.start, number.end),)
    if before in _ASKED_WITH:
        inner = spoken.rest(without=(start - 1, end))
        text = spoken.inverted(f"{before.capitalize()} how many {noun}", inner)
        yield Question(text, answer, asks, "how-many", _trust(text, 0.78), also)
    elif before == "of" and clause.verb.copula and not _nested(spoken, begin, start - 1):
        inner = spoken.rest(without=(start - 1, end))
        text = spoken.inverted(f"Of how many {noun}", inner)
        yield Question(text, answer, asks, "how-many", _trust(text, 0.66), also)
    elif start == begin and not clause.verb.copula and not clause.verb.passive:
        inner = spoken.rest(without=(start, end))
        text = spoken.inverted(f"How many {noun}", inner)
        yield Question(text, answer, asks, "how-many", _trust(text, 0.8), also)
    elif start == begin and clause.verb.copula:
        yield from _said_to_be(spoken, number, (start, end), last)


def _said_to_be(spoken: Spoken, number: Number, where: Range, last: int) -> Iterator[Question]:
    """ "The canal is 193 km long", "The population of Norway is 5 million"."""
    known, stop = spoken.known, spoken.clause.rest[1]
    asks, also = (known.span(number.start, number.end),), (number.text,)
    if found := _quality(spoken, last, stop):
        told, _, _ = f" {known.say((found + 1, stop))}".partition(" and ")
        text = spoken.inverted(f"How {known.words[found].low}", told.strip())
        yield Question(text, known.say((where[0], found)), asks, "how-much", 0.8, also)
    elif not _is_named(spoken):
        text = spoken.inverted("What", spoken.rest(without=spoken.clause.rest))
        yield Question(text, known.say(where), asks, "what-number", _trust(text, 0.66), also)


_QUALITIES = listed("long high deep wide tall thick old heavy away")


def _quality(spoken: Spoken, at: int, stop: int) -> int | None:
    """Where the "long" of "193 km long" stands."""
    places = range(at + 1, min(stop, at + 3))
    return next((p for p in places if spoken.known.words[p].low in _QUALITIES), None)


def _is_named(spoken: Spoken) -> bool:
    """Whether the subject is a name, which is no number: "What is the Nile?"."""
    known, (first, last) = spoken.known, spoken.clause.subject
    first += known.words[first].low == "the"
    return any(known.tokens_of(name.start, name.end) == (first, last) for name in known.names)


def _nested(spoken: Spoken, begin: int, at: int) -> bool:
    """Whether another "of" stands before this one, to whose words it belongs."""
    return any(word.low == "of" for word in spoken.known.words[begin:at])


def _trust(text: str, trust: float) -> float:
    count = len(words(text))
    return trust if count <= 20 else trust - 0.12 if count <= 26 else trust - 0.25


def _which(spoken: Spoken, number: Number, first: int, last: int) -> Iterator[Question]:
    """ "at the 46th session of the Assembly", "celebrated its 1000th anniversary"."""
    known, clause = spoken.known, spoken.clause
    end = _group_end(spoken, last, clause.rest[1])
    noun = known.say((last, min(end, last + 2)))
    if not noun or "century" in noun:
        return
    end = min(end, last + 2)
    start = first
    while start > clause.rest[0] and known.words[start - 1].low in DETERMINERS:
        start -= 1
    before = known.words[start - 1].low if start > clause.rest[0] else ""
    asks = (known.span(number.start, number.end),)
    answer = f"the {number.text}"
    if before in _ASKED_WITH:
        of = _of_group(spoken, end)
        asked = f"{before.capitalize()} which {known.say((last, of))}"
        text = spoken.inverted(asked, spoken.rest(without=(start - 1, of)))
        yield Question(text, answer, asks, "which", _trust(text, 0.74), (number.text,))
    elif start == clause.rest[0] and not clause.verb.copula:
        text = spoken.inverted(f"Which {noun}", spoken.rest(without=(start, end)))
        yield Question(text, answer, asks, "which", _trust(text, 0.7), (number.text,))


def which_in_lead(spoken: Spoken, number: Number) -> Iterator[Question]:
    """ "At the 52nd session of the Assembly, ..."."""
    known = spoken.known
    first, last = known.tokens_of(number.start, number.end)
    for lead in spoken.clause.lead:
        if not (lead[0] < first < lead[1]) or known.words[lead[0]].low not in _ASKED_WITH:
            continue
        if any(date.start < known.words[lead[1] - 1].end and date.start > known.words[lead[0]].start
               for date in known.dates):  # fmt: skip
            continue
        preposition = known.words[lead[0]].text.capitalize()
        asks = (known.span(number.start, number.end),)
        rest = spoken.rest(lead_without=lead)
        group = known.say((last, lead[1]))
        if number.form == "ordinal" and group and _begins(known, lead, first):
            text = spoken.inverted(f"{preposition} which {group}", rest)
            yield Question(text, f"the {number.text}", asks, "which", _trust(text, 0.78),
                           (number.text,))  # fmt: skip
        elif number.form in ("figures", "words") and group and first == lead[0] + 1:
            text = spoken.inverted(f"{preposition} how many {group}", rest)
            yield Question(text, number.text, asks, "how-many", _trust(text, 0.7))


def _begins(known: Analysis, lead: Range, first: int) -> bool:
    """Whether the ordinal tells what the preposition speaks of: no "in order to mark the 10th"."""
    return all(known.words[at].low in _OWNING for at in range(lead[0] + 1, first))


_OWNING = listed("the its his her their")


def _of_group(spoken: Spoken, at: int) -> int:
    """Behind an "of ..." that belongs to the noun before `at`."""
    known, end = spoken.known, spoken.clause.rest[1]
    if at >= end or known.words[at].low != "of":
        return at
    place = at + 1
    if place < end and known.words[place].low == "the":
        place += 1
    return max(_group_end(spoken, place, end), at)
