"""Markdown that was just typed, and what becomes of it."""

import re
from dataclasses import dataclass

from kgstudy.domain.rich import PLAIN, Style

TRIGGERS = frozenset("*_`~$) ")
"""The characters that end something."""


@dataclass(frozen=True, slots=True)
class Turned:
    """From `start` to the cursor: `opening` and `closing` characters become nothing, or brackets.

    What is between them gets `style`.
    """

    start: int
    opening: int
    closing: int
    style: Style = PLAIN
    before: str = ""
    after: str = ""


_MARKED = tuple(
    (re.compile(pattern + r"\Z"), mark)
    for pattern, mark in (
        (r"(?<!\*)\*\*(?P<words>[^*\s]|[^*\s][^*]*[^*\s])\*\*", "b"),
        (r"(?<![\w_])__(?P<words>[^_\s]|[^_\s][^_]*[^_\s])__", "b"),
        (r"(?<![\w*])\*(?P<words>[^*\s]|[^*\s][^*]*[^*\s])\*", "i"),
        (r"(?<![\w_])_(?P<words>[^_\s]|[^_\s][^_]*[^_\s])_", "i"),
        (r"~~(?P<words>[^~\s]|[^~\s][^~]*[^~\s])~~", "s"),
        (r"(?<!`)`(?P<words>[^`]+)`", "code"),
    )
)
_LINK = re.compile(r"\[(?P<words>[^\[\]]+)\]\((?P<href>(?:https?://|mailto:)[^\s()<>\"]+)\)\Z")
_DISPLAY = re.compile(r"\$\$(?P<words>[^$\s]|[^$\s][^$]*[^$\s])\$\$\Z")
_FORMULA = re.compile(r"(?<![\w$\\])\$(?P<words>[^$\s]|[^$\s][^$]*[^$\s])\$\Z")
_NO_PRICE = re.compile(r"[\\^_={}+/<>]|\A[^\W\d]\Z|\A\S*[^\W\d]\S*\Z")
_UNORDERED = re.compile(r"[-*+] \Z")
_ORDERED = re.compile(r"1[.)] \Z")


def turned(before: str) -> Turned | None:
    """What the characters before the cursor turn into, if anything."""
    if before.count(r"\(") > before.count(r"\)") or before.count(r"\[") > before.count(r"\]"):
        return None
    for pattern, mark in _MARKED:
        if found := pattern.search(before):
            return _between(found, Style(frozenset({mark})))
    if found := _LINK.search(before):
        return _between(found, Style(href=found["href"]))
    if found := _DISPLAY.search(before):
        return _between(found, PLAIN, r"\[", r"\]")
    found = _FORMULA.search(before)
    if found and _NO_PRICE.search(found["words"]):
        return _between(found, PLAIN, r"\(", r"\)")
    return None


def list_begun(before: str) -> str:
    """The tag of the list that begins with these characters at the beginning of a line, if any."""
    if _UNORDERED.match(before):
        return "<ul>"
    return "<ol>" if _ORDERED.match(before) else ""


def _between(found: re.Match[str], style: Style, before: str = "", after: str = "") -> Turned:
    opening = found.start("words") - found.start()
    return Turned(found.start(), opening, found.end() - found.end("words"), style, before, after)
