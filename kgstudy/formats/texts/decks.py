"""Whether a file is rather a deck: what the readers of decks know is none of ours."""

import re
from pathlib import Path

from kgstudy.formats import encoding
from kgstudy.formats.kgdeck.files import TEXT_SUFFIXES

_LOOKED_AT = 1 << 20
_CARD = re.compile(r"^[QFC]:", re.MULTILINE)
_HEAD = re.compile(r"\A---[ \t]*\n(?:(?!---).*\n)*?(?:name|id|lesson)[ \t]*=", re.MULTILINE)


def is_deck(path: Path) -> bool:
    """Whether a reader of decks knows it by more than its name."""
    # The readers of decks say of a lesson what it is, and so they know this module.
    from kgstudy.formats import READERS, kgdeck  # noqa: PLC0415

    markdown = path.suffix.lower() in TEXT_SUFFIXES
    readers = [reader for reader in READERS if reader is not kgdeck or not markdown]
    return (markdown and _holds_cards(path)) or any(reader.recognises(path) for reader in readers)


def _holds_cards(path: Path) -> bool:
    """Whether Markdown, which is all read as decks of ours, has cards or a deck's head."""
    with path.open("rb") as file:
        text = encoding.decoded(file.read(_LOOKED_AT))[0].replace("\r\n", "\n")
    return bool(_CARD.search(text) or _HEAD.search(text))
