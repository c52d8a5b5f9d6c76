"""SVG from strangers: read within limits, and written anew as plain drawing.

Left out is what loads, runs, moves or takes long to draw: images, scripts, animations, filters,
masks and patterns, references that lead out of the file, and more copies of copies than any picture
needs.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

_LONGEST = 1_000_000
"""Bytes of an SVG file that is looked at; at worst it takes two seconds to draw so many."""
_MOST_ELEMENTS = 20_000
_DEEPEST = 60
_MOST_DRAWN = 60_000
"""Elements that are drawn once every `use` has been followed."""
_MOST_ENTITIES = 50
_LONGEST_ENTITY = 300
_LARGEST = 1e7
"""Coordinates beyond it are no drawing."""
_LARGEST_LENGTHS = {"font-size": 2000.0, "stroke-width": 30_000.0}
_MOST_STYLING = 300_000
"""Rules of its style sheets times elements, each of which is compared with each."""

_DRAWN = frozenset(
    {"circle", "defs", "ellipse", "g", "line", "linearGradient", "marker", "path", "polygon"}
    | {"polyline", "radialGradient", "rect", "stop", "style", "svg", "switch", "symbol", "text"}
    | {"textPath", "tspan", "use"}
)
_SEEN_THROUGH = frozenset({"a"})
_REFERRING = frozenset({"linearGradient", "radialGradient", "use"})
_HREF = frozenset({"href", "xlink:href"})
_DROPPED = frozenset(
    {"filter", "mask", "marker-mid", "enable-background", "stroke-dasharray", "stroke-dashoffset"}
    | {"xml:base", "clip-path"}
)

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_LONG_NUMBER = re.compile(r"\d{8}|[eE]\+?\d")
_OUTSIDE = re.compile(r"url\s*\(\s*(?!['\"]?#)|@import|expression|\\", re.IGNORECASE)
_STYLE = re.compile(r"([a-z-]+)\s*:\s*([^;{}]*)")


class NoDrawingError(ValueError):
    """The file is no SVG, or one that nobody would put on a card."""


@dataclass(slots=True)
class _Element:
    name: str
    attributes: dict[str, str]
    content: list["_Element | str"] = field(default_factory=list)


def plain_drawing(content: bytes) -> bytes:
    """The same picture in SVG that is quick and harmless to draw; raises NoDrawingError."""
    if len(content) > _LONGEST:
        raise NoDrawingError("too large")
    root = _Reader().read(content)
    _check_copies(root)
    return "".join(_written(root, top=True)).encode()


def is_drawing(content: bytes) -> bool:
    """Whether it begins as SVG does."""
    head = content[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"<") and b"<svg" in content[:20_000]


class _Reader:
    """Builds the elements that are drawn; what is in the others is not even kept."""

    def __init__(self) -> None:
        self._open: list[_Element] = []
        self._root: _Element | None = None
        self._skipping = 0
        self._depth = self._count = self._entities = self._rules = 0
        self._parser = parser = expat.ParserCreate(namespace_separator=None)
        parser.buffer_text = True
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._words
        parser.EntityDeclHandler = self._entity

    def read(self, content: bytes) -> _Element:
        try:
            self._parser.Parse(content, True)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise NoDrawingError(str(error)) from error
        if self._root is None:
            raise NoDrawingError("no svg element")
        if self._rules * self._count > _MOST_STYLING:
            raise NoDrawingError("too many rules of style")
        return self._root

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > _DEEPEST or self._count > _MOST_ELEMENTS:
            raise NoDrawingError("too many elements")
        name = tag.rpartition(":")[2]
        if self._skipping or (name not in _DRAWN and name not in _SEEN_THROUGH):
            self._skipping += 1
            return
        made = _Element("g" if name in _SEEN_THROUGH else name, _attributes(name, attributes))
        if self._open:
            self._open[-1].content.append(made)
        elif name == "svg":
            self._root = made
        else:
            raise NoDrawingError("no svg element")
        self._open.append(made)

    def _end(self, _tag: str) -> None:
        self._depth -= 1
        if self._skipping:
            self._skipping -= 1
        else:
            self._open.pop()

    def _words(self, words: str) -> None:
        if not self._open or self._skipping:
            return
        if self._open[-1].name == "style":
            words = _sheet(words)
            self._rules += words.count("{")
        if self._open[-1].name in ("style", "text", "tspan", "textPath"):
            self._open[-1].content.append(words)

    def _entity(self, _name: str, parameter: bool, value: str | None, *_rest: object) -> None:
        """Short ones stand for namespaces in older files; one within another could grow."""
        self._entities += 1
        fits = value is not None and len(value) <= _LONGEST_ENTITY and "&" not in value
        if parameter or not fits or self._entities > _MOST_ENTITIES:
            raise NoDrawingError("entities")


def _attributes(name: str, attributes: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in attributes.items() if _fits(name, key, value)} | (
        {"style": _style(attributes["style"])} if "style" in attributes else {}
    )


def _fits(name: str, key: str, value: str) -> bool:
    if key in _HREF:
        return name in _REFERRING and value.startswith("#")
    if key in _DROPPED or key.startswith(("on", "xmlns")) or _OUTSIDE.search(value):
        return False
    return not _is_huge(value, _LARGEST_LENGTHS.get(key, _LARGEST))


def _is_huge(value: str, largest: float) -> bool:
    """Whether a number in it is; looked for only where one could be, since paths are long."""
    if largest >= _LARGEST and not _LONG_NUMBER.search(value):
        return False
    return any(abs(float(found[0])) > largest for found in _NUMBER.finditer(value))


def _style(value: str) -> str:
    """The declarations that would also be kept as attributes."""
    kept = (found for found in _STYLE.finditer(value) if _fits("", found[1], found[2]))
    return ";".join(f"{found[1]}:{found[2]}" for found in kept)


def _sheet(css: str) -> str:
    if len(css) > 20_000 or _OUTSIDE.search(css):
        return ""
    return _STYLE.sub(lambda found: found[0] if _fits("", found[1], found[2]) else "", css)


def _check_copies(root: _Element) -> None:
    """Raises NoDrawingError where copies of copies are too many, or where one contains itself."""
    named = {made.attributes["id"]: made for made in _every(root) if "id" in made.attributes}
    counted: dict[int, int] = {}

    def count(made: _Element, within: frozenset[int]) -> int:
        if id(made) in within or len(within) > 4 * _DEEPEST:
            raise NoDrawingError("it contains itself")
        if id(made) not in counted:
            inner = within | {id(made)}
            parts = [part for part in made.content if isinstance(part, _Element)]
            copied = named.get(_target(made)) if made.name == "use" else None
            parts += [copied] if copied else []
            counted[id(made)] = 1 + sum(count(part, inner) for part in parts)
            if counted[id(made)] > _MOST_DRAWN:
                raise NoDrawingError("too many copies")
        return counted[id(made)]

    count(root, frozenset())


def _target(made: _Element) -> str:
    href = made.attributes.get("href") or made.attributes.get("xlink:href") or ""
    return href.removeprefix("#")


def _every(made: _Element) -> Iterator[_Element]:
    yield made
    for part in made.content:
        if isinstance(part, _Element):
            yield from _every(part)


def _written(made: _Element, *, top: bool = False) -> Iterator[str]:
    spaces = ' xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    told = "".join(f" {key}={quoteattr(value)}" for key, value in made.attributes.items())
    yield f"<{made.name}{spaces if top else ''}{told}>"
    for part in made.content:
        if isinstance(part, str):
            yield escape(part)
        else:
            yield from _written(part)
    yield f"</{made.name}>"
