"""Which card comes next: a queue for one study day, built once and kept up with each answer.

Cards on their steps come when their time is there; else the main queue goes on: steps that were
put off to today, reviews, and new cards among them.  Learning cards are under no limit, since a
card once begun must not be left hanging; new cards do not count towards the limit of reviews.
"""

from bisect import bisect_right, insort
from collections import Counter, OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kgstudy.domain.card import CardState, New
from kgstudy.domain.clock import StudyDay
from kgstudy.domain.deck import Options
from kgstudy.domain.gathering import Due, Fresh, Gathering
from kgstudy.domain.ids import CardId, DeckId, NoteId
from kgstudy.domain.limits import DeckToday
from kgstudy.domain.review import Phase
from kgstudy.domain.scheduling import Now

LEARN_AHEAD = 20 * 60
"""Seconds by which a step is asked early when nothing else is left."""

_AFTER_ALL = CardId((1 << 63) - 1)


@dataclass(frozen=True, slots=True)
class Counts:
    """Cards that are left for now, by kind."""

    new: int
    learning: int
    review: int

    @property
    def total(self) -> int:
        return self.new + self.learning + self.review


class Queue:
    """The cards of one study day that are still to be asked.

    `main` comes in its order, each card with the phase it is counted under; `learning` holds the
    instants (UTC milliseconds) at which cards within the day are asked.
    """

    def __init__(
        self,
        day: StudyDay,
        main: Iterable[tuple[CardId, Phase]],
        learning: Iterable[tuple[int, CardId]],
        learn_ahead: int = LEARN_AHEAD,
    ) -> None:
        self.day = day
        self._main = OrderedDict(main)
        self._counted = Counter(self._main.values())
        self._learning = sorted(learning)
        self._asked_at = {card: at for at, card in self._learning}
        self._ahead_ms = learn_ahead * 1000
        self._last: CardId | None = None

    def next(self, now: Now) -> CardId | None:
        """The card to ask now; it stays in the queue until it is answered or removed."""
        if self._learning and self._learning[0][0] <= now.ms:
            return self._learning[0][1]
        if self._main:
            return next(iter(self._main))
        soon = [card for _, card in self._learning[: min(2, self._ready(now))]]
        if not soon:
            return None
        return soon[-1] if soon[0] == self._last else soon[0]

    def holds(self, card: CardId) -> bool:
        """Whether the card is still to be asked today."""
        return card in self._main or card in self._asked_at

    def counts(self, now: Now) -> Counts:
        """What `next` would give if each card were known from now on."""
        steps = self._counted[Phase.LEARNING] + self._counted[Phase.RELEARNING]
        return Counts(
            self._counted[Phase.NEW], steps + self._ready(now), self._counted[Phase.REVIEWING]
        )

    def wait(self, now: Now) -> int | None:
        """Seconds until `next` has a card again; None while it has one, or if none comes today."""
        if not self._learning or self.next(now) is not None:
            return None
        return -((now.ms + self._ahead_ms - self._learning[0][0]) // 1000)

    def answered(self, card: CardId, state: CardState) -> None:
        """Moves the card to where its new state belongs: back among the steps, or out for today."""
        self.remove([card])
        self._last = card
        if not isinstance(state, New) and state.due_at is not None:
            self._await(card, state.due_at)

    def put_back(self, card: CardId, at: int) -> None:
        """Asks the card again at the instant `at` (UTC milliseconds), whatever its state is."""
        self.remove([card])
        self._last = card
        self._await(card, at)

    def remove(self, cards: Iterable[CardId]) -> None:
        """Takes cards out that were suspended, buried or deleted; others are passed over."""
        for card in cards:
            phase = self._main.pop(card, None)
            if phase is not None:
                self._counted[phase] -= 1
            at = self._asked_at.pop(card, None)
            if at is not None:
                self._learning.remove((at, card))

    def _await(self, card: CardId, at: int) -> None:
        insort(self._learning, (at, card))
        self._asked_at[card] = at

    def _ready(self, now: Now) -> int:
        """How many cards on their steps may be asked now, those ahead of their time included."""
        return bisect_right(self._learning, (now.ms + self._ahead_ms, _AFTER_ALL))


def build(
    fresh: Mapping[DeckId, Iterable[Fresh]],
    due: Iterable[Due],
    decks: Mapping[DeckId, DeckToday],
    options: Options,
    now: Now,
    *,
    answered_today: Iterable[tuple[NoteId, CardId]] = (),
    learn_ahead: int = LEARN_AHEAD,
) -> Queue:
    """The queue of a study day; cards of other decks and cards not due today are passed over.

    `fresh` are each deck's new cards in the order of `options`, read as far as they are asked for.
    `options` order the whole queue (those of the chosen deck), while each card's own deck says
    whether its siblings are buried.  Suspended and buried cards must not be among the given ones.
    `answered_today` tells which notes have had their card already.
    """
    gathering = Gathering(decks, options, now, answered_today)
    due = [card for card in due if card.deck_id in decks]
    learning = gathering.learning(due)
    main = gathering.main(due, {deck: fresh[deck] for deck in decks if deck in fresh})
    return Queue(now.day, main, learning, learn_ahead)
