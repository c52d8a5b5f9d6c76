"""The HTML of a note's fields: what is seen of it, what search looks at, what it refers to.

It comes from anywhere, so nothing is taken for granted: what does not read as a tag is words.  A
sound is `[sound:file]`, as Anki has it; formulas stand between `\\(` and `\\)`, or `\\[` and `\\]`.
"""

import re
import unicodedata
from collections.abc import Iterator
from html import escape, unescape
from typing import NamedTuple
from urllib.parse import unquote

from kgstudy.domain.composing import stream_safe
from kgstudy.domain.gaps import PICTURE

TAG = r"""</?(?P<name>[A-Za-z][A-Za-z0-9]*)(?=[\s/>])(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+>"""
"""A tag, with attributes of whatever sort; a `<` within it would begin another one."""

ANY_TAG = TAG.replace("?P<name>", "?:")
"""The same without a name for the group."""

CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
"""Characters that no text has, and that are dropped wherever they stand."""

_PIECE = re.compile(
    rf"(?P<comment><!--.*?(?:-->|\Z))|(?P<tag>{TAG})|\[sound:(?P<sound>[^\[\]<>]++)\]", re.DOTALL
)
_SRC = re.compile(r"""\ssrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_ALT = re.compile(r"""\salt\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)

_BLOCK = """
address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure
footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody tfoot
thead tr ul
"""
BLOCKS = frozenset(_BLOCK.split())
_CELLS = frozenset({"td", "th"})
_UNSEEN = frozenset({"head", "script", "style", "template", "title"})
_LOADING = frozenset({"audio", "embed", "img", "source", "video"})
_MAY_LOAD = re.compile(rf"<(?:{'|'.join(sorted(_LOADING))})", re.IGNORECASE | re.ASCII)

_INLINE_NAMES = """
a abbr b big cite code del em font i ins kbd mark q s small span strike strong sub sup tt u var
"""
_INLINE = re.compile(
    TAG.replace("(?P<name>[A-Za-z][A-Za-z0-9]*)", f"(?:{'|'.join(_INLINE_NAMES.split())})"),
    re.IGNORECASE | re.ASCII,
)
"""Tags that change how words look, and not where they stand."""

_PICTURE_GAP = re.compile(rf"\{{\{{c[0-9,]{{1,40}}::{PICTURE}[^{{}}]*\}}\}}")
_URL = re.compile(r"\burl\(([^()]{1,500})\)", re.IGNORECASE)
_COMBINING = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
    "\ufe20-\ufe2f]+"
)
_FOLDING = str.maketrans({"ң": "н", "ө": "о", "ү": "у", "ʼ": "'"})
_LAST = "\U0010ffff"
_SORTING = str.maketrans({"ң": f"н{_LAST}", "ө": f"о{_LAST}", "ү": f"у{_LAST}", "ё": "е"})
_SHORT_I = "и\u0306"


class Piece(NamedTuple):
    """A piece of HTML as it is written; `kind` is text, tag, sound or comment.

    `name` is a tag's name in lower case, or the file of a sound.
    """

    kind: str
    raw: str
    name: str = ""


def pieces(html: str) -> Iterator[Piece]:
    """The tags, sounds and comments of `html`, and the text between them; nothing is left out."""
    at = 0
    for found in _PIECE.finditer(html):
        if at < found.start():
            yield Piece("text", html[at : found.start()])
        if found["tag"]:
            yield Piece("tag", found[0], found["name"].lower())
        elif found["sound"]:
            yield Piece("sound", found[0], unescape(found["sound"]))
        else:
            yield Piece("comment", found[0])
        at = found.end()
    if at < len(html):
        yield Piece("text", html[at:])


def without_looks(html: str) -> str:
    """The same without tags that change only looks, where there are no others, as in most fields.

    Told in a fifth of the time that it takes to take it apart.
    """
    if "<" not in html or "&" in html:
        return html
    left = _INLINE.sub("", html)
    return html if "<" in left else left


def bare(html: str) -> str:
    """The text of `html` in a row, as it is written, with nothing where anything else stood."""
    return unescape(_PIECE.sub("", html)) if "<" in html or "[sound:" in html else unescape(html)


