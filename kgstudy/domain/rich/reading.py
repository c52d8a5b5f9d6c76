"""HTML as lines; what reads as nothing else is words."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import count

from kgstudy.domain.card_types.base import items
from kgstudy.domain.markup import CONTROLS, Piece, pieces
from kgstudy.domain.rich.lines import BREAK, PLAIN, Block, Line, Run, Style

_MARK = {
    "b": "b", "strong": "b", "i": "i", "em": "i", "u": "u", "s": "s", "strike": "s", "del": "s",
    "sub": "sub", "sup": "sup", "code": "code",
}  # fmt: skip
_LISTS = frozenset({"ul", "ol"})
_LINES = """
address article aside body center div fieldset figcaption figure footer form header html main nav p
section h1 h2 h3 h4 h5 h6 blockquote caption dd dt summary tbody tfoot thead tr
"""
_BLOCKS = frozenset(_LINES.split())
_TELLING = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "center"})
"""Blocks that look different from lines even without attributes."""
WHOLE = frozenset({"table", "pre", "dl", "details", "hr"})
"""What stands on lines of its own, as one piece."""
_WHOLE_INLINE = frozenset(
    {"audio", "button", "canvas", "embed", "head", "iframe", "input", "math", "object", "ruby"}
    | {"script", "select", "source", "style", "svg", "template", "textarea", "title", "video"}
)
_VOID = frozenset({"embed", "hr", "img", "input", "source"})
_SKIPPED = frozenset({"wbr", "meta", "link", "base", "area", "col", "param", "track"})

_BLANKS = re.compile("[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
_UNFIT = re.compile("[\ufdd0\ufdd1\ufffc\ufffe\uffff\ud800-\udfff]")
"""What a text document would take for something else."""
_COLOUR = re.compile(
    r"""<(?:span style="color: ?([#\w(), .%-]+);?"|font color="([#\w(), .%-]+)")>"""
)
_LINK = re.compile(r"""<a href="((?:https?:|mailto:)[^"<>\s]+)">""", re.IGNORECASE)


def read(html: str) -> tuple[Line, ...]:
    """The lines of a field; without empty ones at its end."""
    return tuple(_Reader(html).lines())


def read_items(html: str) -> tuple[Line, ...]:
    """The items of a field that holds one a line, each as one line."""
    return tuple(line for item in items(html) for line in _Reader(item, in_one=True).lines()[:1])


