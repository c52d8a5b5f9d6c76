"""The text of Mnemosyne's fields: HTML in which line breaks count and sounds are tags."""

import re
from html import escape, unescape

from kgstudy.domain.markup import CONTROLS, Piece, as_html, media, pieces

_LATEX = re.compile(
    r"<\$\$>(?P<display>(?:(?!<\$\$>).)*?)</\$\$>"
    r"|<\$>(?P<formula>(?:(?!<\$>).)*?)</\$>"
    r"|<latex>(?P<latex>(?:(?!<latex>).)*?)</latex>",
    re.DOTALL | re.IGNORECASE,
)
_SPECIAL = re.compile(r"<(?:/?(?:card|audio|video|img)\b|latex>|\$)", re.IGNORECASE)
"""What is not as it stands in HTML of ours."""
_APART = re.compile(r"(\[sound:[^\[\]]+\]|\\\[(?:(?!\\\[).)*?\\\])", re.DOTALL)
"""Brackets that are no gaps."""
_GAP = re.compile(r"\[([^\[\]]+)\]")
_GAP_MARKS = re.compile(r"\{(?=\{)|\}(?=\})")


def html(text: str) -> str:
    """A field as HTML of ours."""
    text = CONTROLS.sub("", text).replace("\r\n", "\n").replace("\r", "\n").strip()
    if _SPECIAL.search(text) or ("<" in text and "\n" in text):
        text = "".join(map(_shown, pieces(_LATEX.sub(_formula, text)))).strip()
    return text.replace("\n", "<br>")


def _shown(piece: Piece) -> str:
    """The piece; sounds are played in our way, and directions for Mnemosyne's page are dropped."""
    if piece.kind != "tag":
        return piece.raw
    raw = " ".join(piece.raw.split("\n"))
    if piece.name in ("audio", "video"):
        files = media(raw) if not raw.startswith("</") else ()
        return "".join(f"[sound:{as_html(file)}]" for file in files)
    if piece.name == "card":
        return ""
    return raw.replace("file:///", "") if piece.name == "img" else raw


def _formula(found: re.Match[str]) -> str:
    if found["formula"] is not None:
        return rf"\({_tex(found['formula'])}\)"
    return rf"\[{_tex(found['display'] or found['latex'] or '')}\]"


def _tex(source: str) -> str:
    words = re.sub(r"<br */?>", " ", source)
    return escape(unescape(" ".join(words.split())), quote=False)


def cloze(text: str) -> str:
    """A text with `[words:hint]` as gaps of ours, numbered from 1 as they stand."""
    parts = _APART.split(html(text))
    count = 0

    def gap(found: re.Match[str]) -> str:
        nonlocal count
        count += 1
        words, colon, hint = found[1].partition(":")
        words, hint = words.replace("::", ":&#58;"), hint.replace("::", ":&#58;")
        return f"{{{{c{count}::{words}{'::' + hint if colon else ''}}}}}"

    for at in range(0, len(parts), 2):
        plain = _GAP_MARKS.sub(lambda mark: f"&#{ord(mark[0])};", parts[at])
        parts[at] = _GAP.sub(gap, plain)
    return "".join(parts)


def without_gaps(text: str) -> str:
    """The text with its gaps filled."""
    return html(_GAP.sub(lambda found: found[1].partition(":")[0], text))
