"""A page of HTML on its way to the blocks that it is seen as."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from kgstudy.formats.texts.blocks import Block, Cell, Kind, Table
from kgstudy.formats.texts.furnishing import (
    BRACKETED,
    NOTE_MARK,
    RAISED,
    is_called_furniture,
    is_hidden,
    is_main,
)
from kgstudy.formats.texts.lines import MARKER, ends_sentence
from kgstudy.formats.texts.sheet import check_length
from kgstudy.formats.texts.tags import Tag, Text

_BLOCKS = frozenset(
    (
        "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div",
        "dl", "dt", "fieldset", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5",
        "h6", "header", "hr", "html", "legend", "li", "main", "ol", "p", "pre", "section",
        "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "option",
    )
)  # fmt: skip
_HEADING = re.compile(r"h([1-6])")
_LISTS = frozenset(("ul", "ol"))
_CELLS = frozenset(("td", "th"))
_LINES = re.compile(r"[^\S\n]*\n[^\S\n]*")
BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_MOST_RAISED = 8
"""Pieces of text that a footnote's mark is of."""
_TERMS = frozenset(("dt", "dd"))
_MOST_TABLES = 50
"""Within each other; what lies deeper is text of the last one."""


@dataclass(slots=True)
class _Open:
    """An element that has begun; `start` is where in the words of its block."""

    name: str
    attributes: Mapping[str, str]
    start: int
    linked: bool = False


