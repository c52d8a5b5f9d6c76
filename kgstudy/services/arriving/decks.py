"""The parcel's decks, presets and lessons find their places in the collection."""

from collections.abc import Mapping
from dataclasses import replace

from kgstudy.domain import naming
from kgstudy.domain.deck import SEPARATOR, Deck, Options, Preset
from kgstudy.domain.ids import DeckId, LessonId, PresetId
from kgstudy.domain.lesson import Anchor, Lesson, context, locate
from kgstudy.domain.parcel import Parcel, ParcelDeck
from kgstudy.services.arriving.notes import Arrangement
from kgstudy.store import decks, lessons, presets
from kgstudy.store.collection import Collection


def deck_names(collection: Collection, parcel: Parcel, into: str) -> dict[str, str]:
    """By guid, what each deck of the parcel is called here, or will be."""
    return {
        deck.guid: present.name
        if (present := _present(collection, deck, into, parcel))
        else _name(deck, into, parcel)
        for deck in parcel.decks
    }


def settle_decks(
    collection: Collection, parcel: Parcel, arrangement: Arrangement
) -> dict[str, DeckId]:
    """By guid, the deck that each of the parcel's came to be; new ones are added."""
    options = {preset.name: preset.options for preset in parcel.presets}
    chosen = options if arrangement.schedules else {}
    return {
        deck.guid: _settled(collection, deck, parcel, arrangement, chosen) for deck in parcel.decks
    }


def settle_lessons(
    collection: Collection, parcel: Parcel, settled: Mapping[str, DeckId]
) -> dict[str, Lesson]:
    """By guid, the parcel's lessons as they are here now."""
    result = {}
    for arriving in parcel.lessons:
        present = lessons.find(collection, guid=arriving.guid)
        lesson = Lesson(
            present.id if present else LessonId(collection.new_id()),
            arriving.guid,
            settled[arriving.deck],
            arriving.title,
            arriving.language,
            arriving.text,
        )
        if present is None:
            lessons.add(collection, lesson)
        elif present != lesson:
            lessons.save(collection, lesson)
            _find_words_anew(collection, lesson)
        result[arriving.guid] = lesson
    return result


def _find_words_anew(collection: Collection, lesson: Lesson) -> None:
    """Ties cards to their words in the new text, where these are still in it."""
    text = lesson.text
    anchors = lessons.anchors_in(collection, lesson.id)
    lessons.replace_anchors(
        collection,
        lesson.id,
        (
            Anchor(a.card_id, lesson.id, span, text[span.start : span.end], *context(text, span))
            for a in anchors
            if (span := locate(text, a.quote, a.span))
        ),
    )


def _settled(
    collection: Collection,
    arriving: ParcelDeck,
    parcel: Parcel,
    arrangement: Arrangement,
    options: Mapping[str, Options],
) -> DeckId:
    present = _present(collection, arriving, arrangement.into, parcel)
    if present is not None:
        if arriving.description and not present.description:
            decks.save(collection, replace(present, description=arriving.description))
        return present.id
    made = DeckId(collection.new_id())
    taken = decks.find(collection, guid=arriving.guid) is not None
    deck = Deck(
        made,
        f"{arriving.guid}/{made}" if taken else arriving.guid,
        _name(arriving, arrangement.into, parcel),
        _preset(collection, arriving.preset, options),
        arriving.description,
    )
    decks.add(collection, deck)
    return deck.id


def _present(
    collection: Collection, arriving: ParcelDeck, into: str, parcel: Parcel
) -> Deck | None:
    """The deck of that guid, else of that name; of the name alone where the person chose it."""
    known = None if naming.deck_name(into, "") else decks.find(collection, guid=arriving.guid)
    return known or decks.named(collection, _name(arriving, into, parcel))


def _name(arriving: ParcelDeck, into: str, parcel: Parcel) -> str:
    chosen, own = naming.deck_name(into, ""), naming.deck_name(arriving.name)
    if not chosen:
        return own
    return chosen if len(parcel.decks) == 1 else f"{chosen}{SEPARATOR}{own}"


def _preset(collection: Collection, name: str | None, options: Mapping[str, Options]) -> PresetId:
    """The preset of that name and those options; made under another name if that is taken."""
    if name is None or name not in options:
        return presets.standard(collection).id
    wanted, number = options[name], 1
    present = {preset.name: preset for preset in presets.every(collection)}
    called = name
    while called in present and present[called].options != wanted:
        number += 1
        called = f"{name} {number}"
    if called in present:
        return present[called].id
    preset = Preset(PresetId(collection.new_id()), called, wanted)
    presets.add(collection, preset)
    return preset.id
