"""The cards of arriving notes, with what another program knew of them."""

import dataclasses
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from kgstudy.domain import arrival, credence
from kgstudy.domain.arrival import StudyDays
from kgstudy.domain.card import Card
from kgstudy.domain.card_types import card_type
from kgstudy.domain.errors import Place
from kgstudy.domain.fsrs import Parameters
from kgstudy.domain.ids import RANDOM_BITS, CardId, DeckId, NoteId, ReviewId
from kgstudy.domain.lesson import Anchor, context
from kgstudy.domain.note import Note
from kgstudy.domain.parcel import ParcelCard, ParcelNote, ParcelReview, Problem
from kgstudy.domain.replay import Replayed, replay
from kgstudy.domain.review import Review
from kgstudy.services import dealing
from kgstudy.services.arriving.lessons import Arrived
from kgstudy.services.arriving.notes import Arrangement, Verdict
from kgstudy.services.arriving.slots import can_have, possible
from kgstudy.store import cards, decks, lessons, looks, presets, reviews
from kgstudy.store.collection import Collection

_DAY_MS = 86_400_000
_NONE: Mapping[int, CardId] = {}


class _Wanted(NamedTuple):
    """A card that a verdict asks for; `card` is None where it is not here yet."""

    verdict: Verdict
    note: NoteId
    arriving: ParcelCard
    card: CardId | None


