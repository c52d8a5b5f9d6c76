"""Decks as CrowdAnki writes them: a JSON file in a folder, with the media in a folder beside it."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from kgstudy.domain.deck import SEPARATOR
from kgstudy.domain.errors import Place, UserError
from kgstudy.domain.markup import media, plain
from kgstudy.domain.parcel import Opener, Parcel, ParcelNote, Problem
from kgstudy.domain.progress import Progress, unheard
from kgstudy.formats.anki.readers import models
from kgstudy.formats.anki.readers.decks import Decks
from kgstudy.formats.anki.readers.faults import MOST_EFFORT, Faults, Guids, fitted
from kgstudy.formats.anki.readers.kinds import Kind
from kgstudy.formats.anki.readers.notes import LONGEST_FIELD, TOO_LONG
from kgstudy.formats.anki.readers.values import Json, line, mapping, mappings, text, texts
from kgstudy.formats.archive import is_safe_name
from kgstudy.formats.assembly import beside, tags
from kgstudy.formats.json_text import loaded

NAME = "CrowdAnki"
SUFFIXES = (".json",)

_USUAL_NAME = "deck.json"
_MEDIA = "media"
_LOOKED_AT = 1 << 16
_LARGEST = 256 << 20
_DEEPEST = 50
_OFTEN = 2000


def recognises(path: Path) -> bool:
    """Whether it is such a file, or a folder with one."""
    file = _file(path)
    if file is None:
        return False
    with file.open("rb") as content:
        words = content.read(_LOOKED_AT).removeprefix(b"\xef\xbb\xbf").lstrip()
    named = b'"crowdanki_uuid"' in words or b'"note_model_uuid"' in words
    return words.startswith(b"{") and (named or (b'"__type__"' in words and b'"Deck"' in words))


def read(path: Path, progress: Progress = unheard) -> Parcel:
    """Reads the deck with those below it; there are no schedules in it."""
    progress(0.0)
    file = _file(path)
    if file is None:
        raise UserError("There is no deck.json in this folder.", place=Place(str(path)))
    place = Place(str(file))
    deck = loaded(_words(file, place), place)
    if not isinstance(deck, dict) or not isinstance(deck.get("name"), str):
        raise UserError("It is no deck of CrowdAnki: it has no name.", place=place)
    return _Reading(deck, file).parcel(progress)


def _file(path: Path) -> Path | None:
    """The file itself, or the one in the folder that is called `deck.json`, or as the folder is."""
    if path.is_file():
        return path
    named = (path / name for name in (_USUAL_NAME, f"{path.resolve().name}.json"))
    return next((file for file in named if file.is_file()), None)


def _words(file: Path, place: Place) -> str:
    if file.stat().st_size > _LARGEST:
        raise UserError("It is larger than 256 MB: no deck is.", place=place)
    try:
        return file.read_bytes().decode("utf-8-sig", "replace")
    except OSError as error:
        why = "It cannot be opened: {reason}."
        raise UserError(why, place=place, reason=error.strerror) from error


class _Reading:
    """One deck with those below it on its way into a parcel."""

    def __init__(self, top: Json, file: Path) -> None:
        self._file = file
        self._place = Place(str(file))
        self._every = list(_with_children(top))
        self._faults = Faults()
        self._guids = Guids(self._faults)
        self._effort = 0
        self._missing: tuple[Problem, ...] = ()
        self._decks = Decks(
            {_deck_guid(name, deck): _shaped(name, deck) for name, deck in self._every},
            {
                text(preset.get("crowdanki_uuid")): preset
                for _, deck in self._every
                for preset in mappings(deck.get("deck_configurations"))
            },
            str(file),
        )
        self._kinds = {
            text(model.get("crowdanki_uuid")): _kind(model)
            for _, deck in self._every
            for model in mappings(deck.get("note_models"))
            if not models.is_too_large(model)
        }

    def parcel(self, progress: Progress) -> Parcel:
        notes = tuple(self._notes(progress))
        openers = self._media(notes)
        used = {note.note_type for note in notes}
        progress(1.0)
        return Parcel(
            decks=tuple(self._decks.decks()),
            notes=notes,
            media=openers,
            problems=(*self._decks.problems(), *self._faults.problems(self._place), *self._missing),
            presets=self._decks.presets(),
            note_types=tuple(
                kind.note_type for kind in self._kinds.values() if kind.guid and kind.guid in used
            ),
        )

    def _notes(self, progress: Progress) -> Iterator[ParcelNote]:
        count = max(sum(len(mappings(deck.get("notes"))) for _, deck in self._every), 1)
        number = 0
        for name, deck in self._every:
            for note in mappings(deck.get("notes")):
                if number % _OFTEN == 0:
                    progress(number / count)
                number += 1
                if made := self._note(note, number, _deck_guid(name, deck)):
                    yield made

    def _note(self, note: Json, number: int, deck: str) -> ParcelNote | None:
        kind = self._kinds.get(text(note.get("note_model_uuid")))
        told = note.get("fields")
        values = [text(value) for value in told] if isinstance(told, list) else []
        self._effort += kind.effort if kind else 0
        if why := _fault(kind, values, self._effort):
            title = plain(values[0][:400])[:60] if values else ""
            self._faults.leave_out(self._place, title or str(number), why)
            return None
        assert kind is not None
        names = kind.note_type.fields
        fields = fitted(values, len(names), self._faults)
        return ParcelNote(
            guid=self._guids.claimed(text(note.get("guid")), number),
            deck=self._decks.home(deck).guid,
            kind=kind.kind,
            fields=kind.named(fields),
            tags=tags(texts(note.get("tags"))),
            note_type=kind.guid,
        )

    def _media(self, notes: tuple[ParcelNote, ...]) -> dict[str, Opener]:
        """The files that are listed or shown, as far as they are there."""
        listed = (name for _, deck in self._every for name in texts(deck.get("media_files")))
        shown = (name for note in notes for html in note.fields.values() for name in media(html))
        finder = beside(self._file.parent / _MEDIA)
        found: dict[str, Opener] = {}
        missing = 0
        for name in dict.fromkeys((*listed, *shown)):
            safe = is_safe_name(name) and "/" not in name
            opener = finder(name) if safe else None
            if opener is not None:
                found[name] = opener
            elif "://" not in name and not name.startswith("data:"):
                missing += 1
        if missing:
            why = f"Media files are not in the folder “media” beside it: {missing:,}."
            self._missing = (Problem(self._place, why, lost=False),)
        return found


def _with_children(top: Json) -> Iterator[tuple[str, Json]]:
    """The decks with their whole names; a deck below another tells only the last part of its."""
    waiting = [(text(top.get("name")), top, 0)]
    while waiting:
        name, deck, depth = waiting.pop()
        yield name, deck
        if depth < _DEEPEST:
            waiting += (
                (_below(name, text(child.get("name"))), child, depth + 1)
                for child in mappings(deck.get("children"))
            )


def _below(parent: str, name: str) -> str:
    return name if name.startswith(parent + SEPARATOR) else f"{parent}{SEPARATOR}{name}"


def _deck_guid(name: str, deck: Json) -> str:
    return f"crowdanki-{line(deck.get('crowdanki_uuid')) or name}"


def _shaped(name: str, deck: Json) -> Mapping[str, object]:
    """The deck as a collection would have it."""
    return {**deck, "name": name, "conf": text(deck.get("deck_config_uuid"))}


def _kind(model: Json) -> Kind:
    uuid = line(model.get("crowdanki_uuid"), 80)
    rest = {key: value for key, value in mapping(model).items() if key != "__type__"}
    return Kind.of(rest, f"crowdanki-{uuid}")


def _fault(kind: Kind | None, values: list[str], effort: int) -> str | None:
    if kind is None:
        return "its note type is not in the file."
    if any(len(value) > LONGEST_FIELD for value in values):
        return TOO_LONG
    if effort > MOST_EFFORT:
        return "the templates of its note type are longer than any deck needs."
    return None if values else "it has no fields."
