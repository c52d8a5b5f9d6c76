"""Groups of words that a clause acts upon or is made up of, as far as their ends are certain."""

from collections.abc import Iterator

from kgstudy.domain.drafting.english.analysis import Analysis
from kgstudy.domain.drafting.english.clauses import Clause, Range
from kgstudy.domain.drafting.english.verbs import FORMS
from kgstudy.domain.drafting.english.words import (
    ADVERBS,
    BE,
    DETERMINERS,
    FINITE,
    JOINING,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBJECTS,
    SUBORDINATORS,
    listed,
)

_LONGEST = 12
_BREAKING = FINITE | RELATIVES | SUBORDINATORS | SUBJECTS | PRONOUNS
POSSESSIVE = listed("its his her their")
_POINTING = listed(
    "this that these those such another other one each certain more less fewer most enough several "
    "many much few some any no all both"
)
_EMPTY = listed(
    "part place role care advantage note use thing things something anything nothing everything "
    "everyone time times way ways rise lot lots step steps others account charge effect sense kind "
    "sort form example means case hold attention member members fact doors throne republic country "
    "group"
)
"""Nouns that say nothing without their verb ("took part"), or with no other word."""
_INTRANSITIVE = listed(
    "be become remain seem appear look turn stay lie stand go come arise happen occur exist belong "
    "last live die fall rise grow sit sleep arrive depart return act serve rank move run"
)
_OF_NOUNS = listed("for over between about toward towards")
"""Prepositions that go on with a noun rather than with its verb."""
_MAKING = listed("have make declare keep render consider leave call name set turn get deem")
"""Verbs that may go on to say what becomes of their object: "made it free"."""
_TAKES = {
    "lead": "to",
    "result": "in",
    "consist": "of",
    "adhere": "to",
    "keep": "to",
    "advocate": "for",
    "depend": "on",
    "rely": "on",
    "contribute": "to",
    "participate": "in",
    "suffer": "from",
    "rest": "on",
    "deal": "with",
    "refer": "to",
    "amount": "to",
    "protest": "against",
}
"""Verbs with the preposition that goes with what they act upon."""


def object_of(known: Analysis, clause: Clause) -> Range | None:
    """What the verb acts upon, where it stands right behind it and something tells its end."""
    verb = clause.verb
    start, stop = clause.rest
    unfit = verb.main in _INTRANSITIVE or verb.main in _MAKING
    if verb.copula or verb.passive or unfit or start >= stop:
        return None
    return _whole(known, clause, acted_on(known, start, stop))


def _whole(known: Analysis, clause: Clause, found: Range | None) -> Range | None:
    """The group, unless a comma behind it goes on with a list of more of them."""
    stop = clause.rest[1]
    behind = known.words[stop + 1].low if stop + 1 < clause.end else ""
    listed_ = found is not None and found[1] == stop and known.words[stop : stop + 1]
    if listed_ and listed_[0].text == "," and behind not in RELATIVES | JOINING | {"but"}:
        return None
    return found


def behind_verb(known: Analysis, clause: Clause) -> Range | None:
    """What follows the preposition that the verb asks for: "led to the founding of a bank"."""
    wanted = _TAKES.get(clause.verb.main)
    start, stop = clause.rest
    while start < stop and _is_adverb(known, start):
        start += 1
    if not wanted or clause.verb.passive or start + 1 >= stop or known.words[start].low != wanted:
        return None
    return _whole(known, clause, acted_on(known, start + 1, stop))


def acted_on(known: Analysis, start: int, stop: int) -> Range | None:
    """The group of a common noun that begins at `start`, with all that belongs to it."""
    end = group_end(known, start, stop)
    if end == start or not _begins(known, start) or _is_empty(known, start, end):
        return None
    end = _with_more(known, end, stop)
    if end - start > _LONGEST or not _may_follow(known, end, stop) or _is_name(known, start, end):
        return None
    return start, end


def _with_more(known: Analysis, end: int, stop: int) -> int:
    """Behind what goes on with the noun: "that he had made", "for her pupils", "in government"."""
    if end >= stop:
        return end
    low = known.words[end].low
    if low in RELATIVES:
        return stop
    behind = group_end(known, end + 1, stop)
    told = [each.start for row in (known.names, known.dates, known.numbers) for each in row]
    start, last = known.within((end, behind))
    bare = not any(start < place < last for place in told)
    belongs = low in _OF_NOUNS or (low in ("in", "on", "at") and bare)
    return behind if belongs and behind > end + 1 else end


def _is_name(known: Analysis, start: int, end: int) -> bool:
    """Whether the group is a name, which others ask for, or begins with a count."""
    first = start + (known.words[start].low in DETERMINERS)
    place = known.words[min(first, end - 1)].start
    return any(each.start == place for row in (known.names, known.numbers) for each in row)


def _begins(known: Analysis, start: int) -> bool:
    """Whether the word can begin a group of a common noun, and nothing else."""
    word = known.words[start]
    form = FORMS.get(word.low)
    if word.is_number or word.is_capital or word.low in PREPOSITIONS or word.low in _POINTING:
        return False
    doing = form is not None and not form.parts.isdisjoint({"ing", "past", "part"})
    return not doing and not any(number.start == word.start for number in known.numbers)


