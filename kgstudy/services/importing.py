"""A parcel comes in: new notes are added, changed ones updated with their schedules kept.

What was changed here since it last came in is kept; the person may choose the file's version.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kgstudy.domain.card_types import card_type
from kgstudy.domain.card_types.base import Face
from kgstudy.domain.changes import Change, Touched
from kgstudy.domain.errors import Place
from kgstudy.domain.note import Note
from kgstudy.domain.parcel import Parcel, ParcelNote, Problem
from kgstudy.domain.progress import Progress, in_chunks, portion, unheard
from kgstudy.domain.templates import scripts
from kgstudy.host.memory import uncollected
from kgstudy.services.arriving.cards import CardsArrival
from kgstudy.services.arriving.decks import deck_names, settle_decks
from kgstudy.services.arriving.lessons import LessonsArrival
from kgstudy.services.arriving.media import foreseen_media, settle_media
from kgstudy.services.arriving.notes import (
    FATES,
    LESSON,
    Arrangement,
    Conflict,
    Fate,
    Judge,
    Verdict,
)
from kgstudy.services.arriving.notes import settle as settle_notes
from kgstudy.store.collection import Collection

__all__ = [
    "FATES",
    "LESSON",
    "Arrangement",
    "Conflict",
    "DeckPlan",
    "Fate",
    "Plan",
    "Report",
    "Sample",
]


_CHUNK = 2000
"""Notes settled together."""
_MOST_SAMPLES = 24
_MEDIA_PART = 0.3
"""The share of the work that media are, where there are any."""


@dataclass(frozen=True, slots=True)
class DeckPlan:
    """What would come of the notes of one deck, called as it would be here."""

    name: str
    notes: Counter[Fate]


@dataclass(frozen=True, slots=True)
class Sample:
    """A card as it will look."""

    deck: str
    note: Note
    slot: int
    face: Face


@dataclass(frozen=True, slots=True)
class Plan:
    """What would come of a parcel; `scheduled` says whether it brings schedules at all."""

    decks: tuple[DeckPlan, ...]
    notes: Counter[Fate]
    cards: int
    reviews: int
    media: int
    scheduled: bool
    samples: tuple[Sample, ...]
    conflicts: tuple[Conflict, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a parcel; `notes` counts by fate, `problems` says why something stayed out.

    `cards`, `reviews` and `media` count what is new.
    """

    decks: int
    notes: Counter[Fate]
    cards: int
    reviews: int
    media: int
    conflicts: tuple[Conflict, ...]
    problems: tuple[Problem, ...]
    change: Change


_AS_IT_IS = Arrangement()


@uncollected()
def plan(
    collection: Collection,
    parcel: Parcel,
    arrangement: Arrangement = _AS_IT_IS,
    progress: Progress = unheard,
) -> Plan:
    """What `bring_in` would do; changes nothing.

    Media are counted by their names: that one cannot be read is found when it comes in.
    """
    media_part = _MEDIA_PART if parcel.media else 0.0
    media = foreseen_media(collection, parcel, portion(progress, 0, media_part))
    judge = Judge(collection, parcel, arrangement, media.renamed)
    coming = LessonsArrival(collection, parcel, arrangement)
    names = deck_names(collection, parcel, arrangement.into)
    by_deck = {name: Counter[Fate]() for name in names.values()}
    arriving = CardsArrival(collection, arrangement)
    samples: list[Sample] = []
    for verdicts in _judged(judge, parcel.notes, portion(progress, media_part, 1)):
        for verdict in verdicts:
            by_deck[names[verdict.arriving.deck]][verdict.fate] += 1
            if len(samples) < _MOST_SAMPLES:
                samples += _samples(verdict, names[verdict.arriving.deck])
        arriving.count(verdicts)
    return Plan(
        tuple(DeckPlan(name, fates) for name, fates in sorted(by_deck.items()) if fates),
        _fates(sum(by_deck.values(), Counter[Fate]()), parcel),
        arriving.cards,
        arriving.reviews,
        media.added,
        any(card.standing or card.log for note in parcel.notes for card in note.cards or ()),
        tuple(samples),
        (*coming.conflicts, *judge.conflicts),
        (*_told(parcel), *coming.problems, *judge.problems, *media.problems, *arriving.problems),
    )


def bring_in(
    collection: Collection,
    parcel: Parcel,
    arrangement: Arrangement = _AS_IT_IS,
    progress: Progress = unheard,
) -> Report:
    """Takes the parcel in as one act, which one undo takes back.

    Where `progress` raises, or anything else does, nothing has changed.
    """
    media_part = _MEDIA_PART if parcel.media else 0.0
    touched = (Touched.DECKS, Touched.NOTES, Touched.CARDS, Touched.LESSONS)
    with (
        uncollected(),
        collection.act("import", *touched) as act,
    ):
        media = settle_media(collection, parcel, portion(progress, 0, media_part))
        decks = settle_decks(collection, parcel, arrangement)
        coming = LessonsArrival(collection, parcel, arrangement)
        lessons = coming.settle(decks)
        ids = collection.new_ids(len(parcel.notes))
        judge = Judge(collection, parcel, arrangement, media.renamed, iter(ids))
        arriving = CardsArrival(collection, arrangement, decks, lessons, ids)
        fates = Counter[Fate]()
        rest = portion(progress, media_part, 1)
        for verdicts in _judged(judge, parcel.notes, rest):
            settle_notes(collection, verdicts, judge.types, ids)
            arriving.settle(verdicts)
            fates.update(verdict.fate for verdict in verdicts)
        if media.added:
            act.touched.add(Touched.MEDIA)
        if arriving.reviews:
            act.touched.add(Touched.REVIEWS)
    return Report(
        len(parcel.decks),
        _fates(fates, parcel),
        arriving.cards,
        arriving.reviews,
        media.added,
        (*coming.conflicts, *judge.conflicts),
        (*_told(parcel), *coming.problems, *judge.problems, *media.problems, *arriving.problems),
        act.change,
    )


def _told(parcel: Parcel) -> Iterator[Problem]:
    """What is to be said of the file itself: its reader's words, and scripts, which never run."""
    yield from parcel.problems
    found = {note_type.name: scripts(note_type) for note_type in parcel.note_types}
    for name, count in found.items():
        if count:
            why = f"Scripts in its templates do not run here (templates: {count})."
            yield Problem(Place(name), why, lost=False)


def _judged(
    judge: Judge, notes: Sequence[ParcelNote], progress: Progress
) -> Iterator[list[Verdict]]:
    for chunk in in_chunks(notes, _CHUNK, progress):
        yield judge.judged(chunk)


def _fates(fates: Counter[Fate], parcel: Parcel) -> Counter[Fate]:
    total = Counter[Fate](fates)
    total["rejected"] += sum(problem.lost for problem in parcel.problems)
    return +total


def _samples(verdict: Verdict, deck: str) -> Iterator[Sample]:
    note = verdict.note
    if note is None:
        return
    kind = card_type(note)
    cards = verdict.arriving.cards
    slots = kind.slots(note.fields) if cards is None else tuple(card.slot for card in cards)
    for slot in slots[:2]:
        yield Sample(deck, note, slot, kind.face(note.fields, slot))
