"""Letters and their marks in their composed forms, in a time that grows only with the text."""

import re
import unicodedata

_MOST_MARKS = 30
"""On one letter, as Unicode's stream-safe texts have it."""
_JOINER = "\u034f"
"""The invisible character that ends a run of marks, and says nothing itself."""
_BECOME_MARKS = frozenset("\u0f73\u0f75\u0f81\uff9e\uff9f")
"""Characters that are marks only when they are taken apart."""
_LONG_RUN = re.compile(r"(?:[^\w\s!-~]|[\uff9e\uff9f]){31,}")
"""Other marks are no letters: what this does not find has no long run in it."""


def composed(text: str) -> str:
    """The text in Unicode's form C."""
    if text.isascii():
        return text
    text = stream_safe(text)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def stream_safe(text: str) -> str:
    """The text with longer runs of marks parted: to sort one takes time that is its square."""
    return _LONG_RUN.sub(_parted, text)


def _parted(found: re.Match[str]) -> str:
    parts: list[str] = []
    marks = 0
    for char in found[0]:
        marks = marks + 1 if unicodedata.combining(char) or char in _BECOME_MARKS else 0
        if marks > _MOST_MARKS:
            parts.append(_JOINER)
            marks = 1
        parts.append(char)
    return "".join(parts)
