"""A text letter by letter: as it is written, and as it is compared.

Search (`markup.fold`) is more generous: it finds 2 in ², which as an answer would be wrong.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kgstudy.domain.composing import stream_safe

_SAME = str.maketrans(
    dict.fromkeys("‘’‚‛`´ʼ′＇", "'")
    | dict.fromkeys("“”„‟«»‹›″", '"')
    | dict.fromkeys("‐‑‒–—―−﹣－", "-")
    # Kyrgyz letters that a Russian keyboard does not have.
    | {"ө": "о", "ү": "у", "ң": "н"}
    # Latin letters that Unicode does not take apart.
    | {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"}
    | {"…": "..."}
)
_SHED_MARKS = ("LATIN", "CYRILLIC", "GREEK", "HEBREW", "ARABIC")
"""Scripts whose marks may be left out; elsewhere (Hindi, Japanese) a mark makes another letter."""
_UNSEEN = ("Mn", "Mc", "Me", "Cf")
_JOINER = "\u200d"


@dataclass(frozen=True, slots=True)
class Letters:
    """`written` in letters with their marks, `folded` for comparing.

    The character `folded[i]` comes from the letter `written[at[i]]`.
    """

    written: tuple[str, ...]
    folded: str
    at: tuple[int, ...]


def letters(text: str) -> Letters:
    written = tuple(_clusters(text))
    folded = [_folded(cluster) for cluster in written]
    at = tuple(place for place, key in enumerate(folded) for _ in key)
    return Letters(written, "".join(folded), at)


def _clusters(text: str) -> Iterator[str]:
    """What a reader takes for one letter: with its marks, an emoji with its modifiers, a flag."""
    start = 0
    for at in range(1, len(text)):
        half_flag = at - start == 1 and _is_flag_letter(text[start]) and _is_flag_letter(text[at])
        if not (half_flag or text[at - 1] == _JOINER or _is_mark(text[at])):
            yield text[start:at]
            start = at
    if text:
        yield text[start:]


def _is_flag_letter(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _is_mark(char: str) -> bool:
    """Whether it belongs to the character before: an accent, a Korean vowel, a colour of skin."""
    return (
        unicodedata.category(char).startswith("M")
        or char == _JOINER
        or "\u1160" <= char <= "\u11ff"
        or "\U0001f3fb" <= char <= "\U0001f3ff"
    )


@lru_cache(maxsize=4096)
def _folded(cluster: str) -> str:
    """The letter without case and marks, but й stays apart from и; blanks are one blank."""
    if cluster.isspace():
        return " "
    composed = unicodedata.normalize("NFC", stream_safe(cluster).casefold())
    first = cluster[0]
    sheds = first.isalpha() and unicodedata.name(first, "").startswith(_SHED_MARKS)
    return "".join(_bare(char) if sheds else _kept(char) for char in composed).translate(_SAME)


def _bare(char: str) -> str:
    base = char if char == "й" else unicodedata.normalize("NFD", char)[0]
    return "" if unicodedata.category(base) in _UNSEEN else base


def _kept(char: str) -> str:
    """The character; digits of any script as ours; nothing where it is not seen."""
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    return "" if unicodedata.category(char) == "Cf" else char
