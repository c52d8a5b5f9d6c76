"""Who "it" is: pronouns are said out only where the sentence before leaves no doubt."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kgstudy.domain.drafting.english.analysis import Analysis, analyse
from kgstudy.domain.drafting.english.clauses import Clause, Range
from kgstudy.domain.drafting.english.places import COUNTRIES, PEOPLES
from kgstudy.domain.drafting.english.tokens import Token
from kgstudy.domain.drafting.english.verbs import FORMS
from kgstudy.domain.drafting.english.words import (
    FINITE,
    JOINING,
    ORDINARY,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
    listed,
)
from kgstudy.domain.drafting.grammar import Sentence
from kgstudy.domain.drafting.values import FactKind
from kgstudy.domain.drafting.wording import clean
from kgstudy.domain.lesson import Span

_PERSONS = frozenset({"he", "she", "his", "her", "him"})
_THINGS = frozenset({"it", "its"})
_MANY = frozenset({"they", "their", "them"})
_SORTS = {"person": _PERSONS, "thing": _THINGS, "many": _MANY}
OBJECTS = frozenset({"it", "them", "him"})
_POSSESSIVE = frozenset({"his", "her", "its", "their"})
_POINTING = frozenset({"this", "that", "these", "those", "such", "here", "there"})
_ELSEWHERE = frozenset({"this", "these", "those", "here", "same", "so", "latter", "former"})
"""Words that send the reader to another sentence, wherever they stand."""
_OF_WHICH = frozenset({"who", "which", "that", "of", "in", "from", "with", "whose"})
"""What tells, right behind "those", which ones are meant."""
_PLURAL = frozenset({"people", "men", "women", "children"})
_LONGEST = 7


@dataclass(frozen=True, slots=True)
class Referent:
    text: str
    sort: str
    """ "person", "thing" or "many"."""


def referent(sentence: Sentence, sort: str) -> Referent | None:
    """What the sentence before speaks of: its subject, where that is a name, or several things."""
    if not sentence.before:
        return None
    known = analyse(
        replace(sentence, text=sentence.before, span=Span(0, len(sentence.before)), before="")
    )
    first = known.clauses[0].subject if known.clauses else (0, 0)
    if first[1] - first[0] == 1 and known.words[first[0]].low in _SORTS[sort] and sentence.earlier:
        return referent(_one_back(sentence), sort)
    short = [c for c in known.clauses if c.subject[1] - c.subject[0] <= _LONGEST]
    found = [_named(known, clause) for clause in short if not clause.follows]
    if sort == "many":
        return next((each for each in reversed(found) if each and each.sort == sort), None)
    only = found[0] if found and short[0] is known.clauses[0] else None
    if only is None and sort == "thing" and short and short[0] is known.clauses[0]:
        only = _headed(known, short[0], sentence)
    return only if only and only.sort == sort else None


def _headed(known: Analysis, clause: Clause, sentence: Sentence) -> Referent | None:
    """A subject that is no name, but what the lesson or its section is headed by."""
    if _is_plural(known.words[clause.subject[0] : clause.subject[1]]):
        return None
    text = subject_text(known, clause.subject)
    bare = text.lower().removeprefix("the ").removeprefix("a ").removeprefix("an ")
    told = {each.lower().removeprefix("the ") for each in (sentence.title, sentence.heading)}
    if bare in sentence.title.split():  # "Smallpox" of "The end of smallpox"
        return Referent(bare, "thing")
    return Referent(_definite(text), "thing") if bare in told else None


def _definite(text: str) -> str:
    """ "a volcano", once told, is "the volcano"."""
    first, _, rest = text.partition(" ")
    return f"the {rest}" if first in ("a", "an") else text


def _named(known: Analysis, clause: Clause) -> Referent | None:
    first, last = clause.subject
    named = [name for name in known.names if known.holds(clause.subject, name.start, name.end)]
    words = known.words[first:last]
    if any(word.low in PRONOUNS or word.low in _POINTING for word in words):
        return None
    text = subject_text(known, clause.subject)
    if any(word.low in JOINING for word in words) or _is_plural(words):
        return Referent(text, "many")
    begins, ends = known.within((first, last))
    if len(named) != 1 or named[0].end != ends:
        return None
    if named[0].kind is FactKind.PERSON:
        return Referent(named[0].text, "person")
    return Referent(text, "thing") if begins <= named[0].start else None


def _is_plural(words: Sequence[Token]) -> bool:
    """Whether the noun that the words turn on is one of several: "the leaders of 11 states"."""
    head = words[0]
    for word in words:
        if word.low in PREPOSITIONS:
            break
        head = word
    several = head.low.endswith("s") and not head.low.endswith("ss")
    people = words[0].low == "the" and len(words) == 2 and head.text not in COUNTRIES
    return head.low in _PLURAL or (several and (not head.is_capital or people))


def _one_back(sentence: Sentence) -> Sentence:
    """The sentence before, with those before it."""
    return replace(
        sentence,
        text=sentence.before,
        span=Span(0, len(sentence.before)),
        before=sentence.earlier[-1],
        earlier=sentence.earlier[:-1],
    )


def subject_text(known: Analysis, words: Range) -> str:
    """The words as they stand within a sentence."""
    return lowered(known, known.say(words), words)


def lowered(known: Analysis, text: str, words: Range) -> str:
    """Without the capital that only the beginning of the sentence gave it."""
    first = known.words[words[0]] if words[0] < words[1] else None
    if (
        first is None
        or not text
        or any(first.start in (name.start, name.role) for name in known.names)
    ):
        return text
    opening = all(not word.is_word for word in known.words[: words[0]])
    stays = first.text in known.capitals or first.text.isupper() or first.low in PEOPLES
    stays = stays or (words[1] - words[0] == 1 and _seems_name(first.low))
    if (opening or words[0] == 0) and not (stays and len(first.text) > 1):
        return text[0].lower() + text[1:]
    return text


def _seems_name(low: str) -> bool:
    """Whether a subject of one word is rather a name: no plural, and no name of a stuff."""
    plural = low.endswith("s") and not low.endswith(("us", "is", "os", "as", "ss"))
    abstract = low.endswith(_ABSTRACT) or low in FORMS or low in _STUFFS or low in ORDINARY
    return not plural and not abstract


_ABSTRACT = ("ion", "ment", "ness", "ity", "ism", "ing", "ance", "ence", "ure", "th", "sis", "ics")
_STUFFS = listed(
    "iron water gold silver oxygen hydrogen carbon air energy rain snow milk bread sugar salt oil "
    "coal steel copper wood paper cotton food life nature science music art peace history blood "
    "sound heat ice glass wool silk rice wheat tea coffee people half nobody everyone"
)


def said_out(known: Analysis, words: Range) -> str | None:
    """A subject as it can be said alone; None where nobody can tell what it stands for."""
    first = known.words[words[0]]
    for start, end, text in known.resolved:
        if start == first.start:
            return clean(f"{text}{known.told(end, known.within(words)[1])}")
    pointing = first.low in _POINTING or any(first.low in sort for sort in _SORTS.values())
    return None if pointing else subject_text(known, words)


def subjects(known: Analysis, sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    """The pronouns that are subjects, or belong to one, and what they stand for.

    In the first clause that is what the sentence before speaks of, later what the clause before
    does.
    """
    told: list[Referent | None] = []
    for clause in known.clauses:
        if clause.follows:
            continue
        word = known.words[clause.subject[0]]
        sort = next((sort for sort, listed_ in _SORTS.items() if word.low in listed_), "")
        if not sort:
            told.append(_named(known, clause))
            continue
        owned = word.low in _POSSESSIVE and clause.subject[1] - clause.subject[0] > 1
        meant = _meant_by(known, clause, sentence, sort, told)
        told.append(None if owned else meant)
        if meant and (owned or clause.subject[1] - clause.subject[0] == 1):
            yield word.start, word.end, f"{meant.text}'s" if owned else meant.text


def _meant_by(
    known: Analysis,
    clause: Clause,
    sentence: Sentence,
    sort: str,
    told: Sequence[Referent | None],
) -> Referent | None:
    if told:
        return told[-1] if told[-1] and told[-1].sort == sort else None
    first, last = known.segments[0]
    return referent(sentence, sort) if first <= clause.subject[0] < last else None


def is_clear(known: Analysis, words: Range, named_before: bool) -> bool:
    """Whether no pronoun of the words needs what stands outside them."""
    start, end = known.within(words)
    told = [name.start for name in known.names] + [first for first, *_ in known.resolved]
    names = [place for place in told if start <= place < end]
    first = -1 if named_before else min(names, default=end)
    for at in range(*words):
        word = known.words[at]
        if known.is_resolved(at):
            continue
        if word.low == "it" and _opens_only(known, at):
            continue
        if word.low in _ELSEWHERE and _sends_away(known, at):
            return False
        if word.low == "there" and not _is_place_told(known, words[0], at):
            return False
        other = _is_other(known, words, at) and not any(start <= n < word.start for n in told)
        if (
            word.low in PRONOUNS
            and (word.start < first or other)
            and not (_owned(known, words, at) or _looks_ahead(known, at))
        ):
            return False
    return True


def _opens_only(known: Analysis, at: int) -> bool:
    """Whether "it" stands for what follows: "it was impossible to", "it is known that"."""
    ahead = [word.low for word in known.words[at + 1 : at + 5]]
    return bool(ahead) and ahead[0] in FINITE and not {"to", "that"}.isdisjoint(ahead[2:])


def _is_place_told(known: Analysis, first: int, at: int) -> bool:
    """Whether "there" only opens a clause, or a place stands before it: "to Peru ... there"."""
    after = known.words[at + 1 : at + 2]
    if after and after[0].low in FINITE:
        return True
    start, end = known.within((first, at)) if at > first else (0, 0)
    return any(
        name.kind is not FactKind.PERSON and start <= name.start < end for name in known.names
    )


def _is_other(known: Analysis, words: Range, at: int) -> bool:
    """Whether a pronoun is an object, which is something else than the subject of its clause."""
    if known.words[at].low not in OBJECTS:
        return False
    inner = SUBORDINATORS | RELATIVES | FINITE
    return not any(word.low in inner for word in known.words[words[0] : at])


def _owned(known: Analysis, words: Range, at: int) -> bool:
    """Whether "their" or "its" follows a noun of the same words that it can belong to."""
    if known.words[at].low not in _POSSESSIVE or known.words[at].low in ("his", "her"):
        return False
    return any(word.is_word and word.low not in ORDINARY for word in known.words[words[0] : at])


def _looks_ahead(known: Analysis, at: int) -> bool:
    """Whether "its" stands before the subject that it belongs to: "In its first years, X ..."."""
    if known.words[at].low not in _POSSESSIVE:
        return False
    return any(
        first <= at < last and known.holds(clause.subject, name.start, name.end)
        for clause in known.clauses
        for first, last in clause.lead
        for name in known.names
    )


def _sends_away(known: Analysis, at: int) -> bool:
    """Whether "same", "so" or "former" points elsewhere: "the same year", "to do so"."""
    low = known.words[at].low
    before = known.words[at - 1].low if at else ""
    if low == "this":
        return not any(word.low == "time" for word in known.words[at + 1 : at + 2])
    if low == "those":
        return not any(word.low in _OF_WHICH for word in known.words[at + 1 : at + 2])
    if low == "so":
        return before in ("do", "did", "does", "done", "doing")
    if low in ("former", "latter"):
        after = known.words[at + 1] if at + 1 < len(known.words) else None
        return before == "the" and (after is None or not after.is_word)
    return True
