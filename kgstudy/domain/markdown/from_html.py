"""HTML to Markdown that reads as the same HTML.

Marks are chosen only where they cannot be misread; elsewhere the tags themselves are written.
"""

import re
from html import unescape
from typing import NamedTuple

from kgstudy.domain.markdown.to_html import from_markdown, trimmed
from kgstudy.domain.markdown.tokens import ELEMENTS, TOKEN
from kgstudy.domain.markup import CONTROLS, Piece, as_html, pieces


class _Raw(NamedTuple):
    """Markdown that is written as it is."""

    markdown: str


class _Element(NamedTuple):
    """Something that marks may stand for."""

    tag: str
    nodes: list["_Node"]


_Node = str | _Raw | _Element

_DEEPEST = 16
"""How deep emphases are taken apart; further in, the tags stay as they are."""

_MARKS = {"b": 2, "i": 1}
_OPENING = {"<b>": "b", "<i>": "i", "<code>": "code"}
_CLOSING = {"</b>": "b", "</i>": "i", "</code>": "code"}

# Marks that are meant, while the text is being put together; what is only words has a backslash.
_STAR, _LINE, _TICK = "\x01", "\x02", "\x03"
_MEANT = str.maketrans({_STAR: "*", _LINE: "_", _TICK: "`"})

_BLANKS = str.maketrans(dict.fromkeys("\t\n\v\f\r", " "))
_SPECIAL = re.compile(
    r"[\\`$]|(?<![ \n])\*|\*(?![ \n])|(?<![^\W_])_|_(?![^\W_])"
    r"|<(?=[A-Za-z/!])|&(?=#?[A-Za-z0-9]{1,32};)|!(?=\[)"
)
_TEX = r"(?:[^\\]|\\[^()\[\]])*+"
_FORMULA = re.compile(rf"\\\((?P<formula>{_TEX})\\\)|\\\[(?P<display>{_TEX})\\\]")
_IMG = re.compile(r'<img src="(?P<file>[^"<>]+)"(?: alt="(?P<words>[^"<>]+)")?>')
_PUNCTUATION = re.compile(r"[\\()<>\[\]]")


def to_markdown(html: str, unfit: re.Pattern[str] | None = None) -> str:
    """Text that reads as `html`; code and formulas with something `unfit` in them get no marks."""
    written = _Text(unfit).written(_tree(html), frozenset())
    return trimmed(written).translate(_MEANT)


def escape(text: str) -> str:
    """Markdown that reads as just this plain text."""
    return to_markdown(as_html(text))


def _tree(html: str) -> list[_Node]:
    """Text with line breaks in it, tags to be kept, and the elements that close as they should."""
    stack = [_Element("", [])]
    pre = 0
    for piece in pieces(html):
        if (tag := _OPENING.get(piece.raw)) and len(stack) < _DEEPEST:
            stack.append(_Element(tag, []))
        elif (tag := _CLOSING.get(piece.raw)) and tag == stack[-1].tag:
            closed = stack.pop()
            stack[-1].nodes.append(closed)
        else:
            _add(stack[-1].nodes, _node(piece, pre > 0))
        if (piece.kind, piece.name) == ("tag", "pre"):
            pre = max(0, pre + (-1 if piece.raw.startswith("</") else 1))
    for unclosed in stack[1:]:
        for node in (_Raw(f"<{unclosed.tag}>"), *unclosed.nodes):
            _add(stack[0].nodes, node)
    return stack[0].nodes


def _add(nodes: list[_Node], node: _Node) -> None:
    """Adds the node; text goes on where text was."""
    if isinstance(node, str) and nodes and isinstance(last := nodes[-1], str):
        nodes[-1] = last + node
    elif node:
        nodes.append(node)


def _node(piece: Piece, pre: bool) -> _Node:
    if piece.kind == "text" or (piece.kind == "sound" and not _image(piece)):
        words = CONTROLS.sub("", unescape(piece.raw))
        return words.replace("\r", " ") if pre else words.translate(_BLANKS)
    if piece.name == "br":
        return "\n"
    if piece.kind == "comment" or (piece.kind == "tag" and piece.name not in ELEMENTS):
        return ""
    return _Raw(_image(piece) or CONTROLS.sub("", piece.raw.translate(_BLANKS)))


