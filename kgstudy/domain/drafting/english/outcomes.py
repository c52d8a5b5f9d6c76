"""Questions for what came before a thing, or brought it about: "What led to it?"."""

from collections.abc import Iterator

from kgstudy.domain.drafting.english.analysis import Analysis
from kgstudy.domain.drafting.english.clauses import Range
from kgstudy.domain.drafting.english.phrasing import Spoken
from kgstudy.domain.drafting.english.reference import is_clear, lowered
from kgstudy.domain.drafting.english.verbs import FORMS
from kgstudy.domain.drafting.english.words import HAPPENINGS, PREPOSITIONS, PRONOUNS, listed
from kgstudy.domain.drafting.grammar import Question
from kgstudy.domain.drafting.values import FactKind
from kgstudy.domain.drafting.wording import words

_LONGEST = 14
_CAUSING = listed(
    "cause lead result force enable allow provoke trigger prompt end worsen ruin destroy damage "
    "weaken strengthen threaten alarm anger inspire lower reduce increase double halve hasten slow "
    "prevent protect kill spread bring give make raise shorten delay help"
)


def asked_result(spoken: Spoken) -> Iterator[Question]:
    """ "The harbour froze, so Norway built a second port": why it did."""
    known, clause = spoken.known, spoken.clause
    before = [each for each in known.segments if each[1] < clause.subject[0]]
    here = next((each for each in known.segments if each[0] <= clause.subject[0] < each[1]), None)
    if not before or here is None or known.words[here[0]].low != "so" or clause.follows:
        return
    cause = before[-1]
    answer = lowered(known, known.say(cause), cause)
    whole = any(word.low in FORMS for word in known.words[cause[0] + 1 : cause[1]])
    if whole and len(words(answer)) <= _LONGEST and is_clear(known, cause, named_before=False):
        asks = (known.span(*known.within(cause)),)
        yield Question(spoken.inverted("Why", spoken.rest()), answer, asks, "why", 0.64)


def asked_after(spoken: Spoken) -> Iterator[Question]:
    """ "After what ...?", where something happened before it that has a name."""
    known, clause = spoken.known, spoken.clause
    for lead in clause.lead:
        if _is_after(known, lead):
            answer = lowered(known, known.say(lead), lead)
            yield from _put_after(spoken, spoken.rest(lead_without=lead), answer, lead)
    start, stop = clause.rest
    at = next((at for at in range(start, stop) if _is_after(known, (at, stop))), None)
    if at is not None and not spoken.is_deep(at):
        rest = spoken.rest(without=(at, stop))
        yield from _put_after(spoken, rest, known.say((at, stop)), (at, stop))


def _is_after(known: Analysis, where: Range) -> bool:
    """Whether the words are "after the collapse of ...", and hold no date."""
    low = [word.low for word in known.words[where[0] : min(where[1], where[0] + 4)]]
    dated = any(known.holds(where, date.start, date.end) for date in known.dates)
    named = not HAPPENINGS.isdisjoint(low[1:])
    return low[:1] == ["after"] and named and not dated


def _put_after(spoken: Spoken, rest: str, answer: str, where: Range) -> Iterator[Question]:
    known = spoken.known
    named = any(known.holds(spoken.clause.subject, n.start, n.end) for n in known.names)
    clear = is_clear(known, where, named_before=named)
    if clear and len(words(answer)) <= _LONGEST and len(words(rest)) >= 1:
        asks = (known.span(*known.within(where)),)
        yield Question(spoken.inverted("After what", rest), answer, asks, "after", 0.62)


def asked_causer(spoken: Spoken) -> Iterator[Question]:
    """ "What lowered the temperature?", where that is no person who did it."""
    known, clause = spoken.known, spoken.clause
    first, last = clause.subject
    if clause.verb.main not in _CAUSING or clause.verb.passive or clause.follows:
        return
    several = clause.verb.tense == "plural" or clause.verb.helper in ("are", "were", "have")
    inner = spoken.rest()
    if several or last - first < 3 or len(words(inner)) < 3 or spoken.topic == spoken.subject:
        return
    heads = [word.start for word in known.words[first : first + 2]]
    doers = [n for n in known.names if n.start in heads and n.kind is not FactKind.NAME]
    if doers or (clause.verb.helper and clause.verb.adverbs):
        return
    if known.words[first].low in PRONOUNS | PREPOSITIONS or known.words[first].is_number:
        return
    text = spoken.straight("What", inner)
    asks = (known.span(*known.within(clause.subject)),)
    trust = 0.64 if len(words(spoken.subject)) <= 8 else 0.54
    yield Question(text, spoken.subject, asks, "causer", trust)
