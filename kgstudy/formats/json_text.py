"""JSON from strangers: bounded in size and depth, and without halves of characters."""

import json
import re
from typing import Any

from kgstudy.domain.errors import Place, UserError

_MOST_MEMORY = 600 << 20
"""Bytes that the values may come to."""
_A_THING, _A_PART = 80, 60
"""Bytes, about, of a list or an object, and of one value in it."""
_SURROGATE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r"|(?P<half>\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\."
)


def loaded(text: str, place: Place) -> Any:  # noqa: ANN401 - whatever the stranger wrote
    """The value of the text; raises UserError where it is none, or one to harm us."""
    things = text.count("[") + text.count("{")
    if things * _A_THING + text.count(",") * _A_PART + 4 * len(text) > _MOST_MEMORY:
        raise UserError("It holds more than a deck can: nothing was read.", place=place)
    if "\\u" in text:
        text = _SURROGATE.sub(_whole, text)
    try:
        return json.loads(text)
    except RecursionError as error:
        why = "Its lists lie too deep in each other: no deck is like that."
        raise UserError(why, place=place) from error
    except ValueError as error:
        line = getattr(error, "lineno", None)
        why = "It is no JSON ({reason}): get the file anew."
        raise UserError(why, place=Place(place.file, line), reason=error) from error


def _whole(found: re.Match[str]) -> str:
    return r"\ufffd" if found["half"] else found[0]
