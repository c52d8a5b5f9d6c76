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

END, EMPTY = "\ue000", "\ue001"
"""Words of their own: one stands behind the words of a field that shows anything, be it signs
alone; the other for a field that shows nothing.
"""

LINE = 120
"""Letters of a line: enough to sort by, and little enough for an index."""

_WORD = re.compile(r"[^\W_]+")
_UNEVEN = re.compile("[_ς]")
"""What an expression may take for part of a word, and what lower case writes by its neighbours."""

UNTOLD = ""
"""In place of how a word was written, where that cannot be told word by word."""


def folded(fields: str) -> str:
    """The searchable text of a note's `fields` column (a JSON object of HTML by name)."""
    return "\n".join(fold(plain(html)) for html in json.loads(fields).values() if html)


def line(fields: str) -> str:
    """The first field of a note's `fields` column as sorting compares it, cut off somewhere."""
    shown = (plain(html) for html in json.loads(fields).values() if html)
    return sorted_as(next((text for text in shown if text), "")[:LINE])


class Indexed(NamedTuple):
    """What is kept of a note's fields.

    `fields` are the words of each for the text index, by folded name, and `words` all of them, each
    once; `written` are those of which folding took more than the case, with how they were written
    in small letters, or `UNTOLD`.  `seen` is what `note_seen` holds, and `exact` the same with
    nothing folded, where that takes more than the case.
    """

    fields: tuple[tuple[str, str], ...]
    words: frozenset[str]
    written: frozenset[tuple[str, str]]
    seen: str
    exact: str | None
    line: str


def indexed(fields: str) -> Indexed:
    """All that is kept of a note's `fields` column."""
    shown = _shown(fields)
    texts = [(name, _without(fold(text))) for name, text in shown]
    rows = [_WORD.findall(text) for _, text in texts]
    pairs = [(text, folded) for (_, text), (_, folded) in zip(shown, texts, strict=True)]
    written = (_written(*pair, words) for pair, words in zip(pairs, rows, strict=True))
    first = next((text for _, text in shown if text), "")
    return Indexed(
        tuple(
            (name, _marked(text, words)) for (name, text), words in zip(texts, rows, strict=True)
        ),
        frozenset(chain.from_iterable(rows)),
        frozenset(chain.from_iterable(written)),
        _seen(texts),
        None if all(text.lower() == folded for text, folded in pairs) else _seen(shown),
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


def _marked(text: str, words: Sequence[str]) -> str:
    return " ".join([*words, END]) if text else EMPTY


def _written(shown: str, folded: str, words: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Those of the words of a field that were written otherwise, and how."""
    lower = shown.lower()
    if lower == folded and "_" not in folded:
        return ()
    written = _WORD.findall(lower)
    if len(written) != len(words) or _UNEVEN.search(lower):
        return ((word, UNTOLD) for word in words)
    return ((word, way) for word, way in zip(words, written, strict=True) if way != word)


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
