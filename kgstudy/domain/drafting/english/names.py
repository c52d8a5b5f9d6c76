"""Names in English prose: persons, places, organisations, and what cannot be told apart."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kgstudy.domain.drafting.english.places import CITIES, COUNTRIES, PEOPLES, REGIONS
from kgstudy.domain.drafting.english.tokens import Token
from kgstudy.domain.drafting.english.verbs import FORMS
from kgstudy.domain.drafting.english.words import (
    BODIES,
    DAYS,
    FIRSTS,
    GIVEN_NAMES,
    LANDS,
    MONTHS,
    ORDINARY,
    ROLES,
    WORKS,
    listed,
)
from kgstudy.domain.drafting.values import FactKind

_KNOWN_PLACES = COUNTRIES | CITIES | REGIONS
_SEVERAL = re.compile(
    r"(?<!\w)(?:" + "|".join(sorted((re.escape(n) for n in _KNOWN_PLACES if " " in n), key=len,
                             reverse=True)) + r")(?!\w)"
)  # fmt: skip
_QUOTED = re.compile(r"[“\"«](?P<name>[A-Z][^“”\"«»\n]{1,60})[”\"»]")
_STRESSED = re.compile(r"(?<!\*)\*(?P<name>[A-Z][^*\n]{2,60})\*(?!\*)")
_ACRONYM = re.compile(r"[A-Z]{2,6}")
_ROMAN = re.compile(r"[IVX]{1,5}")
_INITIALS = re.compile(r"(?:[A-Z]\.)+")
_OF = re.compile(r"(?P<head>[A-Z]\w+) of (?:the )?$")
_FIELD = re.compile(r"(?:istry|ics|logy|ture|cine|sophy|graphy)$")
"""Ends of the names of sciences and arts, which are no places though one works in them."""
_PRIZES = frozenset({"prize", "award", "medal"})
_EPITHETS = listed(
    "great elder younger terrible wise bold fair good conqueror magnificent lame short fat pious "
    "confessor lionheart navigator impaler catholic apostate"
)
"""What stands behind "the" after a name: "Pliny the Elder"."""
_JOINED = frozenset({"of", "for", "de", "von", "van", "der", "da", "la", "le", "ibn", "al", "du"})
_HEADS = (
    BODIES | LANDS | WORKS | frozenset({"dominion", "age", "order", "battle", "siege", "peace",
                                        "house", "tower", "gulf", "cape", "day", "year", "song"})
)  # fmt: skip
_PARTIES = frozenset({"party", "church", "league"})
_OWNING = frozenset({"the", "his", "her", "its", "their"})
_OPENING = listed(
    "sovereign modern ancient young former later early independent new old great such other "
    "according despite thanks due given"
)
_KEPT_TITLES = frozenset({"sir", "saint", "st"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name at `start`; `role` is where its title or office begins, else `start` too."""

    start: int
    end: int
    text: str
    kind: FactKind
    role: int


def names(
    text: str,
    words: Sequence[Token],
    known: frozenset[str],
    taken: Sequence[tuple[int, int]],
    persons: frozenset[str] = frozenset(),
) -> list[Name]:
    """The names of a sentence; `known` are words that are names wherever they stand."""
    found: list[Name] = []
    blocked = [*taken]
    for name in (*_acronyms(text, words), *_marked(text), *_known_places(text)):
        if not any(start < name.end and name.start < end for start, end in blocked):
            found.append(name)
            blocked.append((name.start, name.end))
    for run in _runs(words, known, blocked):
        found += _named(run, words, text)
    told = [replace(n, kind=FactKind.PERSON) if n.text in persons else n for n in found]
    return sorted(told, key=lambda name: name.start)


def _known_places(text: str) -> Iterator[Name]:
    for match in _SEVERAL.finditer(text):
        owner = _OF.search(text, max(0, match.start() - 40), match.start())
        if owner and owner["head"].lower() in _HEADS:
            continue  # "University of New York" is one name
        yield Name(match.start(), match.end(), match[0], FactKind.PLACE, match.start())


def _marked(text: str) -> Iterator[Name]:
    """Titles between quotation marks, or stressed as titles of works are."""
    for form in (_QUOTED, _STRESSED):
        for match in form.finditer(text):
            words = match["name"].rstrip(".,;").split()
            capitals = sum(word[0].isupper() for word in words)
            if len(words) <= 7 and capitals * 2 >= len(words):
                start = match.start("name")
                shown = match["name"].rstrip(".,; ")
                yield Name(start, start + len(shown), shown, FactKind.NAME, start)


@dataclass(frozen=True, slots=True)
class Acronym:
    """A long form and the letters that stand for it, each with its place."""

    long: tuple[int, int]
    short: tuple[int, int]


