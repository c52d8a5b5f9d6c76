"""Words and marks of a sentence with their places."""

import re
from collections.abc import Sequence
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?P<word>(?:[A-Z]\.){1,4}(?=\s|[^\w\s]|$)|(?:Mr|Mrs|Ms|Dr|St|Prof|Gen|Col|Capt|Lt)\."
    r"|\d+(?:[.,:/]\d+)*(?:st|nd|rd|th|s)?|[^\W\d_]+(?:[-][\w]+|–[A-Z]\w*|['’](?!s\b)[^\W\d_]+)*)"
    r"|['’]s\b|[^\w\s*]"
)


class Token(NamedTuple):
    """A word or a mark at `text[start:end]` of the sentence; `low` is it in lower case."""

    text: str
    low: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        return self.text[0].isalpha()

    @property
    def is_number(self) -> bool:
        return self.text[0].isdecimal()

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()


def tokens(text: str) -> list[Token]:
    return [
        Token(found[0], found[0].lower(), *found.span())
        for found in _TOKEN.finditer(text)
        if found[0]
    ]


def one_line(text: str) -> str:
    """The text with every blank as a plain one; nothing moves."""
    return re.sub(r"\s", " ", text)


def closing(words: Sequence[Token], at: int) -> int:
    """The token after the bracket or quotation that opens at `at`; `at + 1` where none closes."""
    ends = {"(": ")", "[": "]", "“": "”", "«": "»", "„": "“", '"': '"'}.get(words[at].text)
    if ends is None:
        return at + 1
    for place in range(at + 1, len(words)):
        if words[place].text == ends:
            return place + 1
    return at + 1
