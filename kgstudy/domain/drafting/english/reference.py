"""Who "it" is: pronouns are said out only where the sentence before leaves no doubt."""

from dataclasses import dataclass

from kgstudy.domain.drafting.english.analysis import Analysis, analyse
from kgstudy.domain.drafting.english.clauses import Clause, Range
from kgstudy.domain.drafting.english.words import BODIES, JOINING, PRONOUNS
from kgstudy.domain.drafting.grammar import Sentence
from kgstudy.domain.drafting.values import FactKind
from kgstudy.domain.lesson import Span

_PERSONS = frozenset({"he", "she", "his", "her", "him"})
_THINGS = frozenset({"it", "its"})
_MANY = frozenset({"they", "their", "them"})
_POSSESSIVE = frozenset({"his", "her", "its", "their"})
_POINTING = frozenset({"this", "that", "these", "those", "such", "here", "there"})
_LONGEST = 6


@dataclass(frozen=True, slots=True)
class Referent:
    text: str
    sort: str
    """ "person", "thing" or "many"."""


def referent(sentence: Sentence) -> Referent | None:
    """What the sentence before speaks of: its subject, where that is a name."""
    if not sentence.before:
        return None
    known = analyse(Sentence(sentence.before, Span(0, len(sentence.before)), names=sentence.names))
    clause = next(iter(known.clauses), None)
    if clause is None or clause.subject[1] - clause.subject[0] > _LONGEST:
        return None
    return _named(known, clause)


def _named(known: Analysis, clause: Clause) -> Referent | None:
    first, last = clause.subject
    named = [name for name in known.names if known.holds(clause.subject, name.start, name.end)]
    words = known.words[first:last]
    if not named or any(word.low in PRONOUNS or word.low in _POINTING for word in words):
        return None
    if any(word.low in JOINING for word in words):
        return Referent(known.say((first, last)), "many")
    begins, ends = known.within((first, last))
    if named[-1].end != ends or len(named) > 1:
        return None
    if named[0].kind is FactKind.PERSON:
        return Referent(named[0].text, "person")
    return (
        Referent(subject_text(known, clause.subject), "thing")
        if begins <= named[0].start
        else (None)
    )


def subject_text(known: Analysis, words: Range) -> str:
    """The words as they stand within a sentence."""
    return lowered(known, known.say(words), words)


def lowered(known: Analysis, text: str, words: Range) -> str:
    """Without the capital that only the beginning of the sentence gave it."""
    first = known.words[words[0]] if words[0] < words[1] else None
    if first is None or not text or any(name.start == first.start for name in known.names):
        return text
    opening = all(not word.is_word for word in known.words[: words[0]])
    stays = first.text in known.capitals or first.text.isupper() or first.low in known_peoples()
    if (opening or words[0] == 0) and not (stays and len(first.text) > 1):
        return text[0].lower() + text[1:]
    return text


def known_peoples() -> frozenset[str]:
    from kgstudy.domain.drafting.english.places import PEOPLES  # noqa: PLC0415

    return PEOPLES


def said_out(known: Analysis, words: Range, sentence: Sentence) -> str | None:
    """A subject with its pronoun said out; None where nobody can tell what it stands for."""
    first = known.words[words[0]].low
    text = subject_text(known, words)
    if first in _POINTING:
        return _pointed(known, words, sentence)
    if first not in _PERSONS | _THINGS | _MANY:
        return text
    found = referent(sentence)
    sort = "person" if first in _PERSONS else "thing" if first in _THINGS else "many"
    if found is None or found.sort != sort:
        return None
    if first in _POSSESSIVE:
        return f"{genitive(found.text)} {known.say((words[0] + 1, words[1]))}"
    return found.text if words[1] - words[0] == 1 else None


def genitive(name: str) -> str:
    return f"{name}'" if name.endswith("s") and name[-2:-1] not in "aeiou" else f"{name}'s"


def _pointed(known: Analysis, words: Range, sentence: Sentence) -> str | None:
    """ "this union", where the sentence before names just one organisation."""
    first, last = words
    if last - first > 4 or known.words[last - 1].low not in BODIES or not sentence.before:
        return None
    whole = Span(0, len(sentence.before))
    before = analyse(Sentence(sentence.before, whole, names=sentence.names))
    named = {name.text for name in before.names if name.kind is FactKind.ORGANISATION}
    short = {before.text[each.short[0] : each.short[1]] for each in before.acronyms}
    if len(named) == 1:
        name = next(iter(named))
        return name if name.isupper() else f"the {name}"
    return f"the {next(iter(short))}" if len(short) == 1 else None


def is_clear(known: Analysis, words: Range, named_before: bool) -> bool:
    """Whether no pronoun of the words needs what stands outside them."""
    start, end = known.within(words)
    names = [name.start for name in known.names if start <= name.start < end]
    first = -1 if named_before else min(names, default=end)
    for word in known.words[words[0] : words[1]]:
        if word.low in _POINTING - {"that", "there", "such"}:
            return False
        if word.low in PRONOUNS and word.start < first:
            return False
    return True
