"""Cards of a study day, and the queue that is made of them."""

from collections.abc import Mapping, Sequence

from kgstudy.domain.card import Reviewing
from kgstudy.domain.clock import StudyDay
from kgstudy.domain.deck import NewOrder, Options
from kgstudy.domain.fuzz import draw
from kgstudy.domain.gathering import Due, Fresh
from kgstudy.domain.ids import CardId, DeckId, NoteId
from kgstudy.domain.limits import DeckToday
from kgstudy.domain.memory import Memory
from kgstudy.domain.queue import Queue, build
from kgstudy.domain.review import Days, Phase
from kgstudy.domain.scheduling import Now

TODAY = StudyDay(20_000)
MINUTE, DAY_MS = 60_000, 86_400_000
NOW = Now(ms=20_000 * DAY_MS, day=TODAY, seconds_left=18 * 3600)
PLAIN = Options(bury_new=False, bury_reviews=False)
KNOWN = Reviewing(Memory(5, 5), NOW.ms, TODAY, Days(5))


def later(minutes: float) -> Now:
    ms = int(minutes * MINUTE)
    return Now(NOW.ms + ms, TODAY, NOW.seconds_left - ms // 1000)


def fresh(
    number: int, *, note: int | None = None, deck: int = 1, position: int | None = None
) -> Fresh:
    return Fresh(
        CardId(number),
        NoteId(note or number),
        DeckId(deck),
        number if position is None else position,
    )


def review(
    number: int,
    *,
    note: int | None = None,
    deck: int = 1,
    waited: int = 10,
    interval: int = 10,
    stability: float = 10.0,
    difficulty: float = 5.0,
    phase: Phase = Phase.REVIEWING,
) -> Due:
    day = StudyDay(TODAY - waited)
    return Due(
        CardId(number), NoteId(note or number), DeckId(deck), phase, NOW.ms - waited * DAY_MS, day,
        StudyDay(day + interval), None, interval, stability, difficulty,
    )  # fmt: skip


def step(number: int, minutes: float, *, note: int | None = None, deck: int = 1) -> Due:
    """A card on its steps, asked so many minutes from now."""
    due_at = NOW.ms + int(minutes * MINUTE)
    return Due(
        CardId(number), NoteId(note or number), DeckId(deck), Phase.LEARNING,
        min(due_at, NOW.ms) - MINUTE, TODAY, TODAY, due_at, 0, 1.0, 5.0,
    )  # fmt: skip


def put_off(number: int, *, note: int | None = None, waited: int = 1) -> Due:
    """A card on a step of a day."""
    return review(number, note=note, waited=waited, interval=1, phase=Phase.LEARNING)


def one_deck(options: Options) -> dict[DeckId, DeckToday]:
    return {DeckId(1): DeckToday(options, 0, None, options.new_per_day, options.reviews_per_day)}


def by_deck(cards: Sequence[Fresh], options: Options, day: StudyDay) -> dict[DeckId, list[Fresh]]:
    """As a store gives new cards: each deck's in their order."""
    found: dict[DeckId, list[Fresh]] = {}
    for card in sorted(cards, key=lambda card: (card.position, card.card_id)):
        found.setdefault(card.deck_id, []).append(card)
    if options.new_order is NewOrder.RANDOM:
        for deck in found.values():
            deck.sort(key=lambda card: (draw(day, card.card_id), card.card_id))
    return found


def queue(
    *cards: Fresh | Due,
    options: Options = PLAIN,
    decks: Mapping[DeckId, DeckToday] | None = None,
    answered_today: Sequence[tuple[int, int]] = (),
    now: Now = NOW,
) -> Queue:
    return build(
        by_deck([card for card in cards if isinstance(card, Fresh)], options, now.day),
        [card for card in cards if isinstance(card, Due)],
        decks or one_deck(options),
        options,
        now,
        answered_today=[(NoteId(note), CardId(card)) for note, card in answered_today],
    )


def drained(queue: Queue, now: Now = NOW) -> list[int]:
    """The cards that come when each one is known."""
    order = list[int]()
    while (card := queue.next(now)) is not None:
        assert card not in order
        order.append(card)
        queue.answered(card, KNOWN)
    return order
