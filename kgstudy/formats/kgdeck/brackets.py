r"""Square brackets that mean something: gaps in a cloze, and the very words within a source.

While a text passes through Markdown, characters that no text has stand for them.  Brackets in
code, formulas, pictures and tags are only brackets, and so are `\[` and `\]` everywhere.
"""

import re
from collections.abc import Callable

from kgstudy.domain.markdown import Token, tokens

OPEN, CLOSE, HINT = "\ufdd0", "\ufdd1", "\ufdd2"
_STAND_INS = re.compile("[\ufdd0-\ufdef]")

UNFIT = rf"[{OPEN}{CLOSE}{HINT}]|(?<!\\)(?:\\\\)*\\[\[\]]"
r"""What code cannot hold beside gaps: a gap, and `\[` as it stands, which means a bracket there."""

_ESCAPED_IN_CODE = re.compile(r"\\(\\|\[|\])")


def without_stand_ins(text: str) -> str:
    return _STAND_INS.sub("", text)


def in_words(text: str, change: Callable[[Token], str]) -> str:
    """The text with its plain words changed, and everything else as it is."""
    return "".join(change(token) if token.kind == "text" else token.raw for token in tokens(text))


def unescaped_in_code(text: str) -> str:
    r"""The text with `\[` and `\]` in code as brackets, as hashcards has them."""
    return "".join(
        _ESCAPED_IN_CODE.sub(lambda found: found[0] if found[1] == "\\" else found[1], token.raw)
        if token.kind == "code"
        else token.raw
        for token in tokens(text)
    )


def escaped(words: str) -> str:
    """Words whose own brackets are only brackets, with the stand-ins left in."""
    return words.replace("[", r"\[").replace("]", r"\]").replace(f"!{OPEN}", rf"\!{OPEN}")
