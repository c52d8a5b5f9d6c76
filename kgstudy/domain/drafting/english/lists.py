"""Lists within a sentence: "A, B and C", of names or of short groups of words."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from kgstudy.domain.drafting.english.dates import Date
from kgstudy.domain.drafting.english.names import Name
from kgstudy.domain.drafting.english.tokens import Token
from kgstudy.domain.drafting.english.verbs import FORMS
from kgstudy.domain.drafting.english.words import (
    DETERMINERS,
    FINITE,
    JOINING,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
)

Places = tuple[tuple[int, int], ...]
Range = tuple[int, int]
_MOST_WORDS = 5


class Found(Protocol):
    """What is known of a sentence before its lists are."""

    @property
    def words(self) -> Sequence[Token]: ...

    @property
    def names(self) -> Sequence[Name]: ...

    @property
    def dates(self) -> Sequence[Date]: ...

    def within(self, words: Range) -> Range: ...

    def tokens_of(self, start: int, end: int) -> Range: ...


def lists(known: Found) -> Iterator[Places]:
    """The places of the items: three at least, or two that are names."""
    at = 0
    while at < len(known.words):
        found = _list_from(known, at) or _pair(known, at)
        if found:
            places, at = found
            yield places
        else:
            at += 1


def _list_from(known: Found, comma: int) -> tuple[Places, int] | None:
    """The list whose first comma is this one, and the token behind it."""
    words = known.words
    if words[comma].text != "," or _in_date(known, comma):
        return None
    first = _first_item(known, comma)
    items = [first] if first else []
    at = comma
    while items:
        last = words[at + 1].low in JOINING if at + 1 < len(words) else False
        start = at + 2 if last else at + 1
        end = _item_end(known, start, last)
        if end is None:
            return None
        joined = end < len(words) and words[end].low in JOINING and not last
        items.append((start, end))
        if last:
            break
        if joined:
            stop = _item_end(known, end + 1, True)
            if stop is None:
                return None
            items.append((end + 1, stop))
            break
        if end >= len(words) or words[end].text != ",":
            return None
        at = end
    if len(items) < 3 or not _alike(known, items):
        return None
    return tuple(known.within(_bare(known, item)) for item in items), items[-1][1]


def _alike(known: Found, items: Sequence[Range]) -> bool:
    """Whether none of the items, or each, has a name: "born in Rome, taught Greek and died"."""
    named = [any(_holds(known, item, name) for name in known.names) for item in items]
    return all(named) or not named[0]


def _holds(known: Found, item: Range, name: Name) -> bool:
    start, end = known.within(item)
    return start <= name.start and name.end <= end


def _pair(known: Found, at: int) -> tuple[Places, int] | None:
    """ "Azerbaijan and Armenia", of which the first word behind "and" is at hand."""
    words = known.words
    if words[at].low != "and" or not 0 < at < len(words) - 1:
        return None
    things: tuple[Name | Date, ...] = (*known.names, *known.dates)
    left = next((each for each in things if each.end == words[at - 1].end), None)
    right = next((each for each in things if _starts(known, each.start, at + 1)), None)
    if left is None or right is None or _sort(left) != _sort(right):
        return None
    return ((left.start, left.end), (right.start, right.end)), known.tokens_of(
        right.start, right.end
    )[1]


def _sort(thing: Name | Date) -> str:
    return thing.kind if isinstance(thing, Name) else thing.form


def _in_date(known: Found, at: int) -> bool:
    place = known.words[at].start
    return any(date.start <= place < date.end for date in known.dates)


def _bare(known: Found, item: tuple[int, int]) -> tuple[int, int]:
    """Without "the" before it."""
    start, end = item
    return (start + 1, end) if known.words[start].low == "the" and end > start + 1 else item


def _first_item(known: Found, comma: int) -> tuple[int, int] | None:
    """The words before the comma, back to what cannot be of the item."""
    words, at = known.words, comma
    name = next((n for n in known.names if n.end == words[comma - 1].end), None) if comma else None
    if name:
        return known.tokens_of(name.start, name.end)
    while at > 0 and comma - at < _MOST_WORDS and _of_item(known, at - 1):
        if at < comma and _is_infinitive(known, at - 1):
            break  # "to help culture, science and sports"
        at -= 1
    if at == comma or comma - at >= _MOST_WORDS:
        return None
    if not at and (comma < 3 or comma - at > 1):
        return None  # a subject with its verb may stand before the first item
    return at, comma


def _is_infinitive(known: Found, at: int) -> bool:
    form = FORMS.get(known.words[at].low)
    return at > 0 and known.words[at - 1].low == "to" and form is not None


def _of_item(known: Found, at: int) -> bool:
    word = known.words[at]
    return (
        word.is_word
        and word.low not in PREPOSITIONS
        and word.low not in FINITE
        and word.low not in DETERMINERS
        and word.low not in JOINING
        and word.low not in RELATIVES
        and word.low not in SUBORDINATORS
    )


def _item_end(known: Found, start: int, last: bool) -> int | None:
    """Where the item ends that begins at `start`; the last one ends before a preposition."""
    words = known.words
    name = next((n for n in known.names if _starts(known, n.start, start)), None)
    if name:
        return known.tokens_of(name.start, name.end)[1]
    at = start + (start < len(words) and words[start].low == "the")
    while at < len(words) and at - start < _MOST_WORDS and _of_item(known, at):
        if last and at > start and words[at].low in FORMS:
            break  # "ash and gases escape"
        at += 1
    if at == start or at - start >= _MOST_WORDS:
        return None
    if last or at >= len(words):
        return at
    return at if words[at].text == "," or words[at].low in JOINING else None


def _starts(known: Found, place: int, start: int) -> bool:
    """Whether a name begins at the token `start`, or behind "the" there."""
    at = [word.start for word in known.words[start : start + 2]]
    return bool(at) and (
        place == at[0] or (len(at) > 1 and known.words[start].low == "the" and place == at[1])
    )