def _is_empty(known: Analysis, start: int, end: int) -> bool:
    """Whether nothing could be asked by it: "part", "its doors", "a member"."""
    head = head_of(known, start, end)
    if known.words[head].low in _EMPTY:
        return True
    alone = known.words[start] if end - start == 1 else None
    return alone is not None and not alone.low.endswith(_NOMINAL)


_NOMINAL = ("s", "ion", "ment", "ness", "ity", "ism", "ance", "ence", "ure", "dom", "ship", "th")


def head_of(known: Analysis, start: int, end: int) -> int:
    """The noun that the group turns on, before its first "of" or "that"."""
    for at in range(start + 1, end):
        if known.words[at].low in PREPOSITIONS or known.words[at].low in RELATIVES:
            return at - 1
    return end - 1


def _may_follow(known: Analysis, end: int, stop: int) -> bool:
    """Whether what stands behind the group goes on with another one: "to Norway", "in 1905"."""
    if end == stop:
        return True
    behind = known.words[end + 1] if end + 1 < stop else None
    if behind is None:
        return False
    form, low = FORMS.get(behind.low), known.words[end].low
    if low in JOINING:
        return form is not None and not form.parts.isdisjoint({"past", "s"})
    if low == "by":
        return behind.is_number or behind.low in ("about", "more", "nearly")
    infinitive = low == "to" and form is not None and "base" in form.parts
    return low in PREPOSITIONS and low != "as" and not infinitive


def group_end(known: Analysis, start: int, stop: int) -> int:
    """Behind the noun group that begins at `start`, with its "of ..." and all of its list."""
    at = start
    while at < stop:
        if listing := _list_at(known, at):
            at = listing
        elif _goes_on(known, start, at, stop):
            at += 1
        else:
            break
    while at > start and known.words[at - 1].low in JOINING | DETERMINERS | {"of"}:
        at -= 1
    return at


def _list_at(known: Analysis, at: int) -> int:
    """Behind the list whose first item begins here."""
    place = known.words[at].start
    for row in known.lists:
        if row[0][0] == place:
            return known.tokens_of(row[0][0], row[-1][1])[1]
    return 0


def _goes_on(known: Analysis, start: int, at: int, stop: int) -> bool:
    word, before = known.words[at], known.words[at - 1]
    after = known.words[at + 1].low if at + 1 < stop else ""
    if any(date.start <= word.start < date.end for date in known.dates):
        return before.low == "of" or before.is_number
    if word.low in ("'s", "’s"):
        return at > start
    if at > start + 1 and any(number.start == word.start for number in known.numbers):
        return False  # "the work two years later"
    if not (word.is_word or word.is_number) or word.low in _BREAKING - POSSESSIVE:
        return False
    if word.low in JOINING | PREPOSITIONS | DETERMINERS or _is_adverb(known, at):
        return (at == start and word.low in DETERMINERS) or (
            at > start and _links(known, at, after)
        )
    return at == start or not _is_participle(known, at, stop)


def _links(known: Analysis, at: int, after: str) -> bool:
    """Whether a small word within the group goes on with it: "of", "and", "the very old"."""
    low, before = known.words[at].low, known.words[at - 1].low
    if low in JOINING:
        return bool(after) and after not in PREPOSITIONS | _BREAKING and after not in FORMS
    if low in PREPOSITIONS:
        return low == "of"
    if low in DETERMINERS:
        return before in JOINING | DETERMINERS | {"of"}
    return before in DETERMINERS and bool(after)


def _is_participle(known: Analysis, at: int, stop: int) -> bool:
    """Whether the word behind a noun is a verb's: "a state striving to", "a wall built by"."""
    word, before = known.words[at], known.words[at - 1]
    form = FORMS.get(word.low)
    if form is None or word.is_capital or before.low in DETERMINERS | JOINING:
        return False
    after = known.words[at + 1].low if at + 1 < stop else ""
    ended = not after or after in PREPOSITIONS | DETERMINERS | BE
    return ended and not form.parts.isdisjoint({"ing", "part", "past"})


def _is_adverb(known: Analysis, at: int) -> bool:
    word = known.words[at]
    return word.low in ADVERBS or (word.low.endswith("ly") and not word.is_capital)


def deed(known: Analysis, start: int, stop: int) -> Range | None:
    """The "to do something" that begins at `start`, without the "to"."""
    if start + 2 > stop or known.words[start].low != "to":
        return None
    at = start + 1
    while at < stop and _is_adverb(known, at):
        at += 1
    form = FORMS.get(known.words[at].low) if at < stop else None
    return (start + 1, stop) if form is not None and "base" in form.parts else None


def verbs_end(known: Analysis, start: int, stop: int) -> int:
    """Behind the bases of verbs that begin at `start`: "keep, deepen and develop"."""
    at = start + 1
    while at < stop:
        place = at
        while place < stop and known.words[place].low in {*JOINING, ","}:
            place += 1
        form = FORMS.get(known.words[place].low) if at < place < stop else None
        if form is None or "base" not in form.parts:
            break
        at = place + 1
    return at


def groups(known: Analysis) -> Iterator[Range]:
    """Everything in the sentence that is acted upon."""
    for clause in known.clauses:
        found = object_of(known, clause) or behind_verb(known, clause)
        if found:
            yield found
