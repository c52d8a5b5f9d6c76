"""What a sentence points to elsewhere is said out: "this union", "there", "the dam", "she"."""

from dataclasses import replace

from kgstudy.domain.drafting.english.analysis import Analysis, analyse
from kgstudy.domain.drafting.english.reference import subjects
from kgstudy.domain.drafting.english.verbs import FORMS
from kgstudy.domain.drafting.english.words import BODIES, FINITE, LANDS, ORDINARY, WORKS, listed
from kgstudy.domain.drafting.grammar import Sentence
from kgstudy.domain.drafting.values import FactKind
from kgstudy.domain.lesson import Span

_BUILT = listed(
    "dam bridge canal tower palace temple cathedral cycle prize law railway railroad wall tunnel "
    "castle fortress road highway observatory telescope station"
)


def with_names(known: Analysis, sentence: Sentence) -> Analysis:
    """The sentence with "this union" said out, where just one name before it can be meant.

    Days get the year that is theirs.
    """
    found = []
    for at, word in enumerate(known.words):
        told = sentence.before or (word.low == "the" and sentence.title)
        if word.low not in ("this", "these", "the", "there") or not told:
            continue
        end, name = _pointed(known, at, sentence)
        if name:
            found.append((*known.within((at, end)), name))
    days = [
        (date.start, date.end, date.value)
        for date in known.dates
        if date.form in ("md", "dm") and date.order
    ]
    return replace(known, resolved=tuple(sorted([*found, *days, *subjects(known, sentence)])))


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
    """ "the General Assembly" for "the Assembly", where what stands before says it in full."""
    short = known.words[at + 1 : at + 2]
    if not short or not short[0].is_word or short[0].low not in BODIES | LANDS | WORKS | _BUILT:
        return None
    after = known.words[at + 2 : at + 3]
    if after and after[0].is_word and not _ends_group(after[0].low):
        return None
    whole = Span(0, len(sentence.before))
    before = analyse(replace(sentence, text=sentence.before, span=whole, before=""))
    noun = short[0].low.capitalize()
    full = {name.text for name in before.names if noun in name.text.split()[1:]}
    if short[0].low in LANDS | _BUILT:
        full |= _of_title(sentence.title, noun)
    return f"the {full.pop()}" if len(full) == 1 else None


def _ends_group(low: str) -> bool:
    return low in ORDINARY - {"of"} | FORMS.keys() or low.endswith("ly")


def _of_title(title: str, noun: str) -> set[str]:
    """The title, where it is the name of what the noun means: "The Panama Canal"."""
    name = title.removeprefix("The ")
    words = name.split()
    named = all(word[:1].isupper() for word in words) and not name.isupper()
    return {name} if words and named and words[1:][-1:] == [noun] else set()


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
