"""What is on its way in or out, in no file's format: readers make a parcel, writers take one.

Notes, cards and reviews are tuples: there are hundreds of thousands of them, and a frozen dataclass
takes three times as long to make.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, NamedTuple

from kgstudy.domain.deck import Options
from kgstudy.domain.errors import Place
from kgstudy.domain.memory import Memory
from kgstudy.domain.note_type import NoteType
from kgstudy.domain.review import Interval, Phase, Rating


@dataclass(frozen=True, slots=True)
class ParcelPreset:
    """Options that decks of the parcel choose by `name`."""

    name: str
    options: Options


@dataclass(frozen=True, slots=True)
class ParcelDeck:
    """`name` is the whole path, its parts joined by `::`; `preset` names a preset of the parcel."""

    guid: str
    name: str
    description: str = ""
    preset: str | None = None


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


class ParcelReview(NamedTuple):
    """An answer as another program kept it; see `domain.review.Review`.

    `at` (UTC milliseconds) tells the answers of a card apart.  `phase` is where the card stood,
    `then` where the answer took it.  Without a `rating` the card was put there by hand: into
    `Phase.NEW` if it was made to forget.
    """

    at: int
    rating: Rating | None
    phase: Phase
    then: Phase
    interval: Interval
    taken: int = 0
    """Milliseconds."""
    step: int = 0
    practice: bool = False
    """Whether it was asked out of its turn, and the answer changed nothing."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where another program says a card stands that it has asked before.

    `due` and `last` (the last answer) are instants in UTC milliseconds; where the interval is in
    days, `due` lies near the middle of its day, so that no time zone and no rollover moves it to
    another.  `memory` is what FSRS remembered, `ease` the factor of SM-2 (about 2.5).
    """

    phase: Phase
    due: int
    interval: Interval
    step: int = 0
    memory: Memory | None = None
    ease: float | None = None
    reps: int = 0
    lapses: int = 0
    last: int | None = None


class ParcelCard(NamedTuple):
    """One card of a note, in the deck `deck` (a deck's guid); `slot` as in `domain.card.Card`.

    Without a `standing` it is new, and stands among the new cards at `position`.
    """

    slot: int
    deck: str
    position: int = 0
    standing: Standing | None = None
    log: tuple[ParcelReview, ...] = ()
    """In the order of time."""
    suspended: bool = False
    buried: bool = False
    flag: int = 0


class ParcelNote(NamedTuple):
    """A note of the deck `deck` (a deck's guid), its fields as HTML.

    `note_type` is the guid of the note type where `kind` is `TEMPLATED`.  `cards` are its cards, no
    more and no fewer; where they are None, the note gets those that its fields ask for.
    """

    guid: str
    deck: str
    kind: str
    fields: Mapping[str, str]
    tags: tuple[str, ...] = ()
    source: Source | None = None
    note_type: str | None = None
    cards: tuple[ParcelCard, ...] | None = None
    changed: int | None = None
    """UTC milliseconds of its last change, where the file tells."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be taken in, and why; the rest was.

    `lost` says that a whole note stayed out, not a part or a trait of one.
    """

    place: Place
    why: str
    lost: bool = True


Opener = Callable[[], BinaryIO]


@dataclass(frozen=True, slots=True)
class Parcel:
    """Decks with their lessons, notes and media (by file name, opened when needed).

    No two notes have one guid, no two decks one guid or name, and all that is referred to is there.
    """

    decks: tuple[ParcelDeck, ...] = ()
    lessons: tuple[ParcelLesson, ...] = ()
    notes: tuple[ParcelNote, ...] = ()
    media: Mapping[str, Opener] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    presets: tuple[ParcelPreset, ...] = ()
    note_types: tuple[NoteType, ...] = ()
