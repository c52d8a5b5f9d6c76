"""The marks of inline Markdown, found in one pass whose time grows with the text and no faster."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from kgstudy.domain.markup import TAG

_ELEMENTS = """
a abbr address area article aside audio b bdi bdo big blockquote br caption center cite code col
colgroup dd del details dfn div dl dt em embed figcaption figure font footer form h1 h2 h3 h4 h5 h6
head header hr i iframe img input ins kbd li link main map mark math meta nav object ol p param
picture pre q rb rp rt rtc ruby s samp script section small source span strike strong style sub
summary sup svg table tbody td template tfoot th thead time title tr track tt u ul var video wbr
"""
ELEMENTS = frozenset(_ELEMENTS.split())
"""The tags that are taken for tags; `<int>` is words."""

_ENTITY = r"&(?:\#[0-9]{1,7}|\#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
# No dollar, nothing that would end the formula in HTML, and no empty line.
_TEX = r"(?:[^$\\\n]|\n(?!\n)|\\[^()])++"
TOKEN = re.compile(
    rf"""
      \\(?P<escape>[!-/:-@\[-`{{-~])
    | (?P<ticks>`+)
    | \$\$(?P<display>{_TEX})\$\$
    | \$(?!\s)(?P<formula>{_TEX})(?<!\s)\$(?![0-9])
    | !\[(?P<words>(?:[^\[\]\\\n]|\\.)*+)\]\((?P<file>(?:[^()<>\\\n]|\\.)++)\)
    | (?P<comment><!--)
    | (?P<tag>{TAG})
    | (?P<entity>{_ENTITY})
    | (?P<run>\*+|_+)
    """,
    re.VERBOSE,
)
_TICKS = re.compile("`+")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


class Token(NamedTuple):
    """A piece of Markdown as it is written, from `start`.

    `kind` is text, escape, code, display, formula, image, comment, tag, entity or run; `words` is
    what it says or encloses (of a tag its name), and `file` what an image shows.
    """

    kind: str
    raw: str
    start: int
    words: str
    file: str = ""


def tokens(text: str) -> Iterator[Token]:
    """The marks in `text`, and what stands between them; nothing is left out."""
    ends = _Ends(text)
    at = begun = 0
    while found := TOKEN.search(text, at):
        token = _token(found, ends)
        if token is None:
            at = found.end() if found["ticks"] else found.start() + 1
            continue
        if begun < token.start:
            yield Token("text", text[begun : token.start], begun, text[begun : token.start])
        yield token
        at = begun = token.start + len(token.raw)
    if begun < len(text):
        yield Token("text", text[begun:], begun, text[begun:])


class _Ends:
    """Where code and comments may end, so that each end is found at once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._last_comment = text.rfind("-->")
        self._ticks: dict[int, list[int]] = defaultdict(list)
        for run in _TICKS.finditer(text):
            self._ticks[len(run[0])].append(run.start())

    def of_code(self, at: int, length: int) -> int:
        """Where the next run of so many backticks begins, or -1."""
        starts = self._ticks.get(length, [])
        place = bisect_left(starts, at)
        return starts[place] if place < len(starts) else -1

    def of_comment(self, at: int) -> int:
        return self.text.find("-->", at) if at <= self._last_comment else -1


def _token(found: re.Match[str], ends: _Ends) -> Token | None:
    """The token, or None where it is only words after all."""
    kind, start = found.lastgroup or "", found.start()
    match kind:
        case "ticks":
            return _code(len(found[0]), start, ends)
        case "comment":
            close = ends.of_comment(found.end())
            return Token(kind, ends.text[start : close + 3], start, "") if close >= 0 else None
        case "file":
            words, file = (_ESCAPED.sub(r"\1", found[part]) for part in ("words", "file"))
            return Token("image", found[0], start, words, file.strip())
        case "tag":
            name = found["name"].lower()
            return Token(kind, found[0], start, name) if name in ELEMENTS else None
    return Token(kind, found[0], start, found[kind])


def _code(ticks: int, start: int, ends: _Ends) -> Token | None:
    close = ends.of_code(start + ticks, ticks)
    if close < 0:
        return None
    words = ends.text[start + ticks : close]
    if words.startswith(" ") and words.endswith(" ") and words.strip(" "):
        words = words[1:-1]
    return Token("code", ends.text[start : close + ticks], start, words)