class CardsArrival:
    """Settles cards batch by batch, and counts those and the reviews that were not here."""

    def __init__(
        self,
        collection: Collection,
        arrangement: Arrangement,
        settled_decks: Mapping[str, DeckId] | None = None,
        settled_lessons: Mapping[str, Arrived] | None = None,
        new_notes: range = range(0),
    ) -> None:
        """`new_notes` are the ids kept for notes that were not here."""
        self.cards = self.reviews = 0
        self.problems: list[Problem] = []
        self._collection = collection
        self._schedules = arrangement.schedules
        self._decks = settled_decks or {}
        self._lessons = settled_lessons or {}
        self._new_notes = new_notes
        self._position = cards.next_position(collection)
        self._dealt = 0
        self._parameters: dict[DeckId, Parameters] = {}
        self._days = StudyDays(collection.calendar)
        self._latest = collection.clock.now_ms() + _DAY_MS
        self._next: dict[int, int] = {}
        self._any = reviews.any_of(collection)

    def count(self, verdicts: Sequence[Verdict]) -> None:
        """Counts what `settle` would add."""
        asked = list(self._wanted(verdicts))
        known = self._known(asked)
        for wanted in asked:
            self.cards += wanted.card is None
            if wanted.arriving.log:
                instants = known.get(wanted.card, ()) if wanted.card else ()
                self.reviews += sum(answer.at not in instants for answer in self._answers(wanted))

    def settle(self, verdicts: Sequence[Verdict]) -> None:
        """Deals the cards of the notes, which are in the collection by now."""
        asked = list(self._wanted(verdicts))
        kept = [wanted for wanted in asked if wanted.card]
        if of_new := [wanted for wanted in asked if wanted.verdict.present is None]:
            with self._collection.unrecorded(self._new_notes):
                self._deal(of_new)
        if len(kept) + len(of_new) < len(asked):
            self._deal([w for w in asked if w.verdict.present is not None and w.card is None])
        self._tie(kept)
        if self._schedules:
            self._catch_up(kept)
        self._drop_unwanted(verdicts)
        self._follow_fields(verdicts)

    def _deal(self, wanted: Sequence[_Wanted]) -> None:
        """Adds cards that are not here yet, with their answers and the words they come from."""
        plain: list[tuple[CardId, NoteId, DeckId, int, int]] = []
        studied: list[tuple[Card, int]] = []
        told: list[Review] = []
        anchors: list[Anchor] = []
        for each, number in zip(wanted, self._collection.new_ids(len(wanted)), strict=True):
            arriving, card = each.arriving, CardId(number)
            place = self._position + credence.position(arriving.position)
            if not self._schedules or _is_plain(arriving):
                plain.append((card, each.note, self._decks[arriving.deck], arriving.slot, place))
            else:
                made, answers = self._studied(each, card, place)
                studied.append((made, place))
                told += answers
            if each.verdict.arriving.source is not None:
                anchors += self._anchors(card, each.verdict)
        cards.add_new(self._collection, plain)
        cards.add_placed(self._collection, studied)
        reviews.add(self._collection, told)
        lessons.add_anchors(self._collection, anchors)
        self.cards += len(wanted)

    def _wanted(self, verdicts: Sequence[Verdict]) -> Iterator[_Wanted]:
        here = self._here(verdicts)
        for verdict in verdicts:
            note = verdict.note
            if note is None:
                continue
            present = here.get(note.id, _NONE) if verdict.present else _NONE
            if not self._lessons and _has_all(verdict, present):
                continue
            for arriving in self._asked(verdict, note):
                yield _Wanted(verdict, note.id, arriving, present.get(arriving.slot))

    def _here(self, verdicts: Sequence[Verdict]) -> Mapping[NoteId, Mapping[int, CardId]]:
        present = [v.present.note.id for v in verdicts if v.present]
        return cards.in_slots(self._collection, present) if present else {}

    def _asked(self, verdict: Verdict, note: Note) -> Iterable[ParcelCard]:
        """The note's cards as the file has them, else as its fields ask for them."""
        arriving = verdict.arriving
        if arriving.cards is not None:
            alone = verdict.present is None and len(arriving.cards) == 1  # then it was looked at
            return arriving.cards if alone else self._possible(note, arriving)
        slots = card_type(note).slots(note.fields)
        dealt = range(self._dealt, self._dealt + len(slots))
        self._dealt += len(slots)
        return [
            ParcelCard(slot, arriving.deck, position)
            for slot, position in zip(slots, dealt, strict=True)
        ]

    def _possible(self, note: Note, arriving: ParcelNote) -> Sequence[ParcelCard]:
        dealt = arriving.cards or ()
        found = possible(note, dealt)
        if out := len(dealt) - len(found):
            why = f"{out} of its cards have no place in it: they were left out."
            self.problems.append(Problem(Place(arriving.guid), why, lost=False))
        return found

    def _studied(
        self, wanted: _Wanted, identifier: CardId, place: int
    ) -> tuple[Card, list[Review]]:
        """A card of which the other program knew something, with its answers."""
        arriving = wanted.arriving
        deck = self._decks[arriving.deck]
        log, weights = self._answers(wanted), self._weights(deck)
        answers = arrival.answers(identifier, log, self._identifiers(log), self._days)
        replayed = replay(answers, weights, place)
        standing = credence.credible(arriving.standing)
        untold = arrival.untold(identifier, standing, log, replayed, weights, self._days)
        if untold is not None:
            answers.append(self._numbered(untold))
            replayed = replay(answers[-1:], weights, place, replayed)
        self.reviews += len(log)
        buried = self._collection.calendar.today() if arriving.buried else None
        traits = (arriving.suspended, buried, credence.flag(arriving.flag))
        card = Card(identifier, wanted.note, deck, arriving.slot, *replayed, *traits)
        if card.suspended and _is_spare(wanted):
            card = dataclasses.replace(card, aside=True)
        return card, answers

    def _answers(self, wanted: _Wanted) -> Sequence[ParcelReview]:
        """The card's answers in their order, but for those that nobody can have given yet."""
        if not self._schedules or not wanted.arriving.log:
            return ()
        log = sorted(wanted.arriving.log, key=itemgetter(0))
        if log[0].at >= 0 and log[-1].at <= self._latest:
            return log
        known = [answer for answer in log if 0 <= answer.at <= self._latest]
        why = f"{len(log) - len(known)} of its answers lie in the future: they were left out."
        self.problems.append(Problem(Place(wanted.verdict.arriving.guid), why, lost=False))
        return known

    def _tie(self, kept: Sequence[_Wanted]) -> None:
        """Ties cards that are here to the words they come from now; other lessons keep theirs.

        So does one that reads otherwise here.  A card that changes with its words need not be
        looked at for them.
        """
        coming = [each.lesson.id for each in self._lessons.values() if each.is_as_it_came]
        for wanted in kept if coming else ():
            if wanted.card is not None:
                every = self._anchors(wanted.card, wanted.verdict)
                anchors = [anchor for anchor in every if anchor.lesson_id in coming]
                lessons.set_anchors(self._collection, wanted.card, coming, anchors)
                if wanted.verdict.fate == "changed":
                    for anchor in anchors:
                        looks.forget(self._collection, anchor.lesson_id, [wanted.card])

    def _anchors(self, card: CardId, verdict: Verdict) -> tuple[Anchor, ...]:
        source = verdict.arriving.source
        if source is None:
            return ()
        arrived = self._lessons[source.lesson]
        lesson, span = arrived.lesson, arrived.place(source)
        if span is None:
            return ()
        quote = lesson.text[span.start : span.end]
        return (Anchor(card, lesson.id, span, quote, *context(lesson.text, span)),)

    def _catch_up(self, kept: Sequence[_Wanted]) -> None:
        """Adds the answers that were given elsewhere meanwhile; each card follows from them all."""
        asked = [w for w in kept if w.arriving.log or w.arriving.standing]
        known = self._known(asked)
        present = cards.several(self._collection, [w.card for w in asked if w.card])
        for wanted in asked:
            assert wanted.card is not None
            self._join(wanted, present[wanted.card], known.get(wanted.card, set()))

    def _known(self, kept: Sequence[_Wanted]) -> dict[CardId, set[int]]:
        """By card, the instants of its answers that are here already."""
        of = [w.card for w in kept if w.card and (w.arriving.log or w.arriving.standing)]
        return reviews.instants(self._collection, of) if of else {}

    def _join(self, wanted: _Wanted, card: Card, known: set[int]) -> None:
        log, standing = self._answers(wanted), credence.credible(wanted.arriving.standing)
        news = [answer for answer in log if answer.at not in known]
        missing = arrival.answers(card.id, news, self._identifiers(news), self._days)
        reviews.add(self._collection, missing)
        self.reviews += len(missing)
        weights, place = self._weights(card.deck_id), cards.position(self._collection, card.id)
        replayed = Replayed(card.state, card.reps, card.lapses)
        if missing:
            replayed = replay(reviews.of_card(self._collection, card.id), weights, place)
        if standing and log and known - {answer.at for answer in log}:
            # What was answered here too, that program knew nothing of.
            standing = dataclasses.replace(standing, memory=None)
        if arrival.last_told(standing, log) >= max(known, default=0):
            untold = arrival.untold(card.id, standing, log, replayed, weights, self._days)
            if untold is not None:
                numbered = self._numbered(untold)
                reviews.add(self._collection, [numbered])
                replayed = replay([numbered], weights, place, replayed)
        state, reps, lapses = replayed
        after = dataclasses.replace(card, state=state, reps=reps, lapses=lapses)
        if after != card:
            cards.save(self._collection, after)

    def _drop_unwanted(self, verdicts: Sequence[Verdict]) -> None:
        """Cards go that have no place in the note any more, or wait for their gap."""
        decided = [v for v in verdicts if v.present and v.note and _decides(v)]
        here = self._here(decided)
        for verdict in decided:
            assert verdict.note is not None
            stay = _staying(verdict, verdict.note)
            present = here.get(verdict.note.id, _NONE)
            gone = [card for slot, card in present.items() if slot not in stay]
            if gone and _made_by_fields(verdict.note):
                dealing.put_aside(
                    self._collection, [*cards.several(self._collection, gone).values()]
                )
            elif gone:
                cards.delete(self._collection, gone)

    def _follow_fields(self, verdicts: Sequence[Verdict]) -> None:
        """A gap that the file took out, or brings back, does so with its card."""
        for verdict in verdicts:
            if verdict.present and verdict.note and verdict.fate == "changed":
                before, after = verdict.present.note, verdict.note
                if _made_by_fields(before) and _made_by_fields(after):
                    dealing.follow_fields(self._collection, before, after)

    def _numbered(self, review: Review) -> Review:
        return review._replace(id=self._identifier(review.at))

    def _identifiers(self, log: Sequence[ParcelReview]) -> Iterable[ReviewId]:
        """Ids for all of them; nearly always each is the only one in its instant."""
        following = {answer.at: (answer.at << RANDOM_BITS) + 1 for answer in log}
        if self._any or len(following) < len(log) or not self._next.keys().isdisjoint(following):
            return [self._identifier(answer.at) for answer in log]
        self._next |= following
        return [ReviewId(number - 1) for number in following.values()]

    def _identifier(self, at: int) -> ReviewId:
        """An id that tells the instant, after those of all answers in it."""
        number = self._next.get(at)
        if number is None:
            number = reviews.next_id(self._collection, at) if self._any else at << RANDOM_BITS
        self._next[at] = number + 1
        return ReviewId(number)

    def _weights(self, deck: DeckId) -> Parameters:
        if deck not in self._parameters:
            preset = decks.get(self._collection, deck).preset_id
            self._parameters[deck] = presets.get(self._collection, preset).options.parameters
        return self._parameters[deck]


