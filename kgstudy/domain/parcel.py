"""What is on its way in or out, in no file's format: readers make a parcel, writers take one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from kgstudy.domain.errors import Place


@dataclass(frozen=True, slots=True)
class ParcelDeck:
    guid: str
    name: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class ParcelLesson:
    """A lesson of the deck `deck` (a deck's guid); `text` as in `domain.lesson`."""

    guid: str
    deck: str
    title: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """The words of a lesson that a note comes from: `text[start:end]` is `quote`."""

    lesson: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ParcelNote:
    """A note of the deck `deck` (a deck's guid), its fields as HTML."""

    guid: str
    deck: str
    kind: str
    fields: Mapping[str, str]
    tags: tuple[str, ...] = ()
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be taken in, and why; the rest was."""

    place: Place
    why: str


Opener = Callable[[], BinaryIO]


@dataclass(frozen=True, slots=True)
class Parcel:
    """Decks with their lessons, notes and media (by file name, opened when needed)."""

    decks: tuple[ParcelDeck, ...] = ()
    lessons: tuple[ParcelLesson, ...] = ()
    notes: tuple[ParcelNote, ...] = ()
    media: Mapping[str, Opener] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
