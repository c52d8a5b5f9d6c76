"""What the indexes hold of a note: its fields as they are seen, folded for search and sorting."""

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache

from kgstudy.domain.markup import fold, plain, sorted_as

FIELD, SHOWS = "\x1e", "\x1f"
"""Stand before a field's name and before what it shows; no text has them."""

CASE_ALONE = "\x1d"
"""Stands before all of it where folding took nothing from the fields but their case."""

ASIDE = 0xF0000
"""Names are written in letters so far aside that no words are found in them."""

APART = "\ue000"
"""A word of its own between fields, so that no row of words goes from one into the next."""

LINE = 120
"""Letters of a line: enough to sort by, and little enough for an index."""


def folded(fields: str) -> str:
    """The searchable text of a note's `fields` column (a JSON object of HTML by name)."""
    return "\n".join(fold(plain(html)) for html in json.loads(fields).values() if html)


def line(fields: str) -> str:
    """The first field of a note's `fields` column as sorting compares it, cut off somewhere."""
    shown = (plain(html) for html in json.loads(fields).values() if html)
    return sorted_as(next((text for text in shown if text), "")[:LINE])


def indexed(fields: str) -> tuple[str, str, str]:
    """What the text index, `note_seen` and `note_line` hold of a note's `fields` column."""
    shown = _shown(fields)
    texts = {name: fold(text) for name, text in shown.items()}
    first = next((text for text in shown.values() if text), "")
    words = f" {APART} ".join(text for text in texts.values() if text)
    return words, _seen(shown, texts), sorted_as(first[:LINE])


def seen_of(fields: str) -> str:
    """What `note_seen` holds of a note's `fields` column."""
    shown = _shown(fields)
    return _seen(shown, {name: fold(text) for name, text in shown.items()})


def _shown(fields: str) -> dict[str, str]:
    return {name: plain(html) if html else "" for name, html in json.loads(fields).items()}


def _seen(shown: Mapping[str, str], texts: Mapping[str, str]) -> str:
    mark = CASE_ALONE if all(text.lower() == texts[name] for name, text in shown.items()) else ""
    each = (f"{FIELD}{aside(fold(name))}{SHOWS}{_without(text)}" for name, text in texts.items())
    return f"{mark}{''.join(each)}{FIELD}"


@lru_cache(maxsize=500)
def aside(name: str) -> str:
    """A folded name as it stands beside what the field shows."""
    return "".join(chr(ASIDE + ord(letter) % 0x10000) for letter in name)


def fields_of(text: str) -> Iterator[tuple[str, str]]:
    """Name, written `aside`, and folded text of each field of a note's `note_seen`."""
    for each in text.split(FIELD)[1:-1]:
        name, _, shown = each.partition(SHOWS)
        yield name, shown


def _without(text: str) -> str:
    return text.replace(FIELD, "").replace(SHOWS, "")
