"""The sentence that a gap stands in: as it is, or the clause of it that says enough."""

import re

from kgstudy.domain.drafting.english.analysis import Analysis
from kgstudy.domain.drafting.english.bearing import about
from kgstudy.domain.drafting.english.clauses import Range
from kgstudy.domain.drafting.english.places import CITIES, COUNTRIES
from kgstudy.domain.drafting.english.reference import is_clear
from kgstudy.domain.drafting.english.tokens import Token
from kgstudy.domain.drafting.english.verbs import FORMS
from kgstudy.domain.drafting.english.words import FINITE, JOINING, row
from kgstudy.domain.drafting.grammar import Gapped, Sentence
from kgstudy.domain.drafting.values import Fact, FactKind
from kgstudy.domain.drafting.wording import clean, words
from kgstudy.domain.lesson import Span

_LONG = 30
_MOST_ITEMS = 5
_TRUST = {
    FactKind.DATE: 0.68,
    FactKind.NUMBER: 0.68,
    FactKind.PERSON: 0.62,
    FactKind.ORGANISATION: 0.6,
    FactKind.PLACE: 0.58,
    FactKind.NAME: 0.58,
    FactKind.LIST: 0.64,
    FactKind.TERM: 0.5,
    FactKind.FIRST: 0.6,
    FactKind.CAUSE: 0.45,
    FactKind.PURPOSE: 0.45,
    FactKind.OTHER: 0.42,
}
_TIES = re.compile(r"(?<=\w )(?:also|therefore|too) |, too,")
_TYING = frozenset({"as a result", "in turn", "in fact", "for this reason"})
NAMED = (FactKind.PERSON, FactKind.ORGANISATION, FactKind.PLACE, FactKind.NAME)
_LINKS = row(
    "however therefore moreover furthermore nevertheless thus consequently meanwhile also "
    "besides instead then so hence still"
)


def gapped(known: Analysis, sentence: Sentence, fact: Fact) -> Gapped | None:
    start, end = known.place(fact.span)
    where = _around(known, start, end)
    if where is None or _asks_topic(known, sentence, fact) or _tells_itself(known, start):
        return None
    where = _without_lead(known, where, start)
    end = _with_letters(known, start, end)
    first = known.words[where[0]].start
    last = known.words[where[1] - 1].end
    before, asked, after = (
        known.told(first, start),
        known.text[start:end],
        known.told(end, last),
    )
    lead = _lead(known, where, before)
    asked = fact.value if _is_completed(fact) else clean(asked)
    shown_before, shown, shown_after = _spaced(lead), asked, _spaced(after)
    text = _ended(f"{shown_before}{shown}{shown_after}", known, where)
    gap = Span(len(shown_before), len(shown_before) + len(shown))
    clear = is_clear(known, where, named_before=False)
    named = _named(known, where)
    context = _context(sentence, known, where, named) if clear else ""
    trust = _TRUST.get(fact.kind, 0.5)
    if not clear:
        trust -= 0.3
    if _twice(known, fact, where):
        trust -= 0.2
    trust += _weight(known, fact, where)
    return Gapped(text, gap, context, max(0.05, trust), _hint(known, fact))


def _asks_topic(known: Analysis, sentence: Sentence, fact: Fact) -> bool:
    """Whether the gap would hide what the whole lesson speaks of."""
    if fact.kind is FactKind.TERM and sentence.topic:
        return sentence.topic in known.text
    if fact.kind is not FactKind.LIST:
        return fact.value == sentence.topic
    start, end = known.place(fact.span)
    if sum(start <= word.start < end and word.text == "," for word in known.words) >= _MOST_ITEMS:
        return True
    items = (name for name in known.names if start <= name.start and name.end <= end)
    return any(name.text == sentence.topic for name in items)


def _tells_itself(known: Analysis, start: int) -> bool:
    """Whether the words are letters whose long form stands beside them, or the day of a count."""
    at, _ = known.tokens_of(start, start + 1)
    before = [word.low for word in known.words[max(0, at - 2) : at]]
    if before == ["as", "of"] or before[-1:] == ["year"]:
        return True
    after = known.words[at + 1 : at + 3]
    if known.words[at].is_number and after:
        # "The 1689 Bill of Rights", "30 of these"
        of_them = [word.low for word in after] in (["of", "them"], ["of", "these"])
        named = after[0].is_capital and before[-1:] in (["the"], ["a"])
        if of_them or named:
            return True
    if at >= 2 and known.words[at - 1].is_number and known.words[at - 2].low == "the":
        return any(date.end == known.words[at - 1].end for date in known.dates)
    if known.words[at].is_number:
        return False
    return any(each.short[0] == start for each in known.acronyms)


def _with_letters(known: Analysis, start: int, end: int) -> int:
    """The end of a name with the letters in brackets behind it, which would tell it."""
    _, at = known.tokens_of(start, end)
    marks = [word.text for word in known.words[at : at + 3]]
    short = len(marks) == 3 and marks[0] == "(" and marks[2] == ")" and marks[1].isupper()
    return known.words[at + 2].end if short and len(marks[1]) > 1 else end


def _hint(known: Analysis, fact: Fact) -> str:
    if fact.kind is FactKind.DATE:
        return _DATE_HINTS.get(len(fact.order), "") if fact.text[-1:].isdecimal() else ""
    if fact.kind is FactKind.NUMBER and not fact.text[0].isalpha() and fact.text[-1].isalpha():
        return "which" if fact.text.endswith(("st", "nd", "rd", "th")) else ""
    if fact.kind is FactKind.PLACE:
        return "country" if fact.value in COUNTRIES else "city" if fact.value in CITIES else ""
    return ""


