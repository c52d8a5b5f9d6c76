"""What the rows of a collection refer to: note types, decks and their options."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kgstudy.domain.card_types import CARD_TYPES
from kgstudy.domain.card_types.templated import Templated
from kgstudy.domain.note_type import NoteType
from kgstudy.domain.parcel import Parcel, ParcelDeck, ParcelNote
from kgstudy.formats.anki.note_types import IDS, NATIVES
from kgstudy.formats.anki.readers.options import STOCK
from kgstudy.formats.anki.writers import cards, notes, schema
from kgstudy.formats.anki.writers.decks import (
    DEFAULT,
    deck_ids,
    deck_json,
    preset_ids,
    preset_json,
)
from kgstudy.formats.anki.writers.media import renamed
from kgstudy.formats.anki.writers.models import Model, model, origin_of, sort_field, told_id
from kgstudy.formats.anki.writers.numbers import Unused, stable_id

_UNDATED = 1_136_073_600_000
"""The instant of what has no date at all, in a parcel that has none: older than any Anki."""


@dataclass(frozen=True, slots=True)
class Type:
    """A note type of the collection."""

    note_type: NoteType
    id: int
    sort_field: int


class Contents:
    """What the rows refer to, looked up by the parcel's own names."""

    def __init__(self, parcel: Parcel, names: Mapping[str, str]) -> None:
        self.parcel = parcel
        self.renamed = {old: new for old, new in names.items() if old != new}
        self.dated = _latest(parcel)
        every = (card for note in parcel.notes for card in note.cards or ())
        created = cards.beginning(every)
        self.created = created if created is not None else cards.day_of(self.dated)
        self.deck_ids = deck_ids(parcel.decks)
        self.preset_ids = preset_ids(parcel.presets)
        options = {preset.name: preset.options for preset in parcel.presets}
        self.options = {deck.guid: options.get(deck.preset or "", STOCK) for deck in parcel.decks}
        self.decks = {deck.guid: self.deck_ids[deck.name] for deck in parcel.decks}
        self.models: dict[str, Model] = {}
        self.types: dict[str, Type] = {}
        unused = Unused()
        for note_type in self._note_types():
            self._add(note_type, unused)

    def _note_types(self) -> Iterator[NoteType]:
        kinds = {note.kind for note in self.parcel.notes}
        yield from (native.note_type for kind, native in NATIVES.items() if kind in kinds)
        yield from self.parcel.note_types

    def _add(self, note_type: NoteType, unused: Unused) -> None:
        origin = origin_of(note_type)
        known = IDS.get(note_type.guid) or told_id(origin)
        model_id = unused.from_(known or stable_id(note_type.guid))
        made = model(note_type, model_id, origin)
        self.models[str(model_id)] = made
        self.types[note_type.guid] = Type(note_type, model_id, sort_field(made))

    def type_of(self, note: ParcelNote) -> Type:
        if note.note_type is not None:
            return self.types[note.note_type]
        return self.types[NATIVES[note.kind].note_type.guid]

    def values(self, note: ParcelNote) -> list[str]:
        """The fields in Anki's order."""
        if note.note_type is None:
            values: Iterable[str] = NATIVES[note.kind].values(note.fields, note.guid)
        else:
            names = self.types[note.note_type].note_type.fields
            values = [note.fields.get(name, "") for name in names]
        return [renamed(html, self.renamed) for html in values] if self.renamed else list(values)

    def slots(self, note: ParcelNote) -> tuple[int, ...]:
        """The cards that the fields ask for."""
        if note.note_type is None:
            return CARD_TYPES[note.kind].slots(note.fields)
        note_type = self.types[note.note_type].note_type
        return Templated(note_type, note.tags).slots(note.fields)


def _latest(parcel: Parcel) -> int:
    """The last thing that is known to have happened: nearest to the time of writing."""
    answered = (card.log[-1].at for note in parcel.notes for card in note.cards or () if card.log)
    changed = (note.changed for note in parcel.notes if note.changed)
    return max((*answered, *changed), default=_UNDATED)


def col_row(contents: Contents) -> tuple[object, ...]:
    at = contents.dated
    return (
        contents.created,
        at,
        at,
        schema.VERSION,
        json.dumps(_conf(contents)),
        json.dumps(contents.models, ensure_ascii=False),
        json.dumps(_decks(contents), ensure_ascii=False),
        json.dumps(_presets(contents), ensure_ascii=False),
        json.dumps(dict.fromkeys(sorted(_tags(contents)), -1), ensure_ascii=False),
    )


def _tags(contents: Contents) -> set[str]:
    every = {note.tags for note in contents.parcel.notes}
    return {tag for tags in every for tag in notes.tag_column(tags).split()}


def _conf(contents: Contents) -> dict[str, Any]:
    every = [card for note in contents.parcel.notes for card in note.cards or ()]
    return {
        "schedVer": 2,
        "sched2021": True,
        "creationOffset": 0,
        "rollover": 4,
        "fsrs": any(card.standing and card.standing.memory for card in every),
        # So that what was buried today stays so until tomorrow.
        "lastUnburied": max((contents.dated // 1000 - contents.created) // cards.DAY, 0),
        "nextPos": max((card.position for card in every), default=0) + 1,
        "curDeck": 1,
        "activeDecks": [1],
        "curModel": next(iter(contents.models), None),
        "sortType": "noteFld",
        "sortBackwards": False,
        "addToCur": True,
        "newSpread": 0,
        "collapseTime": 1200,
        "timeLim": 0,
        "estTimes": True,
        "dueCounts": True,
        "dayLearnFirst": False,
    }


def _decks(contents: Contents) -> dict[str, Any]:
    known = {deck.name: deck for deck in contents.parcel.decks}
    at = contents.dated // 1000
    made = {}
    for name, deck_id in contents.deck_ids.items():
        deck = known.get(name) or ParcelDeck("", name)
        preset = contents.preset_ids[deck.preset or DEFAULT]
        made[str(deck_id)] = deck_json(deck_id, name, preset, deck.description, at)
    return made


def _presets(contents: Contents) -> dict[str, Any]:
    options = {DEFAULT: STOCK} | {its.name: its.options for its in contents.parcel.presets}
    at = contents.dated // 1000
    return {
        str(preset_id): preset_json(preset_id, name, options[name], at)
        for name, preset_id in contents.preset_ids.items()
    }
