"""Texts as a reader compares them: by the words that say something, without their endings."""

import re
from collections.abc import Iterator
from functools import lru_cache

from kgstudy.domain.drafting.grammar import Vocabulary
from kgstudy.domain.markup import fold

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_STRESS = re.compile(r"\*\*|(?<!\w)\*(?=[^\W\d])|(?<=[^\W\d])\*(?!\w)")
_STEM = 4
"""Letters that stay of a word, whatever ending it has."""


def words(text: str) -> list[str]:
    """The words and numbers as they are written."""
    return _WORD.findall(text)


def clean(text: str) -> str:
    """The text in one line, without the marks that Markdown puts around stressed words."""
    bare = _STRESS.sub("", text) if "*" in text else text
    return " ".join(bare.split())


def stem(word: str, vocabulary: Vocabulary) -> str:
    return _stem(fold(word), vocabulary.endings)


@lru_cache(maxsize=20_000)
def _stem(low: str, endings: tuple[str, ...]) -> str:
    if low.endswith(endings):
        for ending in endings:
            if low.endswith(ending) and len(low) - len(ending) >= _STEM:
                return low[: -len(ending)]
    return low


def content(text: str, vocabulary: Vocabulary) -> list[str]:
    """The stems of the words that say something, numbers among them, in their order."""
    return [
        stem(word, vocabulary) for word in words(text) if not is_small(word.lower(), vocabulary)
    ]


def is_small(low: str, vocabulary: Vocabulary) -> bool:
    return any(
        low in listed for listed in (vocabulary.small, vocabulary.asking, vocabulary.pronouns)
    ) or (low in vocabulary.pointing)


def says_nothing(title: str, generic: frozenset[str]) -> bool:
    """Whether a title is that of any lesson ("Chapter 3"), or only the name of a file."""
    first = words(title)[:1]
    named = title[:1].isupper() and not re.search(r"[_\\/]|\.\w", title)
    return not first or not named or first[0].lower() in generic


def is_number(word: str) -> bool:
    return word[0].isdecimal()


def names(text: str, vocabulary: Vocabulary) -> Iterator[int]:
    """Where words with a capital stand that are more than the beginning of the text."""
    for place, found in enumerate(_WORD.finditer(text)):
        low = found[0].lower()
        capital = found[0][0].isupper() and not is_small(low, vocabulary)
        if capital and (place or low not in vocabulary.roles):
            yield found.start()


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """How much two sets of words have in common, from 0 to 1."""
    together = one | other
    return len(one & other) / len(together) if together else 0.0