class Page:
    """Takes tags and text one by one; afterwards `blocks` are what is seen."""

    def __init__(
        self, place: str, *, trusting: bool = True, strong: frozenset[str] = frozenset()
    ) -> None:
        """`strong` are the classes whose letters a style sheet makes bold."""
        self._strong_classes = strong
        self._strong = 0
        self._weak = 0
        self._place = place
        self._length = 0
        self.blocks: list[Block] = []
        self.title = ""
        self.language = ""
        self.told: dict[str, str] = {}
        """What the page says of itself, by the names of its meta tags."""
        self.tags = 0
        """With the pieces of text between them."""
        self.left_out = 0
        """Characters of elements that are no text by their class or id alone."""
        self._trusting = trusting
        self._open: list[_Open] = []
        self._count = Counter[str]()
        self._skipped: int | None = None
        self._by_name = False
        self._words: list[str] = []
        self._linked = 0
        self._inside = 0
        self._tables: list[Table] = []
        self._lists: list[int] = []
        self._numbers: list[int | None] = []
        self._made_lists = 0
        self._item: int | None = None
        self._is_new_item = False
        self._last_item: Block | None = None
        self._term = ""

    def take(self, piece: Tag | Text) -> None:
        self.tags += 1
        if isinstance(piece, Text):
            self._text(piece.words)
        elif piece.is_end:
            self._end(piece.name)
        else:
            self._start(piece)

    def close(self) -> None:
        """Ends all that is still open."""
        while self._open:
            self._pop()
        self._flush()

    def _text(self, words: str) -> None:
        if self._skipped is not None:
            if self._open[-1].name == "title" and not self.title:
                self.title = words
            if self._by_name:
                self.left_out += len(words.strip())
            return
        if not self._count["pre"]:
            words = words.replace("\n", " ")
        self._length += len(words)
        check_length(self._length, self._place)
        self._words.append(words)
        self._weak += not self._strong and bool(words.strip())
        if self._count["a"]:
            self._linked += len(words.strip())

    def _start(self, tag: Tag) -> None:
        name = tag.name
        while name in _TERMS and self._open and self._open[-1].name in {*_TERMS, "p"}:
            self._pop()
        attributes = tag.attributes() if tag.rest else {}
        if name in {"html", "body"} and not self.language:
            self.language = attributes.get("lang") or attributes.get("xml:lang", "")
        if name == "meta":
            called = attributes.get("property") or attributes.get("name") or ""
            called = called or attributes.get("http-equiv", "")
            self.told.setdefault(called.lower(), attributes.get("content", ""))
        if self._skipped is None:
            self._begin(name, attributes)
        if not tag.closed:
            self._push(name, attributes)

    def _begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """What a start tag does to the block that goes on."""
        if name in _BLOCKS:
            self._flush()
        if name in {"br", "hr"}:
            self._words.append("\n")
        elif name == "math" and attributes.get("alttext"):
            self._words.append(attributes["alttext"])
        elif name in _LISTS:
            self._made_lists += 1
            self._lists.append(self._made_lists)
            ordered = name == "ol"
            start = attributes.get("start", "1")
            self._numbers.append((int(start[:4]) if start.isdecimal() else 1) if ordered else None)
        elif name == "li":
            self._begin_item(attributes)
        elif name == "table" and len(self._tables) < _MOST_TABLES:
            for outer in self._tables:
                outer.is_layout = True
            role = attributes.get("role", "").lower()
            self._tables.append(Table(role in {"presentation", "none"}))
        elif self._tables and name == "tr":
            self._tables[-1].rows.append([])
        elif self._tables and name in _CELLS:
            self._begin_cell(name)

    def _begin_item(self, attributes: Mapping[str, str]) -> None:
        self._is_new_item = True
        self._item = self._lists[0] if self._lists else 0
        value = attributes.get("value", "")
        if self._numbers and self._numbers[-1] is not None and value.isdecimal():
            self._numbers[-1] = int(value[:4])

    def _begin_cell(self, name: str) -> None:
        rows = self._tables[-1].rows
        if not rows:
            rows.append([])
        rows[-1].append(Cell(name == "th" or bool(self._count["thead"])))

    def _push(self, name: str, attributes: Mapping[str, str]) -> None:
        linked = name == "sup" and bool(self._count["a"])
        self._open.append(_Open(name, attributes, len(self._words), linked))
        self._count[name] += 1
        if self._skipped is not None:
            return
        self._inside += is_main(name, attributes)
        self._strong += self._is_strong(name, attributes)
        self._by_name = False
        if not is_hidden(name, attributes, bool(self._inside)):
            self._by_name = self._trusting and is_called_furniture(name, attributes)
            if not self._by_name:
                return
        self._skipped = len(self._open)
        if name in _BLOCKS or name in {"nav", "aside"}:
            self._flush()
            self._add(Block(Kind.LEFT_OUT))

    def _end(self, name: str) -> None:
        if name == "br":
            self._start(Tag("br", "", False, True))
        if not self._count[name]:
            return
        while self._open[-1].name != name:
            self._pop()
        self._pop()

    def _pop(self) -> None:
        ended = self._open[-1]
        if self._skipped is None:
            self._finish(ended)
            self._leave(ended)
        elif len(self._open) == self._skipped:
            self._skipped = None
            self._leave(ended)
        self._open.pop()
        self._count[ended.name] -= 1

    def _leave(self, ended: _Open) -> None:
        self._inside -= is_main(ended.name, ended.attributes)
        self._strong -= self._is_strong(ended.name, ended.attributes)

    def _is_strong(self, name: str, attributes: Mapping[str, str]) -> bool:
        classes = attributes.get("class", "").split()
        style = attributes.get("style", "")
        if name in {"b", "strong"}:
            return "font-weight" not in style  # of what is pasted, all may stand in a light <b>
        return bool(BOLD.search(style)) or not self._strong_classes.isdisjoint(classes)

    def _finish(self, ended: _Open) -> None:
        """What the end of an element does to the block that goes on."""
        name = ended.name
        if name in {"a", "sup"}:
            self._finish_raised(ended)
        elif _HEADING.fullmatch(name):
            self._flush(int(name[1]))
        elif name in _BLOCKS:
            level = ended.attributes.get("aria-level", "2")
            is_heading = ended.attributes.get("role") == "heading" and level.isdecimal()
            self._flush(int(level[:1]) if is_heading else 0)
        if name in _LISTS and self._lists:
            self._lists.pop()
            self._numbers.pop()
            self._item, self._last_item = None, None
        elif name == "li":
            self._item, self._is_new_item, self._last_item = None, False, None
        elif name == "table" and self._tables:
            self._finish_table()

    def _finish_raised(self, ended: _Open) -> None:
        """A footnote's mark goes; a figure that is raised shows itself as raised."""
        if not 0 <= len(self._words) - ended.start <= _MOST_RAISED:
            return
        words = "".join(self._words[ended.start :])
        target = ended.attributes.get("href", "")
        if ended.name == "a":
            for outer in self._open[-4:]:
                outer.linked = outer.linked or outer.name == "sup"
            if target.startswith("#") and BRACKETED.fullmatch(words):
                del self._words[ended.start :]
        elif ended.linked and NOTE_MARK.fullmatch(words):
            del self._words[ended.start :]
        elif words.strip().strip("+-−").isdecimal():
            self._words[ended.start :] = [words.translate(RAISED)]

    def _finish_table(self) -> None:
        for block in self._tables.pop().blocks():
            self._add(block)

    def _flush(self, level: int = 0) -> None:
        """Ends the block that goes on; it is a heading where there is a level."""
        words, linked, strong = "".join(self._words), self._linked, not self._weak
        self._words, self._linked, self._weak = [], 0, 0
        if not words.strip():
            return
        pre = bool(self._count["pre"])
        parts = [words] if level else list(_parts(words, pre))
        for part in parts:
            share = linked * len(part) // max(1, len(words))
            self._put(part, level, share, strong)

    def _put(self, words: str, level: int, linked: int, strong: bool) -> None:
        if level:
            self._add(Block(Kind.HEADING, words, level, linked=linked))
        elif self._item is not None:
            self._put_item(words, linked)
        elif self._count["dt"]:
            self._term = words
        elif self._count["dd"] and self._term:
            self._add(Block(Kind.ITEM, f"{self._term.strip().rstrip(':')}: {words}", linked=linked))
            self._term = ""
        else:
            block = _paragraph(words, linked, self._open[-1].attributes if self._open else {})
            block.strong = strong
            self._add(block)

    def _put_item(self, words: str, linked: int) -> None:
        """An item, or more of the one that has begun."""
        if not self._is_new_item and self._last_item is not None:
            self._last_item.words += f" {words}"
            self._last_item.linked += linked
            return
        number = self._numbers[-1] if self._numbers else None
        if number is not None:
            self._numbers[-1] = number + 1
        self._last_item = Block(
            Kind.ITEM, words, number=number, linked=linked, of_list=self._item or 0
        )
        self._is_new_item = False
        self._add(self._last_item)

    def _add(self, block: Block) -> None:
        block.inside = block.inside or self._inside > 0
        if not self._tables:
            self.blocks.append(block)
        elif self._tables[-1].rows and self._tables[-1].rows[-1]:
            self._tables[-1].rows[-1][-1].blocks.append(block)
        else:
            self._tables[-1].before.append(block)


def _parts(words: str, pre: bool) -> list[str]:
    """The words at the line breaks that end something, as paragraphs."""
    parts: list[str] = []
    begun: list[str] = []
    for line in _LINES.split(words):
        if begun and (pre or not line or ends_sentence(begun[-1]) or MARKER.match(line)):
            parts.append(" ".join(begun))
            begun = []
        if line.strip():
            begun.append(line)
    return [*parts, " ".join(begun)] if begun else parts


def _paragraph(words: str, linked: int, attributes: Mapping[str, str]) -> Block:
    """A paragraph, or an item that a word processor writes as one, with its bullet."""
    marker = MARKER.match(words)
    if marker is None or marker["letter"]:
        return Block(Kind.PARAGRAPH, words, linked=linked)
    listed = "mso-list" in attributes.get("style", "")
    if not listed and (marker["number"] or marker["bullet"] in {"-", "–", "*", "+"}):
        return Block(Kind.PARAGRAPH, words, linked=linked)
    number = int(marker["number"]) if marker["number"] else None
    return Block(Kind.ITEM, words[marker.end() :], number=number, linked=linked)
