"""Cells that no spreadsheet takes for a formula, and how they are told again from others."""

import re

HEADER = ("Question", "Answer", "Note", "Deck", "Tags")
"""The first row of a table that was written so."""

_RISKY = re.compile(r"'*[=+\-@＝＋－＠\t]")
_GUARDED = re.compile(r"'+[=+\-@＝＋－＠\t]")


def guarded(cell: str) -> str:
    """The cell, with an apostrophe before what is a formula, or is one with apostrophes."""
    return f"'{cell}" if _RISKY.match(cell) else cell


def unguarded(cell: str) -> str:
    return cell[1:] if _GUARDED.match(cell) else cell
