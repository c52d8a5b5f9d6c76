"""What `{{filter:Field}}` makes of a field."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape

from kgstudy.domain import gaps
from kgstudy.domain.markup import pieces, plain


@dataclass(frozen=True, slots=True)
class Use:
    """Where a filter is used: for which `field`, which gap of it, on the question or not."""

    field: str
    gap: int
    asking: bool


Filter = Callable[[str, Use], str]

_READING = re.compile(r" ?(?P<word>[^ >\[\]]{1,100}+)\[(?!sound:)(?P<reading>[^\[\]]{1,200}+)\]")


def apply(html: str, filters: tuple[str, ...], use: Use) -> str:
    """`html` after `filters`, in their order; those that nobody knows change nothing."""
    for name in filters:
        if name == "tts" or name.startswith("tts "):
            return ""
        if name in FILTERS:
            html = FILTERS[name](html, use)
    return html


def without_hints(html: str) -> tuple[str, str]:
    """The HTML with its hints closed, and what they say when they are open."""
    closed: list[str] = []
    said: list[str] = []
    into = [closed]
    for piece in pieces(html):
        opening = piece.kind == "tag" and not piece.raw.startswith("</")
        if piece.kind != "tag" or piece.name not in ("details", "summary"):
            into[-1].append(piece.raw)
        elif opening:
            into[-1].append("<br>")
            into.append(said if piece.name == "details" else into[max(0, len(into) - 2)])
        elif len(into) > 1:
            into.pop()
    return "".join(closed), "".join(said)


def _cloze(html: str, use: Use) -> str:
    """The text with its gap; nothing where it has none of that number."""
    parts = gaps.parse(html)
    if use.gap not in gaps.numbers(parts):
        return ""
    return gaps.asked(parts, use.gap) if use.asking else gaps.shown(parts, use.gap)


def _cloze_only(html: str, use: Use) -> str:
    found = [gap for gap in gaps.gaps(gaps.parse(html)) if use.gap in gap.numbers]
    if use.asking:
        return ", ".join(f"[{gap.hint or '…'}]" for gap in found)
    return ", ".join(gaps.shown(gap.parts) for gap in found)


def _hint(html: str, use: Use) -> str:
    """Closed, until somebody opens it."""
    if not html.strip():
        return html
    summary = escape(use.field, quote=False)
    return f"<details><summary>{summary}</summary>{html}</details>"


def _text(html: str, use: Use) -> str:
    """The words in one line, and the sounds."""
    sounds = (piece.raw for piece in pieces(html) if piece.kind == "sound")
    return escape(" ".join(plain(html).split()), quote=False) + "".join(sounds)


def _read(html: str, shown: str) -> str:
    return _READING.sub(shown, html.replace("&nbsp;", " ")) if "[" in html else html


FILTERS: Mapping[str, Filter] = {
    "cloze": _cloze,
    "cloze-only": _cloze_only,
    "hint": _hint,
    "text": _text,
    "furigana": lambda html, _: _read(html, r"<ruby>\g<word><rt>\g<reading></rt></ruby>"),
    "kana": lambda html, _: _read(html, r"\g<reading>"),
    "kanji": lambda html, _: _read(html, r"\g<word>"),
}
"""`type` is not among them: it says how a card is answered; see `rendering`."""
