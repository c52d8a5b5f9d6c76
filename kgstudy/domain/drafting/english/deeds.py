"""Questions for what somebody did: "What did Locke reject?", "What did they decide to do?"."""

from collections.abc import Iterator

from kgstudy.domain.drafting.english.analysis import Analysis
from kgstudy.domain.drafting.english.clauses import Range
from kgstudy.domain.drafting.english.firsts import is_first
from kgstudy.domain.drafting.english.groups import (
    POSSESSIVE,
    acted_on,
    behind_verb,
    deed,
    group_end,
    head_of,
    object_of,
    verbs_end,
)
from kgstudy.domain.drafting.english.phrasing import Spoken
from kgstudy.domain.drafting.english.when import place_of
from kgstudy.domain.drafting.english.words import JOINING, ROLES, listed
from kgstudy.domain.drafting.grammar import Question
from kgstudy.domain.drafting.values import FactKind
from kgstudy.domain.drafting.wording import words

_LONG_ANSWER, _LONG_QUESTION = 8, 18
_LEAST = 0.5
"""What is less sure than this, any number of objects may be right for."""
_PERSONS = listed(
    "man men woman women boy boys girl girls child children people person persons son sons "
    "daughter daughters brother brothers sister sisters wife wives husband workers soldiers "
    "settlers farmers prisoners troops miners doctors teachers leaders rulers priests monks nobles "
    "citizens family families presidents kings ministers scientists artists writers students"
)
_SOME = listed("everyone nobody everybody someone somebody many some most few others all both")
"""Subjects of which nobody knows who they are."""
_VAGUE = listed("make do get take use include contain mean give provide hold show see find")
"""Verbs of which there is more than one object as a rule."""
_WANTING = listed(
    "want strive aim seek try attempt plan intend hope wish decide agree begin propose promise "
    "refuse help need manage threaten fail work"
)
_MEANT = listed("mean design intend use require oblige force expect")
_URGING = listed(
    "persuade ask allow help order enable force permit invite urge encourage convince teach require"
)
_GIVING = listed("give grant offer send award teach bring lend")
_MANNERS = listed(
    "unanimously peacefully secretly voluntarily violently jointly illegally democratically "
    "publicly artificially manually orally chemically mechanically"
)
_SAYING = listed(
    "argue declare announce state prove show discover notice propose claim believe report warn "
    "stipulate conclude demonstrate suggest find think say predict fear hope insist promise decide"
)


def asked_deed(spoken: Spoken) -> Iterator[Question]:
    """What the verb acts upon."""
    known, clause = spoken.known, spoken.clause
    preposition = ""
    if known.words[clause.subject[0]].low in _SOME:
        return
    where = object_of(known, clause)
    if where is None and (where := behind_verb(known, clause)):
        preposition = known.words[where[0] - 1].low
    if where is None or _is_role(spoken, where) or is_first(known, where):
        return
    begin, stop = where[0] - bool(preposition), clause.rest[1]
    cut = _cut(known, where[1], stop)
    inner = spoken.rest(without=(begin, where[1] if cut == stop else stop))
    if cut < stop:
        inner = f"{known.say((where[1], cut))} {inner}".strip()
    text = spoken.inverted("What", f"{preposition} {inner}".strip())
    trust = _trust(spoken, where, inner)
    if trust > _LEAST:
        yield from _made(spoken, text, where, trust, "deed")


def _cut(known: Analysis, start: int, stop: int) -> int:
    """Where the words behind an object end that belong to its deed: before "and", "because"."""
    if start < stop and known.words[start].low in JOINING:
        return start
    return next((at for at in range(start, stop) if known.words[at].low == "because"), stop)


def _is_role(spoken: Spoken, where: Range) -> bool:
    """Whether the object is a person, who is no "what", or a list of names, asked elsewhere."""
    known = spoken.known
    start, end = known.within((where[0], head_of(known, *where) + 1))
    persons = any(n.kind is FactKind.PERSON and start <= n.start < end for n in known.names)
    words_ = known.words[where[0] : head_of(known, *where) + 1]
    named = {name.start for name in known.names}
    listed_ = any(
        row[0][0] in named and known.holds(where, row[0][0], row[-1][1]) for row in known.lists
    )
    return persons or listed_ or any(word.low in ROLES | _PERSONS for word in words_)


def _trust(spoken: Spoken, where: Range, inner: str) -> float:
    """The more is told, the surer it is that no other object is right."""
    known, clause = spoken.known, spoken.clause
    dated = any(place_of(spoken, date) for date in known.dates)
    named = any(known.holds(clause.subject, each.start, each.end) for each in known.names)
    about = spoken.topic and spoken.topic in spoken.subject
    told = len(words(inner))
    trust = 0.68 if dated else 0.62 if told >= 3 else 0.58 if named and not about else 0.44
    if clause.verb.main in _VAGUE and not dated:
        trust -= 0.1
    return trust - 0.04 * (where[1] - where[0] == 1)


