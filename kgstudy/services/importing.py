"""A parcel comes in: new notes are added, changed ones updated with their schedules kept."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kgstudy.domain.card import Card, New
from kgstudy.domain.card_types import CARD_TYPES
from kgstudy.domain.changes import Change, Touched
from kgstudy.domain.deck import Deck
from kgstudy.domain.errors import Place
from kgstudy.domain.ids import CardId, DeckId, LessonId, NoteId
from kgstudy.domain.lesson import Anchor, Lesson, Span, context
from kgstudy.domain.note import Note
from kgstudy.domain.parcel import Parcel, ParcelDeck, ParcelLesson, ParcelNote, Problem
from kgstudy.store import cards, decks, lessons, media, notes, presets
from kgstudy.store.collection import Collection

Fate = Literal["new", "changed", "same", "rejected"]


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a parcel; `notes` counts by fate, `problems` says why something stayed out."""

    decks: int
    notes: Counter[Fate]
    cards: int
    problems: tuple[Problem, ...]
    change: Change


def bring_in(collection: Collection, parcel: Parcel) -> Report:
    """Takes the parcel in as one act, which one undo takes back."""
    with collection.act(
        "import", Touched.DECKS, Touched.NOTES, Touched.CARDS, Touched.LESSONS
    ) as act:
        arrival = _Arrival(collection, parcel)
        fates = Counter[Fate](arrival.note(note) for note in parcel.notes)
        for name, opener in parcel.media.items():
            act.touched.add(Touched.MEDIA)
            with opener() as content:
                media.add(collection, name, content)
    problems = (*parcel.problems, *arrival.problems)
    fates["rejected"] += len(parcel.problems)
    return Report(len(parcel.decks), fates, arrival.cards, problems, act.change)


class _Arrival:
    """One import under way: knows where the parcel's decks and lessons came to lie."""

    def __init__(self, collection: Collection, parcel: Parcel) -> None:
        self._collection = collection
        self._decks = {deck.guid: _deck(collection, deck) for deck in parcel.decks}
        self._lessons = {
            lesson.guid: _lesson(collection, lesson, self._decks[lesson.deck])
            for lesson in parcel.lessons
        }
        self._position = cards.next_position(collection)
        self.cards = 0
        self.problems: list[Problem] = []

    def note(self, arriving: ParcelNote) -> Fate:
        problem = _problem(arriving)
        if problem:
            self.problems.append(Problem(Place(arriving.guid), problem))
            return "rejected"
        present = notes.find(self._collection, guid=arriving.guid)
        fate: Fate = "same"
        if present is None:
            present = self._add(arriving)
            fate = "new"
        elif _differs(present, arriving):
            present = _as_note(present.id, arriving)
            notes.save(self._collection, present)
            fate = "changed"
        self._deal(present, arriving)
        return fate

    def _add(self, arriving: ParcelNote) -> Note:
        note = _as_note(NoteId(self._collection.new_id()), arriving)
        notes.add(self._collection, [note])
        return note

    def _deal(self, note: Note, arriving: ParcelNote) -> None:
        """Gives the note the cards its fields ask for, and ties them to their words."""
        wanted = CARD_TYPES[note.kind].slots(note.fields)
        present = {card.slot: card for card in cards.of_note(self._collection, note.id)}
        cards.delete(
            self._collection, (card.id for slot, card in present.items() if slot not in wanted)
        )
        new = [slot for slot in wanted if slot not in present]
        dealt = self._add_cards(note, self._decks[arriving.deck], new)
        kept = [card.id for slot, card in present.items() if slot in wanted]
        for card in (*kept, *dealt):
            lessons.set_anchors(self._collection, card, self._anchors(card, arriving))

    def _add_cards(self, note: Note, deck: DeckId, slots: Sequence[int]) -> list[CardId]:
        ids = [CardId(self._collection.new_id()) for _ in slots]
        dealt = [
            Card(id_, note.id, deck, slot, New(position))
            for position, (id_, slot) in enumerate(zip(ids, slots, strict=True), self._position)
        ]
        cards.add(self._collection, dealt, self._position)
        self._position += len(dealt)
        self.cards += len(dealt)
        return ids

    def _anchors(self, card: CardId, arriving: ParcelNote) -> tuple[Anchor, ...]:
        source = arriving.source
        if source is None:
            return ()
        lesson = self._lessons[source.lesson]
        span = Span(source.start, source.end)
        return (Anchor(card, lesson.id, span, source.quote, *context(lesson.text, span)),)


def _deck(collection: Collection, arriving: ParcelDeck) -> DeckId:
    """The deck of that guid, else of that name, else a new one."""
    present = decks.find(collection, guid=arriving.guid) or decks.named(collection, arriving.name)
    if present is not None:
        return present.id
    deck = Deck(
        DeckId(collection.new_id()),
        arriving.guid,
        arriving.name,
        presets.standard(collection).id,
        arriving.description,
    )
    decks.add(collection, deck)
    return deck.id


def _lesson(collection: Collection, arriving: ParcelLesson, deck: DeckId) -> Lesson:
    present = lessons.find(collection, guid=arriving.guid)
    lesson = Lesson(
        present.id if present else LessonId(collection.new_id()),
        arriving.guid,
        deck,
        arriving.title,
        arriving.language,
        arriving.text,
    )
    if present is None:
        lessons.add(collection, lesson)
    elif present != lesson:
        lessons.save(collection, lesson)
    return lesson


def _problem(arriving: ParcelNote) -> str | None:
    card_type = CARD_TYPES.get(arriving.kind)
    if card_type is None:
        return f"There is no kind of card called “{arriving.kind}”."
    return card_type.problem(arriving.fields)


def _as_note(identifier: NoteId, arriving: ParcelNote) -> Note:
    return Note(identifier, arriving.guid, arriving.kind, arriving.fields, arriving.tags)


def _differs(present: Note, arriving: ParcelNote) -> bool:
    return (
        present.kind != arriving.kind
        or dict(present.fields) != dict(arriving.fields)
        or set(present.tags) != set(arriving.tags)
    )
