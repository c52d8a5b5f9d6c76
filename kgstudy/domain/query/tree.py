"""What a query says, as a tree: terms under And, Or and Not.

Names and words stand in it as patterns (see `globs`), as they were written; where a term stood in
the text is told by its `span`, which is no part of what it says.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from kgstudy.domain.query.globs import Glob
from kgstudy.domain.query.properties import Comparison, Property


class Span(NamedTuple):
    """A place in a query's text: from `start` up to, and without, `end`."""

    start: int
    end: int


NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Term:
    """A condition that has no parts."""

    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class And:
    """All of its parts hold; without parts, it always holds."""

    parts: "tuple[Query, ...]" = ()


@dataclass(frozen=True, slots=True)
class Or:
    parts: "tuple[Query, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    part: "Query"


Query = And | Or | Not | Term

EVERYTHING = And()


class State(StrEnum):
    """Where a card stands today; one that was forgotten is learned again, and under review."""

    NEW = "new"
    LEARNING = "learn"
    REVIEW = "review"
    DUE = "due"
    SUSPENDED = "suspended"
    BURIED = "buried"
    LEECH = "leech"


class Event(StrEnum):
    """What happened within some days, today being the first of them."""

    ADDED = "added"
    EDITED = "edited"
    RATED = "rated"
    INTRODUCED = "introduced"
    RESCHEDULED = "resched"


class Content(StrEnum):
    """What a note may have in its fields, or its cards about them."""

    PICTURE = "picture"
    SOUND = "sound"
    FORMULA = "formula"
    LINK = "link"
    SOURCE = "source"
    FLAG = "flag"
    TAG = "tag"


@dataclass(frozen=True, slots=True)
class Words(Term):
    """Words in a row, as any field shows them; the last one may go on, and the first one begins a
    word there, unless its script sets no blanks between words.
    """

    glob: Glob


@dataclass(frozen=True, slots=True)
class WholeWords(Term):
    """The same, and the last word ends there too."""

    glob: Glob


@dataclass(frozen=True, slots=True)
class Regular(Term):
    """A regular expression that is found somewhere in a field, as it is shown."""

    pattern: str


@dataclass(frozen=True, slots=True)
class Exactly:
    """All that a field shows."""

    glob: Glob


@dataclass(frozen=True, slots=True)
class InField(Term):
    """A field with such a name that shows such a thing."""

    name: Glob
    shows: Exactly | Words | WholeWords | Regular


@dataclass(frozen=True, slots=True)
class InDeck(Term):
    """In a deck of that name or below it."""

    name: Glob


@dataclass(frozen=True, slots=True)
class Tagged(Term):
    """With a tag of that name or below it."""

    name: Glob


@dataclass(frozen=True, slots=True)
class TaggedLike(Term):
    """With a tag in which the regular expression is found."""

    pattern: str


@dataclass(frozen=True, slots=True)
class Untagged(Term):
    pass


@dataclass(frozen=True, slots=True)
class Is(Term):
    state: State


@dataclass(frozen=True, slots=True)
class Flagged(Term):
    """With the flag of that number; 0 is none."""

    flag: int


@dataclass(frozen=True, slots=True)
class Has(Term):
    content: Content


@dataclass(frozen=True, slots=True)
class Compared(Term):
    """A card's property beside a number; a card that does not have the property is not found."""

    property: Property
    comparison: Comparison
    number: float


@dataclass(frozen=True, slots=True)
class Lately(Term):
    """It happened within the last `days`; an answer may have to be `rating` (1 to 4)."""

    event: Event
    days: int
    rating: int | None = None


@dataclass(frozen=True, slots=True)
class OfNoteType(Term):
    """Its note is of a type, or a kind, with that name."""

    name: Glob


@dataclass(frozen=True, slots=True)
class OfTemplate(Term):
    """Made by a template with that name."""

    name: Glob


@dataclass(frozen=True, slots=True)
class Numbered(Term):
    """The card of its note with that number, from 1, or the number of its gap."""

    number: int


@dataclass(frozen=True, slots=True)
class InPreset(Term):
    """Studied by the options with that name."""

    name: Glob


@dataclass(frozen=True, slots=True)
class FromLesson(Term):
    """From words of a lesson with that title."""

    title: Glob


@dataclass(frozen=True, slots=True)
class Quoting(Term):
    """From words of a lesson in which these stand, as `Words` do in a field."""

    glob: Glob


class Thing(StrEnum):
    """What an id may be one of."""

    NOTE = "nid"
    CARD = "cid"
    DECK = "did"
    NOTE_TYPE = "mid"


@dataclass(frozen=True, slots=True)
class WithId(Term):
    thing: Thing
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Alike(Term):
    """A note of that type (its id, or its name) whose first field shows just this."""

    note_type: str
    text: str
