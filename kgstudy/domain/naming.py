"""Names from elsewhere, brought to what a name can be here."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b

from kgstudy.domain.deck import SEPARATOR

_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
_LONGEST = 200
"""Characters of a tag, or of one part of a deck's name."""
_DEEPEST = 50
"""Parts of a deck's name."""
_UNNAMED = "Default"
_LONGEST_SLUG = 48


def deck_name(name: str, otherwise: str = _UNNAMED) -> str:
    """The whole path without empty parts; `otherwise` where nothing is left of it."""
    parts = (_part(part) for part in name.split(SEPARATOR))
    return SEPARATOR.join([part for part in parts if part][:_DEEPEST]) or otherwise


@lru_cache(1 << 14)
def tags(*names: str) -> tuple[str, ...]:
    """Each once, in one word; those without a letter are dropped."""
    words = ("_".join(_NO_TEXT.sub("", name).split())[:_LONGEST] for name in names)
    return tuple(dict.fromkeys(filter(None, words)))


def united(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The tags of all groups, each once."""
    every = [group for group in groups if group]
    if len(every) < 2:
        return every[0] if every else ()
    return tuple(dict.fromkeys(name for group in every for name in group))


def line(words: str) -> str:
    """The words in one line, without what no text has."""
    return " ".join(_NO_TEXT.sub("", words).split())


def slug(words: str) -> str:
    """Words as a part of an id: letters and digits in lower case, joined by hyphens."""
    parts = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", words).casefold())
    return "-".join(parts)[:_LONGEST_SLUG].rstrip("-")


def telling_slug(words: str) -> str:
    """As `slug`, but where that was cut, it ends in digits that tell the words from others."""
    made = slug(words)
    if len(made) < _LONGEST_SLUG - 1:
        return made
    return f"{made}-{blake2b(words.encode('utf-8', 'replace'), digest_size=4).hexdigest()}"


def _part(part: str) -> str:
    return line(part).strip(":")[:_LONGEST].strip()
