"""Lines that a page's width has broken, joined again; and the marks that items begin with."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MARKER = re.compile(
    r"\s*(?:(?P<bullet>[-*+•●○◦▪▫■□‣⁃∙·–\uf0a7\uf0b7])|(?P<number>\d{1,3})[.)]"
    r"|(?P<letter>[a-zа-яөүң]\)))\s+(?=\S)"
)
"""What an item of a list begins with."""

_HYPHENS = ("-", "‐", "\u00ad", "¬")
_LAST_WORD = re.compile(r"[^\W_]+$")
_LONGEST_WORD = 40
_WORD = re.compile(r"[^\W_]+")
_COMPOUND = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+|[^\W\d_]+")
_ALWAYS_APART = frozenset(
    ("self", "non", "ex", "vice", "well", "half", "all", "cross", "кое", "по", "вице", "экс")
)
"""What stands before a hyphen of its own."""
_ALWAYS_BEHIND = frozenset(("то", "либо", "нибудь", "таки", "based"))
_CLOSERS = "\"'”’»“)]"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, by which it is told whether a hyphen belongs to a word."""

    known: frozenset[str]

    @staticmethod
    def of(lines: Sequence[str]) -> "Words":
        """Of a text in which no line ends in a hyphen there is nothing to be known."""
        if not any(line.rstrip().endswith(_HYPHENS) for line in lines):
            return Words(frozenset())
        found = (found[0].lower() for line in lines for found in _COMPOUND.finditer(line))
        return Words(frozenset(found))


def joined(lines: Iterable[str], words: Words) -> str:
    """The lines as one, and the words that a line's end had broken as they were."""
    text: list[str] = []
    last = ""
    for line in map(str.strip, lines):
        if text:
            text[-1], between = _seam(text[-1], line, words)
            text.append(between)
        text.append(line)
        last = line
    return "".join(text) if last else "".join(text).rstrip()


def breaks_word(line: str) -> bool:
    """Whether the line ends in a hyphen with a word before it."""
    line = line.rstrip()
    return line.endswith(_HYPHENS) and line[-2:-1].isalnum()


def _seam(line: str, following: str, words: Words) -> tuple[str, str]:
    """The line as it ends, and what comes between it and the following one."""
    # Only the end is looked at: a line may be a million letters.
    left = _LAST_WORD.search(line[-_LONGEST_WORD:-1]) if line.endswith(_HYPHENS) else None
    right = _WORD.match(following)
    if left is None or right is None:
        return line, " " if line else ""
    if line[-1] in "\u00ad¬":
        return line[:-1], ""
    keeps = _keeps_hyphen(left[0].lower(), right[0], words)
    return (line[:-1] + "-", "") if keeps else (line[:-1], "")


def _keeps_hyphen(left: str, right: str, words: Words) -> bool:
    if not left.isalpha() or not right.isalpha() or not right.islower():
        return True
    whole, compound = left + right, f"{left}-{right}"
    if whole in words.known or compound in words.known:
        return whole not in words.known
    return left in _ALWAYS_APART or right in _ALWAYS_BEHIND


def ends_sentence(line: str) -> bool:
    return line.rstrip()[-8:].rstrip(_CLOSERS).endswith((".", "!", "?", "…", ":", ";"))
