"""The options by which decks are studied: presets, which decks share."""

from dataclasses import replace

from kgstudy.domain import fsrs
from kgstudy.domain.changes import Change, Touched
from kgstudy.domain.deck import Options, Preset
from kgstudy.domain.errors import UserError
from kgstudy.domain.ids import DeckId, PresetId
from kgstudy.domain.spelling import alike
from kgstudy.store import cards, decks, presets
from kgstudy.store.collection import Collection


def preset_of(collection: Collection, deck: DeckId) -> Preset:
    return presets.get(collection, decks.get(collection, deck).preset_id)


def of_every_deck(collection: Collection) -> dict[DeckId, Options]:
    by_preset = {preset.id: preset.options for preset in presets.every(collection)}
    return {deck.id: by_preset[deck.preset_id] for deck in decks.every(collection)}


def sharing(collection: Collection, preset: PresetId) -> int:
    """How many decks are studied by these options."""
    return sum(deck.preset_id == preset for deck in decks.every(collection))


def every_preset(collection: Collection) -> tuple[Preset, ...]:
    return presets.every(collection)


def change_options(collection: Collection, preset: PresetId, options: Options) -> Change:
    """Changes the options of every deck that chose the preset; UserError outside their bounds.

    Other weights change what is remembered: then the memory of the decks' cards is computed anew.
    """
    _check(options)
    with collection.act("change-options", Touched.OPTIONS) as act:
        before = presets.get(collection, preset)
        presets.save(collection, replace(before, options=options))
        if options.parameters != before.options.parameters:
            act.touched.add(Touched.CARDS)
            cards.remember_anew(collection, preset, options.parameters)
    return act.change


def add_preset(collection: Collection, name: str, options: Options) -> PresetId:
    _check(options)
    name = _free_name(name, {preset.name for preset in presets.every(collection)})
    preset = Preset(PresetId(collection.new_id()), name, options)
    with collection.act("add-preset", Touched.OPTIONS):
        presets.add(collection, preset)
    return preset.id


def rename_preset(collection: Collection, preset: PresetId, name: str) -> Change:
    """Raises UserError where the name is empty, or that of others."""
    name = " ".join(name.split())
    before = presets.get(collection, preset)
    if not name:
        raise UserError("A preset needs a name.")
    if any(alike(each.name) == alike(name) for each in _others(collection, preset)):
        raise UserError("There are options called “{name}” already.", name=name)
    with collection.act("rename-preset", Touched.OPTIONS) as act:
        if name != before.name:
            presets.save(collection, replace(before, name=name))
    return act.change


def choose_preset(collection: Collection, deck: DeckId, preset: PresetId) -> Change:
    """Lets the deck be studied by other options; other weights change what is remembered."""
    before = preset_of(collection, deck).options.parameters
    parameters = presets.get(collection, preset).options.parameters
    with collection.act("choose-preset", Touched.DECKS, Touched.OPTIONS) as act:
        decks.save(collection, replace(decks.get(collection, deck), preset_id=preset))
        if parameters != before:
            act.touched.add(Touched.CARDS)
            cards.remember_anew(collection, preset, parameters)
    return act.change


def own_preset(collection: Collection, deck: DeckId) -> Change:
    """Gives the deck a copy of its options for itself alone, under the deck's name."""
    with collection.act("own-preset", Touched.DECKS, Touched.OPTIONS) as act:
        options = preset_of(collection, deck).options
        preset = add_preset(collection, decks.get(collection, deck).leaf, options)
        choose_preset(collection, deck, preset)
    return act.change


def _others(collection: Collection, preset: PresetId) -> list[Preset]:
    return [each for each in presets.every(collection) if each.id != preset]


def _check(options: Options) -> None:
    if not 0.70 <= options.retention <= 0.99:
        raise UserError("The desired retention lies between 70 % and 99 %.")
    if options.new_per_day < 0 or options.reviews_per_day < 0:
        raise UserError("A daily limit cannot be below zero.")
    if not 1 <= options.max_interval <= 36500:
        raise UserError("The longest interval lies between 1 and 36500 days.")
    if any(step <= 0 for step in (*options.learning_steps, *options.relearning_steps)):
        raise UserError("A step takes at least a second.")
    fsrs.checked(options.parameters)


def _free_name(name: str, taken: set[str]) -> str:
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name} {number}"
    return free
