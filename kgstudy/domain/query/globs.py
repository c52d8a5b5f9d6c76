"""Patterns in which `*` stands for anything and `_` for any one character.

A `Glob` is written in one way only: a backslash stands before `*`, `_` and `\\` where they are
meant themselves, and nowhere else.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NewType

from kgstudy.domain.markup import fold

Glob = NewType("Glob", str)

ANY, ONE = "*", "_"


def read(raw: str) -> Glob:
    """The pattern that somebody wrote; a backslash takes the meaning from the sign after it, and
    is itself before a letter, a digit or nothing.
    """
    made, signs = [], iter(raw)
    for sign in signs:
        if sign != "\\":
            made.append(sign)
            continue
        after = next(signs, "")
        if after.isalnum() or after.isspace() or not after:
            made.append("\\\\" + after)
        else:
            made.append(literal(after))
    return Glob("".join(made))


def literal(text: str) -> Glob:
    """The pattern of just this text."""
    return Glob(re.sub(r"[*_\\]", r"\\\g<0>", text))


def pieces(glob: Glob) -> Iterator[tuple[bool, str]]:
    """Its wildcards (True) and the text between them (False), in order."""
    for found in re.finditer(r"(?P<wild>[*_])|(?:[^*_\\]|\\.)+", glob, re.DOTALL):
        if found["wild"]:
            yield True, found[0]
        else:
            yield False, re.sub(r"\\(.)", r"\1", found[0], flags=re.DOTALL)


def text_of(glob: Glob) -> str | None:
    """The text itself, where nothing in it is a wildcard."""
    parts = list(pieces(glob))
    return None if any(wild for wild, _ in parts) else "".join(text for _, text in parts)


def letters(glob: Glob) -> str:
    """All that stands in it, wildcards as their own signs."""
    return "".join(text for _, text in pieces(glob))


def folded(glob: Glob) -> Glob:
    """The pattern for text that is folded, blanks being one blank."""
    made = (text if wild else literal(_blanks(fold(text))) for wild, text in pieces(glob))
    return Glob("".join(made).strip())


def expression(
    parts: Iterable[tuple[bool, str]],
    one: str = ".",
    letters: Callable[[str], str] = re.escape,
) -> str:
    """The regular expression that says the same as `pieces` (DOTALL is meant).

    `one` stands for what `_` does, and `letters` writes texts.  What follows a `*` is taken where
    it first fits and nowhere else, but for the last: that loses nothing, and never takes long.
    """
    rows = [""]
    for wild, text in parts:
        if wild and text == ANY:
            rows.append("")
        else:
            rows[-1] += one if wild else letters(text)
    first, *middle = rows
    if not middle:
        return first
    last = middle.pop()
    return f"{first}{''.join(f'(?>{one}*?{row})' for row in middle if row)}{one}*{last}"


def whole(glob: Glob, below: str = "") -> re.Pattern[str]:
    """What a folded text must match from end to end, perhaps with more after the sign `below`."""
    tail = f"(?:{re.escape(below)}.*)?" if below else ""
    return re.compile(expression(pieces(folded(glob))) + tail, re.DOTALL)


def _blanks(text: str) -> str:
    return re.sub(r"\s+", " ", text)
