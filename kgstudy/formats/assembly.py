"""A parcel while a reader puts it together, for sources that know no identities like ours."""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from kgstudy.domain.card_types import CARD_TYPES
from kgstudy.domain.card_types.base import is_blank
from kgstudy.domain.deck import SEPARATOR
from kgstudy.domain.errors import Place
from kgstudy.domain.markup import CONTROLS, media
from kgstudy.domain.note_type import TEMPLATED, NoteType
from kgstudy.domain.parcel import (
    Opener,
    Parcel,
    ParcelCard,
    ParcelDeck,
    ParcelNote,
    Problem,
)
from kgstudy.formats.archive import is_safe_name

LONGEST_FIELD = 1 << 20
"""Characters."""
_MOST_PROBLEMS = 10_000
_BLANK = re.compile(r"\s+")

Finder = Callable[[str], Opener | None]
"""How to open a file of that name; None where there is none that may be opened."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A note without an identity yet; `question` and `answer` are what it is known by."""

    deck: str
    kind: str
    fields: Mapping[str, str]
    question: str
    answer: str = ""
    tags: tuple[str, ...] = ()
    cards: tuple[ParcelCard, ...] | None = None
    note_type: str | None = None
    identity: str | None = None
    """What the source calls it, where that is a name for ever."""
    changed: int | None = None


@dataclass(slots=True)
class Assembly:
    """Gathers decks, notes and problems; `origin` begins every guid that is made here."""

    origin: str
    decks: dict[str, ParcelDeck] = field(default_factory=dict)
    notes: dict[str, ParcelNote] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    note_types: dict[str, NoteType] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    _untold: int = 0
    _answers: dict[str, str] = field(default_factory=dict)
    """Of the cards that are known by their questions, by guid."""

    def deck(self, name: str, description: str = "") -> str:
        """The guid of the deck of that name, which is made where it is not there yet."""
        parts = (" ".join(CONTROLS.sub("", part).split()) for part in name.split(SEPARATOR))
        clean = SEPARATOR.join(part[:200] for part in parts if part) or "Default"
        guid = f"{self.origin}/{clean}"
        self.decks.setdefault(guid, ParcelDeck(guid, clean, description))
        return guid

    def add(self, draft: Draft, place: Place) -> ParcelNote | None:
        """The note, or None where it stayed out, which is then a problem."""
        if why := self._fault(draft):
            self.tell(place, why)
            return None
        guid = self._guid(draft)
        if guid in self.notes:
            first = self.places[guid]
            self.tell(place, f"This card stands at {first} already: take one of them out.")
            return None
        note = ParcelNote(
            guid=guid,
            deck=draft.deck,
            kind=draft.kind,
            fields=draft.fields,
            tags=tags(draft.tags),
            note_type=draft.note_type,
            cards=draft.cards,
            changed=draft.changed,
        )
        self.notes[guid] = note
        self.places[guid] = place
        return note

    def tell(self, place: Place, why: str, *, lost: bool = True) -> None:
        if len(self.problems) < _MOST_PROBLEMS:
            self.problems.append(Problem(place, why, lost))
        else:
            self._untold += 1

    def parcel(self, finder: Finder, file: str) -> Parcel:
        """All of it, with the media that the notes show; those that are not there are told."""
        openers = self._media(finder)
        if self._untold:
            why = f"There are {self._untold:,} further problems of this sort."
            self.problems.append(Problem(Place(file), why))
        used = {note.deck for note in self.notes.values()}
        return Parcel(
            decks=tuple(deck for deck in self.decks.values() if deck.guid in used),
            notes=tuple(self.notes.values()),
            media=openers,
            problems=tuple(self.problems),
            note_types=tuple(self.note_types.values()),
        )

    def _fault(self, draft: Draft) -> str | None:
        if any(len(html) > LONGEST_FIELD for html in draft.fields.values()):
            return f"A field has more than {LONGEST_FIELD:,} characters: it belongs to no card."
        if draft.kind == TEMPLATED:
            return "It is empty." if all(map(is_blank, draft.fields.values())) else None
        if draft.kind == "basic":
            front = draft.fields["front"]
            words = "<" not in front and "&" not in front and "[" not in front and front.strip()
            blank = not words and is_blank(front)
            return "The question is empty: write something there." if blank else None
        return CARD_TYPES[draft.kind].problem(draft.fields)

    def _guid(self, draft: Draft) -> str:
        """By its own name; else by what it asks, and where that is asked twice, by all it says."""
        if draft.identity:
            return f"{self.origin}/{draft.identity}"
        question = _BLANK.sub(" ", draft.question).strip()
        answer = _digest(_BLANK.sub(" ", draft.answer).strip())
        short = f"{self.origin}/{_digest(draft.kind, question)}"
        if self._answers.setdefault(short, answer) == answer:
            return short
        return f"{short}{answer}"

    def _media(self, finder: Finder) -> dict[str, Opener]:
        found: dict[str, Opener] = {}
        missing: set[str] = set()
        for guid, note in self.notes.items():
            html = "\n".join(note.fields.values())
            if "<" not in html and "[sound:" not in html:
                continue
            for name in media(html):
                if name in found or name in missing:
                    continue
                if opened := _first(finder, dict.fromkeys((name, unquote(name)))):
                    found[opened[0]] = opened[1]
                else:
                    missing.add(name)
                    if "://" not in name and not name.startswith("data:"):
                        why = f"There is no file “{name[:200]}” with the cards: put it there."
                        self.tell(self.places[guid], why, lost=False)
        return found


def _first(finder: Finder, names: Iterable[str]) -> tuple[str, Opener] | None:
    for name in names:
        if is_safe_name(name) and (opener := finder(name)):
            return name, opener
    return None


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:20]


def tags(names: Iterable[str]) -> tuple[str, ...]:
    """Tags as we have them: without blanks in them, and each once."""
    words = ("_".join(CONTROLS.sub("", name).split()) for name in names)
    return tuple(dict.fromkeys(word[:200] for word in words if word))


def beside(folder: Path) -> Finder:
    """Finds files in the folder and below it, and never those that links lead to outside."""
    base = folder.resolve()

    def find(name: str) -> Opener | None:
        try:
            path = (base / name).resolve()
            inside = path.is_relative_to(base) and path.is_file()
        except (OSError, ValueError, RuntimeError):
            return None
        return (lambda: path.open("rb")) if inside else None

    return find


def explicit(cards: Sequence[ParcelCard]) -> tuple[ParcelCard, ...] | None:
    """The cards, if any of them says more than that it is new."""
    told = any(card.standing or card.suspended or card.log for card in cards)
    return tuple(cards) if told else None
