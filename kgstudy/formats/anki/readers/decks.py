"""Decks and their options; filtered decks are none, their cards go home."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256

from kgstudy.domain.deck import SEPARATOR, Options
from kgstudy.domain.errors import Place
from kgstudy.domain.parcel import ParcelDeck, ParcelPreset, Problem
from kgstudy.formats.anki.readers.faults import Complaints
from kgstudy.formats.anki.readers.options import Told, is_stock, options, retention
from kgstudy.formats.anki.readers.values import Json, integer, line, text

Key = int | str

DEFAULT = 1
"""The deck, and the preset, that every collection has."""
_BLANK = "blank"
_MOST_PARTS = 50
_LONGEST_DESCRIPTION = 1 << 20


class Decks:
    """The decks of a collection by their ids; those that cards lie in are called used."""

    def __init__(self, decks: Mapping[Key, Json], presets: Mapping[Key, Json], file: str) -> None:
        self._complaints = Complaints(Place(file))
        self.homeless = 0
        """Cards whose deck is not there."""
        self._presets = _Presets(presets, self._complaints.tell)
        self._known: dict[Key, ParcelDeck] = {}
        self._options: dict[str, Options] = {}
        self._used: set[str] = set()
        self._by_name: dict[str, ParcelDeck] = {}
        for deck_id, deck in decks.items():
            if not integer(deck.get("dyn")):
                self._known[deck_id] = self._deck(deck_id, deck)

    def home(self, deck_id: Key, original: Key = 0) -> ParcelDeck:
        """The deck of a card, `original` where it was lent to a filtered one."""
        deck = self._known.get(original or deck_id) or self._known.get(deck_id)
        if deck is None:
            self.homeless += 1
            return self.first()
        self._used.add(deck.name)
        return deck

    def first(self) -> ParcelDeck:
        """The deck of what has none."""
        deck = self._known.get(DEFAULT)
        if deck is None:
            deck = self._known[DEFAULT] = self._deck(DEFAULT, {"name": "Default"})
        self._used.add(deck.name)
        return deck

    def options(self, deck: ParcelDeck) -> Options:
        return self._options[deck.guid]

    def decks(self) -> Iterator[ParcelDeck]:
        """Those that something lies in or below, or that say something of themselves."""
        parents = {
            SEPARATOR.join(parts[:depth])
            for parts in (name.split(SEPARATOR) for name in self._used)
            for depth in range(1, len(parts))
        }
        wanted = self._used | parents
        for deck in sorted(self._by_name.values(), key=lambda deck: deck.name.casefold()):
            if deck.name in wanted or deck.description:
                yield deck

    def presets(self) -> tuple[ParcelPreset, ...]:
        names = {deck.preset for deck in self.decks()}
        return tuple(preset for preset in self._presets.every() if preset.name in names)

    def _deck(self, deck_id: Key, deck: Json) -> ParcelDeck:
        name = deck_name(text(deck.get("name")))
        made = self._by_name.get(name.casefold())
        if made is not None:
            return made
        preset, chosen = self._presets.of(
            _key(deck.get("conf")), deck.get("desiredRetention"), name
        )
        words = text(deck.get("desc"))[:_LONGEST_DESCRIPTION]
        made = ParcelDeck(_guid(deck_id, name), name, words, preset)
        self._by_name[name.casefold()] = made
        self._options[made.guid] = chosen
        return made

    def problems(self) -> tuple[Problem, ...]:
        return self._complaints.problems()


def deck_name(name: str) -> str:
    """The whole path, each part of it a name."""
    parts = [line(part) or _BLANK for part in name.split(SEPARATOR)]
    return SEPARATOR.join(parts[:_MOST_PARTS])


def _guid(deck_id: Key, name: str) -> str:
    """Every collection has a deck 1, and not always under its first name."""
    if isinstance(deck_id, str):
        return deck_id
    if deck_id == DEFAULT and name != "Default":
        return f"anki-{deck_id}-{sha256(name.encode()).hexdigest()[:12]}"
    return f"anki-{deck_id}"


def _key(value: object) -> Key:
    return value if isinstance(value, str) else integer(value, DEFAULT)


class _Presets:
    """The options that decks choose by an id, each under a name of its own."""

    def __init__(self, presets: Mapping[Key, Json], told: Told) -> None:
        self._json = presets
        self._told = told
        self._made: dict[tuple[Key, float | None], ParcelPreset] = {}
        self._names: set[str] = set()
        self._last_numbers: dict[str, int] = {}
        """What made the last preset of a name unlike the others of that name."""

    def every(self) -> Iterator[ParcelPreset]:
        yield from self._made.values()

    def of(self, preset_id: Key, wished: object, deck: str) -> tuple[str | None, Options]:
        """The name of the preset with its options, `wished` the retention of the deck itself.

        No name for what Anki chooses for those who chose nothing.
        """
        if preset_id not in self._json:
            preset_id = DEFAULT
        own = retention(wished, lambda why: self._told(f"Deck “{deck}”: {why}."))
        known = self._made.get((preset_id, own))
        if known is None:
            known = self._made[preset_id, own] = self._preset(preset_id, own)
        if preset_id == DEFAULT and is_stock(known.options):
            return None, known.options
        return known.name, known.options

    def _preset(self, preset_id: Key, own: float | None) -> ParcelPreset:
        preset = self._json.get(preset_id, {})
        name = line(preset.get("name")) or "Default"
        chosen = options(preset, lambda why: self._told(f"Options “{name}”: {why}."))
        if own is not None and own != chosen.retention:
            chosen, name = replace(chosen, retention=own), f"{name} ({own:.0%})"
        wanted, number = name, self._last_numbers.get(name, 1)
        while wanted in self._names:
            number += 1
            wanted = f"{name} {number}"
        self._last_numbers[name] = number
        self._names.add(wanted)
        return ParcelPreset(wanted, chosen)
