"""Small things to test with, made in one line."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random

from kgstudy.domain.deck import Deck, Options, Preset
from kgstudy.domain.ids import DeckId, PresetId
from kgstudy.domain.parcel import Parcel, ParcelDeck, ParcelLesson, ParcelNote, Source
from kgstudy.services import importing
from kgstudy.store import decks, presets
from kgstudy.store.collection import Collection
from tests.fake_clock import FakeClock

DECK = "deck-of-rivers"
LESSON = "lesson-of-rivers"
RIVERS = """\
## Rivers

The Naryn is the longest river of Kyrgyzstan. It flows into the Syr Darya.

The Chüy rises in the Tian Shan. It is 1,067 km long.
"""


def collection(
    clock: FakeClock | None = None, folder: Path | None = None, seed: int = 1
) -> Collection:
    """An open collection, in memory unless a folder is given."""
    return Collection.open(folder, clock or FakeClock(), Random(seed), program="a test")


def basic(name: str, front: str = "", quote: str | None = None, deck: str = DECK) -> ParcelNote:
    """A basic note; `quote` are its words in `RIVERS`."""
    fields = {"front": front or f"Question {name}", "back": f"Answer {name}", "note": ""}
    return note(name, "basic", fields, quote, deck)


def note(
    name: str, kind: str, fields: Mapping[str, str], quote: str | None = None, deck: str = DECK
) -> ParcelNote:
    source = None
    if quote is not None:
        start = RIVERS.index(quote)
        source = Source(LESSON, quote, start, start + len(quote))
    return ParcelNote(f"{deck}/{name}", deck, kind, fields, ("river",), source)


def parcel(*notes: ParcelNote, name: str = "Rivers", deck: str = DECK) -> Parcel:
    """A deck of these notes, with the lesson `RIVERS`."""
    lesson = ParcelLesson(LESSON, deck, name, "en", RIVERS)
    return Parcel((ParcelDeck(deck, name),), (lesson,), notes)


def deck_of(
    collection: Collection, notes: int | Sequence[ParcelNote] = 3, options: Options | None = None
) -> Deck:
    """A deck of that many basic notes (or these), studied by `options`; history begins after it."""
    content = [basic(f"n{i}") for i in range(notes)] if isinstance(notes, int) else notes
    importing.bring_in(collection, parcel(*content))
    deck = decks.find(collection, guid=DECK)
    assert deck is not None
    if options is not None:
        preset = presets.get(collection, deck.preset_id)
        presets.save(collection, Preset(preset.id, preset.name, options))
    collection.forget_history()
    return deck


def empty_deck(collection: Collection, name: str, options: Options | None = None) -> Deck:
    """A deck with a preset of its own."""
    preset = Preset(PresetId(collection.new_id()), name, options or Options())
    deck = Deck(DeckId(collection.new_id()), f"guid of {name}", name, preset.id)
    presets.add(collection, preset)
    decks.add(collection, deck)
    return deck
