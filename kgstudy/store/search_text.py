"""How words are looked for: by the text index where it can tell, else in the folded text itself.

Every pattern of words is one regular expression, which says what is meant; an index only makes
that quick.  Words begin where a word does, unless their script sets no blanks between words.
"""

import re
from dataclasses import dataclass

from kgstudy.domain.markup import fold
from kgstudy.domain.query import globs, regular
from kgstudy.domain.query.globs import Glob
from kgstudy.store.folding import FIELD, SHOWS

_WORD = "[^\\W_]"
_TOKEN = re.compile(r"[^\W_]+")
_WITHOUT_BLANKS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
"""Letters of Thai, Lao, Burmese, Khmer, Japanese and Chinese."""

_ALIKE = ("'’‘ʼ`", "-‐‑–—−", '"“”„«»')
"""Signs that people write for one another."""


@dataclass(frozen=True, slots=True)
class Sought:
    """Words as they are looked for, folded.

    `expression` is found in what a field shows; `match` is what the text index is asked, where it
    knows more than nothing, and `decides` whether its answer is right without another look.
    `likeness` is a GLOB that the text around every find matches.
    """

    expression: str
    likeness: str
    match: str = ""
    decides: bool = False


def words(glob: Glob, *, whole: bool) -> Sought:
    """Words in a row, the last of which may go on unless `whole`."""
    glob = globs.folded(glob)
    parts = list(globs.pieces(glob))
    first, last = _edge(parts, 0), _edge(parts, -1)
    begins = bool(_TOKEN.match(first)) and not _WITHOUT_BLANKS.match(first)
    expression = (f"(?<!{_WORD})" if begins or first == globs.ONE else "") + "".join(
        _piece(wild, text) for wild, text in parts
    )
    ends = whole and not _WITHOUT_BLANKS.match(last) and (last in "*_" or _TOKEN.match(last))
    if ends:
        expression += f"(?!{_WORD})"
    return Sought(
        expression,
        likeness(parts),
        _match(parts, whole=whole) if begins else "",
        decides=begins and _plain(parts),
    )


def likeness(parts: list[tuple[bool, str]]) -> str:
    """What SQLite's GLOB can say of them; blanks and some signs may stand for others."""
    return "*" + "".join("*" if wild else _loose(text) for wild, text in parts) + "*"


def field_likeness(name: Glob, shows: Glob) -> str:
    """The same for all that a field shows."""
    made = "".join(
        _exact(wild, text)
        for part in (Glob(FIELD), globs.folded(name), Glob(SHOWS), globs.folded(shows), Glob(FIELD))
        for wild, text in globs.pieces(part)
    )
    return f"*{made}*"


def pattern_likeness(pattern: str) -> str:
    """What holds of the folded text of every note that a person's expression is found in.

    An i is left open, as it has relatives that Python takes for the same whatever the case.
    """
    made = (_escaped(fold(text)).replace("i", "?") for text in regular.texts(pattern))
    return "*" + "".join(f"{each}*" for each in made)


def _edge(parts: list[tuple[bool, str]], place: int) -> str:
    if not parts:
        return ""
    wild, text = parts[place]
    return text if wild else text[place]


def _plain(parts: list[tuple[bool, str]]) -> bool:
    """Whether they are words with a blank between, and nothing else."""
    return all(not wild and re.fullmatch(r"(?:[^\W_]| )+", text) for wild, text in parts)


def _piece(wild: bool, text: str) -> str:
    if wild:
        return r"\S*" if text == globs.ANY else r"\S"
    return "".join(map(_sign, text))


def _sign(sign: str) -> str:
    if sign == " ":
        return r"[\W_]+"
    for alike in _ALIKE:
        if sign in alike:
            return f"[{re.escape(alike)}]"
    return re.escape(sign)


def _match(parts: list[tuple[bool, str]], *, whole: bool) -> str:
    """The words before the first wildcard as a phrase; the last one may go on."""
    head = parts[0][1]
    tokens = _TOKEN.findall(head)
    goes_on = bool(_TOKEN.match(head[-1])) and (len(parts) > 1 or not whole)
    if goes_on and len(parts) > 1 and len(tokens) == 1 and len(tokens[0]) == 1:
        return ""  # too many words begin so
    return '"{}"{}'.format(" ".join(tokens), "*" if goes_on else "")


def _loose(text: str) -> str:
    return "".join("*" if sign == " " else _one(sign) for sign in text)


def _one(sign: str) -> str:
    return "?" if any(sign in alike for alike in _ALIKE) else _escaped(sign)


def _exact(wild: bool, text: str) -> str:
    if wild:
        return "*" if text == globs.ANY else "?"
    return _escaped(text)


def _escaped(text: str) -> str:
    return re.sub(r"[*?\[]", r"[\g<0>]", text)
