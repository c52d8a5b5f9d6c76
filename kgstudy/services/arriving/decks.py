"""The parcel's decks and presets find their places in the collection."""

from collections.abc import Mapping
from dataclasses import replace

from kgstudy.domain import naming
from kgstudy.domain.deck import SEPARATOR, Deck, Options, Preset
from kgstudy.domain.ids import DeckId, PresetId
from kgstudy.domain.parcel import Parcel, ParcelDeck
from kgstudy.domain.spelling import Spellings
from kgstudy.services.arriving.notes import Arrangement
from kgstudy.store import decks, presets
from kgstudy.store.collection import Collection


def deck_names(collection: Collection, parcel: Parcel, into: str) -> dict[str, str]:
    """By guid, what each deck of the parcel is called here, or will be."""
    here = _Here(collection)
    return {deck.guid: here.called(deck, into, parcel) for deck in _outside_in(parcel)}


def settle_decks(
    collection: Collection, parcel: Parcel, arrangement: Arrangement
) -> dict[str, DeckId]:
    """By guid, the deck that each of the parcel's came to be; new ones are added."""
    options = {preset.name: preset.options for preset in parcel.presets}
    chosen = options if arrangement.schedules else {}
    here = _Here(collection)
    settled = {
        deck.guid: here.settled(deck, parcel, arrangement, chosen) for deck in _outside_in(parcel)
    }
    here.add_missing_parents()
    return settled


def _outside_in(parcel: Parcel) -> list[ParcelDeck]:
    """Each deck after the one it lies in, which says how that one's name is written."""
    return sorted(parcel.decks, key=lambda deck: deck.name.count(SEPARATOR))


class _Here:
    """The decks and presets of the collection, with those that have come in."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        every = decks.every(collection)
        self._by_guid = {deck.guid: deck for deck in every}
        self._by_name = {deck.name: deck for deck in every}
        self._spellings = Spellings(self._by_name)
        self._presets = {preset.name: preset for preset in presets.every(collection)}

    def called(self, arriving: ParcelDeck, into: str, parcel: Parcel) -> str:
        """The name of the deck that it is here, or will be."""
        present = self.present(arriving, into, parcel)
        name = present.name if present else self._spellings.of(_name(arriving, into, parcel))
        self._spellings.add(name)
        return name

    def present(self, arriving: ParcelDeck, into: str, parcel: Parcel) -> Deck | None:
        """The deck of that guid, else of that name; of the name alone where it was chosen."""
        known = None if naming.deck_name(into, "") else self._by_guid.get(arriving.guid)
        return known or self._by_name.get(self._spellings.of(_name(arriving, into, parcel)))

    def settled(
        self,
        arriving: ParcelDeck,
        parcel: Parcel,
        arrangement: Arrangement,
        options: Mapping[str, Options],
    ) -> DeckId:
        present = self.present(arriving, arrangement.into, parcel)
        if present is not None:
            if arriving.description and not present.description:
                decks.save(self._collection, replace(present, description=arriving.description))
            return present.id
        made = DeckId(self._collection.new_id())
        deck = Deck(
            made,
            f"{arriving.guid}/{made}" if arriving.guid in self._by_guid else arriving.guid,
            self._spellings.of(_name(arriving, arrangement.into, parcel)),
            self._preset(arriving.preset, options),
            arriving.description,
        )
        self._add(deck)
        return deck.id

    def add_missing_parents(self) -> None:
        """A package of one deck leaves out those it lay in; its options are taken for them."""
        for deck in list(self._by_name.values()):
            parts = deck.name.split(SEPARATOR)
            for depth in range(1, len(parts)):
                name = SEPARATOR.join(parts[:depth])
                if name not in self._by_name:
                    guid = f"deck-{self._collection.new_id():x}"
                    self._add(Deck(DeckId(self._collection.new_id()), guid, name, deck.preset_id))

    def _add(self, deck: Deck) -> None:
        decks.add(self._collection, deck)
        self._by_guid[deck.guid] = self._by_name[deck.name] = deck
        self._spellings.add(deck.name)

    def _preset(self, name: str | None, options: Mapping[str, Options]) -> PresetId:
        """The preset of that name and those options; under another name if that is taken."""
        if name is None or name not in options:
            return self._standard().id
        wanted, number = options[name], 1
        called = name
        while called in self._presets and self._presets[called].options != wanted:
            number += 1
            called = f"{name} {number}"
        if called not in self._presets:
            preset = Preset(PresetId(self._collection.new_id()), called, wanted)
            presets.add(self._collection, preset)
            self._presets[called] = preset
        return self._presets[called].id

    def _standard(self) -> Preset:
        if not self._presets:
            preset = presets.standard(self._collection)
            self._presets[preset.name] = preset
        return next(iter(self._presets.values()))


def _name(arriving: ParcelDeck, into: str, parcel: Parcel) -> str:
    chosen, own = naming.deck_name(into, ""), naming.deck_name(arriving.name)
    if not chosen:
        return own
    return chosen if len(parcel.decks) == 1 else f"{chosen}{SEPARATOR}{own}"
