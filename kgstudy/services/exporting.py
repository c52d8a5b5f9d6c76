"""Cards go out: what a search finds is made a parcel, which a format writes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kgstudy.domain import markup
from kgstudy.domain.card import Card, New, phase_of
from kgstudy.domain.clock import Calendar
from kgstudy.domain.deck import SEPARATOR, Deck, Preset
from kgstudy.domain.errors import UserError
from kgstudy.domain.ids import CardId, DeckId, LessonId, NoteId, PresetId
from kgstudy.domain.lesson import Anchor, Lesson
from kgstudy.domain.note import Note
from kgstudy.domain.note_type import NoteType
from kgstudy.domain.parcel import (
    Opener,
    Parcel,
    ParcelCard,
    ParcelDeck,
    ParcelLesson,
    ParcelNote,
    ParcelPreset,
    ParcelReview,
    Source,
    Standing,
)
from kgstudy.domain.progress import Progress, in_chunks, unheard
from kgstudy.domain.review import Review
from kgstudy.host.memory import uncollected
from kgstudy.services import listing
from kgstudy.store import cards, decks, lessons, media, notes, presets, reviews
from kgstudy.store.collection import Collection

_BATCH = 2000
_TO_MIDDAY_MS = 8 * 3_600_000

_Leaving = tuple[CardId, NoteId, DeckId, ParcelCard]
"""A card, its note and its deck, and as what it leaves."""


def gather(
    collection: Collection,
    query: str = "",
    chosen: Sequence[CardId] = (),
    *,
    schedules: bool = True,
    with_media: bool = True,
    progress: Progress = unheard,
) -> Parcel:
    """The `chosen` cards as a parcel, or else those that `query` finds; where that is empty all of
    them, and all media.

    A deck whose cards all leave takes all its lessons along; of others, those that cards come from.
    Without `schedules` every card is new in it.  Raises UserError where nothing is found.
    """
    found = sorted(chosen) or listing.find_ids(collection, query)
    if not found:
        raise UserError("There is no card to export: choose another deck or search.")
    gathering = _Gathering(collection, schedules=schedules)
    with uncollected():
        for batch in in_chunks(found, _BATCH, progress):
            gathering.add(batch)
        parcel = gathering.parcel(with_media=with_media)
    if with_media and not chosen and not query.strip():
        return replace(parcel, media=media.openers(collection))
    return parcel


class _Gathering:
    """Cards are added in the order of their ids and leave under their notes."""

    def __init__(self, collection: Collection, *, schedules: bool) -> None:
        self._collection = collection
        self._schedules = schedules
        self._decks = {deck.id: deck for deck in decks.every(collection)}
        self._notes: dict[NoteId, Note] = {}
        self._changed: dict[NoteId, int] = {}
        self._cards: dict[NoteId, list[ParcelCard]] = {}
        self._home: dict[NoteId, DeckId] = {}
        self._sources: dict[NoteId, Source] = {}
        self._lessons: dict[LessonId, Lesson] = {}
        self._used = Counter[DeckId]()

    def add(self, found: Sequence[CardId]) -> None:
        leaving = list(self._scheduled(found) if self._schedules else self._as_new(found))
        note_of = {card: note for card, note, _, _ in leaving}
        for note, changed in notes.dated(
            self._collection, set(note_of.values()) - self._notes.keys()
        ):
            self._notes[note.id], self._changed[note.id] = note, changed
        for _, note_id, deck, card in leaving:
            self._home.setdefault(note_id, deck)
            self._cards.setdefault(note_id, []).append(card)
        self._used.update(deck for _, _, deck, _ in leaving)
        for card_id, anchor in lessons.first_anchors(self._collection, found).items():
            self._sources.setdefault(note_of[card_id], self._source(anchor))

    def _as_new(self, found: Sequence[CardId]) -> Iterator[_Leaving]:
        """The cards as if nobody had studied them: of their rows no more is looked at."""
        for card, note, deck, slot, place in cards.places(self._collection, found):
            yield card, note, deck, ParcelCard(slot, self._decks[deck].guid, place)

    def _scheduled(self, found: Sequence[CardId]) -> Iterator[_Leaving]:
        answers = dict(reviews.of_cards(self._collection, found))
        for card, place in cards.placed(self._collection, found):
            leaving = self._leaving(card, place, answers.get(card.id, ()))
            yield card.id, card.note_id, card.deck_id, leaving

    def parcel(self, *, with_media: bool) -> Parcel:
        self._add_lessons()
        chosen = self._chosen()
        by_id = {preset.id: preset for preset in presets.every(self._collection)}
        types = {n.note_type.guid: n.note_type for n in self._notes.values() if n.note_type}
        leaving = tuple(map(self._note, self._notes.values()))
        wanted = sorted({deck.preset_id for deck in chosen}) if self._schedules else ()
        return Parcel(
            tuple(self._deck(deck, by_id) for deck in chosen),
            tuple(map(self._lesson, self._lessons.values())),
            leaving,
            self._media(leaving, types.values()) if with_media else {},
            (),
            tuple(ParcelPreset(by_id[p].name, by_id[p].options) for p in wanted),
            tuple(types.values()),
        )

    def _add_lessons(self) -> None:
        """Those of the decks that leave as a whole, read or not."""
        whole = {
            deck for deck, count in cards.by_deck(self._collection) if self._used[deck] == count
        }
        for lesson in lessons.every(self._collection):
            if lesson.deck_id in whole:
                self._lessons.setdefault(lesson.id, lesson)

    def _chosen(self) -> list[Deck]:
        """The decks of the cards and lessons, and those that they lie in."""
        used = self._used.keys() | {lesson.deck_id for lesson in self._lessons.values()}
        names = {
            SEPARATOR.join(parts[:depth])
            for parts in (self._decks[deck].name.split(SEPARATOR) for deck in used)
            for depth in range(1, len(parts) + 1)
        }
        return [deck for deck in self._decks.values() if deck.name in names]

    def _leaving(self, card: Card, place: int, answers: Sequence[Review]) -> ParcelCard:
        deck = self._decks[card.deck_id].guid
        return ParcelCard(
            card.slot,
            deck,
            place,
            standing(card, self._collection.calendar),
            tuple(map(_answer, (answer for answer in answers if answer.told is None))),
            card.suspended,
            card.buried_on == self._collection.calendar.today(),
            card.flag,
        )

    def _note(self, note: Note) -> ParcelNote:
        return ParcelNote(
            note.guid,
            self._decks[self._home[note.id]].guid,
            note.kind,
            note.fields,
            note.tags,
            self._sources.get(note.id),
            note.note_type.guid if note.note_type else None,
            tuple(self._cards[note.id]),
            self._changed[note.id],
        )

    def _deck(self, deck: Deck, by_id: Mapping[PresetId, Preset]) -> ParcelDeck:
        preset = by_id[deck.preset_id].name if self._schedules else None
        return ParcelDeck(deck.guid, deck.name, deck.description, preset)

    def _lesson(self, lesson: Lesson) -> ParcelLesson:
        deck = self._decks[lesson.deck_id].guid
        return ParcelLesson(lesson.guid, deck, lesson.title, lesson.language, lesson.text)

    def _source(self, anchor: Anchor) -> Source:
        lesson = self._lessons.get(anchor.lesson_id)
        if lesson is None:
            lesson = lessons.get(self._collection, anchor.lesson_id)
            self._lessons[lesson.id] = lesson
        return Source(lesson.guid, anchor.quote, anchor.span.start, anchor.span.end)

    def _media(self, leaving: Sequence[ParcelNote], types: Iterable[NoteType]) -> dict[str, Opener]:
        names = {name for n in leaving for html in n.fields.values() for name in markup.media(html)}
        for note_type in types:
            names.update(markup.style_media(note_type.css))
            for template in note_type.templates:
                names.update(markup.media(template.question), markup.media(template.answer))
        return media.openers(self._collection, names)


def standing(card: Card, calendar: Calendar) -> Standing | None:
    """Where the card stands, in the terms that all programs share; None for a new one."""
    state = card.state
    if isinstance(state, New):
        return None
    due = state.due_at
    if due is None:
        due = calendar.start_of(state.due_day) + _TO_MIDDAY_MS
    return Standing(
        phase_of(state),
        due,
        state.interval,
        getattr(state, "step", 0),
        state.memory,
        None,
        card.reps,
        card.lapses,
        state.at,
    )


def _answer(review: Review) -> ParcelReview:
    return ParcelReview(
        review.at,
        review.rating,
        review.phase,
        review.then,
        review.interval,
        review.taken,
        review.step,
        review.practice,
    )
