"""A collection of hashcards as a parcel."""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import unquote

from kgstudy.domain.card_types import CARD_TYPES
from kgstudy.domain.errors import Place, UserError
from kgstudy.domain.markup import as_html, media, pieces
from kgstudy.domain.parcel import (
    Opener,
    Parcel,
    ParcelCard,
    ParcelDeck,
    ParcelLesson,
    ParcelNote,
    Problem,
)
from kgstudy.domain.progress import Progress, unheard
from kgstudy.formats.archive import telling
from kgstudy.formats.hashcards.hashes import hashes
from kgstudy.formats.hashcards.schedules import Learned, learned
from kgstudy.formats.kgdeck import looks_like_cards
from kgstudy.formats.kgdeck.files import NO_DECKS, TEXT_SUFFIXES, check_size
from kgstudy.formats.kgdeck.reading import Document, document
from kgstudy.formats.obsidian.vault import Vault, vault_at

DATABASE = "hashcards.db"

_LOOKED_AT = 1 << 16
_MOST_LOOKED_AT = 50
_OURS = re.compile(r"\A---[ \t]*\n(?:(?!---).*\n)*(?:id|language|lesson)[ \t]*=", re.MULTILINE)
_NAME = re.compile(r"\A---[ \t]*\n(?:(?!---).*\n)*?name[ \t]*=(?P<name>.*)")


def recognises(path: Path) -> bool:
    """Whether it is a folder of cards that has a database, folders in it, or decks of two files."""
    if not path.is_dir():
        return False
    try:
        names = texts(vault_at(path))
    except UserError:
        return False
    looked = [_beginning(path / name) for name in names[:_MOST_LOOKED_AT]]
    if not any(map(looks_like_cards, looked)) or any(map(_OURS.search, looked)):
        return False
    told = [found["name"].strip() for text in looked if (found := _NAME.search(text))]
    nested = any("/" in name for name in names)
    return nested or len(set(told)) < len(told) or (path / DATABASE).is_file()


def _beginning(path: Path) -> str:
    with path.open("rb") as file:
        return file.read(_LOOKED_AT).decode("utf-8", "replace").replace("\r\n", "\n")


def texts(vault: Vault) -> tuple[str, ...]:
    """The files that may be decks, by their paths from the folder."""
    names = (name for name in vault.notes if name.lower().endswith(TEXT_SUFFIXES))
    return tuple(name for name in names if name.rpartition("/")[2].lower() not in NO_DECKS)


def read(path: Path, progress: Progress = unheard) -> Parcel:
    with telling(path):
        vault = vault_at(path)
        reading = _Reading(vault)
        reading.open_schedules()
        names = texts(vault)
        for done, name in enumerate(names):
            progress(done / len(names))
            reading.take(name)
    progress(1.0)
    return Parcel(
        decks=tuple(reading.decks.values()),
        lessons=tuple(reading.lessons),
        notes=tuple(reading.notes.values()),
        media=reading.media,
        problems=tuple(reading.problems),
    )


@dataclass(slots=True)
class _Reading:
    """The documents that were read, put together deck by deck."""

    vault: Vault
    decks: dict[str, ParcelDeck] = field(default_factory=dict)
    notes: dict[str, ParcelNote] = field(default_factory=dict)
    lessons: list[ParcelLesson] = field(default_factory=list)
    media: dict[str, Opener] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    learned: Mapping[str, Learned] = field(default_factory=dict)

    def open_schedules(self) -> None:
        """Reads the database, where there is one; a bad one leaves the cards new."""
        if DATABASE not in self.vault.files.values():
            return
        path = self.vault.folder / DATABASE
        try:
            self.learned = learned(path)
        except UserError as error:
            why = error.sentence.format(**error.facts)
            self.problems.append(Problem(error.place or Place(str(path)), why, lost=False))

    def take(self, name: str) -> None:
        path = self.vault.folder / name
        try:
            check_size(path.stat().st_size, str(path))
            data = path.read_bytes()
            found = document(data, path.stem, str(path), unheard)
        except UserError as error:  # The other files are none the worse for it.
            why = error.sentence.format(**error.facts)
            self.problems.append(Problem(error.place or Place(str(path)), why))
            return
        deck = self._deck(found.deck)
        self.problems.extend(found.problems)
        lesson = self._lesson(found, deck, name)
        told = hashes(data) if self.learned else {}
        for note, line in zip(found.notes, found.lines, strict=True):
            source = note.source and replace(note.source, lesson=lesson)
            guid = f"{deck}/{note.guid.removeprefix(f'{found.deck.guid}/')}"
            place = Place(str(path), line)
            fields = {key: self._html(html, name, place) for key, html in note.fields.items()}
            made = note._replace(guid=guid, deck=deck, fields=fields, source=source)
            self._add(made._replace(cards=self._cards(made, told.get(line, ()))), place)

    def _deck(self, deck: ParcelDeck) -> str:
        """The guid of the deck; names that differ have guids that differ."""
        guids = (f"{deck.guid}{'-' * number}" for number in range(len(self.decks) + 1))
        free = (guid for guid in guids if self.decks.setdefault(guid, deck).name == deck.name)
        guid = next(free)
        self.decks[guid] = replace(self.decks[guid], guid=guid)
        return guid

    def _lesson(self, found: Document, deck: str, name: str) -> str:
        """The guid of its lesson, of which a deck of several files has several."""
        if found.lesson is None:
            return ""
        guid = deck
        if any(lesson.guid == guid for lesson in self.lessons):
            guid = f"{deck}/{name}"
        self.lessons.append(replace(found.lesson, guid=guid, deck=deck))
        return guid

    def _cards(self, note: ParcelNote, its: Sequence[str]) -> tuple[ParcelCard, ...] | None:
        """The cards with where they stand, if hashcards counts as many and knows any of them."""
        slots = CARD_TYPES[note.kind].slots(note.fields)
        if len(its) != len(slots) or not any(each in self.learned for each in its):
            return None
        known = [self.learned.get(each) for each in its]
        return tuple(
            ParcelCard(
                slot, note.deck, standing=each and each.standing, log=each.log if each else ()
            )
            for slot, each in zip(slots, known, strict=True)
        )

    def _add(self, note: ParcelNote, place: Place) -> None:
        if note.guid in self.notes:
            why = "This card stands in another file of its deck already: take one of them out."
            self.problems.append(Problem(place, why))
            return
        self.notes[note.guid] = note

    def _html(self, html: str, name: str, place: Place) -> str:
        """The field with its files by their paths from the root, which are put into the parcel."""
        if not media(html):
            return html
        return "".join(self._shown(raw, name, place) for raw in _raws(html))

    def _shown(self, raw: str, name: str, place: Place) -> str:
        shown = media(raw)
        if not shown:
            return raw
        for file in dict.fromkeys((shown[0], unquote(shown[0]))):
            near = posixpath.normpath(posixpath.join(posixpath.dirname(name), file))
            for path in (near, file):
                if opener := self.vault.opener(path):
                    self.media[path] = opener
                    return raw.replace(_quoted(shown[0]), _quoted(path))
        why = f"There is no file “{shown[0][:200]}” in the folder: put it there, or take it out."
        self.problems.append(Problem(place, why, lost=False))
        return raw


def _quoted(name: str) -> str:
    return as_html(name).replace('"', "&quot;").replace("'", "&#x27;")


def _raws(html: str) -> Iterator[str]:
    return (piece.raw for piece in pieces(html))
