"""How a click in the side bar changes the search: alone, and, or, not."""

import re
from enum import Enum


class Join(Enum):
    """What becomes of the search that is there."""

    INSTEAD = "instead"
    AND = "and"
    OR = "or"


def joined(before: str, term: str, join: Join, *, negated: bool) -> str:
    """The search after the click; `term` is one that stands for itself, or a saved search."""
    wanted = f"-{_one(term)}" if negated else term
    before = before.strip()
    if not before or join is Join.INSTEAD:
        return wanted
    if join is Join.OR:
        return f"{before} or {wanted}"
    return f"{_bracketed(before)} {wanted if negated else _bracketed(wanted)}"


def _one(term: str) -> str:
    """The search as one term; blanks within quotation marks are a part of a word."""
    return f"({term})" if len(_words(term)) > 1 else term


def _bracketed(query: str) -> str:
    """The search as one that others can follow without meaning something else."""
    return f"({query})" if "or" in map(str.lower, _words(query)) else query


def _words(query: str) -> list[str]:
    return re.findall(r'(?:"(?:\\.|[^"\\])*"|\S)+', query)
