"""What may stand where somebody is writing a query: keys, and the names that follow them."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from kgstudy.domain.card_types import CARD_TYPES
from kgstudy.domain.markup import fold
from kgstudy.domain.query.keys import FLAGS, KEYS
from kgstudy.domain.query.printing import keyed
from kgstudy.domain.query.properties import STANDING_ALONE, Property
from kgstudy.domain.query.tree import Content, Span, State

MOST = 50


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names that a collection has."""

    decks: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    note_types: tuple[str, ...] = ()
    templates: tuple[str, ...] = ()
    presets: tuple[str, ...] = ()
    lessons: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Completions:
    """Any of the `texts` may take the place `span`."""

    span: Span
    texts: tuple[str, ...] = ()


def completions(text: str, caret: int, vocabulary: Vocabulary) -> Completions:
    """What the term may become in which the caret stands, by what stands before the caret."""
    span = _term(text, caret)
    begun = text[span.start : caret].lstrip('"')
    key, colon, value = begun.partition(":")
    if not colon:
        found = _beginning(begun, _words(vocabulary))
    elif key.lower() in _NAMES:
        names = _NAMES[key.lower()](vocabulary)
        found = _holding(value.lstrip('"'), key.lower(), names)
    else:
        found = iter(())
    rest = text[span.start : span.end]
    texts = dict.fromkeys(each for each in found if each != rest)
    return Completions(span, tuple(texts)[:MOST])


def _term(text: str, caret: int) -> Span:
    """The term around the caret, without a minus sign before it."""
    at = 0
    while at < caret:
        if text[at].isspace() or text[at] in "()-":
            at += 1
            continue
        end = _end(text, at)
        if end >= caret:
            return Span(at, end)
        at = end
    return Span(caret, _end(text, caret))


def _end(text: str, at: int) -> int:
    quoted = False
    while at < len(text) and (quoted or not (text[at].isspace() or text[at] in "()")):
        if text[at] == "\\":
            at += 1
        elif text[at] == '"':
            quoted = not quoted
        at += 1
    return min(at, len(text))


def _beginning(begun: str, words: Iterable[str]) -> Iterator[str]:
    wanted = fold(begun)
    return (word for word in words if fold(word).lstrip('"').startswith(wanted))


def _words(vocabulary: Vocabulary) -> Iterator[str]:
    """Keys, properties and fields: what a term may begin with."""
    yield from (f"{key}:" for key in KEYS)
    yield from (each for each in Property if each.value in STANDING_ALONE)
    yield from (f"{field}:" if " " not in field else f'"{field}:' for field in vocabulary.fields)


def _holding(value: str, key: str, names: Iterable[str]) -> Iterator[str]:
    """Names in which a word begins so come first, then those that hold it anywhere."""
    wanted = fold(value)
    begins = re.compile(rf"(?:^|[\W_]){re.escape(wanted)}").search
    holding = [name for name in names if wanted in _folded(name)]
    first = list(islice((name for name in holding if begins(_folded(name))), MOST))
    others = holding if len(first) < MOST else []
    return (keyed(key, name) for name in islice(dict.fromkeys((*first, *others)), MOST + 1))


_folded = lru_cache(maxsize=100_000)(fold)


def _note_types(vocabulary: Vocabulary) -> Iterable[str]:
    return (*CARD_TYPES, *vocabulary.note_types)


_DAYS = ("1", "7", "30", "365")

_NAMES: Mapping[str, Callable[[Vocabulary], Iterable[str]]] = {
    "deck": lambda vocabulary: vocabulary.decks,
    "tag": lambda vocabulary: ("none", *vocabulary.tags),
    "is": lambda vocabulary: list(State),
    "flag": lambda vocabulary: FLAGS,
    "has": lambda vocabulary: list(Content),
    "prop": lambda vocabulary: list(Property),
    "note": _note_types,
    "card": lambda vocabulary: vocabulary.templates,
    "preset": lambda vocabulary: vocabulary.presets,
    "lesson": lambda vocabulary: vocabulary.lessons,
    "field": lambda vocabulary: (f"{field}:" for field in vocabulary.fields),
    **dict.fromkeys(("added", "edited", "rated", "introduced", "resched"), lambda _: _DAYS),
}
