"""Studying: the card to answer now, what each answer leads to, and what was done so far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kgstudy.domain import practice, scheduling
from kgstudy.domain.card import Card, phase_of
from kgstudy.domain.card_types import card_type
from kgstudy.domain.card_types.base import Face
from kgstudy.domain.changes import Change, Touched
from kgstudy.domain.clock import StudyDay
from kgstudy.domain.deck import LeechAction, Options
from kgstudy.domain.errors import UserError
from kgstudy.domain.ids import ActId, CardId, DeckId, LessonId, ReviewId
from kgstudy.domain.lesson import Span, sentence_around
from kgstudy.domain.note import Note
from kgstudy.domain.queue import Counts, Queue
from kgstudy.domain.review import Interval, Phase, Rating
from kgstudy.domain.scheduling import LONGEST_ANSWER_MS, Now, Outcome
from kgstudy.services import decks as deck_services
from kgstudy.services import history, settings
from kgstudy.services.decks import NextDue
from kgstudy.services.sitting import InTurn, OutOfTurn, Plan, Rules, Sitting
from kgstudy.store import cards, decks, lessons, notes, reviews
from kgstudy.store.collection import Collection

LEECH = "leech"
"""The tag of a note whose card is forgotten again and again."""

FLAGS = range(8)

_WHOLE_DAY = 24 * 3600


@dataclass(frozen=True, slots=True)
class Source:
    """The words of a lesson that a card comes from, in the sentence they stand in.

    `span` is their place in the lesson's text; `quote_at` their offset in `sentence`.
    """

    lesson_id: LessonId
    lesson_title: str
    span: Span
    sentence: str
    quote: str
    quote_at: int


@dataclass(frozen=True, slots=True)
class Shown:
    """The card on the table, and what each answer would lead to."""

    card: Card
    note: Note
    face: Face
    deck: str
    outcomes: Mapping[Rating, Outcome]
    """Empty where the answer is practice."""
    source: Source | None

    @property
    def intervals(self) -> Mapping[Rating, Interval | None]:
        """After which time each answer brings the card again; None: as it is due already."""
        if not self.outcomes:
            return practice.RETURNS
        return {rating: outcome.interval for rating, outcome in self.outcomes.items()}


@dataclass(frozen=True, slots=True)
class Summary:
    """What a session came to; `first_tries` are the cards seen for the first time in it."""

    answered: int
    cards: int
    right_first: int
    first_tries: int
    seconds: int
    tomorrow: int
    next_due: NextDue | None


@dataclass(frozen=True, slots=True)
class _Done:
    """One act of the session, so that undo can bring its card back to the table."""

    act: ActId
    card_id: CardId
    rating: Rating | None = None
    taken: int = 0
    at: int = 0
    """UTC milliseconds, for an answer."""


class Study:
    """One sitting over a deck with its subdecks, over all decks, or over the given cards alone,
    those that wait today; or over the cards of a plan, whenever they are due.

    Every act is committed before it returns; nothing is kept here that a restart would lose.
    """

    def __init__(
        self,
        collection: Collection,
        deck: DeckId | None = None,
        *,
        cards: Sequence[CardId] = (),
        plan: Plan | None = None,
    ) -> None:
        self.shown: Shown | None = None
        self.leech = False
        """Whether the last answer made its card a leech."""
        self._collection = collection
        self._sitting: Sitting = (
            InTurn(collection, deck, cards) if plan is None else OutOfTurn(collection, plan)
        )
        self._ahead = settings.load(collection).learn_ahead_minutes * 60
        if self.practises:
            self._ahead = _WHOLE_DAY
        self._done: list[_Done] = []
        self._undone: list[_Done] = []
        self._pinned: CardId | None = None
        self._sources = Sources(collection)
        self.refresh()

    @property
    def practises(self) -> bool:
        """Whether answers leave the schedules of the cards as they are."""
        return self._sitting.practice

    @property
    def counts(self) -> Counts:
        """What is left for now, the shown card included."""
        return self._queue.counts(self._now())

    @property
    def current_phase(self) -> Phase | None:
        return phase_of(self.shown.card.state) if self.shown else None

    @property
    def today(self) -> StudyDay:
        """The study day the queue was made for."""
        return self._queue.day

    @property
    def answered(self) -> int:
        return sum(done.rating is not None for done in self._done)

    @property
    def progress(self) -> float:
        """The part of the session that is done, from 0 to 1."""
        left = self.counts.total
        return self.answered / (self.answered + left) if left else 1.0

    @property
    def wait_seconds(self) -> int | None:
        """Seconds until the next card on its steps may be shown, when none is shown now."""
        return None if self.shown else self._queue.wait(self._now())

    def refresh(self) -> None:
        """Looks again: time has passed, or something was changed elsewhere."""
        if self._pinned is None and self.shown is not None:
            self._pinned = self.shown.card.id
        self._recount()
        self._queue = self._build()
        self._show()

    def study_ahead(self) -> None:
        """From now on cards on their steps are shown however early it is."""
        self._ahead = _WHOLE_DAY
        self.refresh()

    def answer(self, rating: Rating, taken_ms: int) -> Change:
        """Answers the shown card; `taken_ms` counts up to a minute."""
        if self.practises:
            return self._practise(rating, taken_ms)
        shown, now = self._on_table(), self._now()
        outcome = scheduling.outcomes(shown.card, self._options(shown.card), now)[rating]
        taken, review_id = _counted(taken_ms), ReviewId(self._collection.new_id())
        review = scheduling.review_of(
            shown.card, outcome, rating, now, taken=taken, review_id=review_id
        )
        with self._collection.act("answer-card", Touched.CARDS, Touched.REVIEWS) as act:
            reviews.add(self._collection, [review])
            answered = scheduling.answered(shown.card, outcome)
            if outcome.leech:
                answered = self._leech(answered)
                act.touched.add(Touched.NOTES)
            cards.save(self._collection, answered)
        self.leech = outcome.leech
        self._note(_Done(act.id, shown.card.id, rating, taken, now.ms))
        if answered.suspended:
            self._queue.remove([answered.id])
        else:
            self._queue.answered(answered.id, answered.state)
        self._show()
        return act.change

    def _practise(self, rating: Rating, taken_ms: int) -> Change:
        """Writes the answer down, and asks the card again in this sitting if it was not known."""
        card, now = self._on_table().card, self._now()
        taken, review_id = _counted(taken_ms), ReviewId(self._collection.new_id())
        review = practice.review_of(card, rating, now, taken=taken, review_id=review_id)
        with self._collection.act("practise-card", Touched.REVIEWS) as act:
            reviews.add(self._collection, [review])
        self._note(_Done(act.id, card.id, rating, taken, now.ms))
        wait = practice.RETURNS[rating]
        if wait is None:
            self._queue.remove([card.id])
        else:
            self._queue.put_back(card.id, now.ms + wait.count * 1000)
        self._show()
        return act.change

    def bury_card(self) -> Change:
        """Puts the card off to tomorrow."""
        card = self._on_table().card
        return self._put_away("bury-card", [replace(card, buried_on=self._now().day)])

    def bury_note(self) -> Change:
        """Puts all cards of the note off to tomorrow."""
        siblings = cards.of_note(self._collection, self._on_table().note.id)
        buried = [replace(card, buried_on=self._now().day) for card in siblings]
        return self._put_away("bury-note", buried)

    def suspend(self) -> Change:
        """Takes the card out of study until it is brought back."""
        return self._put_away("suspend-card", [replace(self._on_table().card, suspended=True)])

    def flag(self, flag: int) -> Change:
        """Marks the card with one of seven flags, or with 0 with none; it stays on the table."""
        if flag not in FLAGS:
            raise UserError("There are flags 1 to 7, and 0 for none.")
        card = replace(self._on_table().card, flag=flag)
        with self._collection.act("flag-card", Touched.CARDS) as act:
            cards.save(self._collection, card)
        self._note(_Done(act.id, card.id))
        self._pinned = card.id
        self._show()
        return act.change

    def undo(self) -> Change | None:
        """Takes back the last act, and shows its card again; None when there is none."""
        change = self._collection.undo()
        if change is not None:
            self._go_back(pin=True)
        return change

    def redo(self) -> Change | None:
        """Does again what was taken back; None when there is nothing."""
        change = self._collection.redo()
        if change is not None:
            self._go_back(pin=False)
        return change

    @property
    def can_undo(self) -> bool:
        return history.is_possible(self._collection)

    @property
    def can_redo(self) -> bool:
        return history.is_possible(self._collection, forth=True)

    def summary(self) -> Summary:
        answers = [done for done in self._done if done.rating is not None]
        first: dict[CardId, Rating | None] = {}
        for done in answers:
            first.setdefault(done.card_id, done.rating)
        tomorrow = StudyDay(self._collection.calendar.today() + 1)
        return Summary(
            len(answers),
            len(first),
            sum(rating is not Rating.AGAIN for rating in first.values()),
            len(first),
            sum(done.taken for done in answers) // 1000,
            deck_services.due_on(self._collection, tomorrow),
            deck_services.next_due(self._collection),
        )

    def _now(self) -> Now:
        return Now.of(self._collection.calendar)

    def _build(self) -> Queue:
        with self._collection.reading():
            self._rules = Rules(self._collection)
            return self._sitting.queue(self._rules, self._now(), self._ahead, self._done)

    def _options(self, card: Card) -> Options:
        return self._rules.of(card.deck_id)

    def _show(self) -> None:
        now = self._now()
        if now.day != self._queue.day:
            self._queue = self._build()
        chosen, self._pinned = self._pinned, None
        present = cards.several(self._collection, [chosen]) if chosen is not None else {}
        card = present.get(chosen) if chosen is not None else None
        if card is None or card.suspended or not self._queue.holds(card.id):
            following = self._queue.next(now)
            card = None if following is None else cards.get(self._collection, following)
        self.shown = None if card is None else self._open(card, now)

    def _open(self, card: Card, now: Now) -> Shown:
        note = notes.get(self._collection, card.note_id)
        deck = decks.get(self._collection, card.deck_id).name
        return Shown(
            card,
            note,
            card_type(note, deck).face(note.fields, card.slot),
            deck,
            {} if self.practises else scheduling.outcomes(card, self._options(card), now),
            self._sources.of(card.id),
        )

    def _on_table(self) -> Shown:
        if self.shown is None:
            raise UserError("There is no card to answer just now.")
        return self.shown

    def _leech(self, card: Card) -> Card:
        notes.tag(self._collection, card.note_id, LEECH)
        suspends = self._options(card).leech_action is LeechAction.SUSPEND
        return replace(card, suspended=True) if suspends else card

    def _put_away(self, name: str, away: Sequence[Card]) -> Change:
        card_id = self._on_table().card.id
        with self._collection.act(name, Touched.CARDS) as act:
            for card in away:
                cards.save(self._collection, card)
        self._note(_Done(act.id, card_id))
        self._queue.remove([card.id for card in away])
        self._show()
        return act.change

    def _note(self, done: _Done) -> None:
        self._done.append(done)
        self._undone.clear()

    def _go_back(self, *, pin: bool) -> None:
        """The card of what was taken back comes to the table; of what was done elsewhere, none."""
        self.leech = False
        before = self.shown.card.id if self.shown else None
        self.shown = None
        card = self._recount()
        self._pinned = (card or before) if pin else None
        self.refresh()

    def _recount(self) -> CardId | None:
        """Tells acts that stand from those taken back, here or elsewhere; the card of the last."""
        before = set(self._done)
        acts = sorted({*self._done, *self._undone}, key=lambda done: done.act)
        standing = self._collection.standing(done.act for done in acts)
        self._done = [done for done in acts if done.act in standing]
        self._undone = [done for done in acts if done.act not in standing]
        moved = sorted(before ^ set(self._done), key=lambda done: done.act)
        return moved[-1].card_id if moved else None


def _counted(taken_ms: int) -> int:
    return min(max(0, taken_ms), LONGEST_ANSWER_MS)


class Sources:
    """Finds the words each card comes from."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    def of(self, card: CardId) -> Source | None:
        anchor = lessons.first_anchors(self._collection, [card]).get(card)
        if anchor is None:
            return None
        lesson = lessons.get(self._collection, anchor.lesson_id)
        sentence = sentence_around(lesson.text, lesson.language, anchor.span)
        return Source(
            lesson.id,
            lesson.title,
            anchor.span,
            lesson.text[sentence.start : sentence.end],
            lesson.text[anchor.span.start : anchor.span.end],
            anchor.span.start - sentence.start,
        )
