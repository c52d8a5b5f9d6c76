"""Who "it" is: pronouns are said out only where the sentence before leaves no doubt."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kgstudy.domain.drafting.english.analysis import Analysis, analyse
from kgstudy.domain.drafting.english.clauses import Clause, Range
from kgstudy.domain.drafting.english.places import PEOPLES
from kgstudy.domain.drafting.english.tokens import Token
from kgstudy.domain.drafting.english.verbs import FORMS
from kgstudy.domain.drafting.english.words import (
    BODIES,
    FINITE,
    JOINING,
    LANDS,
    ORDINARY,
    PREPOSITIONS,
    PRONOUNS,
    WORKS,
    listed,
)
from kgstudy.domain.drafting.grammar import Sentence
from kgstudy.domain.drafting.values import FactKind
from kgstudy.domain.lesson import Span

_PERSONS = frozenset({"he", "she", "his", "her", "him"})
_THINGS = frozenset({"it", "its"})
_MANY = frozenset({"they", "their", "them"})
_SORTS = {"person": _PERSONS, "thing": _THINGS, "many": _MANY}
_POSSESSIVE = frozenset({"his", "her", "its", "their"})
_POINTING = frozenset({"this", "that", "these", "those", "such", "here", "there"})
_ELSEWHERE = frozenset({"this", "these", "those", "here", "same", "so", "latter", "former"})
"""Words that send the reader to another sentence, wherever they stand."""
_OF_WHICH = frozenset({"who", "which", "that", "of", "in", "from", "with", "whose"})
"""What tells, right behind "those", which ones are meant."""
_BUILT = listed("dam bridge canal tower palace temple cathedral cycle prize law")
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
    return only if only and only.sort == sort else None


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
    return head.low in _PLURAL or (
        head.low.endswith("s") and not head.low.endswith("ss") and not head.is_capital
    )


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


def said_out(known: Analysis, words: Range, sentence: Sentence) -> str | None:
    """A subject with its pronoun said out; None where nobody can tell what it stands for."""
    first = known.words[words[0]].low
    text = subject_text(known, words)
    if first in _POINTING and not known.is_resolved(words[0]):
        return None
    if first not in _PERSONS | _THINGS | _MANY:
        return text
    sort = next(sort for sort, words_ in _SORTS.items() if first in words_)
    found = referent(sentence, sort)
    if found is None:
        return None
    if first in _POSSESSIVE:
        return f"{found.text}'s {known.say((words[0] + 1, words[1]))}"
    return found.text if words[1] - words[0] == 1 else None


def with_names(known: Analysis, sentence: Sentence) -> Analysis:
    """The sentence with "this union" said out, where just one name before it can be meant.

    Days get the year that is theirs.
    """
    found = []
    for at, word in enumerate(known.words):
        if word.low not in ("this", "these", "the", "there") or not sentence.before:
            continue
        end, name = _pointed(known, at, sentence)
        if name:
            start, last = known.within((at, end))
            found.append((start, last, name[0].upper() + name[1:] if not start else name))
    days = [
        (date.start, date.end, date.value)
        for date in known.dates
        if date.form in ("md", "dm") and date.order
    ]
    return replace(known, resolved=tuple(sorted([*found, *days])))


def _noun_after(known: Analysis, at: int) -> int:
    """Behind the noun that "this" belongs to; 0 where there is none at hand."""
    for place in range(at + 1, min(at + 5, len(known.words))):
        low = known.words[place].low
        if low in BODIES or low in WORKS:
            return place + 1
        if low in ORDINARY or not known.words[place].is_word:
            return 0
    return 0


def _pointed(known: Analysis, at: int, sentence: Sentence) -> tuple[int, str | None]:
    """Behind the words that point to something, and what that is called."""
    match known.words[at].low:
        case "the":
            return at + 2, _longer(known, at, sentence)
        case "there":
            return at + 1, _there(known, at, sentence)
    end = _noun_after(known, at)
    return end, _meant(known.words[end - 1].low, sentence) if end else None


def _there(known: Analysis, at: int, sentence: Sentence) -> str | None:
    """ "in Bishkek", where the sentence before tells of one place only."""
    after = known.words[at + 1 : at + 2]
    if not at or (after and after[0].low in FINITE):
        return None
    whole = Span(0, len(sentence.before))
    before = analyse(replace(sentence, text=sentence.before, span=whole, before=""))
    places = {
        name.text
        for name in before.names
        if name.kind is FactKind.PLACE
        and before.text[: name.start].lower().endswith((" in ", " at "))
    }
    return f"in {places.pop()}" if len(places) == 1 else None


def _longer(known: Analysis, at: int, sentence: Sentence) -> str | None:
    """ "the General Assembly" for "the Assembly", where the sentence before says it in full."""
    short = known.words[at + 1 : at + 2]
    if not short or not short[0].is_word or short[0].low not in BODIES | LANDS | WORKS | _BUILT:
        return None
    after = known.words[at + 2 : at + 3]
    if after and after[0].is_word and after[0].low not in ORDINARY - {"of"} | FORMS.keys():
        return None
    whole = Span(0, len(sentence.before))
    before = analyse(replace(sentence, text=sentence.before, span=whole, before=""))
    noun = short[0].low.capitalize()
    full = {name.text for name in before.names if noun in name.text.split()[1:]}
    return f"the {full.pop()}" if len(full) == 1 else None


def _meant(noun: str, sentence: Sentence) -> str | None:
    whole = Span(0, len(sentence.before))
    before = analyse(replace(sentence, text=sentence.before, span=whole, before=""))
    called = {name.text for name in before.names if noun in name.text.lower().split()}
    if not called and noun in BODIES:
        short = {before.text[each.short[0] : each.short[1]] for each in before.acronyms}
        every = {name.text for name in before.names if name.kind is FactKind.ORGANISATION}
        called = short if len(short) == 1 else every
    return _with_article(called.pop()) if len(called) == 1 else None


def _with_article(name: str) -> str:
    """ "the CIS", but "UNESCO": what is spoken as a word has no article."""
    vowels = sum(letter in "AEIOU" for letter in name)
    return name if name.isupper() and len(name) > 3 and vowels > 1 else f"the {name}"


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


def is_clear(known: Analysis, words: Range, named_before: bool) -> bool:
    """Whether no pronoun of the words needs what stands outside them."""
    start, end = known.within(words)
    names = [name.start for name in known.names if start <= name.start < end]
    first = -1 if named_before else min(names, default=end)
    for at in range(*words):
        word = known.words[at]
        if known.is_resolved(at):
            continue
        if word.low in _ELSEWHERE and _sends_away(known, at):
            return False
        if word.low == "there" and not (known.words[at + 1 : at + 2] and (
            known.words[at + 1].low in FINITE)):  # fmt: skip
            return False
        if (
            word.low in PRONOUNS
            and word.start < first
            and not (_owned(known, words, at) or _looks_ahead(known, at))
        ):
            return False
    return True


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
