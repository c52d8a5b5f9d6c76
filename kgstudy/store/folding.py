"""What the indexes hold of a note: its fields as they are seen, folded for search and sorting."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from kgstudy.domain.markup import fold, plain, sorted_as

FIELD, SHOWS = "\x1e", "\x1f"
"""Stand before a field's name and before what it shows; no text has them."""

ASIDE = 0xF0000
"""Names are written in letters so far aside that no words are found in them."""

APART, EMPTY = "\ue000", "\ue001"
"""Words of their own: one stands before each field and behind the last, so that no row of words
goes from one into the next; the other in a field that shows nothing.
"""

LINE = 120
"""Letters of a line: enough to sort by, and little enough for an index."""

_WORD = re.compile(r"[^\W_]+")


def folded(fields: str) -> str:
    """The searchable text of a note's `fields` column (a JSON object of HTML by name)."""
    return "\n".join(fold(plain(html)) for html in json.loads(fields).values() if html)


def line(fields: str) -> str:
    """The first field of a note's `fields` column as sorting compares it, cut off somewhere."""
    shown = (plain(html) for html in json.loads(fields).values() if html)
    return sorted_as(next((text for text in shown if text), "")[:LINE])


class Indexed(NamedTuple):
    """What is kept of a note's fields: the words of the text index, all of them in order; what
    `note_seen` holds; the same with nothing folded, where that takes more than the case; its line.
    """

    text: str
    words: frozenset[str]
    seen: str
    exact: str | None
    line: str


def indexed(fields: str) -> Indexed:
    """All that is kept of a note's `fields` column."""
    shown = _shown(fields)
    texts = [(name, _without(fold(text))) for name, text in shown]
    first = next((text for _, text in shown if text), "")
    case_alone = all(
        text.lower() == folded for (_, text), (_, folded) in zip(shown, texts, strict=True)
    )
    rows = [(name, _words(text)) for name, text in texts]
    return Indexed(
        " ".join(_marked(rows)),
        frozenset(chain.from_iterable(words for _, words in rows)) - {EMPTY},
        _seen(texts),
        None if case_alone else _seen(shown),
        sorted_as(first[:LINE]),
    )


def seen_of(fields: str) -> str:
    """The folded part of what `note_seen` holds of a note's `fields` column."""
    return _seen([(name, _without(fold(text))) for name, text in _shown(fields)])


_Texts = Sequence[tuple[str, str]]


def _shown(fields: str) -> _Texts:
    """What each field shows, by folded name."""
    each = json.loads(fields).items()
    return [(fold(name), _without(plain(html)) if html else "") for name, html in each]


def _words(text: str) -> list[str]:
    return _WORD.findall(text) if text else [EMPTY]


def _marked(rows: Iterable[tuple[str, list[str]]]) -> Iterator[str]:
    for name, words in rows:
        yield APART
        yield aside(name)
        yield from words
    yield APART


def _seen(texts: _Texts) -> str:
    each = (f"{FIELD}{aside(name)}{SHOWS}{text}" for name, text in texts)
    return f"{''.join(each)}{FIELD}"


@lru_cache(maxsize=500)
def aside(name: str) -> str:
    """A folded name as it stands beside what the field shows."""
    return "".join(chr(ASIDE + ord(letter) % 0x10000) for letter in name)


def fields_of(text: str) -> Iterator[tuple[str, str]]:
    """Name, written `aside`, and text of each field of a note's `note_seen`."""
    for each in text.split(FIELD)[1:-1]:
        name, _, shown = each.partition(SHOWS)
        yield name, shown


def _without(text: str) -> str:
    return text.replace(FIELD, "").replace(SHOWS, "")
