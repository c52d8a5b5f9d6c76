"""Presets: options under a name, as JSON, so that options yet unknown have their defaults."""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from kgstudy.domain.deck import LeechAction, Mix, NewOrder, Options, Preset, ReviewOrder
from kgstudy.domain.ids import PresetId
from kgstudy.store.collection import Collection
from kgstudy.store.tables import Preset as Table

_ENUMS = {
    "new_order": NewOrder,
    "review_order": ReviewOrder,
    "mix": Mix,
    "leech_action": LeechAction,
}
_TUPLES = ("learning_steps", "relearning_steps", "parameters")


def get(collection: Collection, preset: PresetId) -> Preset:
    row = collection.row(Table.select().where(Table.id == preset))
    assert row is not None
    return _value(*row)


def every(collection: Collection) -> tuple[Preset, ...]:
    rows = collection.rows(Table.select().order_by(Table.id))
    return tuple(_value(*row) for row in rows)


def standard(collection: Collection) -> Preset:
    """The preset a new deck begins with; made when there is none yet."""
    present = every(collection)
    if present:
        return present[0]
    preset = Preset(PresetId(collection.new_id()), "Standard")
    add(collection, preset)
    return preset


def add(collection: Collection, preset: Preset) -> None:
    query = Table.insert(id=preset.id, name=preset.name, options=_text(preset.options))
    collection.run(query)


def save(collection: Collection, preset: Preset) -> None:
    query = Table.update(name=preset.name, options=_text(preset.options))
    collection.run(query.where(Table.id == preset.id))


def _value(identifier: int, name: str, options: str) -> Preset:
    return Preset(PresetId(identifier), name, _options(json.loads(options)))


def _text(options: Options) -> str:
    return json.dumps(asdict(options))


def _options(stored: Mapping[str, Any]) -> Options:
    known = {field.name for field in fields(Options)}
    return Options(**{name: _typed(name, stored[name]) for name in known & stored.keys()})


def _typed(name: str, value: Any) -> Any:  # noqa: ANN401 - what JSON holds
    if name in _ENUMS:
        return _ENUMS[name](value)
    return tuple(value) if name in _TUPLES else value