def acronyms(words: Sequence[Token]) -> Iterator[Acronym]:
    """ "Long Form (LF)" and "LF (Long Form)", where the letters fit the words."""
    for at in range(1, len(words) - 2):
        if words[at].text != "(":
            continue
        if words[at + 2].text == ")" and _ACRONYM.fullmatch(words[at + 1].text):
            letters = words[at + 1]
            first = _begin(words, at, letters.text)
            if first is not None:
                long = words[first].start, words[at - 1].end
                yield Acronym(long, (letters.start, letters.end))
        elif _ACRONYM.fullmatch(words[at - 1].text):
            end = _end(words, at, words[at - 1].text)
            if end is not None:
                long = words[at + 1].start, words[end - 1].end
                yield Acronym(long, (words[at - 1].start, words[at - 1].end))


_LINKS = listed("of the and for in on to")


def _begin(words: Sequence[Token], at: int, letters: str) -> int | None:
    """Where the long form before `at` begins whose initials are the letters."""
    left = list(letters)
    for place in range(at - 1, max(-1, at - 12), -1):
        word = words[place]
        if word.low in _LINKS:
            continue
        if not word.is_word or not word.is_capital:
            return None
        initials = [part[0].upper() for part in word.text.split("-")]
        if left[-len(initials) :] == initials:
            del left[-len(initials) :]
        elif initials[0] == left[-1]:
            left.pop()
        else:
            # "United Nations General Assembly (UN)": the letters stand for the words before.
            return None
        if not left:
            return place
    return None


def _end(words: Sequence[Token], at: int, letters: str) -> int | None:
    left = list(letters)
    for place in range(at + 1, min(len(words), at + 12)):
        word = words[place]
        if word.text == ")":
            return place if not left else None
        if word.low in _LINKS:
            continue
        if left and word.is_word and word.text[0].upper() == left[0]:
            left.pop(0)
        else:
            return None
    return None


def _acronyms(text: str, words: Sequence[Token]) -> Iterator[Name]:
    for each in acronyms(words):
        start, end = each.long
        shown = " ".join(text[start:end].split())
        yield Name(start, end, shown, _kind(shown.split(), shown, ""), start)