def plain(html: str) -> str:
    """What is seen: words in lines, pictures as the words that stand for them.

    Every run of blanks is one blank and lines have none around them; an empty line is kept where
    two line breaks make one.  Formulas stay as they are written, and the marks of a cloze too; but
    for those of a picture's parts, which nobody reads.
    """
    if PICTURE in html:
        html = _PICTURE_GAP.sub("", html)
    html = without_looks(html)
    if "<" in html or "&" in html or "[sound:" in html:
        html = _Page().text(html)
    else:
        html = html.replace("\n", " ")
    return "\n".join(" ".join(line.split()) for line in html.split("\n")).strip("\n")


class _Page:
    """HTML while it is being set as lines."""

    def __init__(self) -> None:
        self._shown: list[str] = []
        self._begun = False  # whether anything stands on the line yet
        self._unseen = ""  # the element that hides what is in it
        self._pre = 0

    def text(self, html: str) -> str:
        for piece in pieces(html):
            if piece.kind == "tag":
                self._tag(piece.name, piece.raw)
            elif piece.kind == "text" and not self._unseen:
                words = unescape(piece.raw)
                self._show(words if self._pre else words.replace("\n", " "))
        return "".join(self._shown)

    def _show(self, words: str) -> None:
        _, broken, line = words.rpartition("\n")
        self._begun = bool(line.strip()) or (self._begun and not broken)
        self._shown.append(words)

    def _tag(self, name: str, tag: str) -> None:
        closing = tag.startswith("</")
        if self._unseen:
            if closing and name == self._unseen:
                self._unseen = ""
        elif name in _UNSEEN:
            self._unseen = "" if closing else name
        elif name == "br" or (name in BLOCKS and self._begun):
            self._begun = False
            self._shown.append("\n")
        elif name in _CELLS:
            self._shown.append(" ")
        elif name == "img":
            self._show(_attribute(_ALT, tag).replace("\n", " "))
        if name == "pre":
            self._pre = max(0, self._pre + (-1 if closing else 1))


def media(html: str) -> tuple[str, ...]:
    """The files that `html` shows or plays, in order and each once, by the names it gives them."""
    if not _may_load(html):
        return ()
    names = (_loaded(piece) for piece in pieces(html))
    return tuple(dict.fromkeys(name for name in names if name))


def sounds(html: str) -> tuple[str, ...]:
    """The files that `html` plays, in order."""
    if not _may_load(html):
        return ()
    names = (_loaded(piece) for piece in pieces(html) if piece.name != "img")
    return tuple(name for name in names if name)


def _may_load(html: str) -> bool:
    """Whether anything in it looks like a picture or a sound, as in few fields."""
    return "[sound:" in html or ("<" in html and _MAY_LOAD.search(html) is not None)


def style_media(css: str) -> tuple[str, ...]:
    """The files that a style sheet loads."""
    names = (unquote(found[1].strip(" \"'")) for found in _URL.finditer(css))
    return tuple(dict.fromkeys(name for name in names if name and ":" not in name))


def _loaded(piece: Piece) -> str:
    if piece.kind == "sound":
        return piece.name.strip()
    if piece.kind == "tag" and piece.name in _LOADING:
        return _attribute(_SRC, piece.raw).strip()
    return ""


def _attribute(pattern: re.Pattern[str], tag: str) -> str:
    found = pattern.search(tag)
    return unescape(next(filter(None, found.groups()), "")) if found else ""


def as_html(text: str) -> str:
    """Plain text as HTML that shows it: line breaks stay, and nothing in it is a tag or a sound."""
    shown = escape(text, quote=False).replace("[sound:", "[sound&#58;")
    return shown.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "<br>")


def fold(text: str) -> str:
    """The text as search compares it: without case, without marks above and below letters.

    ё is found as е, and ң, ө and ү as н, о and у, so that a keyboard without Kyrgyz letters finds
    them; й is a letter of its own and stays.  The apostrophe that is a letter, as Ukrainian has it,
    is the one that is a sign.  What is folded folds to itself.
    """
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKD", stream_safe(text).casefold()).casefold()
    letters = unicodedata.normalize("NFKD", folded).replace(_SHORT_I, "й")
    return unicodedata.normalize("NFC", _COMBINING.sub("", letters).translate(_FOLDING))


def sorted_as(text: str) -> str:
    """The text by whose code points texts stand in the order of the alphabet, whatever the case.

    Kyrgyz ң, ө and ү come after н, о and у; Russian ё stands with е.
    """
    folded = text.casefold()
    return folded if folded.isascii() else folded.translate(_SORTING)
