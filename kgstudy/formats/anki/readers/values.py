"""Values as a stranger's file has them, whatever they were meant to be."""

import math
import re
from collections.abc import Mapping
from typing import Any

from kgstudy.domain.composing import composed

Json = Mapping[str, Any]

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
"""What no text has; Anki drops them too."""
_LARGEST = (1 << 53) - 1


def integer(value: object, default: int = 0) -> int:
    """The whole number that it is or says, if it is one that an id or a count can be."""
    if isinstance(value, str) and len(value) < 20 and value.strip().lstrip("-").isdecimal():
        value = int(value)
    if isinstance(value, float) and math.isfinite(value):
        value = int(value)
    return value if isinstance(value, int) and abs(value) <= _LARGEST else default


def real(value: object, default: float) -> float:
    if isinstance(value, (int, float)) and abs(value) < 1e15:
        return float(value)
    return default


def reals(value: object) -> list[float]:
    """The numbers of a list; nothing else in it counts."""
    if not isinstance(value, list):
        return []
    return [float(each) for each in value if isinstance(each, (int, float)) and abs(each) < 1e15]


def mapping(value: object) -> Json:
    return value if isinstance(value, dict) else {}


def mappings(value: object) -> list[Json]:
    """The objects of a list."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def texts(value: object) -> list[str]:
    """The strings of a list."""
    if not isinstance(value, list):
        return []
    return [clean(each) for each in value if isinstance(each, str)]


def text(value: object) -> str:
    """Text without the characters that no text has, composed as ours is."""
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if not isinstance(value, str):
        return "" if value is None or isinstance(value, (dict, list)) else str(value)
    return clean(value)


def clean(words: str) -> str:
    if _CONTROLS.search(words):
        words = _CONTROLS.sub("", words)
    return composed(words)


def line(value: object, longest: int = 200) -> str:
    """Text that is a name: one line, of no great length."""
    return " ".join(text(value).split())[:longest].strip()
