"""Looks whether the collection is sound, and mends what follows from the rest."""

import json
from collections.abc import Iterable

import apsw

from kgstudy.domain.card import Card
from kgstudy.domain.fsrs import Parameters
from kgstudy.domain.ids import CardId, DeckId, NoteId
from kgstudy.domain.replay import replay
from kgstudy.domain.review import Review
from kgstudy.store import cards, drafts, lessons, media, presets, reviews, search_functions
from kgstudy.store.collection import Collection


def database_faults(collection: Collection) -> tuple[str, ...]:
    """What SQLite itself finds wrong with the file, or else references that lead nowhere."""
    try:
        rows = collection.connection.execute("PRAGMA integrity_check(20)")
        found = [fault for row in rows for fault in row[0].splitlines()]
    except apsw.CorruptError as error:
        found = [str(error)]
    if found != ["ok"]:
        return tuple(f"database: {fault}" for fault in found)
    broken = collection.connection.execute("PRAGMA foreign_key_check").fetchall()
    return tuple(
        f"{table}: row {row} points to a missing {parent}" for table, row, parent, _ in broken
    )


def notes_without_cards(collection: Collection) -> int:
    found = collection.connection.execute(
        "SELECT count(*) FROM note WHERE NOT EXISTS (SELECT 1 FROM card WHERE note_id = note.id)"
    ).get
    assert isinstance(found, int)
    return found


def unread(collection: Collection) -> frozenset[NoteId]:
    """The notes that the text index does not know and has forgotten to read, and those it knows
    though they are gone.
    """
    rows = collection.connection.execute(
        "SELECT id FROM note LEFT JOIN note_line ON note_id = id WHERE line IS NULL"
        " UNION SELECT note_id FROM note_line WHERE note_id NOT IN (SELECT id FROM note)"
        " EXCEPT SELECT note_id FROM unindexed"
    )
    return frozenset(NoteId(note) for (note,) in rows)


def misread(collection: Collection) -> frozenset[NoteId]:
    """The notes that the text index takes for read, but has other words of; this reads them all."""
    search_functions.begin(collection.connection)
    rows = collection.connection.execute(
        "SELECT id FROM note JOIN note_seen ON note_id = id WHERE text IS NOT seen_of(fields)"
        " EXCEPT SELECT note_id FROM unindexed"
    )
    return frozenset(NoteId(note) for (note,) in rows)


def read_again(collection: Collection, notes: Iterable[NoteId]) -> None:
    """Has the text index read these notes anew when there is time; until then it knows none."""
    ids = json.dumps(list(notes))
    chosen = "SELECT value FROM json_each(?)"
    collection.connection.execute(f"DELETE FROM note_line WHERE note_id IN ({chosen})", (ids,))
    collection.connection.execute(
        f"INSERT OR IGNORE INTO unindexed (note_id) {chosen} WHERE true", (ids,)
    )


def anchors_astray(collection: Collection) -> tuple[CardId, ...]:
    """The cards whose words are no longer where they were in the lesson."""
    return tuple(
        anchor.card_id
        for lesson in lessons.every(collection)
        for anchor in lessons.anchors_in(collection, lesson.id)
        if lesson.text[anchor.span.start : anchor.span.end] != anchor.quote
    )


def drafts_astray(collection: Collection) -> int:
    """How many decisions tell of a proposal whose words are no longer where they were."""
    return sum(
        lesson.text[each.proposal.span.start : each.proposal.span.end] != each.proposal.quote
        for lesson in lessons.every(collection)
        for each in drafts.of_lesson(collection, lesson.id).values()
    )


def missing_media(collection: Collection) -> tuple[str, ...]:
    return media.missing(collection)


def recomputed(collection: Collection) -> tuple[tuple[Card, Card], ...]:
    """Cards whose state is not what follows from their reviews: as stored, and as it should be."""
    parameters = _parameters(collection)
    answered = dict(reviews.by_card(collection))
    pairs = (
        (card, _from_reviews(card, answered.get(card.id, ()), parameters[card.deck_id], place))
        for card, place in cards.every(collection)
    )
    return tuple((stored, right) for stored, right in pairs if stored != right)


def _from_reviews(
    card: Card, answered: tuple[Review, ...], parameters: Parameters, position: int
) -> Card:
    state, reps, lapses = replay(answered, parameters, position)
    return Card(
        card.id,
        card.note_id,
        card.deck_id,
        card.slot,
        state,
        reps,
        lapses,
        card.suspended,
        card.buried_on,
        card.flag,
        card.aside,
    )


def _parameters(collection: Collection) -> dict[DeckId, Parameters]:
    options = {preset.id: preset.options for preset in presets.every(collection)}
    rows = collection.connection.execute("SELECT id, preset_id FROM deck")
    return {DeckId(deck): options[preset].parameters for deck, preset in rows}