def _runs(
    words: Sequence[Token], known: frozenset[str], blocked: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Rows of words with capitals, as places in `words`, from the first to behind the last."""
    at = 0
    while at < len(words):
        if not _begins(words, at, known) or _blocked(words[at], blocked):
            at += 1
            continue
        end = at + 1
        while end < len(words) and not _blocked(words[end], blocked):
            step = _goes_on(words, at, end)
            if not step:
                break
            end += step
        yield at, end
        at = end


def _blocked(word: Token, blocked: Sequence[tuple[int, int]]) -> bool:
    return any(start <= word.start < end for start, end in blocked)


def _begins(words: Sequence[Token], at: int, known: frozenset[str]) -> bool:
    word = words[at]
    if not word.is_word or not word.is_capital or word.low in MONTHS or word.low in DAYS:
        return False
    if word.low in ORDINARY and not _ACRONYM.fullmatch(word.text) and not _is_count(words, at):
        return False
    if not _opens(words, at):
        return True
    return _is_known(word, known) or _opens_name(words, at)


def _is_count(words: Sequence[Token], at: int) -> bool:
    """Whether it is the "First" of "the First World War"."""
    after = words[at + 1 : at + 2]
    follows = bool(after) and after[0].is_word and after[0].is_capital
    return words[at].low in FIRSTS and follows and not _opens(words, at)


def _is_known(word: Token, known: frozenset[str]) -> bool:
    """Whether the word can be nothing but a name, or the beginning of one."""
    sure = word.text in known or word.text in _KNOWN_PLACES or word.low in GIVEN_NAMES
    return sure or bool(_ACRONYM.fullmatch(word.text) or _INITIALS.fullmatch(word.text))


def _opens_name(words: Sequence[Token], at: int) -> bool:
    """Whether the first word of the sentence goes together with a capital after it."""
    word = words[at]
    follows = at + 1 < len(words) and words[at + 1].is_word and words[at + 1].is_capital
    common = word.low in PEOPLES or word.low in _OPENING or word.low in FORMS
    ordinary = common or word.low.endswith(("ly", "ing"))
    return follows and (word.low in ROLES or not ordinary)


def _opens(words: Sequence[Token], at: int) -> bool:
    """Whether a word stands where any word has a capital."""
    before = words[at - 1].text if at else ""
    return all(not word.is_word and not word.is_number for word in words[:at]) or before in ":.?!"


def _goes_on(words: Sequence[Token], start: int, at: int) -> int:
    """How many words of the run stand at `at`: none where it has ended."""
    word = words[at]
    if word.is_word and word.is_capital and word.low not in MONTHS:
        return 1
    after = [each for each in words[at + 1 : at + 3] if each.is_word]
    if after and after[0].is_capital and _ties(words[at - 1].low, word.low, after[0].low):
        return 2
    if word.low not in _JOINED or not after or words[start].text in _KNOWN_PLACES:
        return 0
    if word.low == "of" and not _takes_of(words, start, at):
        return 0
    if after[0].is_capital:
        return 2
    return 3 if after[0].low == "the" and len(after) == 2 and after[1].is_capital else 0


def _ties(before: str, low: str, after: str) -> bool:
    """ "the Nobel Prize | in | Chemistry", "Pliny | the | Elder"."""
    return (low in ("in", "for") and before in _PRIZES) or (low == "the" and after in _EPITHETS)


def _takes_of(words: Sequence[Token], start: int, at: int) -> bool:
    """Whether "of" goes on with the name: "the Treaty of Paris", "William of Orange"."""
    last = words[at - 1].low
    if last in ROLES or last in PEOPLES:
        return False
    told = words[start - 1].low if start else ""
    return last in _HEADS or last in GIVEN_NAMES or at - start > 1 or told in _OWNING


def _named(run: tuple[int, int], words: Sequence[Token], text: str) -> Iterator[Name]:
    """The names of a run: an office and a land may stand before the one who has it."""
    start, end = run
    role = start = _without_people(words, start, end)
    while start < end - 1 and words[start].low in ROLES and words[start].low not in _KEPT_TITLES:
        start += 1
    for place in range(start + 1, end):
        if _parts(words, start, place):
            yield from _one(words, text, role, start, place)
            role = start = place
    yield from _one(words, text, role, start, end)


def _without_people(words: Sequence[Token], start: int, end: int) -> int:
    """ "French Catholic King Louis XIV" begins at "King"."""
    at = start
    while at < end - 1 and words[at].low in PEOPLES:
        at += 1
    return at if at < end - 1 and words[at].low in ROLES else start


def _parts(words: Sequence[Token], start: int, at: int) -> bool:
    """Whether a new name begins at `at`: "Kyrgyzstan | Askar Akayev", "the USSR | M. S. X"."""
    before, word = words[at - 1], words[at]
    if _INITIALS.fullmatch(word.text):
        whole = " ".join(each.text for each in words[start:at])
        return whole in COUNTRIES
    whole = " ".join(each.text for each in words[start:at])
    return whole in COUNTRIES and word.low in GIVEN_NAMES and before.text != word.text


def _one(words: Sequence[Token], text: str, role: int, start: int, end: int) -> Iterator[Name]:
    row = words[start:end]
    if row and row[-1].low in PEOPLES and words[end : end + 1] and words[end].low in _PARTIES:
        first, last = row[-1].start, words[end].end
        yield Name(first, last, text[first:last], FactKind.ORGANISATION, first)
        return
    if not row or all(word.low in PEOPLES for word in row):
        return
    if len(row) == 1 and row[0].low in ROLES and role == start:
        return
    first, last = row[0].start, row[-1].end
    shown = " ".join(text[first:last].replace("*", "").split())
    before = words[start - 1].low if start else ""
    kind = _kind([word.text for word in row], shown, before)
    if role < start or _follows_office(words, start):
        kind = FactKind.PERSON
    yield Name(first, last, shown, kind, words[role].start)


def _follows_office(words: Sequence[Token], start: int) -> bool:
    """ "the President of the USSR M. S. Gorbachev": an office stands some words before."""
    before = [word.low for word in words[max(0, start - 5) : start]]
    joined = start > 0 and words[start - 1].is_word and words[start - 1].is_capital
    return joined and "of" in before and any(word in ROLES for word in before)


def _kind(row: Sequence[str], shown: str, before: str) -> FactKind:
    low = [word.lower() for word in row]
    rules = (
        (shown in _KNOWN_PLACES, FactKind.PLACE),
        (_is_person(row), FactKind.PERSON),
        (_head(low) in BODIES, FactKind.ORGANISATION),
        (_head(low) in WORKS, FactKind.NAME),
        (len(low) > 1 and (_head(low) in LANDS or low[0] in LANDS), FactKind.PLACE),
        (len(row) == 1 and bool(_ACRONYM.fullmatch(row[0])), FactKind.ORGANISATION),
        (bool(_FIELD.search(low[-1])), FactKind.NAME),
        (before in ("in", "at", "near") and len(row) <= 2, FactKind.PLACE),
    )
    return next((kind for fits, kind in rules if fits), FactKind.NAME)


def _head(low: Sequence[str]) -> str:
    """The noun that says what is named: "Bank" of "Bank of England", "Sea" of "Black Sea"."""
    for at, word in enumerate(low):
        if word in _JOINED and at:
            return low[at - 1]
    return low[-1]


def _is_person(row: Sequence[str]) -> bool:
    first = row[0].lower()
    given = first in GIVEN_NAMES or first in _KEPT_TITLES or bool(_INITIALS.fullmatch(row[0]))
    return given or (len(row) > 1 and bool(_ROMAN.fullmatch(row[-1])))