def _made(spoken: Spoken, text: str, where: Range, trust: float, form: str) -> Iterator[Question]:
    known = spoken.known
    answer = known.say(where)
    if len(words(text)) < 4:
        return
    trust -= 0.1 * (len(words(answer)) > _LONG_ANSWER) + 0.12 * (len(words(text)) > _LONG_QUESTION)
    yield Question(text, answer, (known.span(*known.within(where)),), form, trust)


def asked_second_object(spoken: Spoken) -> Iterator[Question]:
    """ "gave Norway an equal place": what was given, where a name tells to whom."""
    known, clause = spoken.known, spoken.clause
    start, stop = clause.rest
    if clause.verb.main not in _GIVING or clause.verb.passive:
        return
    name = next((n for n in known.names if known.tokens_of(n.start, n.end)[0] == start), None)
    if name is None:
        return
    begin = known.tokens_of(name.start, name.end)[1]
    if begin >= stop or known.words[begin].low not in ("a", "an", "the"):
        return
    end = group_end(known, begin, stop)
    inner = spoken.rest(without=(begin, end))
    yield from _made(spoken, spoken.inverted("What", inner), (begin, end), 0.66, "deed")


def asked_to_do(spoken: Spoken) -> Iterator[Question]:
    """ "wanted to leave the union", "is meant to last", "persuaded Peru to join"."""
    known, verb = spoken.known, spoken.clause.verb
    start, stop = spoken.clause.rest
    begin = start
    if verb.main in _URGING and not verb.passive:
        begin = next((at for at in range(start, stop) if deed(known, at, stop)), start)
    elif verb.main not in (_MEANT if verb.passive else _WANTING):
        return
    where = deed(known, begin, stop)
    if where is None or (begin > start and not _is_whom(spoken, start, begin)):
        return
    at = verbs_end(known, *where)
    acted = acted_on(known, at, stop)
    if acted == (at, stop) and known.words[at].low not in POSSESSIVE:
        text = spoken.inverted("What", spoken.rest(without=acted))
        yield from _made(spoken, text, acted, 0.66, "to-do")
        return
    if where[1] - where[0] < 2:
        return
    told = [known.say((start, begin)), "to do", spoken.rest(without=spoken.clause.rest)]
    text = spoken.inverted("What", " ".join(filter(None, told)))
    yield from _made(spoken, text, where, 0.64 - 0.1 * (verb.main == "work"), "to-do")


def _is_whom(spoken: Spoken, start: int, end: int) -> bool:
    """Whether the words are one noun group, of those who are to do it."""
    known = spoken.known
    named = any(known.within((start, end))[0] <= n.start for n in known.names)
    return group_end(known, start, end) == end and (named or end - start > 1)


def asked_how(spoken: Spoken) -> Iterator[Question]:
    """ "decided unanimously", "was unanimously accepted": in what manner."""
    known, clause = spoken.known, spoken.clause
    for at in (*range(*clause.verb.at), clause.rest[1] - 1):
        if known.words[at].low not in _MANNERS or clause.verb.copula or spoken.is_deep(at):
            continue
        inside = at < clause.verb.at[1]
        inner = spoken.rest() if inside else spoken.rest(without=(at, at + 1))
        text = spoken.inverted("How", inner)
        text = text.replace(f" {known.words[at].text} ", " ") if inside else text
        yield from _made(spoken, text, (at, at + 1), 0.6, "how")


def asked_that(spoken: Spoken) -> Iterator[Question]:
    """ "declared that there were no disputes": what was said or found."""
    known, clause = spoken.known, spoken.clause
    start, stop = clause.rest
    at = next((at for at in range(start, stop) if known.words[at].low == "that"), None)
    if at is None or clause.verb.main not in _SAYING or clause.verb.passive or at > start + 4:
        return
    if known.words[clause.subject[0]].low in _SOME:
        return
    if not _is_adverbial(spoken, start, at):
        return
    told = spoken.rest(without=(at, stop))
    text = spoken.inverted("What", told)
    yield from _made(spoken, text, (at, stop), 0.64, "that")


def _is_adverbial(spoken: Spoken, start: int, end: int) -> bool:
    """Whether only a date or an adverb stands between the verb and its "that"."""
    known = spoken.known
    dated = any(known.holds((start, end), date.start, date.end) for date in known.dates)
    adverb = end - start == 1 and known.words[start].low.endswith("ly")
    return start == end or dated or adverb
