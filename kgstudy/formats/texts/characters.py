"""Characters of strange texts: what is no letter goes, blanks are blanks, letters are composed."""

import re
from collections.abc import Iterator

from kgstudy.domain.composing import composed
from kgstudy.domain.markup import CONTROLS

_BREAKS = re.compile(r"\r\n|[\r\x0b\x85\u2028]")
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc\ufffe\uffff]"
)
"""What steers the setting of lines and the direction of letters, and says nothing."""
_LONG = 200_000
_HALVES = re.compile("[\ud800-\udfff]")
_BULLETS = re.compile("[\uf0a7\uf0b7\uf076\uf0d8\uf0fc\uf02d]")
"""The bullets of Word's symbol fonts, in the private places where they end up."""
_LIGATURES = {
    ord(sign): letters
    for sign, letters in zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)
}


def lined(text: str) -> str:
    """The text with one kind of line end, form feeds between its pages, and no other controls."""
    text = _BREAKS.sub("\n", text.replace("\u2029", "\n\n"))
    return "\f".join(CONTROLS.sub("", page) for page in text.split("\f"))


def words(text: str) -> str:
    """The text on one line, with single blanks of the usual sort."""
    if text.isascii():
        return " ".join(CONTROLS.sub("", text).split())
    text = _BULLETS.sub("•", _INVISIBLE.sub("", text)).translate(_LIGATURES)
    text = _HALVES.sub("\ufffd", CONTROLS.sub("", text))
    text = " ".join(text.split())
    return "".join(composed(part) for part in _parts(text)) if len(text) > _LONG else composed(text)


def _parts(text: str) -> Iterator[str]:
    """The text in pieces that memory lasts for to compose them, cut where a blank is."""
    start = 0
    while start < len(text):
        blank = text.rfind(" ", start + 1, start + _LONG)
        end = blank if blank > 0 and len(text) > start + _LONG else start + _LONG
        yield text[start:end]
        start = end
