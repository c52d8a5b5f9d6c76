"""What a sentence says something is: "X is a Y", "X, a Y,", "X (a Y that ...)", "known as X"."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile

from kgstudy.domain.drafting.english.analysis import Analysis
from kgstudy.domain.drafting.english.clauses import Clause
from kgstudy.domain.drafting.english.words import (
    CALLINGS,
    ORDINARY,
    PREPOSITIONS,
    RELATIVES,
    ROLES,
    listed,
)
from kgstudy.domain.drafting.values import FactKind

_LONGEST = 12
_OPENERS = frozenset({"a", "an", "the", "one"})


@dataclass(frozen=True, slots=True)
class Definition:
    """`term` is what is explained, `meaning` what it is; `verb` is "is" or "was"."""

    term: tuple[int, int]
    meaning: tuple[int, int]
    verb: str
    person: bool
    trust: float


def definitions(known: Analysis) -> Iterator[Definition]:
    for clause in known.clauses:
        yield from _said(known, clause)
    for name in known.names:
        person = name.kind is FactKind.PERSON
        for each in _beside(known, name.start, name.end, person):
            called = person or _is_calling(known, each.meaning)
            yield replace(each, person=called)


def _said(known: Analysis, clause: Clause) -> Iterator[Definition]:
    """ "X is a Y", of one thing that has a name, or that the sentence begins with."""
    start, end = clause.rest
    verb = clause.verb.helper
    if not clause.verb.copula or verb not in ("is", "was", "are", "were") or start >= end:
        return
    if end < clause.end and known.words[end].text == ",":
        after = known.words[end + 1].low if end + 1 < clause.end else ""
        if after not in RELATIVES and after not in ("and", "but", "a", "an", "the"):
            return
    if known.words[start].low not in ("a", "an") or end - start > _LONGEST + 6:
        return
    first, last = clause.subject
    if last - first > 5:
        return
    named = [name for name in known.names if known.holds(clause.subject, name.start, name.end)]
    if named and any(known.words[at].low in PREPOSITIONS for at in range(first, last)):
        return
    common = known.words[first].low in ("a", "an") or _is_bare(known, first, last)
    if not named and not common:
        return
    person = any(name.kind is FactKind.PERSON for name in named)
    yield Definition(known.within(clause.subject), known.within(_meaning(known, start, end)),
                     verb, person, 0.72 if named else 0.66)  # fmt: skip


def _meaning(known: Analysis, start: int, end: int) -> tuple[int, int]:
    """Without what a relative clause adds, where that leaves enough to tell it."""
    for at in range(start + 3, end):
        if known.words[at].low in RELATIVES and end - start > _LONGEST:
            end = at
            break
    while end > start + 1 and known.words[end - 1].low in PREPOSITIONS:
        end -= 1
    return start, end


def _is_calling(known: Analysis, meaning: tuple[int, int]) -> bool:
    """Whether the words say what somebody is: "a hospital cook in Merca"."""
    start, end = known.tokens_of(*meaning)
    group = takewhile(lambda word: word.low not in PREPOSITIONS, known.words[start:end])
    return any(word.low in ROLES | CALLINGS for word in [*group][-1:])


def _is_bare(known: Analysis, first: int, last: int) -> bool:
    """Whether the subject is a noun alone, or with an adjective: "Photosynthesis", "Sea ice"."""
    words = known.words[first:last]
    plain = all(word.is_word and word.low not in ORDINARY for word in words)
    return plain and len(words) <= 2 and not words[-1].low.endswith("ing")


def _beside(known: Analysis, start: int, end: int, person: bool) -> Iterator[Definition]:
    """ "X, a Y," and "X (a Y)"."""
    at = next((at for at, word in enumerate(known.words) if word.start >= end), None)
    if at is not None and known.words[at].text == "(" and person:
        at = _behind_years(known, at)
    if at is None or at + 2 >= len(known.words) or known.words[at].text not in (",", "("):
        return
    close = {",": ",", "(": ")"}[known.words[at].text]
    if known.words[at + 1].low not in _OPENERS or known.words[at + 2].low in ("same", "year"):
        return
    if close == "," and not _explains(known, end, at):
        return
    stop = _closing(known, at + 1, close)
    while stop is not None and known.words[stop - 1].low in PREPOSITIONS:
        stop -= 1
    if stop is None or not 1 < stop - at <= _LONGEST + 1:
        return
    if (
        not person
        and known.text[start:end].split()[-1].endswith("s")
        and not (known.text[start:end].isupper())
    ):  # plural names would need another verb
        return
    first, _ = known.tokens_of(start, end)
    article = known.words[first - 1] if first else None
    begin = article.start if article and article.low == "the" else start
    yield Definition((begin, end), known.within((at + 1, stop)), "", person, 0.66)


def _behind_years(known: Analysis, at: int) -> int | None:
    for place in range(at + 1, min(at + 8, len(known.words))):
        if known.words[place].text == ")":
            return place + 1 if place + 1 < len(known.words) else None
    return None


_DEEDS = listed(
    "move event step fact sign change decision development success victory process claim idea "
    "practice attempt effort result policy tactic time period"
)
"""Nouns that sum up the clause before them rather than explain its last name."""


def _explains(known: Analysis, end: int, comma: int) -> bool:
    """Whether the comma behind a name begins an apposition, and goes on with no list or clause."""
    place = known.words[comma].start
    if any(row[0][0] <= place < row[-1][1] for row in known.lists):
        return False
    if any(word.low in _DEEDS for word in known.words[comma + 2 : comma + 4]):
        return False
    heads = {known.within(clause.subject)[1] for clause in known.clauses}
    return end in heads or any(
        known.within(clause.rest)[0] < end and comma in (clause.rest[1], *_asides(clause))
        for clause in known.clauses
    )


def _asides(clause: Clause) -> list[int]:
    return [start for start, _ in clause.asides]


def _closing(known: Analysis, start: int, mark: str) -> int | None:
    """Where the explanation ends; a list, or a verb of the sentence, makes it none."""
    for at in range(start, min(len(known.words), start + _LONGEST + 4)):
        word = known.words[at]
        if word.text == mark or word.text in ".;":
            after = known.words[at + 1].low if at + 1 < len(known.words) else ""
            return None if after in ("and", "or") and mark == "," else at
        if word.low in RELATIVES and at > start + 2:
            return at
    return None
