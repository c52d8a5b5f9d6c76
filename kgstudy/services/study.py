"""Studying: the card to answer now, what each answer leads to, and what was done so far."""

from collections.abc import Sequence
from dataclasses import replace

from kgstudy.domain import practice, scheduling
from kgstudy.domain.card import FLAGS, Card, phase_of
from kgstudy.domain.card_types import card_type
from kgstudy.domain.changes import Change, Touched
from kgstudy.domain.clock import StudyDay
from kgstudy.domain.deck import LeechAction, Options
from kgstudy.domain.errors import UserError
from kgstudy.domain.ids import CardId, DeckId, ReviewId
from kgstudy.domain.queue import Counts, Queue
from kgstudy.domain.review import Phase, Rating
from kgstudy.domain.scheduling import LONGEST_ANSWER_MS, Now
from kgstudy.services import history, settings
from kgstudy.services.record import Done, Record, Summary
from kgstudy.services.shown import Shown, source_of
from kgstudy.services.sitting import InTurn, OutOfTurn, Plan, Rules, Sitting
from kgstudy.store import cards, decks, notes, reviews
from kgstudy.store.collection import Collection

LEECH = "leech"
"""The tag of a note whose card is forgotten again and again."""

_WHOLE_DAY = 24 * 3600


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
        self._record = Record(collection)
        self._pinned: CardId | None = None
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
        return self._record.answered

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
        self._record.recount()
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
        self._record.note(Done(act.id, shown.card.id, rating, taken, now.ms))
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
        self._record.note(Done(act.id, card.id, rating, taken, now.ms))
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
        self._record.note(Done(act.id, card.id))
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
        return self._record.summary()

    def _now(self) -> Now:
        return Now.of(self._collection.calendar)

    def _build(self) -> Queue:
        with self._collection.reading():
            self._rules = Rules(self._collection)
            return self._sitting.queue(self._rules, self._now(), self._ahead, self._record.standing)

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
            source_of(self._collection, card.id),
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
        self._record.note(Done(act.id, card_id))
        self._queue.remove([card.id for card in away])
        self._show()
        return act.change

    def _go_back(self, *, pin: bool) -> None:
        """The card of what was taken back comes to the table; of what was done elsewhere, none."""
        self.leech = False
        before = self.shown.card.id if self.shown else None
        self.shown = None
        card = self._record.recount()
        self._pinned = (card or before) if pin else None
        self.refresh()


def _counted(taken_ms: int) -> int:
    return min(max(0, taken_ms), LONGEST_ANSWER_MS)