def _image(piece: Piece) -> str:
    """A picture or sound as Markdown has it, or nothing where that would not be the same."""
    file, words = piece.name, ""
    if piece.kind == "tag":
        found = _IMG.fullmatch(piece.raw)
        if found is None:
            return ""
        file, words = unescape(found["file"]), unescape(found["words"] or "")
    quoted = (_PUNCTUATION.sub(r"\\\g<0>", part) for part in (words, file))
    image = "![{}]({})".format(*quoted)
    return image if from_markdown(image) == piece.raw else ""


class _Text:
    """Writes nodes.

    `before` is the character that precedes them, `inside` the emphases around them, which cannot be
    nested in themselves.
    """

    def __init__(self, unfit: re.Pattern[str] | None) -> None:
        self._unfit = unfit

    def written(self, nodes: list[_Node], inside: frozenset[str], before: str = "") -> str:
        text = ""
        for node in nodes:
            match node:
                case str():
                    text += self._words(node, text[-1:] or before)
                case _Raw(markdown):
                    text += markdown
                case _Element(tag="code"):
                    text += self._code(node, text[-1:], inside)
                case _Element():
                    text += self._emphasis(node, text[-1:], inside)
        return text

    def _emphasis(self, node: _Element, before: str, inside: frozenset[str]) -> str:
        """Asterisks; where the whole is emphasised twice, the inner marks are underscores."""
        tags, nodes = [node.tag], node.nodes
        if len(nodes) == 1 and isinstance(inner := nodes[0], _Element) and inner.tag in _MARKS:
            tags, nodes = [node.tag, inner.tag], inner.nodes
        words = self.written(nodes, inside.union(tags), ">")
        once = len(set(tags)) == len(tags) and inside.isdisjoint(tags)
        if once and before != _STAR and _may_be_marked(words):
            marks = [mark * _MARKS[tag] for mark, tag in zip((_STAR, _LINE), tags, strict=False)]
            return "".join((*marks, words, *reversed(marks)))
        return "".join((*map("<{}>".format, tags), words, *map("</{}>".format, reversed(tags))))

    def _code(self, node: _Element, before: str, inside: frozenset[str]) -> str:
        match node.nodes:
            case [str() as words] if "\n" not in words and before != _TICK and self._fits(words):
                longest = max((len(run) for run in re.findall("`+", words)), default=0)
                ticks = _TICK * (longest + 1)
                blanks = words[0] == words[-1] == " " and words.strip(" ")
                pad = " " if blanks or "`" in (words[0], words[-1]) else ""
                return f"{ticks}{pad}{words}{pad}{ticks}"
        return f"<code>{self.written(node.nodes, inside, '>')}</code>"

    def _fits(self, words: str) -> bool:
        return self._unfit is None or not self._unfit.search(words)

    def _words(self, text: str, before: str) -> str:
        written, at = "", 0
        for found in _FORMULA.finditer(text):
            formula = self._formula(found, text[found.end() : found.end() + 1])
            if formula:
                written += _escaped(text[at : found.start()], (written or before)[-1:]) + formula
                at = found.end()
        return written + _escaped(text[at:], (written or before)[-1:])

    def _formula(self, found: re.Match[str], after: str) -> str:
        """The formula between dollars, or nothing where that would be read as something else."""
        kind = found.lastgroup or ""
        tex, ends = found[kind], "$" if kind == "formula" else "$$"
        formula = f"{ends}{tex}{ends}"
        read = TOKEN.fullmatch(formula)
        if read is None or read.lastgroup != kind or tex != tex.strip() or "\\[" in tex:
            return ""
        return formula if self._fits(tex) and not after.isdecimal() else ""


def _may_be_marked(words: str) -> bool:
    """Whether both ends are such that marks there open and close."""
    return bool(words) and not set(words[0] + words[-1]) & {" ", "\n", _STAR, _LINE}


def _escaped(words: str, before: str) -> str:
    """Words with a backslash wherever they would be taken for marks; `before` is what precedes."""
    edge = "." if before.strip(" \n") else "\n"
    escaped = _SPECIAL.sub(r"\\\g<0>", edge + words)
    return escaped[1:].replace("\xa0", "&nbsp;")
