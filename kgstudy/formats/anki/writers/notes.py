"""Notes as rows of a collection."""

import re
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha1
from html import unescape

from kgstudy.domain.markup import media

_LOADING = re.compile(r"<(?:img|audio|video|source|embed)\b[^<>]*+>", re.IGNORECASE)
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<(style|script)\b.*?(?:</\1\s*>|\Z)|<[^<>]*+>", re.DOTALL | re.IGNORECASE
)
_BLANKS = re.compile(r"\s+")
SEPARATOR = "\x1f"


def joined(fields: Sequence[str]) -> str:
    """All fields as the one column has them."""
    text = SEPARATOR.join(fields)
    if text.count(SEPARATOR) < len(fields):
        return text
    return SEPARATOR.join(field.replace(SEPARATOR, " ") for field in fields)


@lru_cache(maxsize=1024)  # many notes have the same
def tag_column(tags: tuple[str, ...]) -> str:
    """Tags between blanks, which they cannot have within."""
    words = [_BLANKS.sub("_", tag.strip()) for tag in tags]
    known = [word for word in words if word]
    return f" {' '.join(known)} " if known else ""


def stripped(html: str) -> str:
    """A field without its markup but with the names of its pictures, as Anki sorts it."""
    if "<" in html:
        html = _TAG.sub("", _LOADING.sub(_file, html))
    return unescape(html).replace("\xa0", " ") if "&" in html else html


def _file(tag: re.Match[str]) -> str:
    return f" {' '.join(media(tag[0]))} "


def checksum(text: str) -> int:
    """By which Anki finds notes whose first fields are the same."""
    return int.from_bytes(sha1(text.encode("utf-8", "replace"), usedforsecurity=False).digest()[:4])
