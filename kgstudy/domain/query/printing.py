"""Writes a tree as a query that reads as the same tree."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from kgstudy.domain.query import globs
from kgstudy.domain.query.globs import Glob
from kgstudy.domain.query.keys import KEYS
from kgstudy.domain.query.properties import STANDING_ALONE
from kgstudy.domain.query.tree import (
    Alike,
    And,
    Compared,
    Exactly,
    Flagged,
    FromLesson,
    Has,
    InDeck,
    InField,
    InPreset,
    Is,
    Lately,
    Not,
    Numbered,
    OfNoteType,
    OfTemplate,
    Or,
    Query,
    Quoting,
    Regular,
    Tagged,
    TaggedLike,
    Term,
    Untagged,
    WholeWords,
    WithId,
    Words,
)

_BARE = re.compile(r'[^\s"()-][^\s"()]*')
_PLAIN_NAME = re.compile(r"\w[\w ]*")


def printed(query: Query) -> str:
    """The query; nothing at all where it finds everything."""
    return "" if query == And() else _either(query)


def keyed(key: str, name: str) -> str:
    """A term that is a key and just this name."""
    return f"{key}:{_quoted(_raw(globs.literal(name)))}"


def _either(query: Query) -> str:
    if isinstance(query, Or):
        return " or ".join(map(_all, query.parts))
    return _all(query)


def _all(query: Query) -> str:
    if isinstance(query, And) and query.parts:
        return " ".join(map(_one, query.parts))
    return _one(query)


def _one(query: Query) -> str:
    match query:
        case And(()):
            return '""'
        case And() | Or():
            return f"({_either(query)})"
        case Not(part):
            return f"-{_one(part)}"
        case Term():
            return _WRITERS[type(query)](query)


def _words(term: Words) -> str:
    """As bare words, where they would not be taken for something else."""
    raw = _raw(term.glob).replace(":", "\\:")
    alone = re.match(r"[a-z]+(?=[<>=!])", raw, re.IGNORECASE)
    taken = raw.lower() in ("and", "or") or (alone and alone[0].lower() in STANDING_ALONE)
    return f'"{raw}"' if taken else _quoted(raw)


def _keyed(key: str) -> Callable[[Any], str]:
    """A term that is a key and one pattern."""

    def write(term: Any) -> str:  # noqa: ANN401 - whichever term has the one pattern
        (name,) = (each for each in term.__slots__ if each != "span")
        return f"{key}:{_quoted(_raw(getattr(term, name)))}"

    return write


def _tagged(term: Tagged) -> str:
    raw = _raw(term.name)
    if raw.lower().startswith("re:"):
        raw = raw.replace(":", "\\:", 1)
    return f"tag:{_quoted(raw)}"


def _field(term: InField) -> str:
    """Under the key `field`, where the name alone would be read as something else."""
    shown = _shown(term)
    name = _raw(term.name)
    if not _PLAIN_NAME.fullmatch(name) or not name[0].isalpha() or name.lower() in KEYS:
        name = "field:" + name.replace(":", "\\:")
    whole = f"{name}:{shown}"
    if _BARE.fullmatch(whole):
        return whole
    return f"{name}:{_quoted(shown)}" if _BARE.fullmatch(name) else f'"{whole}"'


def _shown(term: InField) -> str:
    match term.shows:
        case Exactly(glob):
            return _raw(glob).replace(":", "\\:")
        case Words(glob):
            return f"nc:{_raw(glob)}"
        case WholeWords(glob):
            return f"w:{_raw(glob)}"
        case Regular(pattern):
            return f"re:{_raw_pattern(pattern)}"


def _lately(term: Lately) -> str:
    rating = f":{term.rating}" if term.rating else ""
    return f"{term.event}:{term.days}{rating}"


def _compared(term: Compared) -> str:
    number = f"{Decimal(str(term.number)):f}"
    return f"prop:{term.property}{term.comparison}{number.removesuffix('.0')}"


_WRITERS: Mapping[type[Term], Callable[[Any], str]] = {
    Words: _words,
    WholeWords: _keyed("w"),
    Regular: lambda term: f"re:{_quoted(_raw_pattern(term.pattern))}",
    InField: _field,
    InDeck: _keyed("deck"),
    Tagged: _tagged,
    TaggedLike: lambda term: f"tag:{_quoted('re:' + _raw_pattern(term.pattern))}",
    Untagged: lambda term: "tag:none",
    Is: lambda term: f"is:{term.state}",
    Flagged: lambda term: f"flag:{term.flag}",
    Has: lambda term: f"has:{term.content}",
    Compared: _compared,
    Lately: _lately,
    OfNoteType: _keyed("note"),
    OfTemplate: _keyed("card"),
    Numbered: lambda term: f"card:{term.number}",
    InPreset: _keyed("preset"),
    FromLesson: _keyed("lesson"),
    Quoting: _keyed("source"),
    WithId: lambda term: f"{term.thing}:{','.join(map(str, term.ids))}",
    Alike: lambda term: f"dupe:{_quoted(_raw(globs.literal(f'{term.note_type},{term.text}')))}",
}


def _raw(glob: Glob) -> str:
    return glob.replace('"', '\\"')


def _raw_pattern(pattern: str) -> str:
    return pattern.replace('"', '\\"')


def _quoted(raw: str) -> str:
    return raw if _BARE.fullmatch(raw) else f'"{raw}"'