def _has_all(verdict: Verdict, present: Mapping[int, CardId]) -> bool:
    """Whether it is a note as it came in, whose card is here, and nothing new is told of it."""
    dealt = verdict.arriving.cards
    if not verdict.is_untouched or dealt is None or len(dealt) != 1:
        return False
    return dealt[0].slot in present and not (dealt[0].log or dealt[0].standing)


def _made_by_fields(note: Note) -> bool:
    """Whether cards that have no place may get one again, as what is written makes them."""
    return note.note_type is None or note.note_type.cloze


def _is_spare(wanted: _Wanted) -> bool:
    """Whether it is the card of a gap that the text has not: there it was put aside as well."""
    note = wanted.verdict.note
    if note is None or not _made_by_fields(note):
        return False
    return wanted.arriving.slot not in card_type(note).slots(note.fields)


def _decides(verdict: Verdict) -> bool:
    """Whether cards that are here may have no place in the note any more."""
    return verdict.arriving.cards is None or verdict.fate == "changed"


def _staying(verdict: Verdict, note: Note) -> Container[int]:
    if verdict.arriving.cards is None:
        return card_type(note).slots(note.fields)
    return can_have(note)


def _is_plain(arriving: ParcelCard) -> bool:
    """Whether it is a new card and nothing else."""
    return not (
        arriving.standing or arriving.log or arriving.suspended or arriving.buried or arriving.flag
    )