class _Reader:
    """HTML while it is being read; `in_one` makes one line of it, with breaks."""

    def __init__(self, html: str, *, in_one: bool = False) -> None:
        self._pieces = pieces(html)
        self._in_one = in_one
        self._lines: list[Line] = []
        self._runs: list[Run] = []
        self._inline: list[tuple[str, str]] = []
        self._open: list[tuple[str, Block | None]] = []
        self._lists: list[str] = []
        self._numbers = count(1)

    def lines(self) -> list[Line]:
        for piece in self._pieces:
            self._take(piece)
        if self._runs:
            self._end()
        return self._lines

    def _take(self, piece: Piece) -> None:
        if piece.kind == "text":
            words = _UNFIT.sub("", CONTROLS.sub("", unescape(piece.raw)))
            self._words(_BLANKS.sub(" ", words))
        elif piece.kind == "sound":
            self._embed(piece.raw)
        elif piece.kind == "tag":
            self._tag(piece)

    def _tag(self, piece: Piece) -> None:
        name, closing = piece.name, piece.raw.startswith("</")
        if name in WHOLE or name in _WHOLE_INLINE or (self._in_one and name in _LISTS):
            self._whole(piece, closing=closing)
        elif name in _LISTS or name == "li":
            self._list(piece, closing=closing)
        elif name in _BLOCKS:
            self._begin_line()
            self._block(piece, closing=closing)
        elif name == "br":
            self._break()
        else:
            self._within(piece, closing=closing)

    def _within(self, piece: Piece, *, closing: bool) -> None:
        """What stands among the words of a line."""
        name = piece.name
        if name == "img":
            self._embed(piece.raw)
        elif name in ("td", "th"):
            self._words(" ")
        elif closing:
            self._close_inline(name)
        elif name not in _SKIPPED:
            self._inline.append((name, piece.raw))

    def _whole(self, piece: Piece, *, closing: bool) -> None:
        if not closing:
            self._embed_whole(piece)
        elif piece.name not in _WHOLE_INLINE:
            self._begin_line()

    def _close_inline(self, name: str) -> None:
        for place in range(len(self._inline) - 1, -1, -1):
            if self._inline[place][0] == name:
                del self._inline[place]
                return

    def _block(self, piece: Piece, *, closing: bool) -> None:
        if not closing:
            if piece.name == "p" and self._open and self._open[-1][0] == "p":
                self._open.pop()
            bare = piece.raw.lower() == f"<{piece.name}>" and piece.name not in _TELLING
            kept = not (bare or self._lists or self._in_one)
            block = Block(_one_line(piece.raw), next(self._numbers)) if kept else None
            self._open.append((piece.name, block))
        elif any(name == piece.name for name, _ in self._open):
            while self._open.pop()[0] != piece.name:
                pass

    def _list(self, piece: Piece, *, closing: bool) -> None:
        if self._runs:
            self._begin_line() if self._in_one else self._end()
        if piece.name == "li":
            return
        if not closing:
            self._lists.append(_one_line(piece.raw))
        elif self._lists:
            self._lists.pop()

    def _embed_whole(self, piece: Piece) -> None:
        whole = _one_line("".join(self._element(piece)))
        alone = piece.name in WHOLE and not self._is_one
        if alone:
            self._begin_line()
        self._embed(whole)
        if alone:
            self._begin_line()

    def _element(self, opening: Piece) -> Iterator[str]:
        """The element with all that is in it."""
        yield opening.raw
        depth = 0 if opening.name in _VOID or opening.raw.endswith("/>") else 1
        while depth and (piece := next(self._pieces, None)):
            yield piece.raw
            if piece.kind == "tag" and piece.name == opening.name:
                depth += -1 if piece.raw.startswith("</") else 1
        if depth:
            yield f"</{opening.name}>" * depth

    def _words(self, words: str) -> None:
        before = self._runs[-1] if self._runs else None
        if before is None or (not before.embedded and before.text[-1] in (" ", BREAK)):
            words = words.removeprefix(" ")
        if words:
            self._add(Run(words, self._style()))

    def _embed(self, html: str) -> None:
        self._add(Run(_one_line(html), self._style(), embedded=True))

    def _add(self, run: Run) -> None:
        last = self._runs[-1] if self._runs else None
        if last and not last.embedded and not run.embedded and last.style == run.style:
            self._runs[-1] = Run(last.text + run.text, run.style)
        else:
            self._runs.append(run)

    def _style(self) -> Style:
        marks, colour, href, tags = set[str](), "", "", list[str]()
        for name, raw in self._inline:
            bare = raw.lower() == f"<{name}>"
            if bare and name in _MARK:
                marks.add(_MARK[name])
            elif found := _COLOUR.fullmatch(raw):
                colour = (found[1] or found[2]).strip()
            elif link := _LINK.fullmatch(raw):
                href = unescape(link[1])
            else:
                tags.append(_one_line(raw))
        return Style(frozenset(marks), colour, href, tuple(tags)) if self._inline else PLAIN

    @property
    def _is_one(self) -> bool:
        """Whether lines are only broken: within an item."""
        return bool(self._lists) or self._in_one

    def _break(self) -> None:
        if not self._is_one:
            self._end()
        elif self._runs:
            self._strip()
            self._add(Run(BREAK, self._runs[-1].style if self._runs else PLAIN))

    def _begin_line(self) -> None:
        """Ends the line if anything stands on it."""
        last = self._runs[-1] if self._runs else None
        if last and (last.embedded or not self._is_one or last.text[-1] != BREAK):
            self._break()

    def _end(self) -> None:
        self._strip()
        around = tuple(block for _, block in self._open if block)
        self._lines.append(Line(tuple(self._runs), tuple(self._lists), around))
        self._runs = []

    def _strip(self) -> None:
        """Takes away blanks at the end of the line."""
        while self._runs and not self._runs[-1].embedded:
            last = self._runs.pop()
            if kept := last.text.rstrip(" "):
                self._runs.append(Run(kept, last.style))
                return


def _one_line(raw: str) -> str:
    return raw.replace("\r", "").replace("\n", " ") if "<pre" not in raw.lower() else raw
