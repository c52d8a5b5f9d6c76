"""Obsidian's Markdown as that of fields: embeds, links, highlights, headings and code."""

import re
from collections.abc import Callable
from urllib.parse import unquote

from kgstudy.domain.markdown import escape, tokens

Resolve = Callable[[str], str]
"""What a file is called among the media, by how a note names it."""

_FENCED = re.compile(
    r"^[ \t]*(?P<fence>`{3,}|~{3,})[^\n]*\n(?P<code>.*?)(?:\n?^[ \t]*(?P=fence)[ \t]*$|\Z)",
    re.MULTILINE | re.DOTALL,
)
_EMBED = re.compile(r"!\[\[(?P<file>[^\[\]|#\n]+)[^\[\]\n]*\]\]")
_IMAGE = re.compile(r"!\[(?P<words>[^\[\]\n]*)\]\((?:<(?P<angled>[^<>\n]+)>|(?P<file>[^()\s]+))\)")
_WIKI = re.compile(r"\[\[(?P<target>[^\[\]|\n]+)(?:\|(?P<words>[^\[\]\n]+))?\]\]")
_LINK = re.compile(r"(?<!!)\[(?P<words>[^\[\]\n]+)\]\((?P<to>https?://[^()\s<>\"]+)\)")
_HIGHLIGHT = re.compile(r"==(?!=)(?P<words>[^\n=]+)==")
_STRUCK = re.compile(r"~~(?P<words>[^\n~]+)~~")
_HIDDEN = re.compile(r"%%[^%\n]*%%")
_HEADING = re.compile(r"(?m)^#{1,6}[ \t]+(?P<words>\S.*)$")
_PLAIN = re.compile(r"[^`$\[\]=~%#<]*")
_SIZE = re.compile(r"\|?[0-9]+(?:x[0-9]+)?$")


def markdown(text: str, resolve: Resolve) -> str:
    """The text as our Markdown has it."""
    if _PLAIN.fullmatch(text):
        return text
    pieces, at = [], 0
    for fenced in _FENCED.finditer(text):
        pieces += [_outside_code(text[at : fenced.start()], resolve), _code(fenced["code"])]
        at = fenced.end()
    return "".join((*pieces, _outside_code(text[at:], resolve)))


def _code(code: str) -> str:
    """A block of code, whose blanks count."""
    lines = []
    for line in code.expandtabs(4).split("\n"):
        words = line.lstrip(" ")
        lines.append("&nbsp;" * (len(line) - len(words)) + escape(words))
    return "<pre><code>" + "\n".join(lines) + "</code></pre>"


def _outside_code(text: str, resolve: Resolve) -> str:
    kept: list[str] = []

    def keep(piece: str) -> str:
        kept.append(piece)
        return f"\ufdde{len(kept) - 1}\ufddf"

    shown = "".join(
        keep(token.raw) if token.kind in ("code", "formula", "display") else token.raw
        for token in tokens(text)
    )
    shown = _EMBED.sub(lambda found: keep(_shown("", found["file"], resolve)), shown)
    shown = _IMAGE.sub(lambda found: keep(_image(found, resolve)), shown)
    shown = _words(shown)
    return re.sub("\ufdde([0-9]+)\ufddf", lambda found: kept[int(found[1])], shown)


def _words(text: str) -> str:
    text = _WIKI.sub(_linked, _HIDDEN.sub("", text))
    text = _LINK.sub(r'<a href="\g<to>">\g<words></a>', text)
    text = _HIGHLIGHT.sub(r"<mark>\g<words></mark>", text)
    text = _STRUCK.sub(r"<s>\g<words></s>", text)
    return _HEADING.sub(lambda found: f"**{found['words'].strip('*').strip()}**", text)


def _linked(found: re.Match[str]) -> str:
    """What is read of a link to a note: its own words, or the note's name."""
    return found["words"] or found["target"].replace("#", " > ").strip(" >")


def _image(found: re.Match[str], resolve: Resolve) -> str:
    file = found["angled"] or found["file"]
    return _shown(_SIZE.sub("", found["words"]), file, resolve)


def _shown(words: str, file: str, resolve: Resolve) -> str:
    file = file.strip()
    name = resolve(file if "://" in file else unquote(file))
    quoted = re.sub(r"([\\()<>\[\]])", r"\\\1", name)
    return f"![{words}]({quoted})"
