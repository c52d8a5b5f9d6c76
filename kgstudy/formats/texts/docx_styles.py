"""The styles and the numbering of a Word document, which live in parts of their own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from kgstudy.formats.archive import Archive
from kgstudy.formats.texts.manuscript import local, part, untold
from kgstudy.formats.xml import End, Event, Start

_MOST_BASES = 20
_OFF = frozenset(("0", "false", "off"))
_COUNTED = frozenset(("decimal", "decimalZero", "ordinal"))


@dataclass(frozen=True, slots=True)
class Style:
    """`name` is Word's own in lower case, whatever language it speaks; `outline` begins at 0.

    `listed` is the number of a list whose items have the style, `depth` how deep they lie in it.
    """

    name: str = ""
    base: str = ""
    outline: int | None = None
    listed: str = ""
    depth: int = 0
    strong: bool = False
    language: str = ""


def styles(archive: Archive) -> Mapping[str, Style]:
    """The styles by their ids, with what they have from those below them; "" is the usual one."""
    reading = _Styles()
    part(archive, "word/styles.xml", reading.take, untold)
    return {key: _whole(style, reading.found) for key, style in reading.found.items()}


def _whole(style: Style, found: Mapping[str, Style]) -> Style:
    base = style
    for _ in range(_MOST_BASES):
        if base.base not in found or not base.base:
            break
        base = found[base.base]
        style = replace(
            style,
            outline=base.outline if style.outline is None else style.outline,
            listed=style.listed or base.listed,
            strong=style.strong or base.strong,
            language=style.language or base.language,
        )
    return style


class _Styles:
    def __init__(self) -> None:
        self.found: dict[str, Style] = {}
        self._id = ""
        self._usual = Style()
        self._style: Style | None = None

    def take(self, events: Iterator[Event]) -> None:
        for event in events:
            match event:
                case Start(name=name, attributes=attributes):
                    told = {local(key): value for key, value in attributes.items()}
                    self._start(local(name), told)
                case End(name=name) if local(name) == "style" and self._style is not None:
                    self.found[self._id] = _named(self._style)
                    self._style = None
                case _:
                    pass
        self.found[""] = self._usual

    def _start(self, name: str, told: Mapping[str, str]) -> None:
        value = told.get("val", "")
        if name == "style":
            self._id, self._style = told.get("styleId", ""), Style()
        elif self._style is None:
            if name == "lang":
                self._usual = replace(self._usual, language=value)
        else:
            self._style = _with(self._style, name, value)


def _with(style: Style, name: str, value: str) -> Style:
    number = int(value) if value.isdecimal() else None
    changed: dict[str, dict[str, Any]] = {
        "name": {"name": value.lower()},
        "basedOn": {"base": value},
        "outlineLvl": {"outline": number},
        "numId": {"listed": value},
        "ilvl": {"depth": number or 0},
        "b": {"strong": value not in _OFF},
        "lang": {"language": value},
    }
    return replace(style, **changed.get(name, {}))


def _named(style: Style) -> Style:
    """Word's own headings have their level in the name, and tell it besides only in some files."""
    head, _, level = style.name.rpartition(" ")
    if head in {"heading", "заголовок"} and level.isdecimal() and style.outline is None:
        return replace(style, outline=int(level) - 1)
    return style


@dataclass(slots=True)
class Numbering:
    """What stands before the items of lists, and how far each of them has been counted."""

    kinds: dict[tuple[str, int], tuple[str, int]] = field(default_factory=dict)
    """The format and the first number, by the abstract list and the depth."""
    lists: dict[str, str] = field(default_factory=dict)
    """The abstract list of each."""
    _counted: dict[str, dict[int, int]] = field(default_factory=dict)

    def next(self, which: str, depth: int) -> int | None:
        """The number of the next item, 0 for one with a bullet; None where it is no list."""
        if which == "0":
            return None
        shape, first = self.kinds.get((self.lists.get(which, ""), depth), ("bullet", 1))
        if shape == "none":
            return None
        counted = self._counted.setdefault(which, {})
        for deeper in [each for each in counted if each > depth]:
            del counted[deeper]
        counted[depth] = counted.get(depth, first - 1) + 1
        return counted[depth] if shape in _COUNTED else 0


def numbering(archive: Archive) -> Numbering:
    found = Numbering()
    part(archive, "word/numbering.xml", _Numbers(found).take, untold)
    return found


class _Numbers:
    def __init__(self, found: Numbering) -> None:
        self._found = found
        self._list = ""
        self._abstract = ""
        self._depth = 0

    def take(self, events: Iterator[Event]) -> None:
        for event in events:
            if isinstance(event, Start):
                told = {local(key): value for key, value in event.attributes.items()}
                self._start(local(event.name), told)

    def _start(self, name: str, told: Mapping[str, str]) -> None:
        value, kinds = told.get("val", ""), self._found.kinds
        key = (self._abstract, self._depth)
        match name:
            case "abstractNum":
                self._abstract = told.get("abstractNumId", "")
            case "lvl":
                depth = told.get("ilvl", "0")
                self._depth = int(depth) if depth.isdecimal() else 0
            case "num":
                self._list = told.get("numId", "")
            case "abstractNumId":
                self._found.lists[self._list] = value
            case "numFmt":
                kinds[key] = (value, kinds.get(key, ("", 1))[1])
            case "start" if value.isdecimal():
                kinds[key] = (kinds.get(key, ("decimal", 1))[0], int(value))