_DATE_HINTS = {1: "year", 3: "date"}


def _is_completed(fact: Fact) -> bool:
    """Whether the value tells a year that the words do not."""
    return (
        fact.kind is FactKind.DATE and len(fact.order) == 3 and str(fact.order[0]) not in fact.text
    )


def _weight(known: Analysis, fact: Fact, where: Range) -> float:
    """A name is decided by what else the sentence tells; a sentence without a verb says nothing."""
    first, last = known.within(where)
    weight = 0.0
    if fact.kind in NAMED:
        starts = [each.start for row in (known.dates, known.numbers, known.names) for each in row]
        others = {start for start in starts if first <= start < last}
        beside = len(others - {known.place(fact.span)[0]})
        weight = (-0.14, 0.0, 0.04)[min(beside, 2)] - 0.14 * _owns(known, fact)
    complete = known.clauses or any(_is_verb(word) for word in known.words)
    fragment = known.words[where[0]].low in ("because", "so", "that", "which")
    return weight - 0.3 * (not complete) - 0.3 * fragment - _plain_list(known, fact)


def _owns(known: Analysis, fact: Fact) -> bool:
    """Whether "'s" follows, so that the gap is a poor handle for the sentence."""
    _, end = known.place(fact.span)
    return known.text[end : end + 2] in ("'s", "’s")


def _plain_list(known: Analysis, fact: Fact) -> float:
    """What a list loses that is none of names, so that its items are decided less surely."""
    start, _ = known.place(fact.span)
    named = any(name.start == start for name in known.names)
    dated = any(date.start == start for date in known.dates)
    if fact.kind is not FactKind.LIST or named:
        return 0.0
    at, _ = known.tokens_of(start, start + 1)
    deeds = at > 0 and known.words[at - 1].low == "to"
    return 0.3 if deeds or dated else 0.12


def _is_verb(word: Token) -> bool:
    form = FORMS.get(word.low)
    return word.low in FINITE or (form is not None and "past" in form.parts)


def _twice(known: Analysis, fact: Fact, where: Range) -> bool:
    """Whether the words stand in the sentence once more, where they can be read."""
    return known.say(where).count(fact.text) > 1


def _around(known: Analysis, start: int, end: int) -> Range | None:
    """The tokens of the sentence, or those of the clause where the sentence is long."""
    if not known.words:
        return None
    whole = 0, len(known.words)
    if len(words(known.text)) <= _LONG:
        return whole
    for first, last in known.segments:
        inside = known.holds((first, last), start, end)
        complete = any(first <= c.subject[0] and c.end <= last for c in known.clauses)
        if inside and complete:
            joined = first > 0 and known.words[first].low in JOINING | {"but", "so", "yet"}
            return _shortened(known, (first + joined, last), start, end)
    return whole


def _shortened(known: Analysis, segment: Range, start: int, end: int) -> Range:
    """Without what follows the clause behind a comma, where the fact stands before it."""
    first, last = segment
    if last - first <= _LONG:
        return segment
    clauses = [c for c in known.clauses if first <= c.subject[0] and c.end <= last]
    begin = first
    for clause in clauses:
        low = min([clause.subject[0], *(lead[0] for lead in clause.lead)])
        if not clause.follows and known.holds((low, clause.rest[1]), start, end):
            return min(begin, low), clause.rest[1]
    return segment


def _without_lead(known: Analysis, where: Range, start: int) -> Range:
    """Without "With the same support", which nobody understands, where the rest stands alone."""
    for clause in known.clauses:
        begin = clause.subject[0]
        leads = [lead for lead in clause.lead if lead[0] >= where[0]]
        unclear = any(
            known.say(lead).lower() in _TYING or not is_clear(known, lead, named_before=True)
            for lead in leads
        )
        if unclear and not clause.follows and start >= known.words[begin].start:
            return begin, where[1]
    return where


def _spaced(text: str) -> str:
    """In one line, with the blanks at its ends kept as one."""
    text = _TIES.sub("", text.replace("**", ""))
    if not text.strip():
        return " " if text else ""
    lead = " " if text[0].isspace() else ""
    tail = " " if text[-1].isspace() else ""
    return f"{lead}{clean(text)}{tail}"


def _ended(text: str, known: Analysis, where: Range) -> str:
    """With a full stop, where the clause was cut out of its sentence."""
    return text if where[1] == len(known.words) else f"{text}."


def _lead(known: Analysis, where: Range, before: str) -> str:
    """What stands before the gap, without "However,"."""
    first = known.words[where[0]]
    comma = known.words[where[0] + 1].text == "," if where[0] + 2 < where[1] else False
    if (comma and first.low in _LINKS) or (first.low == "also" and where[0] + 2 < where[1]):
        offset = known.words[where[0] + 1 + comma].start - first.start
        if offset <= len(before):
            rest = before[offset:]
            return rest[:1].upper() + rest[1:]
    return _capital(before, where)


def _capital(before: str, where: Range) -> str:
    return before[0].upper() + before[1:] if before and where[0] else before


def _named(known: Analysis, where: Range) -> bool:
    start, end = known.within(where)
    told = [(name.start, name.end) for name in known.names]
    told += [(first, last) for first, last, _ in known.resolved]
    return any(start <= first and last <= end for first, last in told)


def _context(sentence: Sentence, known: Analysis, where: Range, named: bool) -> str:
    told = known.say(where)
    under = sentence.topic or sentence.heading
    if named or not under or under in told:
        under = about(sentence, told, named)
    return f"{under}:" if under else ""
