"""XML from strangers, element by element: no entities, nothing fetched, bounded in every way."""

import re
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Generic, NamedTuple, TypeVar
from xml.parsers import expat

from typing_extensions import override

from kgstudy.domain.errors import Place, UserError
from kgstudy.domain.progress import Progress

T = TypeVar("T")

LARGEST = 128 << 20
"""Bytes of a whole file."""
LONGEST = 1 << 20
"""Characters of one element's own text; what goes on after them is cut off, and said to be."""

_DEEPEST = 256
_MOST_WITHIN = 1000
"""Elements that are kept within another one."""
_LARGEST_TOKEN = 4 << 20
"""Bytes of one tag, with its attributes; the parser has to look at all of it again and again."""
_CHUNK = 1 << 16
_ALPHABET = re.compile(
    r"utf-?(?:8|16(?:[lb]e)?)|us-ascii|ascii|(?:iso-?8859|windows|cp|koi8|latin|mac)[-_a-z0-9]*",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Element:
    """An element with its own text, joined, and the elements in it; `cut` if that was too much."""

    name: str
    attributes: Mapping[str, str]
    line: int
    text: str = ""
    children: list["Element"] = field(default_factory=list)
    cut: bool = False

    def child(self, name: str) -> "Element | None":
        """The first of that name, without regard to capitals."""
        wanted = name.lower()
        return next((child for child in self.children if child.name.lower() == wanted), None)

    def words(self, name: str) -> str:
        """The text of the first child of that name, or nothing."""
        found = self.child(name)
        return found.text if found else ""


def root(path: Path) -> str:
    """The name of the outermost element, as the beginning of the file tells it, or nothing."""
    with path.open("rb") as file:
        return root_of(file.read(_CHUNK))


def root_of(beginning: bytes) -> str:
    """The name of the outermost element that these first bytes of a file tell, or nothing."""
    names: list[str] = []
    parser = expat.ParserCreate(namespace_separator=None)
    parser.StartElementHandler = lambda name, _: names.append(name)
    parser.EntityDeclHandler = _refuse_entity
    parser.XmlDeclHandler = _check_encoding
    # What was read before a fault tells enough.
    with suppress(expat.ExpatError, _Entity, LookupError, ValueError):
        parser.Parse(beginning.lstrip(b" \t\r\n"), False)
    return names[0] if names else ""


def elements(
    source: BinaryIO, place: str, names: frozenset[str], progress: Progress, size: int
) -> Iterator[Element]:
    """The elements of these names as each of them ends, wherever they stand.

    Before them comes the outermost, with its attributes alone.  Elements that are yielded are not
    among the children of those around them.  `size` (bytes) is what progress is measured by.
    Raises UserError where it is no good XML, or too much of it.
    """
    yield from _read(_Elements(names), source, place, progress, size)


class Start(NamedTuple):
    name: str
    attributes: Mapping[str, str]


class End(NamedTuple):
    name: str


Event = Start | End | str


def events(source: BinaryIO, place: str, progress: Progress, size: int) -> Iterator[Event]:
    """Each tag and each piece of text, where their order matters; otherwise as `elements`."""
    yield from _read(_Events(), source, place, progress, size)


def _read(
    reader: "_Reader[T]", source: BinaryIO, place: str, progress: Progress, size: int
) -> Iterator[T]:
    if size > LARGEST:
        raise UserError(
            "It is larger than {most} MiB: export it in several parts.",
            place=Place(place),
            most=LARGEST >> 20,
        )
    fed = 0
    while chunk := source.read(_CHUNK):
        fed += len(chunk)
        reader.feed(chunk, fed, place)
        progress(min(1.0, fed / max(size, 1)))
        yield from reader.ready()
    reader.end(place)
    yield from reader.ready()


class _Entity(Exception):  # noqa: N818 - what the file did, told to people as a UserError
    """The file declares an entity, by which a few bytes could stand for any number."""


class _TooDeep(Exception):  # noqa: N818 - as above
    """The file nests elements deeper than any program does."""


def _refuse_entity(*_: object) -> None:
    raise _Entity


def _check_encoding(_: str, encoding: str | None, __: int) -> None:
    """Python knows encodings that are no alphabets at all."""
    if encoding and not _ALPHABET.fullmatch(encoding):
        raise LookupError(encoding)


class _Reader(ABC, Generic[T]):
    """Expat, guarded, with what is complete."""

    def __init__(self) -> None:
        self._depth = 0
        self._ready: deque[T] = deque()
        parser = expat.ParserCreate(namespace_separator=None)
        parser.buffer_text = True
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._finish
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = _refuse_entity
        parser.XmlDeclHandler = _check_encoding
        self._parser = parser

    def feed(self, chunk: bytes, fed: int, place: str) -> None:
        self._parse(chunk, False, place)
        if fed - max(self._parser.CurrentByteIndex, 0) > _LARGEST_TOKEN:
            raise UserError(
                "One of its tags is larger than {most} MiB: nothing was read.",
                place=Place(place, self._parser.CurrentLineNumber),
                most=_LARGEST_TOKEN >> 20,
            )

    def end(self, place: str) -> None:
        self._parse(b"", True, place)

    def ready(self) -> Iterator[T]:
        while self._ready:
            yield self._ready.popleft()

    def _parse(self, chunk: bytes, last: bool, place: str) -> None:
        try:
            self._parser.Parse(chunk, last)
        except expat.ExpatError as error:
            why = "The XML is damaged here ({reason}): export it anew."
            reason = expat.ErrorString(error.code)
            raise UserError(why, place=Place(place, error.lineno), reason=reason) from error
        except (LookupError, ValueError) as error:
            why = "The XML is in an encoding that kgstudy does not know: save it as UTF-8."
            raise UserError(why, place=Place(place, 1)) from error
        except (_Entity, _TooDeep) as error:
            deep = isinstance(error, _TooDeep)
            why = "Its elements lie too deep in each other" if deep else "It declares entities"
            line = self._parser.CurrentLineNumber
            raise UserError(f"{why}: nothing was read.", place=Place(place, line)) from error

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        if self._depth == _DEEPEST:
            raise _TooDeep
        self._depth += 1
        self._start(name, attributes)

    def _finish(self, name: str) -> None:
        self._depth -= 1
        self._end(name)

    @abstractmethod
    def _start(self, name: str, attributes: dict[str, str]) -> None: ...

    @abstractmethod
    def _text(self, words: str) -> None: ...

    @abstractmethod
    def _end(self, name: str) -> None: ...


class _Events(_Reader[Event]):
    @override
    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._ready.append(Start(name, attributes))

    @override
    def _text(self, words: str) -> None:
        self._ready.append(words)

    @override
    def _end(self, name: str) -> None:
        self._ready.append(End(name))


class _Elements(_Reader[Element]):
    """The elements that are open are kept until they are complete."""

    def __init__(self, names: frozenset[str]) -> None:
        super().__init__()
        self._names = names
        self._open: list[Element] = []
        self._words: list[list[str]] = []
        self._lengths: list[int] = []
        self._within: list[int] = []

    @override
    def _start(self, name: str, attributes: dict[str, str]) -> None:
        element = Element(name, attributes, self._parser.CurrentLineNumber)
        if not self._open:
            self._ready.append(Element(name, attributes, element.line))
        self._open.append(element)
        self._words.append([])
        self._lengths.append(0)
        self._within.append(0)

    @override
    def _text(self, words: str) -> None:
        room = LONGEST - self._lengths[-1]
        if len(words) > room:
            self._open[-1].cut = True
        self._words[-1].append(words[: max(room, 0)])
        self._lengths[-1] += min(len(words), max(room, 0))

    @override
    def _end(self, name: str) -> None:
        element = self._open.pop()
        element.text = "".join(self._words.pop())
        self._lengths.pop()
        within = self._within.pop()
        if name in self._names and self._open:
            self._ready.append(element)
        elif len(self._open) > 1:  # The outermost keeps nothing: there may be millions in it.
            self._keep(self._open[-1], element, within + 1)

    def _keep(self, parent: Element, element: Element, count: int) -> None:
        fits = self._within[-1] + count <= _MOST_WITHIN
        if fits:
            self._within[-1] += count
            parent.children.append(element)
        parent.cut = parent.cut or element.cut or not fits
